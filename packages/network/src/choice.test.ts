import assert from 'node:assert/strict';
import test from 'node:test';
import {pathSize, sharesOf} from './choice.ts';

const option = (cost: number, ...parts: [number, number][]) => ({cost, parts: new Map(parts)});

test('alike and apart: half each; dearer by one over theta: fewer by e', () => {
    const [a, b] = [option(10, [1, 5]), option(10, [2, 5])];
    assert.deepEqual(sharesOf([a, b], 0.5), [0.5, 0.5]);
    const [cheap, dear] = sharesOf([a, option(12, [3, 5])], 0.5) as [number, number];
    assert(Math.abs(cheap / dear - Math.E) < 1e-12);
});

test('a second name for the same road draws nobody from the other', () => {
    const road = option(10, [1, 5], [2, 5]);
    const other = option(10, [3, 10]);
    const shares = sharesOf([road, road, other], 1);
    assert.deepEqual(shares.map(share => Number(share.toFixed(12))), [0.25, 0.25, 0.5]);
});

test('path sizes: what is shared by two counts half', () => {
    const a = option(1, [1, 4], [2, 6]);
    const b = option(1, [1, 4], [3, 6]);
    assert.equal(pathSize(a, [a, b]), 0.8);
    assert.equal(pathSize(a, [a]), 1);
    assert.deepEqual(sharesOf([], 1), []);
});
