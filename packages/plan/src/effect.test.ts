import assert from 'node:assert/strict';
import test from 'node:test';
import {difference} from './compare.ts';
import {countedTwice, netFlows, statusOf, transferBetween, type Effect} from './effect.ts';
import {sharesBy} from './share.ts';

const users = {party: 'users', country: 'PK'};
const owner = {party: 'owner', country: 'PK'};
const effect = (id: string, values: number[], part: Partial<Effect> = {}): Effect => ({
    id, kind: 'benefit', bearer: users, unit: 'PKR of 2025', firstYear: 2026, values,
    status: 'estimated', counts: [], ...part,
});

test('what is counted twice is named, unless it is a transfer or somebody else\'s', () => {
    const toll = {...effect('toll', [5]), counts: ['fuel']};
    const [paid, received] = transferBetween(users, owner, toll);
    assert.deepEqual(countedTwice([
        effect('operation', [1], {counts: ['fuel', 'tyres']}),
        effect('fuel', [1], {counts: ['fuel']}),
        effect('owner\'s fuel', [1], {counts: ['fuel'], bearer: owner}),
        paid, received,
    ]), [{bearer: users, resource: 'fuel', effects: ['operation', 'fuel']}]);
});

test('a transfer is worth nothing to both together and something to each', () => {
    const both = transferBetween(users, owner, effect('toll', [5, 6]));
    assert.deepEqual(netFlows(both), [0, 0]);
    assert.deepEqual(sharesBy('party', both, 0, 'first-year-is-0'),
        [{of: 'users', worth: -11}, {of: 'owner', worth: 11}]);
    assert.deepEqual(sharesBy('country', both, 0, 'first-year-is-0'), [{of: 'PK', worth: 0}]);
});

test('effects over other years or in other units do not add up', () => {
    assert.throws(() => netFlows([effect('a', [1]), effect('b', [1, 2])]), /b is in PKR/);
    assert.throws(() => netFlows([effect('a', [1]), effect('b', [1], {unit: 't'})]), /b is in t/);
});

test('with minus without, also where a series is on one side alone', () => assert.deepEqual(
    difference(
        [effect('time', [5, 7]), effect('new', [1, 1])],
        [effect('time', [4, 9]), effect('old', [2, 0])],
    ).map(({id, values}) => `${id} ${values.join(' ')}`),
    ['time 1 -2', 'new 1 1', 'old -2 0']));

test('a sum is known as well as the weakest of it', () =>
    assert.equal(statusOf([effect('a', [1]), effect('b', [1], {status: 'assumed'})]), 'assumed'));
