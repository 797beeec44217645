import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'node:test';
import type pg from 'pg';
import {feedFile, FedTwice, type FeedSetting} from './feed.ts';
import {mappingFrom} from './feed/mapping.ts';
import {refusedLinesOf, refusedText, wasRefused} from './feed/refused-lines.ts';
import {freshDatabase} from './test-database.ts';
import {keyFrom} from './vault-key.ts';
import {Vault} from './vault.ts';

const NOW_MS = Date.parse('2025-03-10T00:00:00Z');

function settingFor(pool: pg.Pool, more: Partial<FeedSetting> = {}): FeedSetting {
    const vault = new Vault(keyFrom(new Uint8Array(32)));
    return {
        pool, vault, nowMs: () => NOW_MS, isHistorical: true, mapping: undefined,
        signal: new AbortController().signal, onProgress: () => undefined,
        worker: {workOff: async () => ({batches: 0, readings: 0})},
        door: {
            devices: new Map([['a', {id: 'a', point: 'g1', kind: 'antenna', site: 's'}]]),
            classes: new Set(['car']), futureToleranceMs: 0, oldestReadingMs: 1,
            currency: {code: 'PKR', minorDigits: 2},
            tokenOf: plate => vault.token(plate),
        },
        ...more,
    };
}

function fileWith(lines: readonly string[]): string {
    const folder = mkdtempSync(join(tmpdir(), 'karwan-feed-'));
    const file = join(folder, 'readings.csv');
    writeFileSync(file, ['device,at,tag', ...lines].join('\n'));
    return file;
}

const timeOf = (i: number): string => new Date(NOW_MS - 1e9 + i * 1000).toISOString();
const lineOf = (i: number): string => `a,${timeOf(i)},T${i}`;

async function counts(pool: pg.Pool): Promise<Record<string, number>> {
    const {rows: [row]} = await pool.query(`select
        (select count(*)::int from reading) as readings,
        (select count(*)::int from repeated) as repeated,
        (select count(*)::int from refused) as refused,
        (select seq::int from log_head) as head`);
    return row;
}

test('each line has its answer, and a file is fed once', async () => {
    const {pool, drop} = await freshDatabase('feed');
    const file = fileWith([lineOf(1), lineOf(1), 'b,2025-03-01T00:00:00Z,T1', 'a', '', lineOf(2)]);
    const result = await feedFile(file, settingFor(pool));
    assert.deepEqual(
        result.answers, {'accepted': 2, 'repeated': 1, 'unknown-device': 1, 'malformed': 1});
    assert.equal(result.lines, 7);
    assert(result.isDone);
    const again = await feedFile(file, settingFor(pool));
    assert.deepEqual(again, {...result, answers: {}, earlierLines: 7});
    assert.deepEqual(await counts(pool), {readings: 2, repeated: 1, refused: 2, head: 5});
    const {rows} = await pool.query('select place, explanation from refused order by seq');
    assert.deepEqual(rows, [
        {place: 'line 4', explanation:
            'column device: found 1 letter, expected a device of the corridor'},
        {place: 'line 5', explanation:
            'found 1 column, expected 3 columns as in the first line'}]);
    await drop();
    rmSync(join(file, '..'), {recursive: true});
});

test('stopped after a chunk, it goes on behind it, in chunks that are the same', async () => {
    const {pool, drop} = await freshDatabase('feed_stop');
    const file = fileWith(Array.from({length: 9_000}, (_, i) => lineOf(i)));
    const heads: number[] = [];
    const worker = {workOff: async () => {
        heads.push((await counts(pool))['head']!);
        return {batches: 1, readings: 0};
    }};
    for (let runs = 0, isDone = false; !isDone; runs++) {
        assert(runs < 10);
        const stop = new AbortController();
        const onProgress = (): void => stop.abort();
        const setting = settingFor(pool, {worker, signal: stop.signal, onProgress});
        ({isDone} = await feedFile(file, setting));
    }
    assert.deepEqual(heads, [2_000, 4_000, 6_000, 8_000, 9_000]);
    assert.deepEqual(await counts(pool), {readings: 9_000, repeated: 0, refused: 0, head: 9_000});
    await drop();
    rmSync(join(file, '..'), {recursive: true});
});

test('a fault in the middle leaves no half chunk', async () => {
    const {pool, drop} = await freshDatabase('feed_fault');
    const file = fileWith(Array.from({length: 5_000}, (_, i) => lineOf(i)));
    let chunks = 0;
    const worker = {workOff: async () => {
        if (++chunks === 2) throw new Error('the worker fell');
        return {batches: 1, readings: 0};
    }};
    await assert.rejects(feedFile(file, settingFor(pool, {worker})), /the worker fell/);
    assert.equal((await counts(pool))['readings'], 4_000);
    const rest = await feedFile(file, settingFor(pool));
    assert.equal(rest.earlierLines, 4_001);
    assert.deepEqual(await counts(pool), {readings: 5_000, repeated: 0, refused: 0, head: 5_000});
    await drop();
    rmSync(join(file, '..'), {recursive: true});
});

test('of two runs over one file at once one stops, and nothing is doubled', async () => {
    const {pool, drop} = await freshDatabase('feed_twice');
    const file = fileWith(Array.from({length: 9_000}, (_, i) => lineOf(i)));
    const runs = await Promise.allSettled([1, 2].map(() => feedFile(file, settingFor(pool))));
    const fell = runs.filter(run => run.status === 'rejected');
    assert.equal(fell.length, 1);
    assert(fell[0]!.reason instanceof FedTwice);
    assert.deepEqual(await counts(pool), {readings: 9_000, repeated: 0, refused: 0, head: 9_000});
    await drop();
    rmSync(join(file, '..'), {recursive: true});
});

test('what was refused for a wrong mapping comes in with the right one', async () => {
    const {pool, drop} = await freshDatabase('feed_map');
    const file = fileWith([lineOf(1), lineOf(2)]);
    const mapped = (map: string) => feedFile(file, settingFor(pool, {mapping: mappingFrom(map)}));
    const wrong = await mapped('device=tag,at=at');
    assert.deepEqual(wrong.answers, {'unknown-device': 2});
    const {first: [line]} = await refusedLinesOf(pool, wrong.source);
    assert.equal(line!.explanation,
        'column tag: found 2 letters and digits, expected a device of the corridor');
    const right = await mapped('device=device,at=at,tag=tag');
    assert.deepEqual(right.answers, {accepted: 2});
    await drop();
    rmSync(join(file, '..'), {recursive: true});
});

test('the first ten refused lines are told, and how many more there are', async () => {
    const {pool, drop} = await freshDatabase('feed_refused');
    const file = fileWith([lineOf(1), ...Array.from({length: 12}, () => 'a'), lineOf(2)]);
    const {source} = await feedFile(file, settingFor(pool));
    const refused = await refusedLinesOf(pool, source);
    assert.equal(refused.count, 12);
    const told = refusedText('readings.csv', refused).split('\n');
    assert.equal(told.length, 12);
    assert.equal(told[0], 'readings.csv: 12 of its lines were refused');
    assert.equal(told[1], '  line 3: malformed   found 1 column, expected 3 columns as in the '
        + 'first line');
    assert.equal(told[11], '  and 2 more');
    const none = await refusedLinesOf(pool, 'file:other.csv:0');
    assert.equal(refusedText('other.csv', none), '');
    assert.deepEqual([0, 1, 2].map(wasRefused), ['none of its lines was refused',
        '1 of its lines was refused', '2 of its lines were refused']);
    await drop();
    rmSync(join(file, '..'), {recursive: true});
});

test('a file of facts, or of both, is fed in its order', async () => {
    const {pool, drop} = await freshDatabase('feed_facts');
    const file = fileWith([]);
    const validFrom = '2025-03-01T00:00:00Z';
    const fact = {fact: 'class', id: 'f1', tag: 'T1', class: 'car', validFrom};
    const reading = {device: 'a', at: timeOf(1), tag: 'T1'};
    const lines = [fact, reading, {...fact, class: 'tank', id: 'f2'}, fact];
    writeFileSync(file, lines.map(line => JSON.stringify(line)).join('\n'));
    const {answers} = await feedFile(file, settingFor(pool));
    assert.deepEqual(answers, {'accepted': 2, 'unknown-class': 1, 'repeated': 1});
    const {rows} = await pool.query(
        `select seq, 'fact' as what from fact union all select seq, 'reading' from reading
         union all select seq, 'refused' from refused order by seq`);
    const places = rows.map(row => `${row.seq} ${row.what}`);
    assert.deepEqual(places, ['1 fact', '2 reading', '3 refused']);
    await drop();
    rmSync(join(file, '..'), {recursive: true});
});

test('fresh readings came now, and may be too old', async () => {
    const {pool, drop} = await freshDatabase('feed_fresh');
    const file = fileWith([lineOf(1), `a,${new Date(NOW_MS).toISOString()},T2`]);
    const {answers} = await feedFile(file, settingFor(pool, {isHistorical: false}));
    assert.deepEqual(answers, {'too-old': 1, 'accepted': 1});
    const {rows} = await pool.query('select received_ms from reading');
    assert.deepEqual(rows, [{received_ms: String(NOW_MS)}]);
    await drop();
    rmSync(join(file, '..'), {recursive: true});
});
