import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'node:test';
import {age, lastResults, recordResult, type Result} from './results.ts';

const first: Result = {
    date: '2026-11-24 08:00', id: 'thread-03', value: '99.31 %', verdict: 'holds', load: '0.20',
    seconds: '41.0',
};

test('of several results of a proof the last one counts, whatever signs its figure holds', () => {
    const root = mkdtempSync(join(tmpdir(), 'karwan-results-'));
    mkdirSync(join(root, 'proofs'));
    assert.deepEqual(lastResults(root), new Map());
    const second = {...first, value: 'a | b', verdict: 'does not hold'};
    const other = {...first, id: 'thread-04'};
    for (const result of [first, other, second]) recordResult(root, result);
    assert.deepEqual(lastResults(root), new Map([['thread-03', second], ['thread-04', other]]));
    rmSync(root, {recursive: true});
});

const ages: Record<string, string> = {
    '2026-11-24 08:30': 'within the hour',
    '2026-11-24 09:00': '1 h ago',
    '2026-11-24 11:59': '3 h ago',
    '2026-11-26 08:00': '2 days ago',
};

for (const [now, told] of Object.entries(ages)) {
    test(`measured 2026-11-24 08:00, read ${now}: ${told}`, () => {
        const nowMs = Date.parse(`${now.replace(' ', 'T')}Z`);
        assert.equal(age('2026-11-24 08:00', nowMs), told);
    });
}
