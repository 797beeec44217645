import {costParts} from '@karwan/plan';
import type {PairWays, Trade} from './trade.ts';

/** How people choose, and what stands in their way, in one state of the year. */
export interface Choosing {
    /** The odds fall by e where a way is dearer by this share of the pair's scale. */
    spread: number;
    /** What going by home's railway costs a consignment beside its price: fitted. */
    railReluctance: number;
    /** The same for a road with a toll: fitted. */
    tollReluctance: number;
    /** What each gate adds to the cost of a consignment; Infinity where it is shut. */
    gateCost: Float64Array;
    /** By how much a consignment's demand falls with its cost. */
    elasticity: number;
    /** Consignments by those of the base year. */
    growth: number;
}

/** What came of it: trips and cost parts by pair, and the load of each way. */
export interface Chosen {
    trips: Float64Array;
    costs: Float64Array;
    /** Consignments of each way, in the order of the pair's ways. */
    loads: Float64Array;
}

/** The composite cost of each pair: what its ways cost together, by a logit choice. */
export function compositeCosts(
    trade: Trade, ways: PairWays, choosing: Choosing,
): Float64Array {
    const [costs, weights] = [new Float64Array(ways.cost.length),
        new Float64Array(ways.cost.length)];
    const found = new Float64Array(trade.pairs.length);
    for (let pair = 0; pair < found.length; pair++) {
        found[pair] = composite(trade, ways, choosing, pair, costs, weights).cost;
    }
    return found;
}

/**
 * Who goes how: shares of ways by a logit choice (McFadden 1974), and trips by the composite cost
 * against that of the reference, with a constant elasticity. A pair that nothing leads between has
 * no trips at a cost of nothing.
 */
export function chosen(
    trade: Trade, ways: PairWays, reference: Float64Array, choosing: Choosing,
): Chosen {
    const count = trade.pairs.length;
    const trips = new Float64Array(count);
    const costs = new Float64Array(count * costParts.length);
    const loads = new Float64Array(ways.cost.length);
    const {elasticity, growth} = choosing;
    const wayCosts = new Float64Array(ways.cost.length);
    for (let pair = 0; pair < count; pair++) {
        const [from, to] = [ways.first[pair]!, ways.first[pair + 1]!];
        const {cost, sum} = composite(trade, ways, choosing, pair, wayCosts, loads);
        if (cost === Infinity) continue;
        const flow = trade.consignments[pair]! * growth * (cost / reference[pair]!) ** -elasticity;
        let [mean, time, toll] = [0, 0, 0];
        for (let way = from; way < to; way++) {
            const share = loads[way]! / sum;
            if (share === 0) continue;
            loads[way] = flow * share;
            mean += share * wayCosts[way]!;
            time += share * ways.time[way]!;
            toll += share * ways.toll[way]!;
        }
        trips[pair] = flow;
        const at = pair * costParts.length;
        costs[at] = time;
        costs[at + 1] = mean - time - toll;
        costs[at + 2] = toll;
        costs[at + 3] = cost - mean;
    }
    return {trips, costs, loads};
}

// The composite cost of a pair; what each of its ways costs and weighs is written down.
function composite(
    {scale}: Trade, ways: PairWays, choosing: Choosing, pair: number, wayCosts: Float64Array,
    weights: Float64Array,
): {cost: number; sum: number} {
    const rate = 1 / (choosing.spread * scale[pair]!);
    const [from, to] = [ways.first[pair]!, ways.first[pair + 1]!];
    const {cost, gate, isByHomeRail, isTolled} = ways;
    const {gateCost, railReluctance, tollReluctance} = choosing;
    let least = Infinity;
    for (let way = from; way < to; way++) {
        const at = gate[way]!;
        const taken = cost[way]! + (at < 0 ? 0 : gateCost[at]!)
            + isByHomeRail[way]! * railReluctance + isTolled[way]! * tollReluctance;
        wayCosts[way] = taken;
        if (taken < least) least = taken;
    }
    if (least === Infinity) return {cost: Infinity, sum: 0};
    let sum = 0;
    for (let way = from; way < to; way++) {
        const below = rate * (wayCosts[way]! - least);
        const weight = below > BEYOND ? 0 : Math.exp(-below);
        weights[way] = weight;
        sum += weight;
    }
    return {cost: least - Math.log(sum) / rate, sum};
}

/** Odds of e to this are none. */
const BEYOND = 40;
