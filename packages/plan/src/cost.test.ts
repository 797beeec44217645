import assert from 'node:assert/strict';
import test from 'node:test';
import {renewals, residualValue, upkeep, type Asset} from './cost.ts';

const asset = (capital: number[], lifetimeYears: number, renewalShare = 1): Asset =>
    ({id: 'bridge', capital, lifetimeYears, renewalShare});

// What was built, how long it lasts, over how many years it is watched; renewals, what is left.
const stories: [name: string, asset: Asset, years: number, renewals: string, left: number][] = [
    ['half worn', asset([100], 10), 6, '0 0 0 0 0 0', 50],
    ['worn out in the last year', asset([100], 5), 6, '0 0 0 0 0 0', 0],
    ['renewed once, at a part of its cost', asset([100], 4, 0.5), 7, '0 0 0 0 0 50 0', 25],
    ['renewed twice', asset([50, 50], 2), 7, '0 0 0 0 100 0 100', 50],
    ['land', asset([100], Infinity), 4, '0 0 0 0', 100],
    ['finished with the last year', asset([0, 100], 10), 2, '0 0', 100],
];

for (const [name, built, years, renewed, left] of stories) {
    test(`an asset: ${name}`, () => {
        assert.equal(renewals(built, years).join(' '), renewed);
        assert.equal(residualValue(built, years).toFixed(6), left.toFixed(6));
    });
}

test('upkeep each year of service, and every third one', () => {
    assert.deepEqual(upkeep(7, 1, 1, 4), [0, 7, 7, 7]);
    assert.deepEqual(upkeep(7, 3, 1, 8), [0, 0, 0, 7, 0, 0, 7, 0]);
});
