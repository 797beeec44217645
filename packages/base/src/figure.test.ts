import assert from 'node:assert/strict';
import test from 'node:test';
import {compareBig, compareText} from './compare.ts';
import {statuses, weakest, type Status} from './figure.ts';
import {groupedBy} from './group.ts';

// What is known of the links of a chain, and how well the chain is known.
const chains: Record<Status, string> = {
    measured: 'measured measured',
    published: 'measured published',
    estimated: 'published estimated measured',
    assumed: 'assumed measured estimated',
};

for (const [expected, links] of Object.entries(chains)) {
    test(`${links} is ${expected} as a whole`, () => {
        assert.equal(weakest(links.split(' ') as Status[]), expected);
    });
}

test('no link at all is measured, and every status has its place', () => {
    assert.equal(weakest([]), 'measured');
    assert.deepEqual([...statuses], Object.keys(chains));
});

test('the plain order of texts: capitals first, as everywhere', () => {
    assert.deepEqual(['b', 'B', 'a', 'Ä', 'a'].sort(compareText), ['B', 'a', 'a', 'b', 'Ä']);
    assert.deepEqual([compareText('a', 'b'), compareText('b', 'a'), compareText('a', 'a')],
        [-1, 1, 0]);
});

test('the plain order of whole numbers beyond what a double holds', () => {
    const big = 2n ** 60n;
    assert.deepEqual([big + 1n, -big, big].sort(compareBig), [-big, big, big + 1n]);
    assert.equal(compareBig(big, big), 0);
});

test('groups and what is in them keep the order in which they come', () => {
    const groups = groupedBy(['b1', 'a1', 'b2', 'a2', 'c1'], word => word[0]);
    assert.deepEqual([...groups], [['b', ['b1', 'b2']], ['a', ['a1', 'a2']], ['c', ['c1']]]);
});
