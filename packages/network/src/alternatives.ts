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

/** A search that can be asked again, once what it found is made dearer. */
export interface DearerSearch<Way extends Path> {
    find(): Way | undefined;
    makeDearer(way: Way): void;
}

/** By how much what was used is made dearer before the next search. */
const PENALTY = 1.5;

/** What was asked for something that was used, made dearer. */
export function dearer(cost: number): number {
    return Math.ceil(cost * PENALTY) + 1;
}

/**
 * The cheapest way and further ones that truly differ, by penalties (de la Barra, Pérez and Añez
 * 1993): what was found is made dearer and asked again, and a way is told where it shares less than
 * `mostOverlap` of its cost with each told before. `sharing` says which arcs count as one thing,
 * so that the way back along a road is no other road. The first is the cheapest of all; of the
 * others none is claimed to be the second cheapest.
 */
export function differing<Way extends Path>(
    search: DearerSearch<Way>, sharing: Int32Array, wanted: Alternatives,
): Way[] {
    const {count, mostOverlap, mostStretch, mostSearches} = wanted;
    const found: Way[] = [];
    for (let searches = 0; searches < mostSearches && found.length < count; searches++) {
        const way = search.find();
        if (!way) break;
        const isNear = found.length === 0 || way.cost <= mostStretch * found[0]!.cost;
        const isOther = found.every(other => overlapOf(way, other, sharing) <= mostOverlap);
        if (isNear && isOther) found.push(way);
        search.makeDearer(way);
    }
    return [...found.slice(0, 1), ...found.slice(1).toSorted((a, b) => a.cost - b.cost)];
}

/** Ways that truly differ by costs that no time of day changes. */
export function alternativesTo(
    arcs: Arcs, arcCost: Float64Array, sharing: Int32Array, sources: readonly number[],
    targets: readonly number[], wanted: Alternatives,
): Path[] {
    const asked = Float64Array.from(arcCost);
    return differing({
        find: () => {
            const tree = treeFrom(arcs, asked, sources, targets);
            const end = cheapestOf(tree, targets);
            const way = end === undefined ? undefined : pathTo(arcs, tree, end);
            return way && pathOf(way, way.map(arc => arcCost[arc]!));
        },
        makeDearer: way => {
            const used = new Set(way.arcs.map(arc => sharing[arc]!));
            for (let arc = 0; arc < asked.length; arc++) {
                if (used.has(sharing[arc]!)) asked[arc] = dearer(asked[arc]!);
            }
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
