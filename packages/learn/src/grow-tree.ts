import {MOST_BINS, type BinnedRows} from './bins.ts';
import type {Tree} from './forest.ts';

/** How trees are grown; a row of soft label counts as a whole row. */
export interface Growth {
    /** Leaves a tree has at most. */
    leaves: number;
    /** A leaf holds at least so many rows. */
    leastRows: number;
    /** Pulls the value of a leaf with few rows towards 0. */
    pull: number;
}

/** A split of a leaf: rows whose bin is below go left. */
interface Split {
    feature: number;
    bin: number;
    gain: number;
}

type GrowingNode = [feature: string, cut: number, below: number, above: number];

/** A leaf while the tree grows: its rows are `from..to` of the order. */
interface Leaf {
    from: number;
    to: number;
    sums: Float64Array;
    best: Split | undefined;
    /** Where it hangs: the node and its side, so that a split can take its place. */
    node: number;
    side: typeof BELOW | typeof ABOVE;
}

/** Where a node names its children. */
const BELOW = 2;
const ABOVE = 3;

/** By feature and bin: the sums of slope and curvature, and the count. */
const SUMS = 3;

/**
 * Grows one tree leaf by leaf, always where it gains most, on the slope and curvature of the loss
 * at each row (Friedman 2001; the gain is that of Chen and Guestrin 2016, equation 7).
 */
export class TreeGrower {
    readonly #features: readonly string[];
    readonly #rows: BinnedRows;
    readonly #growth: Growth;
    readonly #order: Uint32Array;
    readonly #moved: Uint32Array;
    readonly #slope: Float64Array;
    readonly #curvature: Float64Array;
    readonly #spare: Float64Array[] = [];

    constructor(features: readonly string[], rows: BinnedRows, growth: Growth) {
        this.#features = features;
        this.#rows = rows;
        this.#growth = growth;
        this.#order = new Uint32Array(rows.count);
        this.#moved = new Uint32Array(rows.count);
        this.#slope = new Float64Array(rows.count);
        this.#curvature = new Float64Array(rows.count);
    }

    /** Grows a tree, and adds to each row's score the value of the leaf that it falls into. */
    grow(
        slope: Float64Array, curvature: Float64Array, score: Float64Array, rate: number,
    ): Tree {
        this.#order.forEach((_, at) => {
            this.#order[at] = at;
        });
        const nodes: GrowingNode[] = [];
        const root = this.#leaf(0, this.#order.length, -1, BELOW);
        this.#count(root, slope, curvature);
        root.best = this.#bestSplit(root);
        const leaves = [root];
        while (leaves.length < this.#growth.leaves) {
            const at = mostGaining(leaves);
            if (at < 0) break;
            leaves.splice(at, 1, ...this.#split(leaves[at]!, nodes, slope, curvature));
        }
        const values = leaves.map((leaf, number) => {
            if (leaf.node >= 0) nodes[leaf.node]![leaf.side] = -1 - number;
            // What is printed is what answers.
            const value = Number((rate * this.#valueOf(leaf, slope, curvature)).toFixed(6));
            for (let at = leaf.from; at < leaf.to; at++) score[this.#order[at]!]! += value;
            this.#spare.push(leaf.sums);
            return value;
        });
        return {nodes, leaves: values};
    }

    #leaf(from: number, to: number, node: number, side: Leaf['side']): Leaf {
        const sums = this.#spare.pop()?.fill(0)
            ?? new Float64Array(this.#rows.bins.length * MOST_BINS * SUMS);
        return {from, to, sums, best: undefined, node, side};
    }

    // The rows' slopes and curvatures are brought together once: they are read once a feature.
    #count({from, to, sums}: Leaf, slope: Float64Array, curvature: Float64Array): void {
        const count = to - from;
        const rows = this.#order.subarray(from, to);
        for (let at = 0; at < count; at++) {
            this.#slope[at] = slope[rows[at]!]!;
            this.#curvature[at] = curvature[rows[at]!]!;
        }
        this.#rows.bins.forEach((bins, feature) => {
            addUp(bins, rows, this.#slope, this.#curvature, sums, feature * MOST_BINS);
        });
    }

    #bestSplit({from, to, sums}: Leaf): Split | undefined {
        const {leastRows, pull} = this.#growth;
        if (to - from < 2 * leastRows) return undefined;
        let best: Split | undefined;
        const [allSlope, allCurvature] = totals(sums);
        const whole = allSlope ** 2 / (allCurvature + pull);
        this.#rows.cuts.forEach((cuts, feature) => {
            let slope = 0;
            let curvature = 0;
            let count = 0;
            for (let bin = 0; bin < cuts.length; bin++) {
                const slot = (feature * MOST_BINS + bin) * SUMS;
                slope += sums[slot]!;
                curvature += sums[slot + 1]!;
                count += sums[slot + 2]!;
                if (count < leastRows) continue;
                if (to - from - count < leastRows) break;
                const gain = slope ** 2 / (curvature + pull)
                    + (allSlope - slope) ** 2 / (allCurvature - curvature + pull) - whole;
                if (gain > (best?.gain ?? LEAST_GAIN)) best = {feature, bin, gain};
            }
        });
        return best;
    }

    /** Splits a leaf in two; the larger's sums are the parent's less the smaller's. */
    #split(
        leaf: Leaf, nodes: GrowingNode[], slope: Float64Array, curvature: Float64Array,
    ): [Leaf, Leaf] {
        const {feature, bin} = leaf.best!;
        const node = nodes.length;
        if (leaf.node >= 0) nodes[leaf.node]![leaf.side] = node;
        nodes.push([this.#features[feature]!, this.#rows.cuts[feature]![bin]!, 0, 0]);
        const middle = this.#part(leaf, this.#rows.bins[feature]!, bin);
        const isLeftSmaller = middle - leaf.from < leaf.to - middle;
        const left = this.#leaf(leaf.from, middle, node, BELOW);
        const right = this.#leaf(middle, leaf.to, node, ABOVE);
        const [small, large] = isLeftSmaller ? [left, right] : [right, left];
        this.#count(small, slope, curvature);
        for (let at = 0; at < large.sums.length; at++) {
            large.sums[at] = leaf.sums[at]! - small.sums[at]!;
        }
        this.#spare.push(leaf.sums);
        left.best = this.#bestSplit(left);
        right.best = this.#bestSplit(right);
        return [left, right];
    }

    /** Brings the rows that go left to the front, each side in its old order. */
    #part({from, to}: Leaf, bins: Uint8Array, bin: number): number {
        let left = from;
        let right = 0;
        for (let at = from; at < to; at++) {
            const row = this.#order[at]!;
            if (bins[row]! <= bin) this.#order[left++] = row;
            else this.#moved[right++] = row;
        }
        this.#order.set(this.#moved.subarray(0, right), left);
        return left;
    }

    #valueOf({from, to}: Leaf, slope: Float64Array, curvature: Float64Array): number {
        let slopes = 0;
        let curvatures = this.#growth.pull;
        for (let at = from; at < to; at++) {
            slopes += slope[this.#order[at]!]!;
            curvatures += curvature[this.#order[at]!]!;
        }
        return -slopes / curvatures;
    }
}

function addUp(
    bins: Uint8Array, rows: Uint32Array, slope: Float64Array, curvature: Float64Array,
    sums: Float64Array, base: number,
): void {
    for (let at = 0; at < rows.length; at++) {
        const slot = (base + bins[rows[at]!]!) * SUMS;
        sums[slot]! += slope[at]!;
        sums[slot + 1]! += curvature[at]!;
        sums[slot + 2]!++;
    }
}

const LEAST_GAIN = 1e-9;

function totals(sums: Float64Array): [slope: number, curvature: number] {
    let slope = 0;
    let curvature = 0;
    for (let slot = 0; slot < MOST_BINS * SUMS; slot += SUMS) {
        slope += sums[slot]!;
        curvature += sums[slot + 1]!;
    }
    return [slope, curvature];
}

function mostGaining(leaves: readonly Leaf[]): number {
    let most = -1;
    leaves.forEach(({best}, at) => {
        if (best && (most < 0 || best.gain > leaves[most]!.best!.gain)) most = at;
    });
    return most;
}
