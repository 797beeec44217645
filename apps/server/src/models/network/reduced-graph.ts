import {WIDTH} from './feature.ts';

/** An arc between states, with what it takes. */
export interface PlainArc {
    tail: number;
    head: number;
    features: Float64Array;
    isRail: boolean;
}

/**
 * A graph in two layers: before and after a railway has been used. A way that ends in the first
 * layer used none, one that ends in the second used one, so that a single tree tells the cheapest
 * of both. Arcs by tail in flat arrays.
 */
export interface LayeredGraph {
    /** States of one layer; state `s` of the second is `s + count`. */
    count: number;
    firstOut: Int32Array;
    tail: Int32Array;
    head: Int32Array;
    /** Which plain arc it is. */
    plain: Int32Array;
    arcs: readonly PlainArc[];
    /** The features of all plain arcs, one after another. */
    features: Float64Array;
    /** Where a state of the network is here; -1 where it is not. */
    stateOf: Int32Array;
}

/**
 * Joins chains: a state that only two others neighbour, and that nobody begins or ends at, becomes
 * one arc with the sum of both. Dead ends go. What any way takes stays as it was.
 */
export function joined(arcs: readonly PlainArc[], keep: ReadonlySet<number>): PlainArc[] {
    const out = new Map<number, Set<PlainArc>>();
    const into = new Map<number, Set<PlainArc>>();
    const add = (arc: PlainArc): void => {
        (out.get(arc.tail) ?? out.set(arc.tail, new Set()).get(arc.tail)!).add(arc);
        (into.get(arc.head) ?? into.set(arc.head, new Set()).get(arc.head)!).add(arc);
    };
    const remove = (arc: PlainArc): void => {
        out.get(arc.tail)!.delete(arc);
        into.get(arc.head)!.delete(arc);
    };
    arcs.filter(({tail, head}) => tail !== head).forEach(add);
    const waiting = [...new Set([...out.keys(), ...into.keys()])].filter(s => !keep.has(s));
    while (waiting.length > 0) {
        const state = waiting.pop()!;
        const [ins, outs] = [[...into.get(state) ?? []], [...out.get(state) ?? []]];
        if (ins.length === 0 && outs.length === 0) continue;
        const around = new Set([...ins.map(a => a.tail), ...outs.map(a => a.head)]);
        if (around.size > 2 || (around.size === 2 && (ins.length > 2 || outs.length > 2))) continue;
        for (const arc of [...ins, ...outs]) remove(arc);
        for (const one of around.size === 2 ? ins : []) {
            for (const two of outs) {
                if (one.tail !== two.head) add(sumOf(one, two));
            }
        }
        waiting.push(...[...around].filter(s => !keep.has(s)));
    }
    return [...out.values()].flatMap(set => [...set]);
}

function sumOf(one: PlainArc, two: PlainArc): PlainArc {
    return {
        tail: one.tail, head: two.head, isRail: one.isRail || two.isRail,
        features: one.features.map((value, i) => value + two.features[i]!),
    };
}

/** Arcs in two layers; `backward` turns each round, for trees that lead to a state. */
export function layered(
    arcs: readonly PlainArc[], backward: boolean, stateCount: number,
): LayeredGraph {
    const stateOf = new Int32Array(stateCount).fill(-1);
    let count = 0;
    for (const {tail, head} of arcs) {
        if (stateOf[tail]! < 0) stateOf[tail] = count++;
        if (stateOf[head]! < 0) stateOf[head] = count++;
    }
    const drawn = arcs.flatMap(({tail, head, isRail}, plain) => {
        const [a, b] = [stateOf[tail]!, stateOf[head]!];
        const [from, to] = backward ? [b, a] : [a, b];
        const second = {tail: from + count, head: to + count, plain};
        return [{tail: from, head: isRail ? to + count : to, plain}, second];
    }).toSorted((a, b) => a.tail - b.tail);
    const firstOut = new Int32Array(2 * count + 1);
    for (const {tail} of drawn) firstOut[tail + 1]!++;
    for (let state = 0; state < 2 * count; state++) firstOut[state + 1]! += firstOut[state]!;
    const features = new Float64Array(arcs.length * WIDTH);
    arcs.forEach((arc, at) => features.set(arc.features, at * WIDTH));
    return {
        count, firstOut, arcs, features, stateOf, tail: Int32Array.from(drawn, a => a.tail),
        head: Int32Array.from(drawn, a => a.head), plain: Int32Array.from(drawn, a => a.plain),
    };
}

/** The cost of each arc of a layered graph by the weights of its features. */
export function arcCosts(
    {arcs: {length}, features, plain}: LayeredGraph, weights: Float64Array,
): Float64Array {
    const plainCosts = new Float64Array(length);
    for (let arc = 0, at = 0; arc < length; arc++) {
        let sum = 0;
        for (let i = 0; i < WIDTH; i++) sum += features[at++]! * weights[i]!;
        plainCosts[arc] = sum;
    }
    const costs = new Float64Array(plain.length);
    for (let arc = 0; arc < costs.length; arc++) costs[arc] = plainCosts[plain[arc]!]!;
    return costs;
}
