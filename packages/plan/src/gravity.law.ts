import assert from 'node:assert/strict';
import test from 'node:test';
import {chanceFrom} from '@karwan/base';
import {gravityMatrix} from './gravity.ts';

for (const seed of [1, 2, 3, 20_251_231]) {
    test(`a gravity matrix keeps its margins, and its odds fall with cost (seed ${seed})`, () => {
        const chance = chanceFrom(seed);
        const [rows, columns] = [2 + chance.below(8), 2 + chance.below(8)];
        const from = Array.from({length: rows}, () => 1 + chance.uniform() * 100);
        const to = Array.from({length: columns}, () => 1 + chance.uniform() * 100);
        const cost = Array.from({length: rows * columns}, () => chance.uniform() * 500);
        const at = (i: number, j: number): number => cost[i * columns + j]!;
        const {trips} = gravityMatrix(from, to, at, 0.01);
        const scale = sum(from) / sum(to);
        from.forEach((total, i) =>
            near(sum(Array.from(trips.subarray(i * columns, (i + 1) * columns))), total));
        to.forEach((total, j) =>
            near(sum(from.map((_, i) => trips[i * columns + j]!)), total * scale));
        // What balancing cannot change: the odds ratio of any four cells hangs on costs alone.
        const cell = (i: number, j: number): number => trips[i * columns + j]!;
        near(cell(0, 0) * cell(1, 1) / (cell(0, 1) * cell(1, 0)),
            Math.exp(-0.01 * (at(0, 0) + at(1, 1) - at(0, 1) - at(1, 0))));
    });
}

test('a zone that reaches nothing is refused', () => {
    assert.throws(() => gravityMatrix([1], [1], () => Infinity, 1), /reaches no zone/);
});

function sum(values: readonly number[]): number {
    return values.reduce((total, value) => total + value, 0);
}

function near(a: number, b: number): void {
    assert.ok(Math.abs(a - b) <= 1e-7 * Math.abs(b), `${a} against ${b}`);
}
