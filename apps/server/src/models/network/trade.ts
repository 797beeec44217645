import type {Bearer} from '@karwan/plan';
import {AT, type Goods} from './feature.ts';
import type {Stretch, Way, Ways, ZoneStates} from './ways.ts';

/** Segments that a works makes larger and smaller. */
export const WORKS_COIL = 'works-coil';
export const STEEL_IMPORT = 'steel-import';

/** Goods of one kind between groups of zones, as they stand in the files. */
export interface Segment {
    id: string;
    name: string;
    goods: Goods;
    from: readonly ZoneStates[];
    to: readonly ZoneStates[];
    /** Tonnes a year by zone pair come from this many in all. */
    megatonnes: number;
    bearers: readonly {bearer: Bearer; share: number}[];
    usdPerTonne: number;
    /** Counted on the railway, so that it goes by no other way. */
    isOnlyByRail: boolean;
    weightOf(zone: string): number;
}

/** A segment with its pairs, and how many consignments a year go between them before any edit. */
export interface Trade {
    segment: Segment;
    pairs: readonly {from: ZoneStates; to: ZoneStates}[];
    consignments: Float64Array;
    /** Consignments a year that stay where they come from, as in a port's own city. */
    local: number;
    /** What the cheapest way of a pair costs in the reference: the scale of choice. */
    scale: Float64Array;
    /** Imports from abroad, whose duty a closure takes away. */
    isImport: boolean;
}

/** The ways of a trade's pairs, flat; those of pair `p` are `first[p]` up to `first[p + 1]`. */
export interface PairWays {
    first: Int32Array;
    cost: Float64Array;
    time: Float64Array;
    toll: Float64Array;
    /** Number of the gate in the structure; -1 where there is none. */
    gate: Int32Array;
    isByHomeRail: Uint8Array;
    /** Over a road with a toll, where one without is another way. */
    isTolled: Uint8Array;
    ways: readonly Way[];
    /** The stretches of all ways, and which three a way has; -1 where it has fewer. */
    stretches: readonly Stretch[];
    partOf: Int32Array;
}

/** A way over a gate that is dearer than its best by so many scales of choice is not taken. */
const MOST_SCALES = 4;
/** So many gates of a pair are kept, the cheapest first: more never shut at once. */
const MOST_GATES = 8;

/**
 * The ways of each pair: the cheapest gates, and of the ways over one of them those that anybody
 * would take, by this spread of choice.
 */
export function pairWaysOf({segment, pairs, scale}: Trade, ways: Ways, spread: number): PairWays {
    const first = new Int32Array(pairs.length + 1);
    const kept: Way[] = [];
    pairs.forEach(({from, to}, pair) => {
        const all = ways.between(from, to, MOST_SCALES * spread * scale[pair]!, MOST_GATES);
        kept.push(...segment.isOnlyByRail ? all.filter(isByRail) : all);
        first[pair + 1] = kept.length;
    });
    const numbers = new Map(ways.gates.map((gate, number) => [gate, number]));
    const {length} = kept;
    const found = {
        first, ways: kept, stretches: [] as Stretch[], partOf: new Int32Array(3 * length).fill(-1),
        cost: new Float64Array(length), time: new Float64Array(length),
        toll: new Float64Array(length), gate: new Int32Array(length).fill(-1),
        isByHomeRail: new Uint8Array(length), isTolled: new Uint8Array(length),
    };
    const places = new Map<Stretch, number>();
    kept.forEach(({cost, time, toll, gate, isByHomeRail, parts}, way) => {
        found.cost[way] = cost;
        found.time[way] = time;
        found.toll[way] = toll;
        if (gate) found.gate[way] = numbers.get(gate)!;
        found.isByHomeRail[way] = Number(isByHomeRail);
        found.isTolled[way] = Number(gate === undefined && toll > 0);
        for (let nth = 0; nth < parts.length; nth++) {
            const part = parts[nth]!;
            let place = places.get(part);
            if (place === undefined) places.set(part, place = found.stretches.push(part) - 1);
            found.partOf[3 * way + nth] = place;
        }
    });
    return found;
}

const isByRail = ({parts}: Way): boolean => parts.some(({features}) =>
    features[AT.railKmHome]! + features[AT.railKmAway]! > 0);
