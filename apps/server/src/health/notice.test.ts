import assert from 'node:assert/strict';
import test from 'node:test';
import {DAY_MS, HOUR_MS} from '@karwan/base';
import {evidenceText} from './notice.ts';

// How long a device said nothing, as one can picture it.
const spans: [quietMs: number, text: string][] = [
    [25 * 60_000, '25 min'], [2.9 * HOUR_MS, '174 min'], [3 * HOUR_MS, '3 hours'],
    [71 * HOUR_MS, '71 hours'], [3 * DAY_MS, '3 days'], [469_737 * 60_000, '326 days'],
];

for (const [quietMs, text] of spans) {
    test(`a device that is quiet for ${quietMs / 60_000} min is told as ${text}`, () => {
        const told = evidenceText({test: 'traffic', quietMs, expected: 12, perHour: 4});
        assert.equal(told, `nothing for ${text}, where 12 readings should have come`);
    });
}
