import {chanceFrom, HOUR_MS} from '@karwan/base';
import {alternativesTo, type Alternatives, type Path} from './alternatives.ts';
import {certificateOf, type Certificate} from './certificate.ts';
import {sharesOf} from './choice.ts';
import {Pricing, shutIn, type ArcCosts, type Carriage} from './cost.ts';
import {partsOf} from './find-place.ts';
import {gatesOf, leftOf, type Lifted} from './gates.ts';
import {graphOf, type Arc, type Graph} from './graph.ts';
import type {Commodity, Mode, Network, Vehicle} from './network.ts';
import {OpeningRule, type Gate} from './opening.ts';
import {cheapestOf, pathTo, treeFrom} from './paths.ts';
import {originFrom, routeFrom, type LegOrigin, type Route, type RouteGround} from './route.ts';
import {
    timedPath, timedSteps, timedWays, type TimedAnswer, type TimedQuestion,
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
    routes: readonly (Route & {share: number})[];
    certificate: Certificate;
    /** The costs that the certificate speaks of, by arc. */
    cost: Float64Array;
}

/** The way that is taken, and others that differ, each with the share that would take it. */
export interface DatedAnswer {
    routes: readonly (Route & {share: number})[];
    /** What came of the closures: unhindered, waits, turns, gives up. */
    verdict: Verdict;
    question: TimedQuestion;
    answer: TimedAnswer;
}

const ALTERNATIVES: Alternatives = {count: 1, mostOverlap: 0.7, mostStretch: 3};
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
    readonly #gates: Gates;

    constructor(network: Network) {
        this.#network = network;
        this.graph = graphOf(network);
        this.#pricing = new Pricing(network);
        this.#sharing = sharingOf(this.graph);
        this.#rules = network.openings.map(opening => new OpeningRule(opening));
        this.#gates = gatesFor(this.graph, this.#rules);
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
        const paths = alternativesTo(graph, costs.cost, this.#sharing, sources, targets,
            {...ALTERNATIVES, ...question.alternatives});
        const ground = this.#ground(costs, carriage);
        const routes = this.#shared(paths, ({arcs}) =>
            routeFrom(ground, arcs.map(arc => ({arc}))));
        return {routes, certificate, cost: costs.cost};
    }

    /** The way of who leaves then, and what the closures on record did to it. */
    dated(question: DatedQuestion): DatedAnswer {
        const {graph} = this;
        const day = new Date(question.departMs).toISOString().slice(0, 10);
        const carriage = this.carriage(question, day);
        const costs = this.costs(carriage, question.shut);
        const {closures = [], lifted = []} = question;
        const {all: gates, withoutClosures} = closures.length + lifted.length === 0 ? this.#gates
            : gatesFor(graph,
                [...this.#rules.flatMap(rule => leftOf(rule, lifted)), ...closures]);
        const ask = (through: ReadonlyMap<number, Gate>): TimedQuestion => ({
            arcs: graph, costs, gates: through,
            sources: this.statesAt(question.from), targets: this.statesAt(question.to),
            departMs: question.departMs,
            patienceMs: (question.patienceHours ?? PATIENCE_HOURS) * HOUR_MS,
            latestMs: question.departMs + (question.withinHours ?? Infinity) * HOUR_MS,
        });
        const asked = ask(gates);
        const answer = timedPath(asked);
        const free = timedPath(ask(withoutClosures));
        const ground = this.#ground(costs, carriage);
        const ways = answer.best ? timedWays(asked, answer.best, this.#sharing,
            {...ALTERNATIVES, ...question.alternatives}) : [];
        // Each way meets the same draws, so that its hours hang on no other way.
        const routes = this.#shared(ways, ({label}) => routeFrom(ground, timedSteps(label), {
            gates, departMs: question.departMs, chance: chanceFrom(question.seed ?? 1),
            draws: DRAWS,
        }));
        return {
            routes, question: asked, answer,
            verdict: verdictOf(graph, gates, answer.best, free.best),
        };
    }

    #shared<Way extends Path>(
        ways: readonly Way[], told: (way: Way) => Route,
    ): (Route & {share: number})[] {
        const shares = sharesOf(ways.map(way => ({cost: way.cost, parts: this.#partsOf(way)})),
            1 / (CHOICE_SPREAD * Math.max(1, ways[0]?.cost ?? 1)));
        return ways.map((way, nth) => ({...told(way), share: shares[nth]!}));
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

    /** What each arc takes, with these shut. */
    costs(carriage: Carriage, shut: readonly string[] | undefined): ArcCosts {
        const costs = this.#pricing.costs(this.graph, carriage);
        shutIn(costs.cost, this.graph, new Set(shut));
        shutIn(costs.restCost, this.graph, new Set(shut));
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

    #ground(costs: ArcCosts, {vehicles}: Carriage): RouteGround {
        const rateOf = (arc: Arc) => {
            if (arc.kind !== 'link') return undefined;
            const {speed, price} = this.#pricing.ratesOf(
                arc.link, vehicles.get(arc.link.mode)!);
            const counting = [
                arc.link.freeHours === undefined ? speed : undefined, price,
            ].filter(rate => rate !== undefined);
            const origins: LegOrigin[] = counting.map(
                ({what, figure, at}) => originFrom(what, figure, at));
            return {group: `rate ${speed?.at.line} ${arc.link.freeHours}`, origins};
        };
        return {graph: this.graph, costs, rateOf};
    }
}

/** What arcs hang on, and what they would hang on if nothing were closed by date. */
interface Gates {
    all: ReadonlyMap<number, Gate>;
    withoutClosures: ReadonlyMap<number, Gate>;
}

function gatesFor(graph: Graph, rules: readonly OpeningRule[]): Gates {
    const others = rules.filter(rule => rule.opening.rule !== 'shut');
    return {all: gatesOf(graph, rules), withoutClosures: gatesOf(graph, others)};
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
