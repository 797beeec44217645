import type {ArcCosts} from './cost.ts';
import type {Graph} from './graph.ts';
import {cheapestOf, pathTo, treeFrom, type Tree} from './paths.ts';

/** What the cheapest way of each pair takes, flat: pair `i * count + j`; Infinity where none is. */
export interface Table {
    count: number;
    cost: Float64Array;
    hours: Float64Array;
    moneyMinor: Float64Array;
    km: Float64Array;
}

/** The tree of each place, given by its states. */
export function treesOf(
    graph: Graph, costs: ArcCosts, places: readonly (readonly number[])[],
): Tree[] {
    return places.map(sources => treeFrom(graph, costs.cost, sources));
}

/** The table of all pairs of places, each given by its states and its tree. */
export function tableOf(
    graph: Graph, costs: ArcCosts, places: readonly (readonly number[])[],
    trees: readonly Tree[] = treesOf(graph, costs, places),
): Table {
    const count = places.length;
    const array = (): Float64Array => new Float64Array(count * count).fill(Infinity);
    const table = {count, cost: array(), hours: array(), moneyMinor: array(), km: array()};
    const km = Float64Array.from(
        graph.arcs, arc => arc.kind === 'link' ? arc.link.length.value : 0);
    trees.forEach((tree, i) => {
        places.forEach((targets, j) => {
            const end = cheapestOf(tree, targets);
            if (end === undefined) return;
            const at = i * count + j;
            table.cost[at] = tree.cost[end]!;
            table.hours[at] = sumAlong(graph, tree, end, costs.hoursP50);
            table.moneyMinor[at] = sumAlong(graph, tree, end, costs.moneyMinor);
            table.km[at] = sumAlong(graph, tree, end, km);
        });
    });
    return table;
}

/** The crossings on a tree's way to the nearest of these states, in their order. */
export function crossingsAlong(graph: Graph, tree: Tree, targets: readonly number[]): string[] {
    const end = cheapestOf(tree, targets);
    const path = end === undefined ? [] : pathTo(graph, tree, end) ?? [];
    return path.flatMap(number => {
        const arc = graph.arcs[number]!;
        return arc.kind === 'border' ? [arc.link.crossing!] : [];
    });
}

function sumAlong({tail}: Graph, {viaArc}: Tree, end: number, of: Float64Array): number {
    let sum = 0;
    for (let arc = viaArc[end]!; arc >= 0; arc = viaArc[tail[arc]!]!) sum += of[arc]!;
    return sum;
}
