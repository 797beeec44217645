import {asGiven, drawnOf, gravityMatrix, type Drawn, type Input} from '@karwan/plan';
import {chosen, compositeCosts, type Choosing} from './choice.ts';
import {AT, CONSIGNMENT_TONNES, goods, weightsOf, type Goods} from './feature.ts';
import {FeatureSum} from './feature-sum.ts';
import type {Structure} from './structure.ts';
import {pairWaysOf, WORKS_COIL, type PairWays, type Segment, type Trade} from './trade.ts';
import {Trees, Ways} from './ways.ts';

/** What the matrix is fitted to beside the totals of its segments, all of them at home. */
export interface FitTo {
    /** The segment that is as large as the road's tonne-kilometres ask for. */
    segment: string;
    roadTonneKm: number;
    railTonneKm: number;
    /** What lorries pay in tolls, in the network's currency. */
    lorryTolls: number;
}

/** What keeps goods off home's railway and toll roads, a consignment, beside their prices. */
export interface Reluctance {
    rail: number;
    toll: number;
}

/** Trade before any edit, fitted; and how the fit was reached. */
export interface Fitted {
    trades: readonly Trade[];
    reluctance: Reluctance;
    roadTonneKm: number;
    railTonneKm: number;
    lorryTolls: number;
}

/** A pair's trips fall by e for each half of the mean cost; assumed, no mean haul is published. */
const DETERRENCE_MEANS = 2;

/**
 * Fits trade to its totals: each segment's tonnes to pairs by a gravity matrix with the weights of
 * its zones as margins, the size of one segment to the tonne-kilometres on home's roads, what keeps
 * goods off home's railway to the tonne-kilometres on it, and what keeps lorries off toll roads to
 * the tolls that they pay.
 */
export function fittedTrades(
    segments: readonly Segment[], structure: Structure, inputs: readonly Input[], to: FitTo,
): Fitted {
    const drawn = asGiven(inputs);
    const ways = new Map(goods.map(kind =>
        [kind, new Ways(new Trees(structure), weightsOf(kind, drawn, new Map()))]));
    const trades = segments.map(segment => spread(segment, ways.get(segment.goods)!));
    const spreadOfChoice = drawnOf(drawn, 'choice.spread');
    const pairs = pairWaysOf(trades, ways, spreadOfChoice);
    const at = (reluctance: Reluctance): Fitted => sized(
        trades, pairs, reluctance, choosingInBaseYear(drawn, reluctance, structure), to);
    let [rail, toll] = [600, 200];
    for (let sweep = 0; sweep < SWEEPS; sweep++) {
        const railNow = rail;
        toll = turned(each => at({rail: railNow, toll: each}).lorryTolls - to.lorryTolls);
        const tollNow = toll;
        rail = turned(each => at({rail: each, toll: tollNow}).railTonneKm - to.railTonneKm);
    }
    return at({rail, toll});
}

const SWEEPS = 4;
const HALVINGS = 18;
const MOST_RELUCTANCE = 4_000;

// Where something that falls is nothing.
function turned(above: (value: number) => number): number {
    let [low, high] = [0, MOST_RELUCTANCE];
    for (let step = 0; step < HALVINGS; step++) {
        const middle = (low + high) / 2;
        if (above(middle) > 0) low = middle;
        else high = middle;
    }
    return (low + high) / 2;
}

// The tonnes of a segment by pair, in the base year.
function spread(segment: Segment, ways: Ways): Trade {
    const {from, to, weightOf, megatonnes} = segment;
    const best = from.map(a => to.map(b =>
        a.id === b.id ? Infinity : Math.min(...ways.between(a, b).map(way => way.cost))));
    const finite = best.flat().filter(Number.isFinite);
    const mean = finite.reduce((sum, cost) => sum + cost, 0) / finite.length;
    const share = (zones: readonly {id: string}[]): number[] => {
        const sum = zones.reduce((total, {id}) => total + weightOf(id), 0);
        return zones.map(({id}) => megatonnes * 1e6 / CONSIGNMENT_TONNES * weightOf(id) / sum);
    };
    const matrix = gravityMatrix(
        share(from), share(to), (i, j) => best[i]![j]!, DETERRENCE_MEANS / mean);
    const all = from.flatMap((a, i) => to.flatMap((b, j) => Number.isFinite(best[i]![j]!)
        ? [{from: a, to: b, trips: matrix.trips[i * to.length + j]!, cost: best[i]![j]!}] : []));
    // What goes from a port to its own city is no way through the network.
    const cells = all.filter(({cost}) => cost > 0);
    return {
        segment, pairs: cells.map(cell => ({from: cell.from, to: cell.to})),
        local: all.reduce((sum, {cost, trips}) => cost > 0 ? sum : sum + trips, 0),
        consignments: Float64Array.from(cells, ({trips}) => trips),
        scale: Float64Array.from(cells, ({cost}) => cost),
        isImport: from.every(({side}) => side === 'away') && to.every(({side}) => side === 'home'),
    };
}

// The fitted segment is as large as the road asks for, at this reluctance.
function sized(
    trades: readonly Trade[], pairs: readonly PairWays[], reluctance: Reluctance,
    choosing: Choosing, to: FitTo,
): Fitted {
    const each = trades.map((trade, at) => carriedBy(trade, pairs[at]!, choosing));
    const sum = (of: 'road' | 'rail' | 'toll', isFitted: boolean): number =>
        each.reduce((total, carried, at) => total
            + ((trades[at]!.segment.id === to.segment) === isFitted ? carried[of] : 0), 0);
    const factor = Math.max(0, (to.roadTonneKm - sum('road', false)) / sum('road', true));
    const whole = (of: 'road' | 'rail' | 'toll'): number => sum(of, false) + factor * sum(of, true);
    return {
        reluctance,
        trades: trades.map(trade => trade.segment.id !== to.segment ? trade
            : {...trade, consignments: trade.consignments.map(n => n * factor)}),
        roadTonneKm: whole('road'), railTonneKm: whole('rail'), lorryTolls: whole('toll'),
    };
}

function carriedBy(
    trade: Trade, ways: PairWays, choosing: Choosing,
): {road: number; rail: number; toll: number} {
    // A unit of the works' coil is no trade of the base year.
    if (trade.segment.id === WORKS_COIL) return {road: 0, rail: 0, toll: 0};
    const reference = compositeCosts(trade, ways, choosing);
    const features = featuresOf(ways, chosen(trade, ways, reference, choosing).loads);
    return {
        road: features[AT.roadKmHome]! * CONSIGNMENT_TONNES,
        rail: features[AT.railKmHome]! * CONSIGNMENT_TONNES, toll: features[AT.toll]!,
    };
}

/** How goods choose in the base year, with every gate open and nobody waiting there. */
export function choosingInBaseYear(
    drawn: Drawn, {rail, toll}: Reluctance, {gates}: Structure,
): Choosing {
    return {
        spread: drawnOf(drawn, 'choice.spread'), railReluctance: rail, tollReluctance: toll,
        elasticity: 0, growth: 1, gateCost: new Float64Array(gates.length),
    };
}

/** What all loads of some ways come to, feature by feature. */
export function featuresOf(ways: PairWays, loads: Float64Array): Float64Array {
    const sum = new FeatureSum(ways);
    sum.add(ways, loads, 1);
    return sum.features();
}

/** The kinds of goods that some trades are of. */
export function goodsOf(trades: readonly Trade[]): Goods[] {
    return goods.filter(kind => trades.some(({segment}) => segment.goods === kind));
}
