import {AT, WIDTH, type Weights} from './feature.ts';
import {arcCosts, type LayeredGraph} from './reduced-graph.ts';
import {StandingTree, type Costs, type Reached} from './standing-tree.ts';
import type {Gate, Structure} from './structure.ts';
import {Stretches} from './stretches.ts';
import {WayList} from './way-list.ts';

/** A zone with the states at which it is left and reached, and the side it lies on. */
export interface ZoneStates {
    id: string;
    /** Its place among the zones. */
    number: number;
    states: readonly number[];
    side: 'home' | 'away' | 'both';
}

/** One way from a zone to another: what its parts take, what they cost, and the gate if any. */
export interface Way {
    cost: number;
    /** Of the cost: hours by their value, and tolls. */
    time: number;
    toll: number;
    gate: Gate | undefined;
    parts: readonly Float64Array[];
    isByHomeRail: boolean;
}

/** A gate with what leads to it and on from it in this draw. */
interface GateTrees {
    over: Reached;
    before: StandingTree;
    after: StandingTree;
    /** What the cheapest way from and to each zone costs, where it was asked. */
    leastBefore: (number | undefined)[];
    leastAfter: (number | undefined)[];
}

/** The trees of a structure, kept from draw to draw; each stands for one draw at a time. */
export class Trees {
    readonly structure: Structure;
    readonly stretches = new Stretches();
    /** Scratch for ways, used again and again. */
    readonly list = new WayList();
    readonly #trees = new Map<LayeredGraph, Map<number, StandingTree>>();

    constructor(structure: Structure) {
        this.structure = structure;
    }

    from(graph: LayeredGraph, name: number, states: readonly number[]): StandingTree {
        let trees = this.#trees.get(graph);
        if (!trees) this.#trees.set(graph, trees = new Map());
        let tree = trees.get(name);
        if (!tree) {
            tree = new StandingTree(graph, states, this.stretches, this.structure.isPlain);
            trees.set(name, tree);
        }
        return tree;
    }
}

/** Ways of one draw over one structure. Its trees are renewed for it when they are asked. */
export class Ways {
    readonly weights: Weights;
    readonly #trees: Trees;
    readonly #costs = new Map<LayeredGraph, Costs>();
    readonly #gates: (GateTrees | undefined)[] = [];
    readonly #leasts: Float64Array;
    readonly #sorted: Float64Array;

    /** The gates of its structure, in their order. */
    get gates(): readonly Gate[] {
        return this.#trees.structure.gates;
    }

    /** The stretches that were asked for, as they stand in this draw. */
    stretches(): ReturnType<Stretches['told']> {
        return this.#trees.stretches.told();
    }

    constructor(trees: Trees, weights: Weights) {
        this.weights = weights;
        this.#trees = trees;
        this.#leasts = new Float64Array(this.gates.length);
        this.#sorted = new Float64Array(this.gates.length);
    }

    /** Every way from one zone to another, as `add` has them. */
    between(from: ZoneStates, to: ZoneStates): Way[] {
        const list = this.emptyList();
        // The trees may stand for another draw by now.
        this.#gates.length = 0;
        this.add(list, from, to, Infinity, Infinity);
        return Array.from({length: list.length}, (_, way) => list.wayAt(way, this.gates));
    }

    /** A list for ways; whoever has it is done before the next one asks. */
    emptyList(): WayList {
        this.#trees.list.length = 0;
        return this.#trees.list;
    }

    /**
     * Adds to a list the ways from one zone to another: by road, by road without tolls, by rail;
     * over each gate by each of these on either side; or on one side alone. Of the gates those
     * `mostGates` that are cheapest, and of the ways over one those that are dearer than its best
     * by `most` at most. Ways over one gate stand beside one another.
     */
    add(
        list: WayList, from: ZoneStates, to: ZoneStates, most: number, mostGates: number,
    ): void {
        const {awayFrom} = this.#trees.structure;
        if (from.side !== 'away' && to.side !== 'away') this.#addAtHome(list, from, to);
        if (from.side !== 'home' && to.side !== 'home') {
            const tree = this.#tree(awayFrom, from.number, from.states);
            list.add(-1, tree.reach(to, 0));
            list.add(-1, tree.reach(to, 1));
        }
        const dearest = this.#leastByGate(from, to, mostGates);
        if (dearest === undefined) return;
        for (let gate = 0; gate < this.#leasts.length; gate++) {
            const least = this.#leasts[gate]!;
            if (least !== Infinity && least <= dearest) {
                this.#addOver(list, gate, from, to, least + most);
            }
        }
    }

    #addAtHome(list: WayList, from: ZoneStates, to: ZoneStates): void {
        const {homeFrom, untolled} = this.#trees.structure;
        const tree = this.#tree(homeFrom, from.number, from.states);
        const road = tree.reach(to, 0);
        list.add(-1, road);
        list.add(-1, tree.reach(to, 1));
        if (road !== undefined && road.tollMoney > 0) {
            list.add(-1, this.#tree(untolled, from.number, from.states).reach(to, 0));
        }
    }

    // What the cheapest way over each gate costs, and the most of those that are kept.
    #leastByGate(from: ZoneStates, to: ZoneStates, mostGates: number): number | undefined {
        const isOut = from.side !== 'away' && to.side === 'away';
        const isIn = from.side === 'away' && to.side !== 'away';
        if (!isOut && !isIn) return undefined;
        let count = 0;
        this.gates.forEach(({direction}, gate) => {
            const isOurs = direction === 'out' ? isOut : isIn;
            const least = isOurs ? this.#leastOver(gate, from, to) : Infinity;
            this.#leasts[gate] = least;
            if (least !== Infinity) count++;
        });
        if (count <= mostGates) return Infinity;
        this.#sorted.set(this.#leasts);
        return this.#sorted.sort()[mostGates - 1]!;
    }

    #leastOver(gate: number, from: ZoneStates, to: ZoneStates): number {
        const {over, before, after, leastBefore, leastAfter} = this.#at(gate);
        return (leastBefore[from.number] ??= cheaper(before, from)) + over.cost
            + (leastAfter[to.number] ??= cheaper(after, to));
    }

    #addOver(
        list: WayList, gate: number, from: ZoneStates, to: ZoneStates, most: number,
    ): void {
        const {over, before, after} = this.#at(gate);
        for (let one = 0; one < 2; one++) {
            const there = before.reach(from, one);
            if (!there) continue;
            for (let two = 0; two < 2; two++) {
                const on = after.reach(to, two);
                if (!on || there.cost + over.cost + on.cost > most) continue;
                list.add(gate, there, over, on);
            }
        }
    }

    #at(number: number): GateTrees {
        const known = this.#gates[number];
        if (known) return known;
        const {homeFrom, homeTo, awayFrom, awayTo} = this.#trees.structure;
        const gate = this.gates[number]!;
        const isOut = gate.direction === 'out';
        const found = {
            over: reachedOver(gate, this.weights),
            before: this.#tree(isOut ? homeTo : awayTo, -1 - gate.tail, [gate.tail]),
            after: this.#tree(isOut ? awayFrom : homeFrom, -1 - gate.head, [gate.head]),
            leastBefore: [], leastAfter: [],
        };
        this.#gates[number] = found;
        return found;
    }

    #tree(graph: LayeredGraph, name: number, states: readonly number[]): StandingTree {
        const tree = this.#trees.from(graph, name, states);
        let costs = this.#costs.get(graph);
        if (!costs) {
            costs = {arcs: arcCosts(graph, this.weights.cost), weights: this.weights};
            this.#costs.set(graph, costs);
        }
        tree.renew(costs);
        return tree;
    }
}

function cheaper(tree: StandingTree, zone: ZoneStates): number {
    return Math.min(
        tree.reach(zone, 0)?.cost ?? Infinity, tree.reach(zone, 1)?.cost ?? Infinity);
}

// What going over a gate takes; it stands in no slot.
function reachedOver({features}: Gate, weights: Weights): Reached {
    const {cost, hours, money, perHour} = weights;
    const spread = features[AT.spreadHours]! * cost[AT.spreadHours]!;
    return {
        slot: -1, features, end: -1, summed: 0, told: 0, spreadHours: features[AT.spreadHours]!,
        tollMoney: features[AT.toll]!, homeRailKm: features[AT.railKmHome]!,
        cost: dot(features, cost),
        time: dot(features, hours) * perHour + spread, toll: features[AT.toll]! * money[AT.toll]!,
    };
}

/** What features come to by weights. */
export function dot(features: Float64Array, weights: Float64Array): number {
    let sum = 0;
    for (let i = 0; i < WIDTH; i++) sum += features[i]! * weights[i]!;
    return sum;
}
