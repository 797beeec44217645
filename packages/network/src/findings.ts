import {groupedBy} from '@karwan/base';
import {firstOutOf, type Graph} from './graph.ts';
import {greatCircleMetres} from './great-circle.ts';
import type {Link, Network, Place, Total} from './network.ts';
import {treeFrom} from './paths.ts';
import {tollFindings} from './toll-findings.ts';

/** Something about a network that may be right and is unlikely, with where it stands. */
export interface Finding {
    kind: 'length' | 'gauge' | 'coordinate' | 'island' | 'total' | 'crossing' | 'toll';
    file: string;
    line: number;
    /** What it is about, what was found and what was expected. */
    what: string;
    found: string;
    expected: string;
}

/** A link may be this many times the great circle long. */
const MOST_CIRCUITY = 1.6;
const MOST_CIRCUITY_IN_MOUNTAINS = 2.5;
const MOST_COORDINATE_METRES = 5_000;

/** All that is unlikely in a network, by kind and then in the order of its files. */
export function findingsOf(network: Network, graph: Graph): Finding[] {
    return [
        ...lengthFindings(network), ...gaugeFindings(network, graph),
        ...crossingFindings(network), ...coordinateFindings(network),
        ...islandFindings(network, graph), ...totalFindings(network), ...tollFindings(network),
    ];
}

function at<T extends {at: {file: string; line: number}}>({at: {file, line}}: T) {
    return {file, line};
}

function lengthFindings({places, links}: Network): Finding[] {
    const placeOf = new Map(places.map(place => [place.id, place]));
    return links.filter(({mode}) => mode === 'road' || mode === 'rail').flatMap(link => {
        const straight = greatCircleMetres(placeOf.get(link.from)!, placeOf.get(link.to)!) / 1000;
        const ratio = link.length.value / straight;
        const most = link.terrain === 'mountain' ? MOST_CIRCUITY_IN_MOUNTAINS : MOST_CIRCUITY;
        if (ratio >= 1 && ratio <= most) return [];
        return [{
            kind: 'length' as const, ...at(link), what: `length of ${link.id}`,
            found: `${link.length.value} km, ${ratio.toFixed(2)} x the great circle of `
                + `${straight.toFixed(1)} km`,
            expected: `1.0 to ${most.toFixed(1)} x`
                + (link.terrain === 'mountain' ? '' : ' in no mountains'),
        }];
    });
}

// Where lines of two gauges meet, something must lift a wagon from one to the other.
function gaugeFindings({places, links}: Network, graph: Graph): Finding[] {
    const planned = new Set(links.filter(l => l.state !== 'open').map(l => l.id));
    return places.flatMap(place => {
        const rails = (graph.statesOf.get(place.id) ?? [])
            .filter(state => graph.states[state]!.mode === 'rail')
            .filter(state => isOnOpenLink(graph, state, planned));
        return rails.slice(1).flatMap((state, i) => {
            const before = rails[i]!;
            if (areJoined(graph, before, state)) return [];
            const [a, b] = [before, state].map(s => graph.states[s]!.gaugeMm);
            return [{
                kind: 'gauge' as const, ...at(place), what: `gauges at ${place.id}`,
                found: `${a} and ${b} mm without a handover`,
                expected: 'a row of kind gauge in handovers.csv, or two places',
            }];
        });
    });
}

function isOnOpenLink(graph: Graph, state: number, planned: ReadonlySet<string>): boolean {
    for (let arc = graph.firstOut[state]!; arc < graph.firstOut[state + 1]!; arc++) {
        const found = graph.arcs[arc]!;
        if (found.kind !== 'handover' && !planned.has(found.link.id)) return true;
    }
    return false;
}

function areJoined(graph: Graph, from: number, to: number): boolean {
    for (let arc = graph.firstOut[from]!; arc < graph.firstOut[from + 1]!; arc++) {
        if (graph.head[arc] === to) return true;
    }
    return false;
}

function crossingFindings({crossings, links}: Network): Finding[] {
    const used = new Set(links.map(link => link.crossing));
    return crossings.filter(({id}) => !used.has(id)).map(crossing => ({
        kind: 'crossing' as const, ...at(crossing), what: `crossing ${crossing.id}`,
        found: 'no link over it', expected: 'a link that names it',
    }));
}

function coordinateFindings({places, coordinates}: Network): Finding[] {
    const placeOf = new Map(places.map(place => [place.id, place]));
    return coordinates.flatMap(other => {
        const place = placeOf.get(other.place)!;
        const metres = greatCircleMetres(place, other);
        if (metres <= MOST_COORDINATE_METRES) return [];
        return [{
            kind: 'coordinate' as const, ...at(place), what: `coordinate of ${place.id}`,
            found: `${(metres / 1000).toFixed(1)} km from that of ${other.known.source}`,
            expected: 'at most 5 km',
        }];
    });
}

/** Places that no open link and no handover joins to the rest, as groups, largest first. */
export function islandsOf({places, links}: Network, graph: Graph): Place[][] {
    const root = new Map(places.map(place => [place.id, place.id]));
    const find = (id: string): string => {
        let at = id;
        while (root.get(at) !== at) at = root.get(at)!;
        for (let walk = id; root.get(walk) !== at;) {
            const next = root.get(walk)!;
            root.set(walk, at);
            walk = next;
        }
        return at;
    };
    const open = new Set(links.filter(link => link.state === 'open').map(link => link.id));
    for (const arc of graph.arcs) {
        if (arc.kind === 'link' && open.has(arc.link.id)) root.set(find(arc.from), find(arc.to));
    }
    for (const place of places) {
        if (place.partOf !== undefined) root.set(find(place.id), find(place.partOf));
    }
    return [...groupedBy(places, place => find(place.id)).values()]
        .toSorted((a, b) => b.length - a.length);
}

function islandFindings(network: Network, graph: Graph): Finding[] {
    const planned = new Set(network.links.filter(l => l.state !== 'open')
        .flatMap(link => [link.from, link.to]));
    return islandsOf(network, graph).slice(1)
        // What lies on planned lines alone is no island: it waits for them.
        .filter(island => !island.every(place => planned.has(place.id)))
        .map(island => ({
            kind: 'island' as const, ...at(island[0]!), what: `${island.length} places`,
            found: `${island.slice(0, 5).map(place => place.id).join(', ')} joined to nothing else`,
            expected: 'a link or a handover to the rest',
        }));
}

/** A published total beside the sum of the links that lie there; undefined where they do not. */
export interface TotalCompared {
    total: Total;
    sumKm: number | undefined;
}

/** Every published total beside the shortest way over open links of its line. */
export function totalsCompared({places, links, totals}: Network): TotalCompared[] {
    const number = new Map(places.map((place, i) => [place.id, i]));
    return totals.map(total => {
        const on = links.filter(link => link.state === 'open' && link.mode === total.mode
            && (total.line === '*' || linesOf(link).includes(total.line)));
        const ends = on.flatMap(({from, to, length}) => [
            [number.get(from)!, number.get(to)!, length.value],
            [number.get(to)!, number.get(from)!, length.value]] as [number, number, number][])
            .toSorted((a, b) => a[0] - b[0]);
        const tail = Int32Array.from(ends, end => end[0]);
        const arcs = {
            tail, head: Int32Array.from(ends, end => end[1]),
            firstOut: firstOutOf(tail, places.length),
        };
        const km = Float64Array.from(ends, end => end[2]);
        const stops = [total.from, ...total.via, total.to].map(id => number.get(id)!);
        const sum = stops.slice(1).reduce((all, stop, i) =>
            all + treeFrom(arcs, km, [stops[i]!]).cost[stop]!, 0);
        return {total, sumKm: sum === Infinity ? undefined : sum};
    });
}

/** `AH7 / AH76` is a stretch of both. */
function linesOf({line}: Link): string[] {
    return [line, ...line.split(/;|\s\/\s/).map(each => each.trim())];
}

function totalFindings(network: Network): Finding[] {
    return totalsCompared(network).flatMap(({total, sumKm}) => {
        const published = total.length.value;
        const off = sumKm === undefined ? Infinity : Math.abs(sumKm - published) / published;
        if (off <= total.tolerance) return [];
        const line = total.line === '*' ? 'any line' : total.line;
        return [{
            kind: 'total' as const, ...at(total), what: `${total.from} to ${total.to} by ${line}`,
            found: sumKm === undefined ? 'no way over its open links' : `${sumKm.toFixed(1)} km, `
                + `${((sumKm / published - 1) * 100).toFixed(1)} % off`,
            expected: `${published} km within ${Math.round(total.tolerance * 100)} %`,
        }];
    });
}
