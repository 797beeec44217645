import type {Arcs, Tree} from './paths.ts';

/**
 * What proves an answer without asking again: a potential for each state. Where no arc leads to a
 * state for less than the difference of potentials, every way from the sources to the target costs
 * at least the target's potential (weak duality of linear programming). A path that costs exactly
 * this is cheapest; where the target's potential is Infinity, no way leads there. Arcs of no cost
 * and circles of them change nothing in this.
 */
export interface Certificate {
    sources: readonly number[];
    targets: readonly number[];
    potential: Float64Array;
    /** The arcs of the answer in their order; undefined where it says that there is no way. */
    path: readonly number[] | undefined;
}

/** The certificate of a tree's way to one of its states, or to none of the targets. */
export function certificateOf(
    tree: Tree, targets: readonly number[], path: readonly number[] | undefined,
): Certificate {
    const least = Math.min(...targets.map(target => tree.cost[target]!));
    // A search that ended early knows of the rest that it lies no nearer than the target.
    const potential = tree.cost.map(cost => Math.min(cost, least));
    return {sources: tree.sources, targets, potential, path};
}

/** What is wrong with a certificate, in words; undefined where it proves its answer. */
export function certificateFault(
    {tail, head}: Arcs, arcCost: Float64Array, {sources, targets, potential, path}: Certificate,
): string | undefined {
    for (const source of sources) {
        if (potential[source] !== 0) return `source ${source} has potential ${potential[source]}`;
    }
    for (let arc = 0; arc < head.length; arc++) {
        if (potential[tail[arc]!]! + arcCost[arc]! < potential[head[arc]!]!) {
            return `arc ${arc} leads to ${head[arc]} for less than its potential`;
        }
    }
    const least = Math.min(...targets.map(target => potential[target]!));
    if (!path) return least === Infinity ? undefined : `no path, and a target at ${least}`;
    let at = path.length === 0 ? targets.find(t => sources.includes(t)) : tail[path[0]!]!;
    if (at === undefined || !sources.includes(at)) return 'the path begins at no source';
    let cost = 0;
    for (const arc of path) {
        if (tail[arc] !== at) return `arc ${arc} begins elsewhere than the one before it ends`;
        cost += arcCost[arc]!;
        at = head[arc]!;
    }
    if (!targets.includes(at)) return 'the path ends at no target';
    return cost === least ? undefined : `the path costs ${cost}, and ${least} was proved`;
}

/** What is wrong with a tree: an arc that betters a state, or a cost that no arc earns. */
export function treeFault(
    {tail, head}: Arcs, arcCost: Float64Array, {sources, cost, viaArc}: Tree,
): string | undefined {
    for (let arc = 0; arc < head.length; arc++) {
        if (cost[tail[arc]!]! + arcCost[arc]! < cost[head[arc]!]!) {
            return `arc ${arc} betters state ${head[arc]}`;
        }
    }
    const isRooted = new Uint8Array(cost.length);
    for (const source of sources) isRooted[source] = 1;
    for (let state = 0; state < cost.length; state++) {
        if (cost[state] === Infinity) continue;
        const walked: number[] = [];
        let at = state;
        while (isRooted[at] === 0) {
            const arc = viaArc[at]!;
            if (arc < 0 || head[arc] !== at) return `state ${at} is reached by no arc`;
            if (cost[tail[arc]!]! + arcCost[arc]! !== cost[at]) return `arc ${arc} does not earn`;
            walked.push(at);
            // A circle of arcs without cost would earn itself and lead to no source.
            if (walked.length > cost.length) return `state ${state} hangs on a circle`;
            at = tail[arc]!;
        }
        for (const each of walked) isRooted[each] = 1;
    }
    return sources.every(source => cost[source] === 0) ? undefined : 'a source that costs';
}
