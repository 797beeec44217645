import assert from 'node:assert/strict';
import test from 'node:test';
import {freshDatabase} from '../test-database.ts';
import {hintFor} from './hint.ts';

test('a name that nothing has brings those that come near', async () => {
    const {pool, drop} = await freshDatabase('hint');
    assert.equal(await hintFor(pool, '7/M-2'), '; there are no charges yet');
    assert.equal(await hintFor(pool, '7'), '; there are no trips yet');
    await pool.query(`insert into trip (id, vehicle, from_ms, to_ms, sure, passages, path, inferred)
        select id, 'plate:p', 0, 1, 1, '{}', '{}', '{}' from generate_series(7, 8) as id`);
    await pool.query(`insert into due
        select * from jsonb_populate_recordset(null::due, $1)`, [JSON.stringify(
        ['7/R-5', '7/R-6', '8/R-5'].map((window, nth) => ({
            window, trip: Number(window[0]), vehicle: 'plate:p', road: window.slice(2), day: 'd',
            from_ms: 0, to_ms: 1, entry: 'a', exit: 'b', tolled_metres: 1, class: 'car',
            class_by: 'declared', state: 'charged', tariff: 't', toll_minor: 1,
            surcharge_minor: 0, amount_minor: 1, payer: 'owed:plate:p', status: 'assumed',
            passages: '{}', inferred: '{}', basis: '{}', scheme: 's', decided_seq: nth,
        })))]);
    await pool.query(`insert into fact values
        (1, 'f1#class', 'class', 'tag:T-1', null, 0, null, '{}', 0)`);
    assert.equal(await hintFor(pool, '7/M-2'), '; trip 7 has 2 charges: 7/R-5, 7/R-6');
    assert.equal(await hintFor(pool, '9/M-2'), '; the newest charges are 8/R-5, 7/R-6, 7/R-5');
    assert.equal(await hintFor(pool, '99'), '; the newest trips are 8, 7');
    assert.equal(await hintFor(pool, 't1'), '; there is tag:T-1');
    assert.equal(await hintFor(pool, 'tag:T 1'), '; there is tag:T-1');
    assert.equal(await hintFor(pool, 'T-2'), '');
    await drop();
});
