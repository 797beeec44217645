import assert from 'node:assert/strict';
import test from 'node:test';
import {expectedLossMinor, tripsWorthALook} from './trip-stake.ts';

// How sure, what is charged, and what is to be expected to be wrong of it.
const stories: Readonly<Record<string, [number, bigint, bigint]>> = {
    'a sure trip': [1, 120_000n, 0n],
    'one in a hundred is wrong': [0.99, 120_000n, 1_200n],
    'a coin\'s toss over a short way': [0.5, 6_000n, 3_000n],
    'nothing is charged': [0.2, 0n, 0n],
    'half a paisa is rounded up': [0.5, 1n, 1n],
};

for (const [name, [sure, chargedMinor, expected]] of Object.entries(stories)) {
    test(`expected loss: ${name}`, () => {
        assert.equal(expectedLossMinor({id: 1, sure, chargedMinor}), expected);
    });
}

test('a long trip in little doubt comes before a short one in much', () => {
    const trips = [
        {id: 1, sure: 0.5, chargedMinor: 1_000n}, {id: 2, sure: 0.98, chargedMinor: 100_000n},
        {id: 3, sure: 0.9999, chargedMinor: 100_000n}, {id: 4, sure: 0.98, chargedMinor: 100_000n},
    ];
    const ids = (lookMinor: bigint) => tripsWorthALook(trips, lookMinor).map(({id}) => id);
    assert.deepEqual(ids(500n), [2, 4, 1]);
    assert.deepEqual(ids(501n), [2, 4]);
    assert.deepEqual(ids(2_001n), []);
    assert.deepEqual(ids(0n), [2, 4, 1, 3]);
});
