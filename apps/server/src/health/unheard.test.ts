import assert from 'node:assert/strict';
import test from 'node:test';
import {DAY_MS, Zone} from '@karwan/base';
import type {Scheme, Setting} from '@karwan/tolling';
import {freshDatabase} from '../test-database.ts';
import {unheardOn, unheardText} from './unheard.ts';

const zone = new Zone('Asia/Karachi');
const dayMs = zone.startOfDayMs('2025-03-03');
const devices = [
    ...['a', 'b', 'c', 'd', 'e'].map(id => ({id, point: 'g', kind: 'antenna', site: 's'})),
    ...['f', 'g'].map(id => ({id, point: 'g', kind: 'antenna', site: 's', isBuilt: false})),
];
const setting = {zone, scheme: {corridor: {devices}} as unknown as Scheme} as Setting;

test('a day names the devices of which neither a reading nor a heartbeat came', async () => {
    const {pool, drop} = await freshDatabase('unheard');
    // a on the day, b the day before, c by a heartbeat, d the day after, e never; f and g are not
    // built, and f spoke the day before all the same.
    await pool.query(`insert into reading
        select * from jsonb_populate_recordset(null::reading, $1)`, [JSON.stringify(
        [['a', 0], ['b', -1], ['d', DAY_MS], ['f', -2]].map(([device, afterMs], nth) => ({
            seq: nth + 1, device, point: 'g', lane: 0, device_ms: 0, received_ms: 0,
            at_ms: dayMs + Number(afterMs), fingerprint: nth, is_unreadable: false,
        })))]);
    await pool.query('insert into heartbeat values ($1, $2, $2)', ['c', dayMs + 5]);
    const unheard = await unheardOn(pool, '2025-03-03', setting);
    assert.deepEqual(unheard, [
        {device: 'b', lastMs: dayMs - 1}, {device: 'd', lastMs: null},
        {device: 'e', lastMs: null}, {device: 'f', lastMs: dayMs - 2}]);
    assert.equal(unheardText(unheard), 'nothing was heard all day of 4 devices: b, '
        + 'd (never heard yet), e (never heard yet), f');
    assert.equal(unheardText([]), '');
    await drop();
});
