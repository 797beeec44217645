import type {Forest} from './forest.ts';

/**
 * A forest in flat columns, to be asked about millions of rows. A row holds the forest's features
 * in its order.
 */
export class FlatForest {
    readonly #start: number;
    readonly #roots: Int32Array;
    /** By node: feature, cut, and two children (nodes, or leaves below 0). */
    readonly #feature: Uint16Array;
    readonly #cut: Float64Array;
    readonly #child: Int32Array;
    readonly #leaf: Float64Array;

    constructor({features, start, trees}: Forest) {
        this.#start = start;
        const nodes = trees.flatMap(tree => tree.nodes);
        const number = new Map(features.map((name, index) => [name, index]));
        this.#feature = Uint16Array.from(nodes, ([feature]) => number.get(feature)!);
        this.#cut = Float64Array.from(nodes, ([, cut]) => cut);
        this.#leaf = Float64Array.from(trees.flatMap(tree => tree.leaves));
        this.#child = new Int32Array(2 * nodes.length);
        this.#roots = new Int32Array(trees.length);
        let node = 0;
        let leaf = 0;
        trees.forEach((tree, index) => {
            this.#roots[index] = tree.nodes.length === 0 ? -1 - leaf : node;
            tree.nodes.forEach(([, , below, above], at) => {
                this.#child[2 * (node + at)] = below < 0 ? below - leaf : below + node;
                this.#child[2 * (node + at) + 1] = above < 0 ? above - leaf : above + node;
            });
            node += tree.nodes.length;
            leaf += tree.leaves.length;
        });
    }

    /** The score of a row: the start and, of each tree, the leaf that the row comes to. */
    scoreOf(row: Float64Array): number {
        return this.#sum(row, this.#start, 0, this.#roots.length);
    }

    /** The score after the first trees alone: where it is plain enough, the rest need no asking. */
    firstScoreOf(row: Float64Array, trees: number): number {
        return this.#sum(row, this.#start, 0, Math.min(trees, this.#roots.length));
    }

    /** The score of a row whose score after the first trees is known. */
    finishScore(row: Float64Array, trees: number, score: number): number {
        return this.#sum(row, score, Math.min(trees, this.#roots.length), this.#roots.length);
    }

    #sum(row: Float64Array, start: number, from: number, to: number): number {
        const feature = this.#feature;
        const cut = this.#cut;
        const child = this.#child;
        let sum = start;
        for (let tree = from; tree < to; tree++) {
            let node = this.#roots[tree]!;
            while (node >= 0) {
                const isBelow = row[feature[node]!]! < cut[node]!;
                node = child[2 * node + (isBelow ? 0 : 1)]!;
            }
            sum += this.#leaf[-1 - node]!;
        }
        return sum;
    }
}
