import assert from 'node:assert/strict';
import test from 'node:test';
import {chanceFrom} from '@karwan/base';
import type {Quantiles} from './cost.ts';
import {drawnZ, hoursAt, quantilesOfDraws, sumOfHours} from './hours.ts';

const near = (a: number, b: number, share: number): boolean => Math.abs(a - b) <= share * b + 1e-9;

test('one leg alone keeps its quantiles, whatever their shape', () => {
    for (const leg of [
        {p10: 10, p50: 30, p90: 60}, {p10: 0, p50: 4, p90: 20}, {p10: 0, p50: 0, p90: 12},
        {p10: 5, p50: 5, p90: 15}, {p10: 1, p50: 9, p90: 9},
    ]) {
        const sum = sumOfHours([leg]);
        const step = 2 * hoursAt(leg, 3.3) / 1_024;
        for (const q of ['p10', 'p50', 'p90'] as const) {
            assert(Math.abs(sum[q] - leg[q]) <= Math.max(step, 0.01 * leg[q]),
                `${JSON.stringify(leg)} ${q}: ${sum[q]}`);
        }
    }
});

test('legs that take a fixed time add up', () => {
    const fixed = (p50: number): Quantiles => ({p10: p50, p50, p90: p50});
    assert.deepEqual(sumOfHours([fixed(2), fixed(3)]), fixed(5));
    assert.deepEqual(sumOfHours([]), fixed(0));
    const moved = sumOfHours([fixed(100), {p10: 1, p50: 2, p90: 4}]);
    assert(near(moved.p50, 102, 0.001) && near(moved.p10, 101, 0.001));
});

test('a sum is narrower than its parts side by side, as independent delays even out', () => {
    const leg = {p10: 5, p50: 10, p90: 20};
    const sum = sumOfHours(Array.from({length: 16}, () => leg));
    assert(sum.p10 > 16 * 5 && sum.p90 < 16 * 20);
    assert(sum.p90 / sum.p10 < 2 && sum.p50 > 16 * 10, 'skewed to the right');
});

for (const seed of [1, 2]) {
    test(`the convolution says what a hundred thousand draws say (seed ${seed})`, () => {
        const chance = chanceFrom(seed);
        const legs = Array.from({length: 2 + chance.below(6)}, (): Quantiles => {
            const p50 = 1 + chance.below(40);
            return {p10: p50 * chance.uniform(), p50, p90: p50 * (1 + 2 * chance.uniform())};
        });
        const draws = Array.from({length: 100_000}, () =>
            legs.reduce((sum, leg) => sum + hoursAt(leg, drawnZ(chance)), 0));
        const [ours, drawn] = [sumOfHours(legs), quantilesOfDraws(draws)];
        for (const q of ['p10', 'p50', 'p90'] as const) {
            assert(near(ours[q], drawn[q], 0.015), `${q}: ${ours[q]}, drawn ${drawn[q]}`);
        }
    });
}
