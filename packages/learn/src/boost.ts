import {binnedRows} from './bins.ts';
import {chanceOf, logitOf} from './chance.ts';
import type {Forest, Tree} from './forest.ts';
import {TreeGrower, type Growth} from './grow-tree.ts';

/** What is learned from: rows of values, one row after the other, and the chance of yes. */
export interface Examples {
    /** What a row holds. */
    features: readonly string[];
    rows: Float64Array;
    /** Per row 0 (no), 1 (yes) or between. */
    chance: Float64Array;
}

export interface Boosting extends Growth {
    trees: number;
    /** How much of its own answer each tree gives. */
    rate: number;
}

/**
 * Boosted trees for a chance: each tree corrects what those before it got wrong, by the logistic
 * loss. No draw of chance is in it: the same examples give the same trees. Throws where there are
 * no rows, or a value is not finite.
 */
export function boostedTrees({features, rows, chance}: Examples, boosting: Boosting): Forest {
    if (chance.length === 0) throw new Error('there is nothing to learn trees from');
    const binned = binnedRows(rows, features.length);
    const grower = new TreeGrower(features, binned, boosting);
    const start = startOf(chance);
    const score = new Float64Array(chance.length).fill(start);
    const slope = new Float64Array(chance.length);
    const curvature = new Float64Array(chance.length);
    const trees: Tree[] = [];
    while (trees.length < boosting.trees) {
        for (let row = 0; row < chance.length; row++) {
            const stated = chanceOf(score[row]!);
            slope[row] = stated - chance[row]!;
            curvature[row] = stated * (1 - stated);
        }
        trees.push(grower.grow(slope, curvature, score, boosting.rate));
    }
    return {features, start, trees};
}

/** The score of the mean; where all say the same, as if half a row said otherwise. */
function startOf(chance: Float64Array): number {
    const yes = chance.reduce((sum, value) => sum + value, 0);
    const least = 0.5 / chance.length;
    return Number(logitOf(Math.min(Math.max(yes / chance.length, least), 1 - least)).toFixed(6));
}
