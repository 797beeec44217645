import {Refusal, statuses, type Fault} from '@karwan/base';
import {
    findingsOf, graphOf, knownKmOf, totalsCompared, type Finding, type KnownKm, type Network,
} from '@karwan/network';
import {checkoutFolder} from '../checkout.ts';
import {findNetworkFolder, networkFrom} from '../network-files.ts';
import type {Said} from './command.ts';
import {Stop} from './exit-code.ts';

/**
 * Says what is wrong with a network, or what in it is unlikely and how well it is known. Takes the
 * name of a corridor or a folder. Exits: `done`, `refused-input`, `not-found`.
 */
export function checkNetwork(nameOrFolder: string, options: Record<string, unknown>): Said {
    const folder = networkFolder(nameOrFolder);
    const most = Number(options['most'] ?? 10);
    try {
        const network = networkFrom(folder);
        const findings = findingsOf(network, graphOf(network));
        const known = knownKmOf(network);
        return {
            json: {network: network.id, version: network.version, counts: countsOf(network),
                findings, known, totals: totalsCompared(network).map(({total, sumKm}) => ({
                    id: total.id, line: total.line, publishedKm: total.length.value,
                    sumKm: sumKm ?? null, source: total.length.source}))},
            text: reportText(network, findings, known, most),
        };
    } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return {
            json: {error: 'refused-input', faults: error.faults},
            text: faultsText(nameOrFolder, error.faults, most), exit: 'refused-input',
        };
    }
}

/** The folder of a network. Stops where there is none. */
export function networkFolder(nameOrFolder: string): string {
    const folder = findNetworkFolder(nameOrFolder, checkoutFolder());
    if (folder !== undefined) return folder;
    throw new Stop('not-found', `found no network ${nameOrFolder}; expected a folder with a `
        + 'network.yaml, or the name of a corridor that has one');
}

function countsOf(network: Network): Record<string, number> {
    const {places, links, crossings, handovers, openings} = network;
    return {
        places: places.length, links: links.length, crossings: crossings.length,
        handovers: handovers.length, openings: openings.length,
    };
}

function faultsText(name: string, faults: readonly Fault[], most: number): string {
    const shown = faults.slice(0, most * 10);
    const count = faults.length === 1 ? 'One thing is wrong' : `${faults.length} things are wrong`;
    return [
        `${count} in the network ${name}. Nothing was loaded.`,
        ...shown.map(({place: {file, line, column}, what, found, expected}) =>
            `${file}, line ${line}, column ${column}: ${what}\n`
            + `    found     ${found}\n    expected  ${expected}`),
        ...faults.length > shown.length ? [`and ${faults.length - shown.length} more`] : [],
    ].join('\n');
}

function reportText(
    network: Network, findings: readonly Finding[], {rows, all}: ReturnType<typeof knownKmOf>,
    most: number,
): string {
    const counts = Object.entries(countsOf(network)).map(([what, n]) => `${n} ${what}`).join(', ');
    return [
        `${network.name}: network ${network.id}, version ${network.version}: ${counts}.`,
        'Every two countries are joined by a border with hours and money; no faults.',
        '', ...KINDS.flatMap(kind => kindText(kind, findings, most)),
        knownHead(), ...rows.map(knownRow), knownRow(all),
        `${share(all.byStatus.measured + all.byStatus.published, all)} % of the open road and rail `
            + `kilometres are published, ${share(all.readKm, all)} % as a source says them, `
            + `${share(all.byStatus.estimated, all)} % estimated, `
            + `${share(all.byStatus.assumed, all)} % assumed.`,
    ].join('\n');
}

const KINDS = [
    ['length', 'lengths against the great circle'], ['gauge', 'gauges that meet'],
    ['crossing', 'crossings without a link'], ['coordinate', 'coordinates against other sources'],
    ['island', 'islands'], ['total', 'sums against published totals'],
    ['toll', 'shares of tolls against the whole road\'s'],
] as const;

function kindText(
    [kind, title]: (typeof KINDS)[number], findings: readonly Finding[], most: number,
): string[] {
    const those = findings.filter(finding => finding.kind === kind);
    if (those.length === 0) return [`${title}: nothing unlikely`, ''];
    return [
        `${title}: ${those.length} unlikely`,
        ...those.slice(0, most).map(({file, line, what, found, expected}) =>
            `  ${file}:${line} ${what}: found ${found}, expected ${expected}`),
        ...those.length > most ? [`  and ${those.length - most} more (--most)`] : [], '',
    ];
}

function share(part: number, {km}: KnownKm): string {
    return (km === 0 ? 0 : part / km * 100).toFixed(1);
}

function knownHead(): string {
    return row('open links, km', 'links', 'km', ...statuses.map(s => `${s} %`), 'as read %');
}

function knownRow(known: KnownKm): string {
    const {mode, country, links, km, byStatus, readKm} = known;
    return row(`  ${mode} ${country}`, `${links}`, km.toFixed(0),
        ...statuses.map(status => share(byStatus[status], known)), share(readKm, known));
}

function row(name: string, ...cells: readonly string[]): string {
    return (name.padEnd(22) + cells.map(cell => cell.padStart(12)).join('')).trimEnd();
}
