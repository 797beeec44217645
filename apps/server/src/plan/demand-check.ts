import {asGiven, type Drawn} from '@karwan/plan';
import {chosen, compositeCosts, type Chosen} from '../models/network/choice.ts';
import {AT, CONSIGNMENT_TONNES, goods, weightsOf, type Summed} from '../models/network/feature.ts';
import {choosingInBaseYear, featuresOf} from '../models/network/reference.ts';
import {structureOf, type Structure} from '../models/network/structure.ts';
import {
    partsOf, pairWaysOf, WORKS_COIL, type PairWays, type Trade,
} from '../models/network/trade.ts';
import {TollsModel} from '../models/tolls-model.ts';
import {dot, Trees, Ways, type Way, type ZoneStates} from '../models/network/ways.ts';
import type {CorridorStudy} from './corridor-study.ts';
import type {DemandTotal} from './demand-files.ts';

/** A published total beside what the fitted matrix comes to. */
export interface CheckedTotal {
    total: DemandTotal;
    fitted: number;
    /** Within the total's range, or 15 % of its value. */
    isWithin: boolean;
}

/** What a way is judged by. */
type Told = Pick<Way, 'gate' | 'parts'>;

/** How far from a total without a range one may be. */
const NEAR = 0.15;

/** The matrix of the base year on the network as it stands with everything open. */
class BaseYear {
    readonly study: CorridorStudy;
    readonly drawn: Drawn;
    readonly structure: Structure;
    readonly ways: ReadonlyMap<string, Ways>;
    readonly each: readonly {trade: Trade; pairs: PairWays; done: Chosen}[];

    constructor(study: CorridorStudy) {
        const {fitted, inputs, featured, states, frame} = study;
        this.study = study;
        this.drawn = asGiven(inputs);
        this.structure = structureOf(featured, [...states.values()].flatMap(zone => zone.states),
            {opened: new Set(), shut: new Set(frame.shut)}, false);
        this.ways = new Map(goods.map(kind => [kind as string,
            new Ways(
                new Trees(this.structure), weightsOf(kind, this.drawn, new Map()))]));
        const choosing = choosingInBaseYear(this.drawn, fitted.reluctance, this.structure);
        const each = pairWaysOf(fitted.trades, this.ways, choosing.spread);
        this.each = fitted.trades.map((trade, at) => {
            const pairs = each[at]!;
            return {trade, pairs, done: chosen(
                trade, pairs, compositeCosts(trade, pairs, choosing), choosing)};
        });
    }

    /** Loads of the ways of some trades for which this holds, in tonnes a year. */
    tonnes(
        ids: readonly string[] | undefined, isMeant: (way: Told) => boolean,
        weight: (trade: Trade) => number = () => 1,
    ): number {
        let sum = 0;
        for (const {trade, pairs, done} of this.each) {
            if (ids && !ids.includes(trade.segment.id)) continue;
            done.loads.forEach((load, at) => {
                const gate = pairs.gates[pairs.gate[at]!];
                const way = {gate, parts: partsOf(pairs, at)};
                if (load > 0 && isMeant(way)) sum += load * weight(trade);
            });
        }
        return sum * CONSIGNMENT_TONNES;
    }

    /** Tonnes of a feature's kilometres, over all trades but the works' own. */
    tonneKm(feature: Summed): number {
        return this.each.filter(({trade}) => trade.segment.id !== WORKS_COIL)
            .reduce((sum, {pairs, done}) =>
                sum + featuresOf(pairs, done.loads)[AT[feature]]!, 0) * CONSIGNMENT_TONNES;
    }

    /** Sizes of segments as they are spread over pairs, those that stay in place with them. */
    size(ids: readonly string[]): number {
        return this.each.filter(({trade}) => ids.includes(trade.segment.id))
            .reduce((sum, {trade}) => sum + trade.local
                + trade.consignments.reduce((all, count) => all + count, 0), 0)
            * CONSIGNMENT_TONNES;
    }

    bestWay(pair: string, isMeant: (way: Told) => boolean = () => true): Way | undefined {
        const [from, to] = pair.split('>').map(id => this.study.states.get(id)) as
            [ZoneStates, ZoneStates];
        return this.ways.get('general')!.between(from, to).filter(isMeant)
            .toSorted((a, b) => a.cost - b.cost)[0];
    }
}

/** Every published total of a corridor beside what its fitted matrix comes to. */
export function checkedTotals(study: CorridorStudy): CheckedTotal[] {
    const base = new BaseYear(study);
    return study.totals.map(total => {
        const fitted = measured(total.measure, base);
        const {low = total.value, high = total.value, value} = total;
        const isWithin = (fitted >= low && fitted <= high)
            || Math.abs(fitted - value) <= NEAR * value;
        return {total, fitted, isWithin};
    });
}

function measured(measure: string, base: BaseYear): number {
    const [what, of = ''] = measure.split(':') as [string, string?];
    const find = measures[what];
    if (!find) {
        throw new Error(`no measure ${measure}, expected ${Object.keys(measures).join(', ')}`);
    }
    return find(base, of);
}

const isThrough = ({gate}: Told): boolean => gate !== undefined;

const measures: Readonly<Record<string, (base: BaseYear, of: string) => number>> = {
    'home-road.btkm': base => base.tonneKm('roadKmHome') / 1e9,
    'home-rail.btkm': base => base.tonneKm('railKmHome') / 1e9,
    'rail-share': base => 100 * base.tonneKm('railKmHome')
        / (base.tonneKm('railKmHome') + base.tonneKm('roadKmHome')),
    segment: (base, of) => base.size(of.split('+')) / 1e6,
    value: (base, of) => of.split('+').reduce((sum, id) => sum + base.size([id])
        * base.study.segments.find(row => row.id === id)!.usdPerTonne, 0) / 1e6,
    'value-through': (base, of) =>
        base.tonnes([of], isThrough, trade => trade.segment.usdPerTonne) / 1e6,
    'away-rail': (base, of) => base.tonnes(of.split('+'), ({parts}) =>
        parts.some(features => features[AT.railKmAway]! > 0)) / 1e6,
    gate: (base, of) =>
        base.tonnes(undefined, ({gate}) => gate?.of === of) / CONSIGNMENT_TONNES / 365,
    'gate-value': (base, of) => base.tonnes(undefined, ({gate}) => gate?.of === of,
        trade => trade.segment.usdPerTonne) / 365 / 1e6,
    usd: (base, of) => money(base, base.bestWay(of, byRoad)),
    days: (base, of) => hours(base, base.bestWay(of, byRoad)) / 24,
    detour: (base, of) => money(base, base.bestWay(of, way => !isThrough(way)))
        - money(base, base.bestWay(of, isThrough)),
    line: base => base.tonnes(undefined, ({parts}) =>
        parts.some(features => features[AT.renewKm]! > 0)) / 1e6,
    tolls: base => {
        const {models, frame} = base.study;
        const tolls = models.find(model => model instanceof TollsModel)!;
        const lorries = base.each.filter(({trade}) => trade.segment.id !== WORKS_COIL)
            .reduce((sum, {pairs, done}) => sum + featuresOf(pairs, done.loads)[AT.toll]!, 0);
        return tolls.carTolls(frame.demandYear, base.drawn) + lorries / 1e6;
    },
};

const byRoad = ({parts}: Told): boolean => parts.every(features =>
    features[AT.railKmHome] === 0 && features[AT.railKmAway] === 0);

function money({ways}: BaseYear, way: Way | undefined): number {
    const {weights} = ways.get('general')!;
    return way?.parts.reduce((sum, features) => sum + dot(features, weights.money), 0) ?? NaN;
}

function hours({ways}: BaseYear, way: Way | undefined): number {
    const {weights} = ways.get('general')!;
    return way?.parts.reduce((sum, features) => sum + dot(features, weights.hours), 0) ?? NaN;
}
