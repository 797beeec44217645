import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {DAY_MS, Zone} from '@karwan/base';
import type {WireReading} from '@karwan/journey';
import {closeDay} from '../src/close-day.ts';
import {settingOf} from '../src/ingest.ts';
import {deletePlates, type Retention} from '../src/retention/delete-plates.ts';
import {verify} from '../src/verify/verify.ts';
import {ThreadUnderTest} from './thread-under-test.ts';

const DAY = Date.parse('2025-03-03T00:00:00+05:00');
const RULE = {settledMs: 10 * DAY_MS, owingMs: 100 * DAY_MS};

let thread: ThreadUnderTest;
let zone: Zone;
const plate = (serial: string) => ({jurisdiction: 'PK-PB', serial});

before(async () => {
    thread = await ThreadUnderTest.open('retention', 'pakistan');
    zone = new Zone(thread.scheme.corridor.zone);
    await thread.tell(DAY, [
        {fact: 'register', id: 'r1', validFrom: '2025-01-01T00:00:00Z', class: 'car',
            plate: plate('STAYS1'), tag: 'T1'},
        {fact: 'register', id: 'r2', validFrom: '2025-01-01T00:00:00Z', class: 'car',
            validTo: '2025-03-04T00:00:00Z', plate: plate('LEFT1'), tag: 'T2'},
        {fact: 'topup', id: 'm1', validFrom: '2025-01-01T00:00:00Z', tag: 'T2', amount: '100000'},
    ]);
    await drive('STAYS1', 8);
    await drive('LEFT1', 9, 'T2');
    await drive('OWES1', 10);
    await thread.ingest.workOff();
    for (const day of ['2025-03-03']) {
        const {answer} = await closeDay(day, {
            pool: thread.database.pool, vault: thread.vault, setting: settingOf(thread.scheme),
            worker: thread.ingest, nowMs: DAY + 5 * DAY_MS, isComplete: true,
        });
        assert.equal(answer, 'closed');
    }
    await drive('LATER1', 50);
    await thread.ingest.workOff();
});

after(() => thread.database.drop());

/** A car from one gantry of the M-2 to the next but two, some hours after the day began. */
async function drive(serial: string, hour: number, tag?: string): Promise<void> {
    const gantries = thread.scheme.corridor.sections
        .filter(({road, direction}) => road === 'M-2' && direction === 'north')
        .slice(0, 3).map(({gantry}) => gantry);
    const readings = gantries.flatMap((gantry, nth): WireReading[] => {
        const at = new Date(DAY + hour * 3_600_000 + nth * 900_000).toISOString();
        return [
            {device: `${gantry}.laser`, at, lane: 1, class: 'car'},
            {device: `${gantry}.camera`, at, lane: 1, plate: {...plate(serial), confidence: 0.99}},
            ...tag === undefined ? [] : [{device: `${gantry}.antenna`, at, lane: 1, tag}],
        ];
    });
    await thread.say(DAY + hour * 3_600_000 + 3_600_000, readings);
}

const run = (daysAfter: number, isDry = false): Promise<Retention> => deletePlates(
    thread.database.pool, {rule: RULE, zone, isDry, asOfMs: DAY + daysAfter * DAY_MS});

async function keptPlates(): Promise<string[]> {
    const rows = await thread.rows<{token: string}>('select token from vault');
    const tokens = new Set(rows.map(row => row.token));
    return ['STAYS1', 'LEFT1', 'OWES1', 'LATER1']
        .filter(serial => tokens.has(thread.vault.token(plate(serial))));
}

async function told(): Promise<string> {
    const found = await verify(
        thread.database.pool, settingOf(thread.scheme), {withDigest: true});
    assert.deepEqual(found.differences, []);
    return JSON.stringify([found.total, found.days, found.places, found.digest],
        (_, value: unknown) => typeof value === 'bigint' ? String(value) : value);
}

test('how plates go, one after another, and every total stays', async () => {
    const before = await told();
    assert.deepEqual(await run(5), {
        ...await run(5, true), deleted: 0, kept: {seen: 4}});
    assert.equal((await run(20, true)).deleted, 1);
    assert.deepEqual(await keptPlates(), ['STAYS1', 'LEFT1', 'OWES1', 'LATER1'], 'a dry run');
    const first = await run(20);
    assert.deepEqual([first.deleted, first.kept],
        [1, {'registered': 1, 'owing': 1, 'day-open': 1}]);
    assert.deepEqual(await keptPlates(), ['STAYS1', 'OWES1', 'LATER1']);
    assert.equal((await run(120)).deleted, 1);
    assert.deepEqual(await keptPlates(), ['STAYS1', 'LATER1']);
    assert.equal(await told(), before);
    const rows = await thread.rows<{what: string; deleted: number}>(
        `select what, (body->>'deleted')::int as deleted from upkeep order by nth`);
    assert.deepEqual(rows, [{what: 'retention', deleted: 1}, {what: 'retention', deleted: 1}]);
    await assert.rejects(thread.rows('delete from upkeep'), /stays as it is/);
});

test('a vehicle that comes again after its plate is gone has it in the vault again', async () => {
    assert(!(await keptPlates()).includes('LEFT1'));
    await drive('LEFT1', 51);
    assert((await keptPlates()).includes('LEFT1'), 'though this process stored it once before');
    await thread.ingest.workOff();
    await told();
});

test('a plate that is spoken of again while the run decides is not lost', async () => {
    const token = thread.vault.token(plate('OLD1'));
    await thread.rows(`insert into vault values ($1, '', 'x', 0)`, [token]);
    assert.equal((await run(120, true)).deleted, 1);
    // The run looks first and deletes under the log's lock; what is said between counts.
    const {pool} = thread.database;
    const client = await pool.connect();
    await client.query('begin');
    await client.query(`select from log_head where partition = 'main' for update`);
    const running = run(120);
    await new Promise(resolve => setTimeout(resolve, 500));
    await client.query(`update log_head set seq = seq + 1`);
    await client.query(`insert into fact (seq, id, kind, token, valid_from_ms, body, received_ms)
        select seq, 'again', 'exempt', $1, 0, '{}', 0 from log_head`, [token]);
    await client.query('commit');
    client.release();
    assert.equal((await running).deleted, 0);
    assert.equal((await thread.rows('select from vault where token = $1', [token])).length, 1);
});
