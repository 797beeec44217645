import {Heap} from '@karwan/network';
import {AT, WIDTH, type Weights} from './feature.ts';
import type {LayeredGraph} from './reduced-graph.ts';
import type {Stretches} from './stretches.ts';

/** What the cheapest way to some states takes by the costs for which its tree stands. */
export interface Reached {
    /** Its number among all that were reached over a structure. */
    slot: number;
    cost: number;
    /** Of the cost: hours by their value, and tolls. */
    time: number;
    toll: number;
    /** What it takes; replaced, never changed, where another way becomes the cheapest. */
    features: Float64Array;
    /** Of them what every draw asks for. */
    spreadHours: number;
    tollMoney: number;
    homeRailKm: number;
    end: number;
    /** When its features were summed, and when its cost was told. */
    summed: number;
    told: number;
}

/** The costs of a graph's arcs in a draw, with the weights that they were made by. */
export interface Costs {
    arcs: Float64Array;
    weights: Weights;
}

/**
 * A tree of cheapest ways that outlives a draw. By the next draw's costs it is priced again from
 * its root outwards and held against every arc; only where an arc betters it is it searched anew.
 * Of arcs that reach a state at the same cost the first counts, so that the tree is the same
 * whatever it stood for before. Arcs cost more than nothing.
 */
export class StandingTree {
    readonly #graph: LayeredGraph;
    readonly #sources: readonly number[];
    readonly #stretches: Stretches;
    readonly #isPlain: boolean;
    readonly #cost: Float64Array;
    readonly #viaArc: Int32Array;
    /** What is reached, each after the state that leads to it. */
    #order = new Int32Array(0);
    /** The renewal in which the way to a state last became another. */
    readonly #since: Int32Array;
    readonly #changed: Int32Array;
    readonly #heap = new Heap();
    #renewal = 0;
    #costs: Costs | undefined;
    // By zone and layer; null where nothing leads.
    readonly #reached: (Reached | null | undefined)[] = [];

    /**
     * `sources` are states of the network; what is reached has its slot among `stretches`. A plain
     * tree is grown anew by the plainest search.
     */
    constructor(
        graph: LayeredGraph, sources: readonly number[], stretches: Stretches, isPlain: boolean,
    ) {
        const states = 2 * graph.count;
        this.#graph = graph;
        this.#stretches = stretches;
        this.#isPlain = isPlain;
        this.#sources = sources.map(s => graph.stateOf[s]!).filter(s => s >= 0);
        this.#cost = new Float64Array(states).fill(Infinity);
        this.#viaArc = new Int32Array(states).fill(-1);
        this.#since = new Int32Array(states);
        this.#changed = new Int32Array(states);
    }

    /** Makes it stand for these costs, where it does not yet. */
    renew(costs: Costs): void {
        if (this.#costs === costs) return;
        this.#renewal++;
        const isNew = this.#costs === undefined;
        this.#costs = costs;
        if (this.#isPlain) this.#growPlainly(costs.arcs);
        else if (isNew) this.#grow(costs.arcs);
        else {
            this.#reprice(costs.arcs);
            if (this.#mend(costs.arcs)) this.#arrange();
        }
    }

    /** The cheapest way to a zone that used a railway or, in layer 0, used none. */
    reach(
        {number, states}: {number: number; states: readonly number[]}, layer: number,
    ): Reached | undefined {
        const known = this.#reached[2 * number + layer];
        if (known === null) return undefined;
        if (known !== undefined && known.told === this.#renewal) return known;
        const end = this.#cheapest(states, layer);
        if (end < 0) {
            this.#reached[2 * number + layer] = null;
            return undefined;
        }
        const reached = known ?? this.#stretches.add({cost: 0, time: 0, toll: 0, end,
            features: new Float64Array(WIDTH), summed: -1, told: -1, spreadHours: 0, tollMoney: 0,
            homeRailKm: 0});
        this.#reached[2 * number + layer] = reached;
        this.#tell(reached, end);
        return reached;
    }

    #cheapest(states: readonly number[], layer: number): number {
        const {count, stateOf} = this.#graph;
        let best = -1;
        for (const state of states) {
            const here = stateOf[state]!;
            if (here < 0) continue;
            const at = here + layer * count;
            if (this.#cost[at]! < (best < 0 ? Infinity : this.#cost[best]!)) best = at;
        }
        return best;
    }

    #tell(reached: Reached, end: number): void {
        if (reached.end !== end || reached.summed < this.#since[end]!) {
            reached.features = this.#along(end);
            reached.end = end;
            reached.summed = this.#renewal;
            reached.spreadHours = reached.features[AT.spreadHours]!;
            reached.tollMoney = reached.features[AT.toll]!;
            reached.homeRailKm = reached.features[AT.railKmHome]!;
            this.#stretches.changed(reached);
        }
        const {weights} = this.#costs!;
        reached.cost = this.#cost[end]!;
        reached.time = this.#stretches.hoursOf(reached.slot, weights) * weights.perHour
            + reached.spreadHours * weights.cost[AT.spreadHours]!;
        reached.toll = reached.tollMoney * weights.money[AT.toll]!;
        reached.told = this.#renewal;
    }

    #along(end: number): Float64Array {
        const {features, plain, tail} = this.#graph;
        const sum = new Float64Array(WIDTH);
        for (let arc = this.#viaArc[end]!; arc >= 0; arc = this.#viaArc[tail[arc]!]!) {
            const at = plain[arc]! * WIDTH;
            for (let i = 0; i < WIDTH; i++) sum[i]! += features[at + i]!;
        }
        return sum;
    }

    #grow(arcCost: Float64Array): void {
        for (const source of this.#sources) {
            this.#cost[source] = 0;
            this.#heap.push(0, source);
        }
        this.#search(arcCost);
        this.#order = Int32Array.from(this.#cost.keys()).filter(s => this.#cost[s] !== Infinity);
        this.#changed.fill(this.#renewal);
        this.#arrange();
    }

    // Every arc again and again until none improves (Bellman 1958): slow, and hard to get wrong.
    #growPlainly(arcCost: Float64Array): void {
        const {head} = this.#graph;
        this.#cost.fill(Infinity);
        this.#viaArc.fill(-1);
        for (const source of this.#sources) this.#cost[source] = 0;
        for (let hasChanged = true; hasChanged;) {
            hasChanged = false;
            for (let arc = 0; arc < head.length; arc++) {
                if (this.#betters(arc, arcCost)) hasChanged = true;
            }
        }
        this.#since.fill(this.#renewal);
    }

    // Its own ways by other costs.
    #reprice(arcCost: Float64Array): void {
        const {tail} = this.#graph;
        const [cost, viaArc, order] = [this.#cost, this.#viaArc, this.#order];
        for (let i = 0; i < order.length; i++) {
            const state = order[i]!;
            const arc = viaArc[state]!;
            if (arc >= 0) cost[state] = cost[tail[arc]!]! + arcCost[arc]!;
        }
    }

    // Whether any arc bettered it.
    #mend(arcCost: Float64Array): boolean {
        const {tail, head} = this.#graph;
        const [cost, viaArc] = [this.#cost, this.#viaArc];
        let isMended = false;
        for (let arc = 0; arc < head.length; arc++) {
            const through = cost[tail[arc]!]! + arcCost[arc]!;
            const next = head[arc]!;
            if (through > cost[next]! || (through === cost[next] && arc >= viaArc[next]!)) continue;
            if (!this.#betters(arc, arcCost)) continue;
            this.#heap.push(through, next);
            isMended = true;
        }
        if (isMended) this.#search(arcCost);
        return isMended;
    }

    // From what stands in the heap outwards, the cheapest first (Dijkstra 1959).
    #search(arcCost: Float64Array): void {
        const {firstOut, head} = this.#graph;
        while (this.#heap.size > 0) {
            const key = this.#heap.firstKey;
            const state = this.#heap.pop();
            if (key > this.#cost[state]!) continue;
            for (let arc = firstOut[state]!; arc < firstOut[state + 1]!; arc++) {
                if (!this.#betters(arc, arcCost)) continue;
                this.#heap.push(this.#cost[head[arc]!]!, head[arc]!);
            }
        }
    }

    // Takes an arc where it is cheaper than the way there so far, or as cheap and comes before.
    #betters(arc: number, arcCost: Float64Array): boolean {
        const {tail, head} = this.#graph;
        const next = head[arc]!;
        const through = this.#cost[tail[arc]!]! + arcCost[arc]!;
        const isFirst = through === this.#cost[next] && arc < this.#viaArc[next]!;
        if (through === Infinity || !(through < this.#cost[next]! || isFirst)) return false;
        if (this.#viaArc[next] !== arc) this.#changed[next] = this.#renewal;
        this.#viaArc[next] = arc;
        this.#cost[next] = through;
        return true;
    }

    // Each state after the one that leads to it, and since when its way is what it is.
    #arrange(): void {
        const {tail} = this.#graph;
        const order = new Int32Array(this.#order.length);
        const isPlaced = new Uint8Array(this.#cost.length);
        const up: number[] = [];
        let placed = 0;
        for (const state of this.#order) {
            for (let at = state; isPlaced[at] === 0; at = tail[this.#viaArc[at]!]!) {
                isPlaced[at] = 1;
                up.push(at);
                if (this.#viaArc[at]! < 0) break;
            }
            while (up.length > 0) {
                const next = up.pop()!;
                const arc = this.#viaArc[next]!;
                this.#since[next] = arc < 0 ? this.#changed[next]!
                    : Math.max(this.#changed[next]!, this.#since[tail[arc]!]!);
                order[placed++] = next;
            }
        }
        this.#order = order;
    }
}
