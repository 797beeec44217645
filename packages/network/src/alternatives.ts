import {cheapestOf, pathTo, treeFrom, type Arcs} from './paths.ts';

/** What makes an alternative worth telling. */
export interface Alternatives {
    count: number;
    /** The largest share of its cost that it may have in common with one told before. */
    mostOverlap: number;
    /** How much dearer than the cheapest it may be: 2 is twice. */
    mostStretch: number;
}

/** A way through a graph. */
export interface Path {
    arcs: readonly number[];
    cost: number;
}

/** By how much what was used is made dearer before the next search. */
const PENALTY = 1.5;
const MOST_SEARCHES = 60;

/**
 * The cheapest way and further ones that truly differ, by penalties (de la Barra, Pérez and Añez
 * 1993): what was found is made dearer and asked again, and a way is told where it shares less than
 * `mostOverlap` of its cost with each told before. `sharing` says which arcs count as one thing,
 * so that the way back along a road is no other road. The first is the cheapest of all; of the
 * others none is claimed to be the second cheapest.
 */
export function alternativesTo(
    arcs: Arcs, arcCost: Float64Array, sharing: Int32Array, sources: readonly number[],
    targets: readonly number[], {count, mostOverlap, mostStretch}: Alternatives,
): Path[] {
    const found: Path[] = [];
    const asked = Float64Array.from(arcCost);
    for (let search = 0; search < MOST_SEARCHES && found.length < count; search++) {
        const tree = treeFrom(arcs, asked, sources, targets);
        const end = cheapestOf(tree, targets);
        const way = end === undefined ? undefined : pathTo(arcs, tree, end);
        if (!way) break;
        const path = {arcs: way, cost: way.reduce((sum, arc) => sum + arcCost[arc]!, 0)};
        const isNear = found.length === 0 || path.cost <= mostStretch * found[0]!.cost;
        const isOther = found.every(
            other => overlapOf(path, other, arcCost, sharing) <= mostOverlap);
        if (isNear && isOther) found.push(path);
        const used = new Set(way.map(arc => sharing[arc]!));
        for (let arc = 0; arc < asked.length; arc++) {
            if (used.has(sharing[arc]!)) asked[arc] = Math.ceil(asked[arc]! * PENALTY) + 1;
        }
    }
    return [...found.slice(0, 1), ...found.slice(1).toSorted((a, b) => a.cost - b.cost)];
}

/** The share of a way's cost that lies on what another uses too. */
export function overlapOf(
    path: Path, other: Path, arcCost: Float64Array, sharing: Int32Array,
): number {
    if (path.cost === 0) return 1;
    const used = new Set(other.arcs.map(arc => sharing[arc]!));
    const common = path.arcs.filter(arc => used.has(sharing[arc]!))
        .reduce((sum, arc) => sum + arcCost[arc]!, 0);
    return common / path.cost;
}
