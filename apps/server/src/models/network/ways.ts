import {AT, WIDTH, type Weights} from './feature.ts';
import {arcCosts, LayeredTree, type LayeredGraph, type Reached} from './reduced-graph.ts';
import type {Gate, Structure} from './structure.ts';

/** A zone with the states at which it is left and reached, and the side it lies on. */
export interface ZoneStates {
    id: string;
    /** Its place among the zones. */
    number: number;
    states: readonly number[];
    side: 'home' | 'away' | 'both';
}

/** One way from a zone to another: its stretches, what they cost, and the gate if there is one. */
export interface Way {
    cost: number;
    /** Of the cost: hours by their value, and tolls. */
    time: number;
    toll: number;
    gate: Gate | undefined;
    parts: readonly Stretch[];
    isByHomeRail: boolean;
}

/** A stretch of a way, or a gate: its features, and what they cost in this draw. */
export interface Stretch {
    features: Float64Array;
    cost: number;
    time: number;
    toll: number;
}

/** A gate with what leads to it and on from it, in either layer. */
interface Over {
    gate: Gate;
    over: Stretch;
    ones: readonly (Reached | undefined)[];
    twos: readonly (Reached | undefined)[];
    least: number;
}

/** Ways of one draw over one structure: trees are grown when they are asked for, and kept. */
export class Ways {
    readonly #structure: Structure;
    readonly weights: Weights;
    readonly #costs = new Map<LayeredGraph, Float64Array>();
    readonly #trees = new Map<LayeredGraph, Map<number, LayeredTree>>();
    readonly #stretches = new Map<Reached, Stretch>();
    readonly #gates = new Map<Gate, Stretch>();

    /** The gates of its structure, in their order. */
    get gates(): readonly Gate[] {
        return this.#structure.gates;
    }

    constructor(structure: Structure, weights: Weights) {
        this.#structure = structure;
        this.weights = weights;
    }

    /**
     * The ways from one zone to another: by road, by road without tolls, by rail; over each gate
     * by each of these on either side; or on one side alone. Of the gates those `mostGates` that
     * are cheapest, and of the ways over one those that are dearer than its best by `most` at most.
     */
    between(
        from: ZoneStates, to: ZoneStates, most = Infinity, mostGates = Infinity,
    ): Way[] {
        const {awayFrom, gates} = this.#structure;
        const ways: Way[] = [];
        if (from.side !== 'away' && to.side !== 'away') ways.push(...this.#atHome(from, to));
        if (from.side !== 'home' && to.side !== 'home') {
            for (const layer of [0, 1] as const) {
                const reached = this.#tree(awayFrom, from.number, from.states).reach(to, layer);
                if (reached) ways.push(wayOf([this.#stretch(reached)], undefined));
            }
        }
        const over: Over[] = [];
        for (const gate of gates) {
            const isOurs = gate.direction === 'out'
                ? from.side !== 'away' && to.side === 'away'
                : from.side === 'away' && to.side !== 'away';
            const those = isOurs ? this.#over(gate, from, to) : undefined;
            if (those) over.push(those);
        }
        const nearest = over.length <= mostGates ? over
            : over.toSorted((a, b) => a.least - b.least).slice(0, mostGates);
        for (const each of nearest) this.#waysOver(each, most, ways);
        return ways;
    }

    #atHome(from: ZoneStates, to: ZoneStates): Way[] {
        const {homeFrom, untolled} = this.#structure;
        const tree = this.#tree(homeFrom, from.number, from.states);
        const [road, rail] = [tree.reach(to, 0), tree.reach(to, 1)];
        const isTolled = road !== undefined && road.features[AT.toll]! > 0;
        const free = isTolled
            ? this.#tree(untolled, from.number, from.states).reach(to, 0) : undefined;
        return [road, rail, free].filter(each => each !== undefined)
            .map(reached => wayOf([this.#stretch(reached)], undefined));
    }

    #over(gate: Gate, from: ZoneStates, to: ZoneStates): Over | undefined {
        const {homeFrom, homeTo, awayFrom, awayTo} = this.#structure;
        const isOut = gate.direction === 'out';
        const before = this.#tree(isOut ? homeTo : awayTo, -1 - gate.tail, [gate.tail]);
        const after = this.#tree(isOut ? awayFrom : homeFrom, -1 - gate.head, [gate.head]);
        const ones = [before.reach(from, 0), before.reach(from, 1)];
        const twos = [after.reach(to, 0), after.reach(to, 1)];
        const cost = (those: readonly (Reached | undefined)[]): number =>
            Math.min(those[0]?.cost ?? Infinity, those[1]?.cost ?? Infinity);
        const least = cost(ones) + cost(twos);
        if (least === Infinity) return undefined;
        let over = this.#gates.get(gate);
        if (!over) this.#gates.set(gate, over = stretchOf(gate.features, this.weights));
        return {gate, over, ones, twos, least: least + over.cost};
    }

    #waysOver({gate, over, ones, twos, least}: Over, most: number, ways: Way[]): void {
        for (const one of ones) {
            for (const two of one ? twos : []) {
                if (!one || !two || one.cost + over.cost + two.cost > least + most) continue;
                ways.push(wayOf([this.#stretch(one), over, this.#stretch(two)], gate));
            }
        }
    }

    #stretch(reached: Reached): Stretch {
        let stretch = this.#stretches.get(reached);
        if (!stretch) {
            stretch = {...stretchOf(reached.features, this.weights), cost: reached.cost};
            this.#stretches.set(reached, stretch);
        }
        return stretch;
    }

    #tree(graph: LayeredGraph, name: number, states: readonly number[]): LayeredTree {
        let trees = this.#trees.get(graph);
        if (!trees) this.#trees.set(graph, trees = new Map());
        let tree = trees.get(name);
        if (!tree) {
            let costs = this.#costs.get(graph);
            if (!costs) this.#costs.set(graph, costs = arcCosts(graph, this.weights.cost));
            tree = new LayeredTree(graph, costs, states, this.#structure.isPlain);
            trees.set(name, tree);
        }
        return tree;
    }
}

function wayOf(parts: readonly Stretch[], gate: Gate | undefined): Way {
    let [cost, time, toll] = [0, 0, 0];
    let homeRailKm = 0;
    for (const part of parts) {
        cost += part.cost;
        time += part.time;
        toll += part.toll;
        homeRailKm += part.features[AT.railKmHome]!;
    }
    return {cost, time, toll, gate, parts, isByHomeRail: homeRailKm > 0};
}

function stretchOf(features: Float64Array, {cost, hours, money, perHour}: Weights): Stretch {
    const spread = features[AT.spreadHours]! * cost[AT.spreadHours]!;
    return {
        features, cost: dot(features, cost), time: dot(features, hours) * perHour + spread,
        toll: features[AT.toll]! * money[AT.toll]!,
    };
}

/** What features come to by weights. */
export function dot(features: Float64Array, weights: Float64Array): number {
    let sum = 0;
    for (let i = 0; i < WIDTH; i++) sum += features[i]! * weights[i]!;
    return sum;
}
