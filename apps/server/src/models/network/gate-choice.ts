import type {Choosing} from './choice.ts';
import type {PairWays, Trade} from './trade.ts';

/**
 * Choice among ways that are told apart by their gate alone: while models look for one another only
 * what gates cost changes, so that the ways over each gate are one way with a cost of their own.
 * What comes of it is what `chosen` says of the ways themselves, which a law holds.
 */
export interface GateChoice {
    /** The bundles of pair `p` are `first[p]` up to `first[p + 1]`. */
    first: Int32Array;
    /** Of each bundle: its gate (-1: none), its cheapest way, the weight of all by that one. */
    gate: Int32Array;
    least: Float64Array;
    weight: Float64Array;
    /** Of each pair: by how much odds fall with cost. */
    rate: Float64Array;
    /** Scratch: what each bundle weighs once its gate is counted. */
    weighed: Float64Array;
}

/** Bundles the ways of a trade. What a choice says of its gates is not looked at. */
export function gateChoiceOf(
    {scale}: Trade, ways: PairWays, choosing: Pick<Choosing, 'spread' | 'railReluctance'
    | 'tollReluctance'>,
): GateChoice {
    const {first, gate, cost, isByHomeRail, isTolled} = ways;
    const pairs = scale.length;
    const count = cost.length;
    const found = {
        first: new Int32Array(pairs + 1), gate: new Int32Array(count),
        least: new Float64Array(count), weight: new Float64Array(count),
        rate: new Float64Array(pairs), weighed: new Float64Array(count),
    };
    const costOf = (way: number): number => cost[way]!
        + isByHomeRail[way]! * choosing.railReluctance + isTolled[way]! * choosing.tollReluctance;
    let bundle = 0;
    for (let pair = 0; pair < pairs; pair++) {
        const rate = 1 / (choosing.spread * scale[pair]!);
        found.rate[pair] = rate;
        for (let way = first[pair]!, next = way; way < first[pair + 1]!; way = next, bundle++) {
            let least = Infinity;
            for (next = way; next < first[pair + 1]! && gate[next] === gate[way]; next++) {
                least = Math.min(least, costOf(next));
            }
            let weight = 0;
            for (let each = way; each < next; each++) {
                weight += Math.exp(-rate * (costOf(each) - least));
            }
            found.gate[bundle] = gate[way]!;
            found.least[bundle] = least;
            found.weight[bundle] = weight;
        }
        found.first[pair + 1] = bundle;
    }
    return found;
}

/**
 * Adds to each gate the consignments that go over it, and says nothing else: what models exchange
 * while they look for one another.
 */
export function addBundledLoads(
    trade: Trade, choice: GateChoice, reference: Float64Array,
    {elasticity, growth, gateCost}: Choosing, gateLoads: Float64Array,
): void {
    const {first, gate, least, weight, rate, weighed} = choice;
    for (let pair = 0; pair < rate.length; pair++) {
        const [from, to] = [first[pair]!, first[pair + 1]!];
        let best = Infinity;
        for (let b = from; b < to; b++) {
            const cost = least[b]! + (gate[b]! < 0 ? 0 : gateCost[gate[b]!]!);
            weighed[b] = cost;
            if (cost < best) best = cost;
        }
        if (best === Infinity) continue;
        let sum = 0;
        for (let b = from; b < to; b++) {
            const each = weight[b]! * Math.exp(-rate[pair]! * (weighed[b]! - best));
            weighed[b] = each;
            sum += each;
        }
        const cost = best - Math.log(sum) / rate[pair]!;
        const flow = trade.consignments[pair]! * growth * (cost / reference[pair]!) ** -elasticity;
        for (let b = from; b < to; b++) {
            if (gate[b]! >= 0) gateLoads[gate[b]!]! += flow * weighed[b]! / sum;
        }
    }
}
