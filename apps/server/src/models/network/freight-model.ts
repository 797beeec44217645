import {
    drawnOf, type Drawn, type Edit, type Exchange, type MarketTable, type Model, type ModelRun,
    type Moment, type Outcome, type Scenario,
} from '@karwan/plan';
import {chosen, compositeCosts, type Choosing} from './choice.ts';
import {freightAmounts, type Carried} from './freight-amounts.ts';
import {freightFigures} from './freight-figures.ts';
import {weightsOf, WIDTH} from './feature.ts';
import {FeatureSum} from './feature-sum.ts';
import type {FeaturedGraph} from './featured-arcs.ts';
import {addBundledLoads, gateChoiceOf, type GateChoice} from './gate-choice.ts';
import {gateCosts, refuseOtherLoads, trucksGiven} from './gate-loads.ts';
import {goodsOf, type Reluctance} from './reference.ts';
import {closedStates, type YearState} from './closed-states.ts';
import {structureOf, type Structure} from './structure.ts';
import {
    pairWaysOf, STEEL_IMPORT, WORKS_COIL, type PairWays, type Segment, type Trade,
} from './trade.ts';
import {Trees, Ways, type ZoneStates} from './ways.ts';

/** What a freight model is made from. */
export interface FreightGround {
    id: string;
    /** The network taken apart, with the tolls of a day. */
    featuredOn(tariffs: string): FeaturedGraph;
    /** The day of the tolls by which demand is told. */
    tariffs: string;
    trades: readonly Trade[];
    zones: readonly ZoneStates[];
    reluctance: Reluctance;
    home: string;
    demandYear: number;
    unit: string;
    /** Always shut, whatever a scenario says. */
    shut: readonly string[];
    names: Model['names'];
    /** Pairs whose days and money are told. */
    told: readonly {id: string; from: ZoneStates; to: ZoneStates}[];
    /** Kilometres of each line that is not there yet. */
    newKm: ReadonlyMap<string, number>;
    /** Whether its goods go over gates; else they stay at home. */
    hasGates: boolean;
    /** By the plainest search: slow, to check the quick answer by. */
    isPlain: boolean;
}

/** A structure with its trees by kind of goods, kept from draw to draw. */
interface Standing {
    key: string;
    structure: Structure;
    trees: ReadonlyMap<string, Trees>;
}

/** What edits come to: the structure that they leave, and the states of their year. */
interface Edited {
    edits: readonly Edit[];
    tariffs: string;
    standing: Standing;
    states: readonly YearState[];
}

/** What a run is asked. */
interface Asked {
    prepared: Prepared;
    states: readonly YearState[];
    references: readonly Float64Array[];
    drawn: Drawn;
    exchange: Exchange;
    year: number;
}

/** A year's freight, over its states. */
interface Summed {
    features: Float64Array;
    gateLoads: Float64Array;
}

/** Ways of a draw over a structure, and those of each trade's pairs. */
interface Prepared {
    structure: Structure;
    ways: ReadonlyMap<string, Ways>;
    pairs: readonly PairWays[];
    choices: readonly GateChoice[];
}

/**
 * Route and mode choice of freight: each draw grows its trees anew. Takes speeds of lines, the
 * factor of tolls and hours at gates; gives trucks at gates.
 */
export class FreightModel implements Model {
    readonly id: string;
    readonly names: Model['names'];
    readonly takes: readonly string[];
    readonly tells: readonly string[];
    readonly mindsTariffs = true;
    readonly #ground: FreightGround;
    readonly #standing = new Map<string, Standing>();
    #edited: Edited | undefined;
    readonly #opening: ReadonlySet<string>;
    readonly #gateNames: ReadonlySet<string>;
    // What was prepared for the last draw; a draw is used up before the next one comes.
    #draw: Drawn | undefined;
    #prepared = new Map<string, Prepared>();
    #references: readonly Float64Array[] | undefined;

    constructor(ground: FreightGround) {
        this.id = ground.id;
        this.names = ground.names;
        this.takes = ground.hasGates ? ['line.', 'toll.', 'hours.'] : ['line.', 'toll.', 'works.'];
        this.tells = ground.hasGates ? ['trucks.'] : [];
        this.#ground = ground;
        const {arcs} = ground.featuredOn(ground.tariffs);
        this.#opening = new Set(arcs.flatMap(({opensBy}) => opensBy ?? []));
        this.#gateNames = new Set(arcs.flatMap(({gate}) => gate?.id ?? []));
    }

    // What opens or shuts something of its network, and no price or works.
    minds({kind, of}: Edit): boolean {
        return kind === 'shut' || this.#gateNames.has(of) || this.#opening.has(of);
    }

    run({year, edits}: Moment, {tariffs}: Scenario, drawn: Drawn, exchange: Exchange): ModelRun {
        if (drawn !== this.#draw) {
            this.#draw = drawn;
            this.#prepared = new Map();
            this.#references = undefined;
        }
        const {standing, states} = this.#editedBy(edits, tariffs);
        const prepared = this.#prepare(standing, drawn, exchange);
        const references = this.#references ??= this.#reference(drawn);
        const asked = {prepared, states, references, drawn, exchange: new Map(exchange), year};
        // Only asked for once models agree; what they exchange on the way is much less.
        let carried: readonly Carried[] | undefined;
        let outcome: Outcome | undefined;
        const all = (): readonly Carried[] => carried ??= states.map(state =>
            this.#carried(asked, state));
        const {gates} = standing.structure;
        return {
            gives: this.#ground.hasGates ? trucksGiven(gates, states.map(state =>
                ({state, gateLoads: this.#gateLoads(asked, state)}))) : new Map(),
            outcome: () => outcome ??= this.#outcome(asked, all()),
            figures: () => freightFigures(
                this.#ground, edits, this.#summed(asked, all()), prepared,
                exchange.get('toll.factor') ?? 1),
        };
    }

    #outcome(asked: Asked, carried: readonly Carried[]): Outcome {
        const {states, drawn, exchange} = asked;
        const {trades, unit, home} = this.#ground;
        const markets = trades.map((trade, at) => this.#market(trade, states, carried, at));
        return {
            markets: markets.filter(({id}) => !isSteel(id)),
            amounts: freightAmounts({
                features: this.#features(asked, carried), drawn, unit, trades, markets, home,
                tollFactor: exchange.get('toll.factor') ?? 1,
            }),
        };
    }

    // What a year's freight takes, over its states.
    #features({states, prepared: {pairs}}: Asked, carried: readonly Carried[]): Float64Array {
        const sums = new Map<string, FeatureSum>();
        this.#ground.trades.forEach(({segment: {goods}}, at) => {
            let sum = sums.get(goods);
            if (!sum) sums.set(goods, sum = new FeatureSum(pairs[at]!));
            states.forEach(({share}, s) => sum.add(pairs[at]!, carried[s]!.each[at]!.loads, share));
        });
        const features = new Float64Array(WIDTH);
        for (const sum of sums.values()) {
            sum.features().forEach((value, i) => {
                features[i]! += value;
            });
        }
        return features;
    }

    #summed(asked: Asked, carried: readonly Carried[]): Summed {
        const gateLoads = new Float64Array(asked.prepared.structure.gates.length);
        for (const state of asked.states) {
            this.#gateLoads(asked, state).forEach((load, gate) => {
                gateLoads[gate]! += state.share * load;
            });
        }
        return {features: this.#features(asked, carried), gateLoads};
    }

    // Edits are asked about again and again while models look for one another.
    #editedBy(edits: readonly Edit[], tariffs: string): Edited {
        if (this.#edited?.edits === edits && this.#edited.tariffs === tariffs) return this.#edited;
        const opened = edits.filter(({kind, of}) =>
            (kind === 'build' || kind === 'open') && this.#opening.has(of))
            .map(({of}) => of).sort();
        const gone = edits.filter(({kind, of}) => kind === 'shut' && !this.#gateNames.has(of))
            .map(({of}) => of).sort();
        const standing = this.#standingFor(opened, gone, tariffs);
        this.#edited = {edits, tariffs, standing,
            states: closedStates(edits, standing.structure.gates)};
        return this.#edited;
    }

    #standingFor(
        opened: readonly string[], gone: readonly string[], tariffs: string,
    ): Standing {
        const {shut, featuredOn, zones, isPlain, trades} = this.#ground;
        const key = JSON.stringify([opened, gone, tariffs]);
        let standing = this.#standing.get(key);
        if (!standing) {
            const structure = structureOf(featuredOn(tariffs), zones.flatMap(({states}) => states),
                {opened: new Set(opened), shut: new Set([...shut, ...gone])}, isPlain);
            const trees = new Map(goodsOf(trades).map(kind =>
                [kind as string, new Trees(structure)]));
            this.#standing.set(key, standing = {key, structure, trees});
        }
        return standing;
    }

    #prepare({key, structure, trees}: Standing, drawn: Drawn, exchange: Exchange): Prepared {
        const lines = [...exchange].filter(([name]) =>
            name.startsWith('line.') || name.startsWith('toll.'));
        const whole = `${key} ${JSON.stringify(lines)}`;
        let prepared = this.#prepared.get(whole);
        if (!prepared) {
            const {trades} = this.#ground;
            const ways = new Map(goodsOf(trades).map(kind => [kind as string,
                new Ways(trees.get(kind)!, weightsOf(kind, drawn, exchange))]));
            const choosing = this.#choosing(drawn, exchange, new Float64Array(0), 0);
            const pairs = pairWaysOf(trades, ways, choosing.spread);
            const choices = this.#ground.hasGates
                ? trades.map((trade, at) => gateChoiceOf(trade, pairs[at]!, choosing)) : [];
            prepared = {structure, ways, pairs, choices};
            this.#prepared.set(whole, prepared);
        }
        return prepared;
    }

    // What pairs cost before any edit, in this draw: demand is told against it.
    #reference(drawn: Drawn): Float64Array[] {
        const {trades} = this.#ground;
        const prepared = this.#prepare(
            this.#standingFor([], [], this.#ground.tariffs), drawn, new Map());
        const free = new Float64Array(prepared.structure.gates.length);
        const choosing = this.#choosing(drawn, new Map(), free, 0);
        return trades.map((trade, at) =>
            compositeCosts(trade, prepared.pairs[at]!, choosing));
    }

    #choosing(
        drawn: Drawn, exchange: Exchange, gateCost: Float64Array, year: number,
    ): Choosing {
        const {reluctance: {rail, toll}, demandYear} = this.#ground;
        const years = Math.max(0, Math.min(year, drawnOf(drawn, 'growth.until')) - demandYear);
        return {
            spread: drawnOf(drawn, 'choice.spread'),
            elasticity: drawnOf(drawn, 'demand.elasticity'), gateCost,
            growth: (1 + drawnOf(drawn, 'demand.growth') / 100) ** years,
            tollReluctance: toll * drawnOf(drawn, 'toll.reluctance'),
            railReluctance: rail * drawnOf(drawn, 'rail.reluctance')
                * (1 - (exchange.get('line.relief') ?? 0)),
        };
    }

    #gateLoads(asked: Asked, state: YearState): Float64Array {
        const {structure, pairs, choices} = asked.prepared;
        const gateLoads = new Float64Array(structure.gates.length);
        if (!this.#ground.hasGates) return gateLoads;
        const choosings = this.#choosings(asked, state);
        const {trades, isPlain} = this.#ground;
        trades.forEach((trade, at) => addBundledLoads(
            trade, choices[at]!, asked.references[at]!, choosings[at]!, gateLoads));
        if (isPlain) refuseOtherLoads(gateLoads, trades.map((trade, at) =>
            [chosen(trade, pairs[at]!, asked.references[at]!, choosings[at]!), pairs[at]!]));
        return gateLoads;
    }

    #carried(asked: Asked, state: YearState): Carried {
        const {pairs} = asked.prepared;
        const choosings = this.#choosings(asked, state);
        return {state, each: this.#ground.trades.map((trade, at) =>
            chosen(trade, pairs[at]!, asked.references[at]!, choosings[at]!))};
    }

    // How the goods of each trade choose in a state of the year.
    #choosings({prepared, drawn, exchange, year}: Asked, state: YearState): Choosing[] {
        const made = exchange.get('works.mt') ?? 0;
        const byKind = new Map([...prepared.ways].map(([kind, {weights}]) => [kind,
            this.#choosing(drawn, exchange, gateCosts(
                prepared.structure.gates, state, weights.perHour, drawn, exchange), year)]));
        return this.#ground.trades.map(({segment}) => {
            const choosing = byKind.get(segment.goods)!;
            return {...choosing, growth: sizeOf(segment, choosing.growth, made)};
        });
    }

    // Over the states of a year: trips by their days, costs by trips.
    #market(
        {segment, pairs}: Trade, states: readonly YearState[], carried: readonly Carried[],
        at: number,
    ): MarketTable {
        const {unit} = this.#ground;
        const trips = new Float64Array(pairs.length);
        const costs = new Float64Array(pairs.length * 4);
        states.forEach(({share}, s) => {
            const {trips: those, costs: taken} = carried[s]!.each[at]!;
            those.forEach((count, pair) => {
                trips[pair]! += share * count;
                for (let k = 4 * pair; k < 4 * pair + 4; k++) {
                    costs[k]! += share * count * taken[k]!;
                }
            });
        });
        // In millions: the unit of money of a plan.
        costs.forEach((cost, k) => {
            const count = trips[k >> 2]!;
            costs[k] = count > 0 ? cost / count / 1e6 : 0;
        });
        return {id: segment.id, unit, bearers: segment.bearers, trips, costs};
    }
}

// The works' coil is as much as it makes, and takes the place of as much that is imported.
function sizeOf({id, megatonnes}: Segment, growth: number, made: number): number {
    if (id === WORKS_COIL) return made / megatonnes;
    return id === STEEL_IMPORT ? Math.max(0, growth - made / megatonnes) : growth;
}

// Who makes the steel is no choice of who sends it: its freight is a cost and no market.
function isSteel(id: string): boolean {
    return id === WORKS_COIL || id === STEEL_IMPORT;
}
