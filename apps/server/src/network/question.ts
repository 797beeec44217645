import {parseInstant, Zone} from '@karwan/base';
import {
    findPlace, modes, shutRule, type DatedQuestion, type Mode, type Network, type OpeningRule,
    type RouteQuestion,
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
    /** `torkham`, or `torkham=2025-10-12..2025-11-30`. */
    shut?: readonly string[] | undefined;
    open?: readonly string[] | undefined;
    k?: number | undefined;
    patienceHours?: number | undefined;
    withinHours?: number | undefined;
    seed?: number | undefined;
}

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
    const question: RouteQuestion = {
        from, to,
        commodity: oneOf(asked.commodity, network.commodities.map(c => c.id), 'commodity'),
        modes: asked.modes?.map(mode => oneOf(mode, modes, 'mode') as Mode),
        vehicles: asked.vehicles?.map(v => oneOf(v, network.vehicles.map(e => e.id), 'vehicle')!),
        opened: (asked.open ?? []).map(id => oneOf(id, openable(network), 'open')!),
        shut: shut.filter(each => typeof each === 'string'),
        alternatives: {count: asked.k ?? 1},
    };
    if (asked.depart === undefined) return question;
    return {
        ...question,
        departMs: momentOf(network, from, asked.depart),
        closures: shut.filter(each => typeof each !== 'string'),
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

function shutOf(
    network: Network, text: string, depart: string | undefined,
): string | OpeningRule {
    const [name, days, ...rest] = text.split('=');
    const known = [network.crossings, network.handovers, network.links, network.places]
        .flatMap(items => items.map(item => item.id));
    const id = oneOf(name!, known, 'shut')!;
    if (days === undefined) return id;
    const found = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(days);
    if (!found || rest.length > 0 || !found.slice(1).every(isDay) || found[2]! < found[1]!) {
        throw new Unanswerable('shut', `"${text}"`, `${id}=2025-10-12..2025-11-30`);
    }
    if (depart === undefined) {
        throw new Unanswerable('shut', `"${text}" without a departure`,
            'a --depart: days are met on the way');
    }
    return shutRule(id, found[1]!, found[2]!, zoneAt(network, id));
}

function isDay(text: string): boolean {
    const atMs = Date.parse(`${text}T00:00:00Z`);
    return !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(text);
}

// The zone of a border's first country, of a place's own.
function zoneAt(network: Network, id: string): string {
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
    if (atMs !== undefined) return atMs;
    throw new Unanswerable('depart', `"${text}"`,
        'a day such as 2025-10-10, or an instant such as 2025-10-10T06:00:00+05:00');
}
