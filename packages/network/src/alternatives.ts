import {cheapestOf, pathTo, treeFrom, type Arcs} from './paths.ts';

/** What makes an alternative worth telling. */
export interface Alternatives {
    count: number;
    /** The largest share of its cost that it may have in common with one told before. */
    mostOverlap: number;
    /** How much dearer than the cheapest it may be: 2 is twice. */
    mostStretch: number;
    /** How often is asked again until so many are found. */
    mostSearches: number;
}

/** A way through a graph, with what each of its arcs costs it. */
export interface Path {
    arcs: readonly number[];
    costs: readonly number[];
    cost: number;
}

/** A search that is asked again once what was found is made dearer. */
export interface DearerSearch<Way extends Path> {
    makeDearer(way: Way): void;
    again(): Way | undefined;
}

/** By how much what was used is made dearer before the next search. */
const PENALTY = 1.5;

/** What was asked for something that was used, made dearer. */
export function dearer(cost: number): number {
    return Math.ceil(cost * PENALTY) + 1;
}

/**
 * The cheapest way, which is given, and further ones that truly differ, by penalties (de la Barra,
 * Pérez and Añez 1993): what was found is made dearer and asked again, and a way is told where it
 * shares less than `mostOverlap` of its cost with each told before. `sharing` says which arcs count
 * as one thing, so that the way back along a road is no other road. Of the others none is claimed
 * to be the second cheapest.
 */
export function differing<Way extends Path>(
    first: Way | undefined, search: DearerSearch<Way>, sharing: Int32Array, wanted: Alternatives,
): Way[] {
    const {count, mostOverlap, mostStretch, mostSearches} = wanted;
    const others: Way[] = [];
    if (!first) return others;
    for (let way = first, searches = 1; others.length + 1 < count && searches < mostSearches;
        searches++) {
        search.makeDearer(way);
        const next = search.again();
        if (!next) break;
        way = next;
        const isOther = [first, ...others].every(
            other => overlapOf(way, other, sharing) <= mostOverlap);
        if (isOther && way.cost <= mostStretch * first.cost) others.push(way);
    }
    return [first, ...others.toSorted((a, b) => a.cost - b.cost)];
}

/** Ways that truly differ from the cheapest by costs that no time of day changes. */
export function alternativesTo(
    arcs: Arcs, arcCost: Float64Array, sharing: Int32Array, sources: readonly number[],
    targets: readonly number[], cheapest: readonly number[] | undefined, wanted: Alternatives,
): Path[] {
    const asked = Float64Array.from(arcCost);
    const told = (way: readonly number[] | undefined): Path | undefined =>
        way && pathOf(way, way.map(arc => arcCost[arc]!));
    return differing(told(cheapest), {
        makeDearer: way => {
            const used = new Set(way.arcs.map(arc => sharing[arc]!));
            for (let arc = 0; arc < asked.length; arc++) {
                if (used.has(sharing[arc]!)) asked[arc] = dearer(asked[arc]!);
            }
        },
        again: () => {
            const tree = treeFrom(arcs, asked, sources, targets);
            const end = cheapestOf(tree, targets);
            return told(end === undefined ? undefined : pathTo(arcs, tree, end));
        },
    }, sharing, wanted);
}

/** A way with what its arcs cost. */
export function pathOf(arcs: readonly number[], costs: readonly number[]): Path {
    return {arcs, costs, cost: costs.reduce((sum, cost) => sum + cost, 0)};
}

/** The share of a way's cost that lies on what another uses too. */
export function overlapOf(path: Path, other: Path, sharing: Int32Array): number {
    if (path.cost === 0) return 1;
    const used = new Set(other.arcs.map(arc => sharing[arc]!));
    const common = path.costs.reduce(
        (sum, cost, nth) => used.has(sharing[path.arcs[nth]!]!) ? sum + cost : sum, 0);
    return common / path.cost;
}
