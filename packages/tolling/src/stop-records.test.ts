import assert from 'node:assert/strict';
import test from 'node:test';
import {MOST_SITES, StopRecords} from './stop-records.ts';

const moments = [
    '0000-01-01T00:00:00.000Z', '1969-12-31T23:59:59.999Z', '1970-01-01T00:00:00.000Z',
    '2022-02-21T16:00:05.250Z', '9999-12-31T23:59:59.999Z',
];

test('a record says what was put in, from the year 0 to 9999, also when there is more room', () => {
    const records = new StopRecords(1);
    const rows = moments.flatMap(text => [0, 1, MOST_SITES - 1].map(
        (site, at) => ({atMs: Date.parse(text), site, previous: at - 1, own: 2 ** 31 - 1 - at})));
    rows.forEach(({atMs, site, previous, own}, row) => {
        while (row >= records.room) records.grow();
        records.setOwn(row, own);
        records.set(row, atMs, site, previous);
    });
    const told = rows.map((_, row) => ({
        atMs: records.atMsOf(row), site: records.siteOf(row),
        previous: records.previousOf(row), own: records.ownOf(row),
    }));
    assert.deepEqual(told, rows);
});
