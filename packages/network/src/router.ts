import {chanceFrom, HOUR_MS} from '@karwan/base';
import {alternativesTo, type Alternatives, type Path} from './alternatives.ts';
import {certificateOf, type Certificate} from './certificate.ts';
import {sharesOf} from './choice.ts';
import {Pricing, shutIn, type ArcCosts, type Carriage} from './cost.ts';
import {partsOf} from './find-place.ts';
import {gatesOf, leftOf, shutRule, type Lifted} from './gates.ts';
import {graphOf, type Arc, type Graph} from './graph.ts';
import type {Commodity, Mode, Network, Vehicle} from './network.ts';
import {OpeningRule, type Gate} from './opening.ts';
import {cheapestOf, pathTo, treeFrom} from './paths.ts';
import {originFrom, routeFrom, type LegOrigin, type Route, type RouteGround} from './route.ts';
import {
    timedPath, timedSteps, timedWays, type Label, type TimedAnswer, type TimedQuestion,
} from './timed-paths.ts';
import {verdictOf, type Verdict} from './verdict.ts';

/** What is asked: how something gets from one place to another. Ids, not names. */
export interface RouteQuestion {
    from: string;
    to: string;
    /** The network's first where it is not given. */
    commodity?: string | undefined;
    /** By which modes; all that the commodity may travel by where it is not given. */
    modes?: readonly Mode[] | undefined;
    /** Vehicles other than the first of their mode. */
    vehicles?: readonly string[] | undefined;
    /** Links and projects that count as open. */
    opened?: readonly string[] | undefined;
    /** What is shut all the time: places, links, crossings, handovers. */
    shut?: readonly string[] | undefined;
    /** How many ways are told, and how they must differ. */
    alternatives?: Partial<Alternatives> | undefined;
}

/** A question with a day: what is shut and open is met as it is on the way. */
export interface DatedQuestion extends RouteQuestion {
    departMs: number;
    /** Closures beside those of the network. */
    closures?: readonly OpeningRule[] | undefined;
    /** Closures and seasons of the network that do not count, or not on some days. */
    lifted?: readonly Lifted[] | undefined;
    /** Who would wait longer at one place turns or gives up. */
    patienceHours?: number | undefined;
    /** Who would take longer in all gives up. */
    withinHours?: number | undefined;
    /** For the draws of what may happen on the way. */
    seed?: number | undefined;
}

/** The ways, cheapest first, each with the share that takes it; and what proves the first. */
export interface RouteAnswer {
    /** What is carried: the hours and goods by whose worth ways are compared. */
    commodity: Commodity;
    routes: readonly (Route & {share: number})[];
    certificate: Certificate;
    /** The costs that the certificate speaks of, by arc. */
    cost: Float64Array;
}

/** The way that is taken, and others that differ, each with the share that would take it. */
export interface DatedAnswer {
    commodity: Commodity;
    routes: readonly (Route & {share: number})[];
    /** What came of the closures: unhindered, waits, turns, gives up. */
    verdict: Verdict;
    question: TimedQuestion;
    answer: TimedAnswer;
}

/** Of how many ways one chooses, however few are told: so shares hang on no number asked. */
const CHOICE_COUNT = 8;
const ALTERNATIVES: Alternatives = {
    count: 1, mostOverlap: 0.7, mostStretch: 3, mostSearches: 60,
};
/** A dated search takes longer; who looks on finds little more. */
const MOST_DATED_SEARCHES = 24;
const PATIENCE_HOURS = 30 * 24;
const DRAWS = 999;
/** Odds fall by e where a way is dearer by this share of the cheapest; assumed. */
const CHOICE_SPREAD = 0.1;

/** A network made ready to be asked; nothing of an answer is kept. */
export class Router {
    readonly graph: Graph;
    readonly #network: Network;
    readonly #pricing: Pricing;
    readonly #sharing: Int32Array;
    readonly #rules: readonly OpeningRule[];
    readonly #gates: ReadonlyMap<number, Gate>;
    /** With nothing closed by date or season; hours of the day stay. */
    readonly #freeGates: ReadonlyMap<number, Gate>;

    constructor(network: Network) {
        this.#network = network;
        this.graph = graphOf(network);
        this.#pricing = new Pricing(network);
        this.#sharing = sharingOf(this.graph);
        this.#rules = network.openings.map(opening => new OpeningRule(opening));
        this.#gates = gatesOf(this.graph, this.#rules);
        this.#freeGates = gatesOf(this.graph, this.#rules.filter(({opening: {rule}}) =>
            rule !== 'shut' && rule !== 'season'));
    }

    /** Ways with everything open that is not said to be shut, whatever the day. */
    routes(question: RouteQuestion): RouteAnswer {
        const {graph} = this;
        const carriage = this.carriage(question, undefined);
        const costs = this.costs(carriage, question.shut);
        const [sources, targets] = [this.statesAt(question.from), this.statesAt(question.to)];
        const tree = treeFrom(graph, costs.cost, sources, targets);
        const end = cheapestOf(tree, targets);
        const best = end === undefined ? undefined : pathTo(graph, tree, end);
        const certificate = certificateOf(tree, targets, best);
        const paths = alternativesTo(graph, costs.cost, this.#sharing, sources, targets, best,
            chosenFrom(question));
        const ground = this.#ground(costs, carriage);
        const routes = this.#shared(question, paths, ({arcs}) =>
            routeFrom(ground, arcs.map(arc => ({arc}))));
        return {commodity: carriage.commodity, routes, certificate, cost: costs.cost};
    }

    /** The way of who leaves then, and what the closures on record did to it. */
    dated(question: DatedQuestion): DatedAnswer {
        const {graph} = this;
        const day = new Date(question.departMs).toISOString().slice(0, 10);
        const carriage = this.carriage(question, day);
        const costs = this.costs(carriage, undefined);
        const {closures = [], lifted = [], shut = []} = question;
        const always = shut.map(id => shutRule(id, undefined, undefined, 'UTC'));
        const gates = closures.length + lifted.length + always.length === 0 ? this.#gates
            : gatesOf(graph, [
                ...this.#rules.flatMap(rule => leftOf(rule, lifted)), ...closures, ...always]);
        const within = question.withinHours ?? Infinity;
        const ask = (through: ReadonlyMap<number, Gate>, hours = within): TimedQuestion => ({
            arcs: graph, costs, gates: through,
            sources: this.statesAt(question.from), targets: this.statesAt(question.to),
            departMs: question.departMs,
            patienceMs: (question.patienceHours ?? PATIENCE_HOURS) * HOUR_MS,
            latestMs: question.departMs + hours * HOUR_MS,
        });
        const asked = ask(gates);
        const answer = timedPath(asked);
        const free = timedPath(ask(this.#freeGates));
        const late = (): Label | undefined => within === Infinity ? undefined
            : [gates, this.#freeGates].map(each => timedPath(ask(each, Infinity)).best)
                .find(label => label !== undefined);
        const ground = this.#ground(costs, carriage);
        const ways = answer.best ? timedWays(asked, answer.best, this.#sharing,
            {...chosenFrom(question), mostSearches: MOST_DATED_SEARCHES}) : [];
        // Each way meets the same draws, so that its hours hang on no other way.
        const routes = this.#shared(question, ways, ({label}) =>
            routeFrom(ground, timedSteps(label), {
                gates, departMs: question.departMs, chance: chanceFrom(question.seed ?? 1),
                draws: DRAWS,
            }));
        return {
            commodity: carriage.commodity, routes, question: asked, answer,
            verdict: verdictOf({graph, asked, best: answer.best, free: free.best, late}),
        };
    }

    // The shares are of all the ways one may choose; as many are told as were asked for.
    #shared<Way extends Path>(
        {alternatives}: RouteQuestion, ways: readonly Way[], told: (way: Way) => Route,
    ): (Route & {share: number})[] {
        const shares = sharesOf(ways.map(way => ({cost: way.cost, parts: this.#partsOf(way)})),
            1 / (CHOICE_SPREAD * Math.max(1, ways[0]?.cost ?? 1)));
        return ways.slice(0, alternatives?.count ?? ALTERNATIVES.count)
            .map((way, nth) => ({...told(way), share: shares[nth]!}));
    }

    /** What is carried by what. Throws where a commodity or vehicle has no such id. */
    carriage(question: RouteQuestion, day: string | undefined): Carriage {
        const commodity = question.commodity === undefined ? this.#network.commodities[0]!
            : named<Commodity>(this.#network.commodities, question.commodity);
        const chosen = (question.vehicles ?? [])
            .map(id => named<Vehicle>(this.#network.vehicles, id));
        const vehicles = new Map<Mode, Vehicle>();
        for (const vehicle of [...chosen, ...this.#network.vehicles]) {
            const isAsked = question.modes?.includes(vehicle.mode) ?? true;
            if (isAsked && !vehicles.has(vehicle.mode)) vehicles.set(vehicle.mode, vehicle);
        }
        return {commodity, vehicles, opened: new Set(question.opened), day};
    }

    /** What each arc takes, with these shut; a place is shut with its parts. */
    costs(carriage: Carriage, shut: readonly string[] | undefined): ArcCosts {
        const costs = this.#pricing.costs(this.graph, carriage);
        const ids = new Set((shut ?? []).flatMap(id => partsOf(this.#network, id)));
        shutIn(costs.cost, this.graph, ids);
        shutIn(costs.restCost, this.graph, ids);
        return costs;
    }

    /** The states at which a place, with its parts, may be left or reached. */
    statesAt(place: string): number[] {
        return partsOf(this.#network, place).flatMap(id => this.graph.statesOf.get(id) ?? []);
    }

    // Roads by their lengths, and a border as half an hour's drive, are what ways have in common.
    #partsOf({arcs, costs}: Path): Map<number, number> {
        return new Map(arcs.map((arc, nth) => [this.#sharing[arc]!, costs[nth]!]));
    }

    #ground(costs: ArcCosts, {vehicles, commodity, day}: Carriage): RouteGround {
        const rateOf = (arc: Arc) => {
            if (arc.kind !== 'link') return undefined;
            const vehicle = vehicles.get(arc.link.mode)!;
            const {speed, price, loss} = this.#pricing.ratesOf(arc.link, vehicle);
            const counting = [
                arc.link.freeHours === undefined ? speed : undefined, price, loss,
            ].filter(rate => rate !== undefined);
            const origins: LegOrigin[] = [
                ...counting.map(({what, figure, at}) => originFrom(what, figure, at)),
                ...this.#pricing.tollsOf(arc.link, vehicle, day)
                    .map(({money, at}) => originFrom('toll', money, at)),
            ];
            return {group: `rate ${speed?.at.line} ${arc.link.freeHours}`, origins};
        };
        const values = [commodity.value, commodity.hour, commodity.spreadHour]
            .map(({status}) => status);
        return {graph: this.graph, costs, values, rateOf};
    }
}

function chosenFrom({alternatives}: RouteQuestion): Alternatives {
    const asked = {...ALTERNATIVES, ...alternatives};
    return {...asked, count: Math.max(CHOICE_COUNT, asked.count)};
}

function named<T extends {id: string}>(items: readonly T[], id: string): T {
    const item = items.find(each => each.id === id);
    if (item) return item;
    throw new Error(`found no ${id}, expected one of ${items.map(each => each.id).join(', ')}`);
}

// Both ways of a link are one thing, and so are a border's and a handover's.
function sharingOf({arcs}: Graph): Int32Array {
    const numbers = new Map<string, number>();
    return Int32Array.from(arcs, arc => {
        const key = arc.kind === 'handover' ? arc.handover.id
            : arc.kind === 'border' ? `border ${arc.link.id}` : arc.link.id;
        const number = numbers.get(key) ?? numbers.size;
        numbers.set(key, number);
        return number;
    });
}
