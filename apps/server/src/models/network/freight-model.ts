import {
    drawnOf, type Drawn, type Edit, type Exchange, type MarketTable, type Model, type ModelRun,
    type Moment, type Outcome, type Scenario,
} from '@karwan/plan';
import {addGateLoads, chosen, compositeCosts, type Choosing, type Scratch} from './choice.ts';
import {freightAmounts, type Carried} from './freight-amounts.ts';
import {freightFigures} from './freight-figures.ts';
import {weightsOf, WIDTH} from './feature.ts';
import type {FeaturedGraph} from './featured-arcs.ts';
import {featuresOf, goodsOf, type Reluctance} from './reference.ts';
import {closedStates, type YearState} from './closed-states.ts';
import {structureOf, type Gate, type Structure} from './structure.ts';
import {
    pairWaysOf, STEEL_IMPORT, WORKS_COIL, type PairWays, type Segment, type Trade,
} from './trade.ts';
import {Ways, type ZoneStates} from './ways.ts';

/** What a freight model is made from. */
export interface FreightGround {
    id: string;
    featured: FeaturedGraph;
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

/** What a run is asked. */
interface Asked {
    prepared: Prepared;
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
    scratch: readonly Scratch[];
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
    readonly #ground: FreightGround;
    readonly #structures = new Map<string, Structure>();
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
    }

    run({year, edits}: Moment, _scenario: Scenario, drawn: Drawn, exchange: Exchange): ModelRun {
        if (drawn !== this.#draw) {
            this.#draw = drawn;
            this.#prepared = new Map();
            this.#references = undefined;
        }
        const prepared = this.#prepare(edits, drawn, exchange);
        const references = this.#references ??= this.#reference(drawn);
        const {gates} = prepared.structure;
        const states = closedStates(edits, gates);
        const asked = {prepared, references, drawn, exchange: new Map(exchange), year};
        // Only asked for once models agree; what they exchange on the way is much less.
        let carried: readonly Carried[] | undefined;
        const all = (): readonly Carried[] => carried ??= states.map(state =>
            this.#carried(asked, state));
        return {
            gives: this.#ground.hasGates ? trucksGiven(gates, states.map(state =>
                ({state, gateLoads: this.#gateLoads(asked, state)}))) : new Map(),
            outcome: () => this.#outcome(asked, states, all()),
            figures: () => freightFigures(
                this.#ground, edits, this.#summed(states, all(), prepared), prepared,
                exchange.get('toll.factor') ?? 1),
        };
    }

    #outcome(
        {prepared, drawn, exchange}: Asked, states: readonly YearState[],
        carried: readonly Carried[],
    ): Outcome {
        const {trades, unit, home} = this.#ground;
        const markets = trades.map((trade, at) => this.#market(trade, states, carried, at));
        const {features} = this.#summed(states, carried, prepared);
        return {
            markets: markets.filter(({id}) => !isSteel(id)),
            amounts: freightAmounts({
                features, drawn, unit, trades, markets, home,
                tollFactor: exchange.get('toll.factor') ?? 1,
            }),
        };
    }

    #summed(
        states: readonly YearState[], carried: readonly Carried[], {structure, pairs}: Prepared,
    ): Summed {
        const features = new Float64Array(WIDTH);
        const gateLoads = new Float64Array(structure.gates.length);
        states.forEach(({share}, s) => {
            carried[s]!.gateLoads.forEach((load, gate) => {
                gateLoads[gate]! += share * load;
            });
            pairs.forEach((pair, at) => {
                featuresOf(pair, carried[s]!.each[at]!.loads).forEach((value, i) => {
                    features[i]! += share * value;
                });
            });
        });
        return {features, gateLoads};
    }

    #structure(edits: readonly Edit[]): {key: string; structure: Structure} {
        const {shut, featured, zones, isPlain} = this.#ground;
        const opened = edits.filter(({kind, of}) => (kind === 'build' || kind === 'open')
            && featured.arcs.some(({opensBy}) => opensBy?.includes(of))).map(({of}) => of).sort();
        const gone = edits.filter(({kind, of}) =>
            kind === 'shut' && !featured.arcs.some(({gate}) => gate?.id === of))
            .map(({of}) => of).sort();
        const key = JSON.stringify([opened, gone]);
        let structure = this.#structures.get(key);
        if (!structure) {
            structure = structureOf(featured, zones.flatMap(({states}) => states),
                {opened: new Set(opened), shut: new Set([...shut, ...gone])}, isPlain);
            this.#structures.set(key, structure);
        }
        return {key, structure};
    }

    #prepare(edits: readonly Edit[], drawn: Drawn, exchange: Exchange): Prepared {
        const {key, structure} = this.#structure(edits);
        const lines = [...exchange].filter(([name]) =>
            name.startsWith('line.') || name.startsWith('toll.'));
        const whole = `${key} ${JSON.stringify(lines)}`;
        let prepared = this.#prepared.get(whole);
        if (!prepared) {
            const {trades} = this.#ground;
            const ways = new Map(goodsOf(trades).map(kind =>
                [kind as string, new Ways(structure, weightsOf(kind, drawn, exchange))]));
            const spread = drawnOf(drawn, 'choice.spread');
            const pairs = trades.map(trade =>
                pairWaysOf(trade, ways.get(trade.segment.goods)!, spread));
            const scratch = pairs.map(({cost: {length}}) =>
                ({costs: new Float64Array(length), weights: new Float64Array(length)}));
            prepared = {structure, ways, pairs, scratch};
            this.#prepared.set(whole, prepared);
        }
        return prepared;
    }

    // What pairs cost before any edit, in this draw: demand is told against it.
    #reference(drawn: Drawn): Float64Array[] {
        const {trades} = this.#ground;
        const prepared = this.#prepare([], drawn, new Map());
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
        const {structure, pairs, scratch} = asked.prepared;
        const gateLoads = new Float64Array(structure.gates.length);
        const choosings = this.#choosings(asked, state);
        this.#ground.trades.forEach((trade, at) => addGateLoads(trade, pairs[at]!,
            asked.references[at]!, choosings[at]!, scratch[at]!, gateLoads));
        return gateLoads;
    }

    #carried(asked: Asked, state: YearState): Carried {
        const {pairs} = asked.prepared;
        const choosings = this.#choosings(asked, state);
        const each = this.#ground.trades.map((trade, at) =>
            chosen(trade, pairs[at]!, asked.references[at]!, choosings[at]!));
        return {each, state, gateLoads: this.#gateLoads(asked, state)};
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

// Who comes to a gate that is shut for days waits for half of them, or goes elsewhere.
function gateCosts(
    gates: readonly Gate[], state: YearState, perHour: number, drawn: Drawn, exchange: Exchange,
): Float64Array {
    return Float64Array.from(gates, (gate, number) => {
        const days = state.shut.get(number);
        if (days === 365) return Infinity;
        const waits = days === undefined ? 0
            : Math.min(days, drawnOf(drawn, 'closure.spell')) / 2 * 24;
        return (waits + (exchange.get(`hours.${state.number}.${gate.id}`) ?? 0)) * perHour;
    });
}

// Lorries a day at each border by road, in each state of the year.
function trucksGiven(
    gates: readonly Gate[], carried: readonly Pick<Carried, 'state' | 'gateLoads'>[],
): Exchange {
    const given = new Map<string, number>();
    for (const {state, gateLoads} of carried) {
        gates.forEach((gate, number) => {
            if (gate.mode !== 'road' || state.shut.has(number)) return;
            const name = `trucks.${state.number}.${gate.id}`;
            given.set(name, (given.get(name) ?? 0) + gateLoads[number]! / 365);
        });
    }
    return given;
}

// Who makes the steel is no choice of who sends it: its freight is a cost and no market.
function isSteel(id: string): boolean {
    return id === WORKS_COIL || id === STEEL_IMPORT;
}
