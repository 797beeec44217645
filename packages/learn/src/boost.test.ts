import assert from 'node:assert/strict';
import test from 'node:test';
import {boostedTrees, type Examples} from './boost.ts';
import {chanceOf} from './chance.ts';
import {FlatForest} from './flat-forest.ts';
import {forestFaultOf, type Forest} from './forest.ts';

const boosting = {trees: 40, rate: 0.3, leaves: 4, leastRows: 2, pull: 1};

/** A row for each pair of 0..9 and 0..9, and whether it is so. */
function grid(isSo: (a: number, b: number) => number): Examples {
    const pairs = Array.from({length: 100}, (_, at) => [at % 10, Math.floor(at / 10)] as const);
    return {
        features: ['a', 'b'],
        rows: Float64Array.from(pairs.flat()),
        chance: Float64Array.from(pairs, ([a, b]) => isSo(a, b)),
    };
}

function chanceIn(forest: Forest, a: number, b: number): number {
    return chanceOf(new FlatForest(forest).scoreOf(Float64Array.of(a, b)));
}

const either = (a: number, b: number) => (a > 4) !== (b > 4) ? 1 : 0;
const stories: Readonly<Record<string, (a: number, b: number) => number>> = {
    'a threshold': a => a >= 3 ? 1 : 0,
    'both of two': (a, b) => a > 4 && b > 4 ? 1 : 0,
    'one of two but not both, which no single question parts': either,
};

for (const [name, isSo] of Object.entries(stories)) {
    test(`trees learn ${name}`, () => {
        const forest = boostedTrees(grid((a, b) => isSo(a, b) ||
            // A hair's breadth breaks the symmetry in which no first question gains anything.
            (a === 9 && b === 9 ? 0.1 : 0)), boosting);
        for (const a of [0, 2, 3, 7]) {
            for (const b of [0, 3, 6, 9]) {
                const chance = chanceIn(forest, a, b);
                assert.equal(chance > 0.5 ? 1 : 0, isSo(a, b), `${a}, ${b}: ${chance}`);
            }
        }
    });
}

test('what is likely and not certain is stated so', () => {
    const forest = boostedTrees(grid(a => a > 4 ? 0.8 : 0.1), boosting);
    assert.ok(Math.abs(chanceIn(forest, 8, 3) - 0.8) < 0.02);
    assert.ok(Math.abs(chanceIn(forest, 1, 3) - 0.1) < 0.02);
});

test('the same examples give the same forest, and it is printed and read back the same', () => {
    const forest = boostedTrees(grid(either), boosting);
    assert.deepEqual(boostedTrees(grid(either), boosting), forest);
    const again = JSON.parse(JSON.stringify(forest)) as Forest;
    assert.equal(forestFaultOf(again), undefined);
    assert.equal(chanceIn(again, 8, 1), chanceIn(forest, 8, 1));
});

test('where all say the same there is nothing to ask, and still nothing is certain', () => {
    const forest = boostedTrees(grid(() => 1), boosting);
    const chance = chanceIn(forest, 1, 1);
    assert.ok(chance > 0.99 && chance < 1, String(chance));
});

test('the first trees can be asked first, and the rest after them', () => {
    const forest = boostedTrees(grid(a => a > 4 ? 1 : 0), boosting);
    const flat = new FlatForest(forest);
    const row = Float64Array.of(9, 9);
    const few = new FlatForest({...forest, trees: forest.trees.slice(0, 5)}).scoreOf(row);
    assert.equal(flat.firstScoreOf(row, 5), few);
    assert.notEqual(few, flat.scoreOf(row));
    assert.equal(flat.finishScore(row, 5, few), flat.scoreOf(row));
    assert.equal(flat.firstScoreOf(row, 500), flat.scoreOf(row));
});

test('values that are no numbers, and no rows at all, are refused', () => {
    const examples = grid(either);
    const spoiled = {...examples, rows: examples.rows.with(7, NaN)};
    assert.throws(() => boostedTrees(spoiled, boosting), /feature 1 is not finite/);
    const none = {features: ['a'], rows: new Float64Array(0), chance: new Float64Array(0)};
    assert.throws(() => boostedTrees(none, boosting), /nothing to learn trees from/);
});

const whole: Forest = {
    features: ['a'], start: 0,
    trees: [{nodes: [['a', 1, 1, -1], ['a', 0, -2, -3]], leaves: [1, 2, 3]}],
};
const spoiled: Readonly<Record<string, [unknown, RegExp]>> = {
    'no trees': [{features: [], start: 0}, /expected features, start and trees/],
    'an unknown feature': [treeOf([['b', 1, -1, -2]], [1, 2]), /tree 1: node 0: unknown feature b/],
    'a way in circles': [treeOf([['a', 1, 0, -1]], [1, 2]), /node 0: leads to 0/],
    'a leaf that is not there': [treeOf([['a', 1, -1, -3]], [1, 2]), /node 0: leads to -3/],
    'a leaf reached twice': [treeOf([['a', 1, -1, -1]], [1, 2]), /-1 is reached twice/],
    'a leaf too many': [treeOf([['a', 1, -1, -2]], [1, 2, 3]), /expected 2 leaves/],
    'a cut that is none': [treeOf([['a', null, -1, -2]], [1, 2]), /the cut is no number/],
};

function treeOf(nodes: unknown, leaves: unknown): unknown {
    return {...whole, trees: [{nodes, leaves}]};
}

for (const [name, [forest, message]] of Object.entries(spoiled)) {
    test(`a forest is refused: ${name}`, () => {
        assert.equal(forestFaultOf(whole), undefined);
        assert.match(forestFaultOf(forest as Forest)!, message);
    });
}
