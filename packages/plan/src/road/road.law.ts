import assert from 'node:assert/strict';
import test from 'node:test';
import {lawsIn} from './road-laws.ts';

for (const seed of [1, 2, 3, 20_261_124]) {
    test(`the laws of appraisal hold in 20 random worlds (seeds from ${seed})`, () => {
        const tried = Array.from({length: 20}, (_, nth) => lawsIn(seed + nth));
        assert.deepEqual(tried.flatMap(({faults}) => faults).slice(0, 5), []);
        assert.ok(tried.reduce((sum, {switching}) => sum + switching, 0) > 20);
    });
}
