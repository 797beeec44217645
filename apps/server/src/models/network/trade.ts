import type {Bearer} from '@karwan/plan';
import {AT, type Goods} from './feature.ts';
import type {Gate} from './structure.ts';
import type {WayList} from './way-list.ts';
import type {Ways, ZoneStates} from './ways.ts';

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
    gates: readonly Gate[];
    /** What each stretch takes, by its slot, and the two of each way; -1 where it has but one. */
    stretches: readonly Float64Array[];
    /** Of what each takes the part that sums are of, flat. */
    taken: Float64Array;
    partOf: Int32Array;
}

/** A way over a gate that is dearer than its best by so many scales of choice is not taken. */
const MOST_SCALES = 4;
/** So many gates of a pair are kept, the cheapest first: more never shut at once. */
const MOST_GATES = 8;

/**
 * The ways of each trade's pairs: the cheapest gates, and of the ways over one of them those that
 * anybody would take, by this spread of choice. `ways` by kind of goods.
 */
export function pairWaysOf(
    trades: readonly Trade[], ways: ReadonlyMap<string, Ways>, spread: number,
): PairWays[] {
    const found = trades.map(trade => listed(trade, ways.get(trade.segment.goods)!, spread));
    // Told once all trades have asked: a stretch has a slot from when it is first asked for.
    const stretches = new Map([...ways].map(([kind, each]) => [kind, each.stretches()]));
    return found.map((each, at) =>
        ({...each, ...stretches.get(trades[at]!.segment.goods)!}));
}

function listed(
    {segment: {isOnlyByRail}, pairs, scale}: Trade, ways: Ways, spread: number,
): Omit<PairWays, 'stretches' | 'taken'> {
    const first = new Int32Array(pairs.length + 1);
    const list = ways.emptyList();
    for (let pair = 0; pair < pairs.length; pair++) {
        const {from, to} = pairs[pair]!;
        const before = list.length;
        ways.add(list, from, to, MOST_SCALES * spread * scale[pair]!, MOST_GATES);
        if (isOnlyByRail) list.keepFrom(before, isByRail);
        first[pair + 1] = list.length;
    }
    return copied(list, first, ways.gates);
}

function copied(
    list: WayList, first: Int32Array, gates: readonly Gate[],
): Omit<PairWays, 'stretches' | 'taken'> {
    const {length, parts} = list;
    const partOf = new Int32Array(2 * length);
    const isTolled = new Uint8Array(length);
    for (let way = 0; way < length; way++) {
        partOf[2 * way] = parts[3 * way]!.slot;
        partOf[2 * way + 1] = parts[3 * way + 2]?.slot ?? -1;
        isTolled[way] = Number(list.gate[way]! < 0 && list.toll[way]! > 0);
    }
    return {
        first, partOf, isTolled, gates,
        cost: list.cost.slice(0, length), time: list.time.slice(0, length),
        toll: list.toll.slice(0, length), gate: list.gate.slice(0, length),
        isByHomeRail: list.isByHomeRail.slice(0, length),
    };
}

/** What a way of these takes, part by part. */
export function partsOf({gate, gates, stretches, partOf}: PairWays, way: number): Float64Array[] {
    const [one, two] = [partOf[2 * way]!, partOf[2 * way + 1]!];
    return [stretches[one]!, ...gate[way]! < 0 ? [] : [gates[gate[way]!]!.features],
        ...two < 0 ? [] : [stretches[two]!]];
}

const isByRail = (features: Float64Array): boolean =>
    features[AT.railKmHome]! + features[AT.railKmAway]! > 0;
