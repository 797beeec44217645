import {Heap} from './heap.ts';

/** What a search needs of a graph: arcs by tail, in flat arrays. */
export interface Arcs {
    firstOut: Int32Array;
    tail: Int32Array;
    head: Int32Array;
}

/**
 * The cheapest ways from some states to all others: what each costs, and over which arc it is
 * reached (-1 at a source and where nothing leads). What was not reached, or lies beyond the
 * target that ended the search, costs Infinity.
 */
export interface Tree {
    sources: readonly number[];
    cost: Float64Array;
    viaArc: Int32Array;
}

/**
 * The tree of cheapest ways (Dijkstra 1959). Costs are whole and not below 0, so that sums are
 * exact; Infinity shuts an arc. Ends when all `targets` are settled, where any are given.
 */
export function treeFrom(
    arcs: Arcs, arcCost: Float64Array, sources: readonly number[], targets?: readonly number[],
): Tree {
    const states = arcs.firstOut.length - 1;
    const cost = new Float64Array(states).fill(Infinity);
    const viaArc = new Int32Array(states).fill(-1);
    const isSettled = new Uint8Array(states);
    const isTarget = new Uint8Array(states);
    let left = 0;
    for (const target of targets ?? []) {
        if (isTarget[target] === 0) left++;
        isTarget[target] = 1;
    }
    const heap = new Heap();
    for (const source of sources) {
        cost[source] = 0;
        heap.push(0, source);
    }
    while (heap.size > 0) {
        const state = heap.pop();
        if (isSettled[state] === 1) continue;
        isSettled[state] = 1;
        if (isTarget[state] === 1 && --left === 0) break;
        relax(arcs, arcCost, state, cost, viaArc, heap);
    }
    if (targets) forgetUnsettled(cost, viaArc, isSettled);
    return {sources, cost, viaArc};
}

function relax(
    {firstOut, head}: Arcs, arcCost: Float64Array, state: number, cost: Float64Array,
    viaArc: Int32Array, heap: Heap,
): void {
    const soFar = cost[state]!;
    for (let arc = firstOut[state]!; arc < firstOut[state + 1]!; arc++) {
        const through = soFar + arcCost[arc]!;
        const next = head[arc]!;
        if (through >= cost[next]!) continue;
        cost[next] = through;
        viaArc[next] = arc;
        heap.push(through, next);
    }
}

// What was looked at and not settled when the search ended may still be too dear.
function forgetUnsettled(cost: Float64Array, viaArc: Int32Array, isSettled: Uint8Array): void {
    for (let state = 0; state < cost.length; state++) {
        if (isSettled[state] === 1) continue;
        cost[state] = Infinity;
        viaArc[state] = -1;
    }
}

/** The arcs of a tree's way to a state, in their order; undefined where it leads nowhere. */
export function pathTo(arcs: Arcs, {cost, viaArc}: Tree, state: number): number[] | undefined {
    if (cost[state] === Infinity) return undefined;
    const path: number[] = [];
    for (let arc = viaArc[state]!; arc >= 0; arc = viaArc[arcs.tail[arc]!]!) path.push(arc);
    return path.reverse();
}

/** The cheapest of some states in a tree, the first of equals; undefined where none is reached. */
export function cheapestOf({cost}: Tree, states: readonly number[]): number | undefined {
    let best: number | undefined;
    for (const state of states) {
        if (cost[state] === Infinity) continue;
        if (best === undefined || cost[state]! < cost[best]!) best = state;
    }
    return best;
}
