import {parseInstant, Zone} from '@karwan/base';
import {
    findPlace, modes, shutRule, type DatedQuestion, type Lifted, type Mode, type Network,
    type OpeningRule, type RouteQuestion,
} from '@karwan/network';

/** A question about a way as people ask it, in words. */
export interface Asked {
    from: string;
    to: string;
    commodity?: string | undefined;
    modes?: readonly string[] | undefined;
    vehicles?: readonly string[] | undefined;
    /** A day, or an instant with its offset. */
    depart?: string | undefined;
    /** `torkham`, or `torkham=2025-10-12..2025-11-30`; `open` likewise. Case does not matter. */
    shut?: readonly string[] | undefined;
    open?: readonly string[] | undefined;
    k?: number | undefined;
    patienceHours?: number | undefined;
    withinHours?: number | undefined;
    seed?: number | undefined;
}

/** So many ways are told at most; their shares are of so many in any case. */
export const MOST_WAYS = 8;

/** A question that cannot be asked of this network: what was found, what was expected. */
export class Unanswerable extends Error {
    readonly found: string;
    readonly expected: string;

    constructor(what: string, found: string, expected: string) {
        super(`${what}: found ${found}, expected ${expected}`);
        this.name = 'Unanswerable';
        this.found = found;
        this.expected = expected;
    }
}

/** The question in ids, with its moment where it has one. Throws Unanswerable. */
export function questionOf(network: Network, asked: Asked): RouteQuestion | DatedQuestion {
    const from = placeOf(network, asked.from, 'from');
    const to = placeOf(network, asked.to, 'to');
    const shut = (asked.shut ?? []).map(text => shutOf(network, text, asked.depart));
    const opened = (asked.open ?? []).map(text => openOf(network, text, asked.depart));
    const question: RouteQuestion = {
        from, to,
        commodity: oneOf(asked.commodity, network.commodities.map(c => c.id), 'commodity'),
        modes: asked.modes?.map(mode => oneOf(mode, modes, 'mode') as Mode),
        vehicles: asked.vehicles?.map(v => oneOf(v, network.vehicles.map(e => e.id), 'vehicle')!),
        opened: opened.filter(each => typeof each === 'string'),
        shut: shut.filter(each => typeof each === 'string'),
        alternatives: {count: asked.k ?? 1},
    };
    if (asked.depart === undefined) return question;
    return {
        ...question,
        departMs: momentOf(network, from, asked.depart),
        closures: shut.filter(each => typeof each !== 'string'),
        lifted: opened.filter(each => typeof each !== 'string'),
        patienceHours: asked.patienceHours, withinHours: asked.withinHours, seed: asked.seed,
    };
}

/** The id of the place that is meant. Throws Unanswerable. */
export function placeOf(network: Network, text: string, what: string): string {
    const found = findPlace(network, text);
    if ('place' in found) return found.place.id;
    const {candidates} = found;
    throw new Unanswerable(what, `"${text}"`, candidates.length === 0
        ? 'the id, name or alias of a place'
        : `one of ${candidates.map(({id, name}) => `${id} (${name})`).join(', ')}`);
}

function oneOf(
    text: string | undefined, known: readonly string[], what: string,
): string | undefined {
    if (text === undefined || known.includes(text)) return text;
    const alike = known.filter(id => id.toLowerCase() === text.toLowerCase());
    if (alike.length === 1) return alike[0];
    const near = known.filter(id => id.toLowerCase().includes(text.toLowerCase())).slice(0, 12);
    const shown = near.length > 0 ? near : known.slice(0, 12);
    throw new Unanswerable(what, `"${text}"`, `one of ${shown.join(', ')}`
        + (known.length > shown.length ? ', …' : ''));
}

function openable({links}: Network): string[] {
    const closed = links.filter(link => link.state !== 'open');
    return [...new Set(closed.flatMap(({id, project}) => project === undefined
        ? [id] : [id, project]))];
}

/** What counts as open: a link or project that is not open yet, or what the record has shut. */
function openOf(network: Network, text: string, depart: string | undefined): string | Lifted {
    const planned = openable(network);
    const closable = network.openings.map(({of}) => of);
    const known = [...new Set([...planned, ...closable])];
    const [id, days] = daysIn(text, known, 'open', depart);
    if (planned.includes(id)) return id;
    if (depart === undefined) {
        throw new Unanswerable('open', `"${text}" without a departure`,
            'a departure (depart): without it no closure of the record counts');
    }
    return {of: id, firstDay: days?.[0], lastDay: days?.[1]};
}

function shutOf(
    network: Network, text: string, depart: string | undefined,
): string | OpeningRule {
    const known = [network.crossings, network.handovers, network.links, network.places]
        .flatMap(items => items.map(item => item.id));
    const [id, days] = daysIn(text, known, 'shut', depart);
    return days === undefined ? id : shutRule(id, ...days, zoneAt(network, id));
}

// `torkham`, or `torkham=2025-10-12..2025-11-30`.
function daysIn(
    text: string, known: readonly string[], what: string, depart: string | undefined,
): [id: string, days: [first: string, last: string] | undefined] {
    const [name, days, ...rest] = text.split('=');
    const id = oneOf(name!, known, what)!;
    if (days === undefined) return [id, undefined];
    const [, first, last] = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(days) ?? [];
    const isSpan = first !== undefined && last !== undefined && isDay(first) && isDay(last)
        && first <= last && rest.length === 0;
    if (!isSpan) throw new Unanswerable(what, `"${text}"`, `${id}=2025-10-12..2025-11-30`);
    if (depart === undefined) {
        throw new Unanswerable(what, `"${text}" without a departure`,
            'a departure (depart): days are met on the way');
    }
    return [id, [first, last]];
}

/** Whether it is a day of the calendar, as `2025-10-12`, of the years that are answered. */
export function isDay(text: string): boolean {
    const atMs = Date.parse(`${text}T00:00:00Z`);
    return isAnswered(atMs) && new Date(atMs).toISOString().startsWith(text);
}

/** Openings are looked up years ahead; far from today's they say nothing. */
function isAnswered(atMs: number): boolean {
    return atMs >= Date.UTC(FIRST_YEAR, 0) && atMs < Date.UTC(LAST_YEAR + 1, 0);
}

const [FIRST_YEAR, LAST_YEAR] = [2000, 2099];

/** The zone of a border's first country, of a place's own. */
export function zoneAt(network: Network, id: string): string {
    const link = network.links.find(each => each.id === id);
    const of = network.handovers.find(each => each.id === id)?.of ?? link?.from ?? id;
    const country = network.crossings.find(each => each.id === of)?.countries[0]
        ?? network.places.find(each => each.id === of)?.country;
    return network.countries.find(each => each.id === country)?.zone ?? 'UTC';
}

// A day begins at midnight where the journey does.
function momentOf(network: Network, from: string, text: string): number {
    const atMs = parseInstant(text)
        ?? (isDay(text) ? new Zone(zoneAt(network, from)).startOfDayMs(text) : undefined);
    if (atMs !== undefined && isAnswered(atMs)) return atMs;
    throw new Unanswerable('depart', `"${text}"`, 'a day such as 2025-10-10, or an instant such '
        + `as 2025-10-10T06:00:00+05:00, of the years ${FIRST_YEAR} to ${LAST_YEAR}`);
}
