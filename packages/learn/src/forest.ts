/**
 * A question of a tree: is the feature's value below the cut? Then on to `below`, else to `above`:
 * the number of a later node, or -1 - the number of a leaf.
 */
export type Node = readonly [feature: string, cut: number, below: number, above: number];

/** Questions, the first one first, and the values of the leaves they lead to. */
export interface Tree {
    nodes: readonly Node[];
    leaves: readonly number[];
}

/** Trees whose leaves add up to a score: plain data, to be printed and read back. */
export interface Forest {
    /** What a row holds, in this order. */
    features: readonly string[];
    /** The score before any tree was asked. */
    start: number;
    trees: readonly Tree[];
}

/** What is wrong with a forest that was read from a file; undefined where it can be asked. */
export function forestFaultOf(forest: Forest): string | undefined {
    const isWhole = Array.isArray(forest?.features) && Number.isFinite(forest.start)
        && Array.isArray(forest.trees);
    if (!isWhole) return 'expected features, start and trees';
    const features = new Set(forest.features);
    for (const [number, tree] of forest.trees.entries()) {
        const fault = treeFaultOf(tree, features);
        if (fault) return `tree ${number + 1}: ${fault}`;
    }
    return undefined;
}

function treeFaultOf(tree: Tree, features: ReadonlySet<string>): string | undefined {
    if (!Array.isArray(tree?.nodes) || !Array.isArray(tree.leaves)) return 'no nodes or leaves';
    if (tree.leaves.length !== tree.nodes.length + 1 || !tree.leaves.every(Number.isFinite)) {
        return `expected ${tree.nodes.length + 1} leaves, finite numbers`;
    }
    const isReached = new Set<number>();
    for (const [at, node] of tree.nodes.entries()) {
        if (!Array.isArray(node) || node.length !== 4) return `node ${at}: expected four values`;
        const [feature, cut, below, above] = node;
        if (!features.has(feature)) return `node ${at}: unknown feature ${feature}`;
        if (!Number.isFinite(cut)) return `node ${at}: the cut is no number`;
        for (const child of [below, above]) {
            const isLater = Number.isInteger(child) && child > at && child < tree.nodes.length;
            const isLeaf = Number.isInteger(child) && child < 0 && -1 - child < tree.leaves.length;
            if (!isLater && !isLeaf) return `node ${at}: leads to ${child}`;
            if (isReached.has(child)) return `node ${at}: ${child} is reached twice`;
            isReached.add(child);
        }
    }
    return undefined;
}
