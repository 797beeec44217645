import type {Corridor, Section} from '@karwan/journey';

/** A way through the corridor from where one comes on to where one goes off, in order. */
export interface Route {
    fromRoad: string;
    from: string;
    toRoad: string;
    to: string;
    sections: readonly Section[];
    /** How far into each section its gantry stands. */
    gantryMetres: readonly number[];
    legs: readonly Leg[];
    metres: number;
}

/** The part of a route on one road: what is charged together. */
export interface Leg {
    road: string;
    entry: string;
    exit: string;
    tolledMetres: number;
    gantries: readonly string[];
}

/**
 * Every way that can be driven without leaving the corridor, the shortest of each pair. Ways with a
 * leg on which no metre is tolled are left out: a vehicle that stays before the toll plaza is local
 * traffic.
 */
export function routesOf(corridor: Corridor): Route[] {
    const offsets = gantryOffsets(corridor);
    const onward = onwardOf(corridor);
    const hasRamps = rampsOf(corridor);
    const shortest = new Map<string, Route>();
    const keep = (route: Route): void => {
        const known = shortest.get(pairKey(route));
        if (!known || route.metres < known.metres) shortest.set(pairKey(route), route);
    };
    const grow = (sections: readonly Section[]): void => {
        const last = sections.at(-1)!;
        if (hasRamps(last.road, last.to)) keep(routeFrom(sections, offsets));
        for (const next of onward(last)) {
            if (!comesBack(sections, next)) grow([...sections, next]);
        }
    };
    for (const section of corridor.sections) {
        if (hasRamps(section.road, section.from)) grow([section]);
    }
    return [...shortest.values()].filter(r => r.legs.every(leg => leg.tolledMetres > 0));
}

/** Names the pair of ends that a route joins. */
export function pairKey(route: Pick<Route, 'fromRoad' | 'from' | 'toRoad' | 'to'>): string {
    return `${route.fromRoad}/${route.from} ${route.toRoad}/${route.to}`;
}

/** Names the same pair the other way round. */
export function pairBack({fromRoad, from, toRoad, to}: Route): string {
    return pairKey({fromRoad: toRoad, from: to, toRoad: fromRoad, to: from});
}

/** The routes that have a way back among them: a vehicle that drives out comes home. */
export function roundTrips(routes: readonly Route[]): Route[] {
    const pairs = new Set(routes.map(pairKey));
    return routes.filter(route => pairs.has(pairBack(route)));
}

/** By gantry: the gantries that one may still pass without leaving, with the metres to them. */
export function gantriesAhead(corridor: Corridor): Map<string, Map<string, number>> {
    const onward = onwardOf(corridor);
    const ahead = new Map<string, Map<string, number>>();
    for (const start of corridor.sections) {
        const reached = new Map<string, number>();
        const queue: {section: Section; metres: number}[] = [{section: start, metres: 0}];
        for (let step = queue.shift(); step; step = queue.shift()) {
            for (const next of onward(step.section)) {
                if (reached.has(next.gantry) || next === start) continue;
                const metres = step.metres + step.section.lengthMetres;
                reached.set(next.gantry, metres);
                queue.push({section: next, metres});
            }
        }
        ahead.set(start.gantry, reached);
    }
    return ahead;
}

function onwardOf(corridor: Corridor): (section: Section) => Section[] {
    const key = (road: string, direction: string, at: string) => `${road}/${direction}/${at}`;
    const starting = new Map(
        corridor.sections.map(s => [key(s.road, s.direction, s.from), s]));
    const joined = new Map<string, string[]>();
    for (const {fromRoad, fromDirection, toRoad, toDirection, at} of corridor.junctions) {
        const from = key(fromRoad, fromDirection, at);
        joined.set(from, [...joined.get(from) ?? [], key(toRoad, toDirection, at)]);
    }
    return ({road, direction, to}) => {
        const end = key(road, direction, to);
        return [end, ...joined.get(end) ?? []].flatMap(place => starting.get(place) ?? []);
    };
}

function rampsOf(corridor: Corridor): (road: string, interchange: string) => boolean {
    const without = new Set(
        corridor.interchanges.filter(i => i.hasRamps === false).map(i => `${i.road}/${i.id}`));
    return (road, interchange) => !without.has(`${road}/${interchange}`);
}

// Nobody drives the same road twice on one trip, so a route that would return to one ends.
function comesBack(sections: readonly Section[], next: Section): boolean {
    const last = sections.at(-1)!;
    if (next.road === last.road && next.direction === last.direction) {
        return sections.includes(next);
    }
    return sections.some(section => section.road === next.road);
}

function gantryOffsets(corridor: Corridor): Map<string, number> {
    const begins = new Map(corridor.interchanges.map(i => [`${i.road}/${i.id}`, i.chainageMetres]));
    const stands = new Map(corridor.points.map(p => [p.id, p.chainageMetres]));
    return new Map(corridor.sections.map(section => {
        const begin = begins.get(`${section.road}/${section.from}`);
        const stand = stands.get(section.gantry);
        if (begin === undefined || stand === undefined) {
            throw new Error(`${section.gantry} stands nowhere in ${corridor.id}`);
        }
        return [section.gantry, Math.min(Math.abs(stand - begin), section.lengthMetres)];
    }));
}

function routeFrom(sections: readonly Section[], offsets: ReadonlyMap<string, number>): Route {
    const first = sections[0]!;
    const last = sections.at(-1)!;
    const roads = [...new Set(sections.map(section => section.road))];
    return {
        fromRoad: first.road, from: first.from, toRoad: last.road, to: last.to, sections,
        gantryMetres: sections.map(section => offsets.get(section.gantry)!),
        legs: roads.map(road => legFrom(sections.filter(section => section.road === road))),
        metres: sum(sections.map(section => section.lengthMetres)),
    };
}

function legFrom(sections: readonly Section[]): Leg {
    return {
        road: sections[0]!.road, entry: sections[0]!.from, exit: sections.at(-1)!.to,
        tolledMetres: sum(sections.map(section => section.tolledMetres)),
        gantries: sections.map(section => section.gantry),
    };
}

function sum(values: readonly number[]): number {
    return values.reduce((a, b) => a + b, 0);
}
