import {Zone} from '@karwan/base';
import type {Network} from '@karwan/network';
import type {answerJson, datedJson, WireHours, WireLeg, WireRoute} from './route-json.ts';

type Told = ReturnType<typeof answerJson> | ReturnType<typeof datedJson>;

/** An answer for people: each way in a table, what became of closures, where figures are from. */
export function routeText(network: Network, told: Told): string {
    const head = told.dated ? verdictText(told) : [];
    if (told.routes.length === 0) {
        return [
            ...head, ...told.dated && told.verdict.kind === 'too-late' ? [] : ['There is no way.'],
            ...told.warnings.map(warning => `Note: ${warning}.`),
        ].join('\n');
    }
    const ways = told.routes.flatMap((route, i) => [
        ...told.routes.length > 1 ? ['', `Way ${i + 1} of ${told.routes.length}${shareText(route)}`]
            : [],
        ...routeLines(route, told.currency),
        ...told.dated ? [arrivalText(route as {arrives: Arrival}, told.toZone)] : [],
    ]);
    const sources = told.routes.flatMap(route => route.legs.flatMap(leg => leg.origins));
    return [
        ...head, ...ways, '',
        `Network ${network.id}, version ${network.version}. Hours are p10 p50 p90; money is the `
            + `median in ${told.currency} for one consignment, low to high in brackets; loss is in `
            + 'permille of the goods. The letter behind a figure is the weakest of what it rests '
            + 'on: measured, published, estimated, assumed.',
        valuesText(told), ...told.routes.length > 1 ? ['Shares are of at most eight ways that '
            + 'differ, told or not; how they spread is assumed.'] : [],
        ...sourceLines(sources), ...told.warnings.map(warning => `Note: ${warning}.`),
    ].join('\n');
}

function shareText(route: object): string {
    return 'share' in route ? `, ${Math.round(Number(route.share) * 100)} % would take it` : '';
}

function verdictText(
    {verdict, depart, fromZone, routes}: ReturnType<typeof datedJson>,
): string[] {
    const waits = verdict.waits.map(wait => `  waits ${wait.hours} h at ${wait.at} from `
        + `${wait.from.slice(0, 16)}Z${wait.because.length === 0 ? '' : ': '
            + wait.because.map(b => `${b.opening}, ${b.source}`).join('; ')}`);
    const hindered = verdict.waits.length > 0 && verdict.kind === 'waits' ? []
        : verdict.because.map(becauseText);
    const over = (crossings: readonly string[]): string => crossings.join(', ') || 'no border';
    const heads: Record<string, string> = {
        'unhindered': 'no closure hinders it',
        'waits': 'it waits before what is shut',
        'turns': (verdict.taken.join() === verdict.insteadOf.join()
            ? `it turns to another road over ${over(verdict.taken)}`
            : `it turns to ${over(verdict.taken)} instead of ${over(verdict.insteadOf)}`)
            + (verdict.free && routes[0] ? `, ${routes[0].lengthKm} km instead of `
                + `${verdict.free.lengthKm} km` : ''),
        'gives-up': `it gives up: nothing leads there within its patience and time; with nothing `
            + `shut it would go over ${over(verdict.insteadOf)}`,
        'too-late': `it would be there too late: a way over ${over(verdict.insteadOf)} takes `
            + `${verdict.free?.hours} h by the medians, more than --within`,
        'no-way': 'nothing leads there, closures or not',
    };
    const left = new Zone(fromZone).text(Date.parse(depart)).slice(0, 16);
    return [
        `Leaves ${left} (${fromZone}): ${heads[verdict.kind]}.`, ...waits, ...hindered];
}

/** When the end is reached, as told on the wire. */
interface Arrival {
    p10: string | null;
    p50: string | null;
    p90: string | null;
}

function arrivalText({arrives: {p10, p50, p90}}: {arrives: Arrival}, zone: string): string {
    const at = (instant: string | null): string => instant === null ? 'never'
        : new Zone(zone).text(Date.parse(instant)).slice(0, 16);
    return `There on ${at(p50)} (${at(p10)} to ${at(p90)}), ${zone}.`;
}

function becauseText(
    {of, rule, firstDay, lastDay, open, source}: VerdictTold['because'][number],
): string {
    const when = rule === 'season' ? `open ${open.replace('..', ' to ')} alone`
        : firstDay === null ? 'asked for' : `from ${firstDay} ${lastDay === null
            ? 'until further notice' : `to ${lastDay}`}`;
    return `  shut: ${of}, ${when} (${source})`;
}

type VerdictTold = ReturnType<typeof datedJson>['verdict'];

function valuesText({values: {name, goods, hour, spreadHour}, currency}: Told): string {
    const sources = [...new Set([hour, spreadHour, goods].map(({source}) => source))];
    return `Ways are compared by money, ${hour.value} ${currency} an hour (${hour.status[0]}), `
        + `${spreadHour.value} ${currency} an hour between p50 and p90 (${spreadHour.status[0]}) `
        + `and ${goods.value} ${currency} of goods at risk (${goods.status[0]}): ${name}, from `
        + `network.yaml (${sources.join('; ')}).`;
}

function routeLines(route: WireRoute, currency: string): string[] {
    const {hours, money} = route;
    return [
        `${route.lengthKm} km, ${spread(hours)} h (${days(hours.p10)} to ${days(hours.p90)} days), `
            + `${money.median} ${currency} (low ${money.low}, high ${money.high}), `
            + `expected loss ${route.lossPermille} permille; weakest figure ${route.weakest}`,
        '', line('leg', 'by', 'km', 'h p10', 'p50', 'p90', currency, 'loss', ''),
        ...mergedLegs(route.legs).map(group => legLine(group, currency)),
    ];
}

/** Stretches of one road or line in a row are one line for people; JSON keeps each. */
function mergedLegs(legs: readonly WireLeg[]): WireLeg[][] {
    const groups: WireLeg[][] = [];
    for (const leg of legs) {
        const last = groups.at(-1)?.at(-1);
        const isSame = last?.kind === 'link' && leg.kind === 'link' && leg.line === last.line
            && leg.line !== null && leg.mode === last.mode && leg.gaugeMm === last.gaugeMm;
        if (isSame) groups.at(-1)!.push(leg);
        else groups.push([leg]);
    }
    return groups;
}

function legLine(group: WireLeg[], currency: string): string {
    const [first, last] = [group[0]!, group.at(-1)!];
    const sum = (of: (leg: WireLeg) => number): number =>
        group.reduce((all, leg) => all + of(leg), 0);
    const by = first.kind === 'link'
        ? `${first.mode}${first.gaugeMm === null ? '' : ` ${first.gaugeMm}`} ${first.line ?? ''}`
        : first.kind === 'gauge' ? `gauge ${first.gaugeMm} > ${first.toGaugeMm}`
            : first.kind === 'border' ? `border ${first.mode}`
                : `${first.kind} ${first.mode} > ${first.toMode}`;
    const where = first.kind === 'link' ? `${first.fromName} - ${last.toName}`
        : first.kind === 'border' ? `${first.id} (${first.fromName} - ${first.toName})`
            : first.fromName;
    const wait = sum(leg => leg.waitHours);
    const letter = (...whats: string[]): string => statusText(group, whats);
    const hours = (q: keyof WireHours): string =>
        sum(leg => leg.hours[q] ?? Infinity).toFixed(1);
    const loss = sum(leg => leg.lossPermille);
    return line(where, by, first.kind === 'link'
        ? sum(leg => leg.lengthKm).toFixed(0) + letter('length') : '',
    hours('p10'), hours('p50'), hours('p90') + letter('length', 'speed', 'hours'),
    sum(leg => Number(leg.money.median)).toFixed(0)
        + letter('length', 'price', 'price-vehicle', 'money', 'toll'),
    loss === 0 ? '' : loss.toFixed(2) + letter('length', 'loss'),
        [wait > 0 ? `waits ${wait.toFixed(1)} h` : '',
            observedText(first, currency)].filter(text => text !== '').join('  '));
}

const ORDER = ['measured', 'published', 'estimated', 'assumed'];

/** The letter of the weakest of what a figure rests on. */
function statusText(group: readonly WireLeg[], whats: readonly string[]): string {
    const worst = Math.max(...group.flatMap(leg => leg.origins
        .filter(({what}) => whats.includes(what.split(' of ')[0]!))
        .map(origin => ORDER.indexOf(origin.status))));
    return ORDER[worst]?.[0] ?? '';
}

function observedText({observed}: WireLeg, currency: string): string {
    if (observed.length === 0) return '';
    return `others: ${observed.map(({what, year, value, side}) =>
        `${year}${side === null ? '' : ` ${side}`} ${value} ${what === 'hours' ? 'h' : currency}`)
        .join(', ')}`;
}

function line(
    where: string, by: string, km: string, p10: string, p50: string, p90: string, money: string,
    loss: string, rest: string,
): string {
    return (cut(where, 40).padEnd(41) + cut(by, 24).padEnd(25) + km.padStart(7)
        + [p10, p50].map(text => text.padStart(7)).join('') + p90.padStart(8) + money.padStart(8)
        + loss.padStart(7)
        + (rest && `  ${rest}`)).trimEnd();
}

function cut(text: string, length: number): string {
    return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

function spread({p10, p50, p90}: WireHours): string {
    return [p10, p50, p90].map(hours => hours?.toFixed(0) ?? 'never').join(' / ');
}

function days(hours: number | null): string {
    return hours === null ? 'never' : (hours / 24).toFixed(1);
}

function sourceLines(origins: readonly {file: string; line: number; source: string}[]): string[] {
    const files = new Map<string, Set<number>>();
    for (const {file, line: at} of origins) {
        files.set(file, (files.get(file) ?? new Set()).add(at));
    }
    return ['Sources, one a line of these files (--json names each):', ...[...files].sort()
        .map(([file, at]) => `  ${file}: lines ${[...at].sort((a, b) => a - b).join(' ')}`)];
}
