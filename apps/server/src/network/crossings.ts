import {HOUR_MS, Zone} from '@karwan/base';
import {OpeningRule, type Crossing, type Network, type Opening} from '@karwan/network';
import {zoneAt} from './question.ts';

/** What the record says of a crossing in one direction, or in both. */
type Shut = ReturnType<typeof openingTold>;

/** Crossings with where they lie and all that the record has on their openings. */
export function crossingsTold(network: Network) {
    return network.crossings.map(crossing => ({
        id: crossing.id, name: crossing.name, countries: crossing.countries,
        modes: [...new Set(linksOf(network, crossing).map(({mode}) => mode))],
        ...placeOf(network, crossing),
        openings: network.openings.filter(({of}) => of === crossing.id).map(openingTold),
    }));
}

/** Lines that are not open yet and may count as open, by project. */
export function projectsTold({links, places}: Network) {
    const name = (id: string): string => places.find(place => place.id === id)!.name;
    const ids = [...new Set(links.flatMap(({state, project}) =>
        state === 'open' || project === undefined ? [] : [project]))];
    return ids.map(id => {
        const own = links.filter(({project, state}) => project === id && state !== 'open');
        return {
            id, lines: [...new Set(own.map(({line}) => line))], mode: own[0]!.mode,
            states: [...new Set(own.map(({state}) => state))],
            from: name(own[0]!.from), to: name(own.at(-1)!.to),
            km: Number(own.reduce((sum, {length}) => sum + length.value, 0).toFixed(1)),
            source: own[0]!.length.source, status: own[0]!.length.status,
        };
    });
}

/**
 * What the record has shut on a day, at noon of the crossing; `isPartly` where it is shut in one
 * direction or for one mode alone.
 */
export function crossingsOn(
    network: Network, day: string,
): {day: string; shut: {id: string; isPartly: boolean; because: Shut[]}[]} {
    const closures = network.openings
        .filter(({rule}) => rule === 'shut' || rule === 'season')
        .map(opening => new OpeningRule(opening));
    const shut = network.crossings.flatMap(({id}) => {
        const noonMs = new Zone(zoneAt(network, id)).startOfDayMs(day) + 12 * HOUR_MS;
        const because = closures
            .filter(rule => rule.opening.of === id && !rule.at(noonMs).isOpen)
            .map(({opening}) => opening);
        if (because.length === 0) return [];
        const isPartly = because.every(({from, to, mode}) =>
            from !== undefined || to !== undefined || mode !== undefined);
        return [{id, isPartly, because: because.map(openingTold)}];
    });
    return {day, shut};
}

function openingTold({id, rule, firstDay, lastDay, knownTo, open, from, to, known}: Opening) {
    return {
        id, rule, firstDay: firstDay ?? null, lastDay: lastDay ?? null, knownTo: knownTo ?? null,
        open, from: from ?? null, to: to ?? null, source: known.source, status: known.status,
        date: known.date,
    };
}

function linksOf({links}: Network, {id}: Crossing) {
    return links.filter(({crossing}) => crossing === id);
}

// Between the two posts; a crossing without a link lies nowhere yet.
function placeOf(network: Network, crossing: Crossing): {lat: number; lon: number} | undefined {
    const [link] = linksOf(network, crossing);
    if (!link) return undefined;
    const [a, b] = [link.from, link.to].map(id => network.places.find(place => place.id === id)!);
    return {lat: (a!.lat + b!.lat) / 2, lon: (a!.lon + b!.lon) / 2};
}
