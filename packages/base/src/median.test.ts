import assert from 'node:assert/strict';
import test from 'node:test';
import {median} from './median.ts';

const stories: [values: number[], middle: number][] = [
    [[7], 7],
    [[9, 100, 10], 10],
    [[4, 1, 3, 2], 3],
    [[], NaN],
];

for (const [values, middle] of stories) {
    test(`the median of ${values.join(', ') || 'nothing'} is ${middle}`, () => {
        const given = [...values];
        assert.equal(median(values), middle);
        assert.deepEqual(values, given);
    });
}
