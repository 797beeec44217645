import {existsSync, mkdirSync, readdirSync, writeFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {Refusal, statuses, Zone, type Fault, type Figure, type Status} from '@karwan/base';
import {
    howKnown, schemeSkeleton, type ByStatus, type ClassKnown, type RoadKnown, type Scheme,
} from '@karwan/tolling';
import {checkoutFolder} from '../checkout.ts';
import {schemeFolder, schemeFrom} from '../scheme-files.ts';
import {schemeKinds, schemeOfKind, type SchemeKind} from '../scheme-kinds.ts';
import type {Said} from './command.ts';
import {Stop} from './exit-code.ts';
import {overviewText, withoutPriceLines} from './scheme-overview.ts';

/**
 * Says how much of a scheme is published, estimated, assumed, or what is wrong with it. Takes the
 * name of a corridor or a folder; several roads are told in one table, or one of them in full.
 * Exits: `done`, `refused-input`, `not-found`.
 */
export function checkScheme(nameOrFolder: string, road?: string): Said {
    const folder = schemeFolder(nameOrFolder, checkoutFolder());
    if (!existsSync(folder)) {
        throw new Stop('not-found', `found no folder ${folder}, expected one with a corridor.yaml; `
            + `karwan scheme new ${nameOrFolder} makes one`);
    }
    try {
        const scheme = schemeFrom(folder);
        const {id, version, digest} = scheme;
        return {
            json: {scheme: id, version, digest, ...howKnown(scheme)},
            text: knownText(scheme, road),
        };
    } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return {
            json: {error: 'refused-input', faults: error.faults},
            text: faultsText(nameOrFolder, error.faults), exit: 'refused-input',
        };
    }
}

/**
 * Writes a small whole scheme to start from, with comments, or one of a kind of the documentation:
 * into `corridors/` where a plain name is given, otherwise into that folder. Exits: `done`,
 * `wrong-usage`.
 */
export function newScheme(nameOrFolder: string, kind?: string): Said {
    if (kind !== undefined && !isKind(kind)) {
        throw new Stop('wrong-usage',
            `found --kind ${kind}, expected one of ${schemeKinds.join(', ')}`);
    }
    const isPath = nameOrFolder.includes('/') || nameOrFolder.includes('\\');
    const folder = isPath ? nameOrFolder : join(checkoutFolder(), 'corridors', nameOrFolder);
    const id = isPath ? basename(folder) : nameOrFolder;
    if (!/^[a-z0-9][a-z0-9-]*$/.test(id)) {
        throw new Stop('wrong-usage',
            `found the name "${id}", expected small letters, digits and hyphens such as my-road`);
    }
    if (existsSync(folder) && readdirSync(folder).length > 0) {
        throw new Stop('wrong-usage', `found files in ${folder}, expected a new or empty folder`);
    }
    mkdirSync(folder, {recursive: true});
    const files = kind === undefined
        ? schemeSkeleton(id) : schemeOfKind(checkoutFolder(), kind, id);
    for (const [name, text] of files) writeFileSync(join(folder, name), text);
    const shown = isPath ? nameOrFolder : `corridors/${id}`;
    return {
        json: {scheme: id, folder, files: [...files.keys()]},
        text: [
            `Written to ${shown}:`,
            ...[...files.keys()].map(name => `  ${name}`),
            'Put your own motorway in its place, file by file; docs/write-a-scheme.md goes along.',
            `Then: karwan scheme check ${isPath ? shown : id}`,
        ].join('\n'),
    };
}

function isKind(text: string): text is SchemeKind {
    return (schemeKinds as readonly string[]).includes(text);
}

function faultsText(nameOrFolder: string, faults: readonly Fault[]): string {
    const count = faults.length === 1 ? 'One thing is wrong' : `${faults.length} things are wrong`;
    return [
        `${count} in the scheme ${nameOrFolder}. Nothing was loaded.`,
        ...faults.map(({place: {file, line, column}, what, found, expected}) =>
            `${file}, line ${line}, column ${column}: ${what}\n`
            + `    found     ${found}\n    expected  ${expected}`),
    ].join('\n');
}

function knownText(scheme: Scheme, road?: string): string {
    const {id, version, digest, corridor} = scheme;
    const head = [
        `${corridor.name}: scheme ${id}, version ${version}, digest ${digest.slice(0, 12)}. `
            + 'No faults.',
        ...withoutPriceLines(scheme),
    ].join('\n');
    const ids = corridor.roads.map(each => each.id);
    if (road !== undefined && !ids.includes(road)) {
        throw new Stop('not-found', `found no road ${road}, expected one of ${ids.join(', ')}`);
    }
    return road === undefined && ids.length > 1
        ? `${head}\n\n${overviewText(scheme)}`
        : `${head}\n${roadsText(scheme, road ?? ids[0]!)}`;
}

function roadsText(scheme: Scheme, id: string): string {
    const known = howKnown(scheme);
    const {corridor} = scheme;
    const zone = new Zone(corridor.zone);
    return [
        ...known.roads.filter(({road}) => road === id)
            .flatMap(road => ['', ...roadLines(road, zone, corridor.currency.code)]),
        '',
        row('all roads', statuses),
        row('  surcharges', cells(known.surcharges)),
        row('  rules', cells(known.rules)),
    ].join('\n');
}

function roadLines(road: RoadKnown, zone: Zone, currency: string): string[] {
    const km = (metres: number): string => metres === 0 ? '-' : `${+(metres / 1000).toFixed(2)}`;
    return [
        row(`${road.road}, ${road.name}`, statuses, 'priced'),
        ...road.classes.map(known => row(
            `  tariff lines, ${known.class}`, cells(known.lines), pricedText(known, zone))),
        row('  length, km', cells(road.lengthMetres, km)),
        row('  tolled length, km', cells(road.tolledMetres, km)),
        ...road.tolled ? [tolledText(road.tolled)] : [],
        ...road.part ? [row('  rule for a part of the road', cells(oneOf(road.part)))] : [],
        row('  interchanges', cells(road.interchanges)),
        row('  gantries and stations', cells(road.sites)),
        ...road.classes.flatMap(known => wholeText(known, currency)),
    ];
}

// What the last line makes of the whole road: a toll manager knows that figure by heart.
function wholeText({class: name, whole}: ClassKnown, currency: string): string[] {
    if (!whole) return [];
    const {line, toll, low, high} = whole;
    const range = low === high ? '' : ` (${low} to ${high} by the length's range)`;
    return [`  the whole road costs ${name} ${toll} ${currency}${range} by ${line}`];
}

function tolledText({value, low, high, unit, status, source}: Figure): string {
    return `  tolled length in all: ${value} ${unit}, ${low} to ${high}; ${status}, ${source}`;
}

function oneOf(status: Status): ByStatus {
    return {measured: 0, published: 0, estimated: 0, assumed: 0, [status]: 1};
}

// The days with a price; a gap shows between two stretches.
function pricedText({priced}: ClassKnown, zone: Zone): string {
    return priced.map(({validFromMs, validToMs}) => validToMs === Infinity
        ? `since ${zone.day(validFromMs)}`
        : `${zone.day(validFromMs)} to ${zone.day(validToMs - 1)}`).join(', ');
}

function cells(counts: ByStatus, text: (count: number) => string = countText): string[] {
    return statuses.map(status => text(counts[status]));
}

function countText(count: number): string {
    return count === 0 ? '-' : `${count}`;
}

function row(name: string, values: readonly string[], last = ''): string {
    return (name.padEnd(34) + values.map(value => value.padStart(11)).join('')
        + (last && `   ${last}`)).trimEnd();
}
