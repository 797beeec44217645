import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'node:test';
import {Zone} from '@karwan/base';
import type pg from 'pg';
import {feedFile, FedTwice, type FeedResult, type FeedSetting} from './feed.ts';
import {mappingFrom} from './feed/mapping.ts';
import {refusedLinesOf, refusedText, takenOf, wasRefused} from './feed/refused-lines.ts';
import {freshDatabase} from './test-database.ts';
import {keyFrom} from './vault-key.ts';
import {Vault} from './vault.ts';

const NOW_MS = Date.parse('2025-03-10T00:00:00Z');

function settingFor(pool: pg.Pool, more: Partial<FeedSetting> = {}): FeedSetting {
    const vault = new Vault(keyFrom(new Uint8Array(32)));
    return {
        pool, vault, nowMs: () => NOW_MS, isHistorical: true, mapping: undefined,
        zone: new Zone('America/Santiago'),
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

test('stopped after its last lines came in, it works them off before it is done', async () => {
    const {pool, drop} = await freshDatabase('feed_last');
    const file = fileWith([lineOf(1), lineOf(2)]);
    const killed = {workOff: () => Promise.reject(new Error('killed'))};
    await assert.rejects(feedFile(file, settingFor(pool, {worker: killed})), /killed/);
    let times = 0;
    const worker = {workOff: async () => ({batches: ++times, readings: 2})};
    const result = await feedFile(file, settingFor(pool, {worker}));
    assert.deepEqual([result.isDone, result.earlierLines, times], [true, 3, 1]);
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

// Lines of a file with a header: those of earlier runs, this run's answers, all that were refused.
const taken: [name: string, earlier: number, answers: FeedResult['answers'], refused: number,
    expected: string][] = [
    ['every line was taken', 0, {accepted: 2, repeated: 1}, 0, 'all'],
    ['nothing to take', 1, {}, 0, 'all'],
    ['one of three was refused', 0, {'accepted': 2, 'unknown-device': 1}, 1, 'some'],
    ['what was there already was taken', 0, {repeated: 1, malformed: 2}, 2, 'some'],
    ['every line was refused', 0, {'malformed': 11, 'too-old': 1}, 12, 'none'],
    ['every line was refused, and it is fed again', 13, {}, 12, 'none'],
    ['the rest was refused, behind lines that were taken', 3, {malformed: 2}, 2, 'some'],
    ['a part was refused, and it is fed again', 13, {}, 4, 'some'],
];

for (const [name, earlierLines, answers, refused, expected] of taken) {
    test(`taken of a file: ${name}`, () => {
        assert.equal(takenOf({headerLines: 1, earlierLines, answers}, refused), expected);
    });
}

test('a spreadsheet of another country is fed as its mapping says it is written', async () => {
    const {pool, drop} = await freshDatabase('feed_local');
    const file = fileWith([]);
    writeFileSync(file, [
        'portico;fecha_hora;patente;confianza',
        'a;31-12-2025 07:27:10;BBCL12;0,97', 'a;01-07-2025 07:27:10;BBCL12;0,97',
        'a;07-09-2025 00:30:00;BBCL12;0,97', 'a;04-04-2026 23:30:00;BBCL12;0,97',
    ].join('\r\n'));
    const mapped = (at: string, sure: string) => feedFile(file, settingFor(pool, {
        nowMs: () => Date.parse('2026-11-24T00:00:00Z'), mapping: mappingFrom(
            `device=portico,at=fecha_hora${at},plate=patente,jurisdiction="CL",`
            + `confidence=confianza${sure}`),
    }));
    const plain = await mapped('', '@comma');
    assert.deepEqual(plain.answers, {malformed: 4});
    const {first} = await refusedLinesOf(pool, plain.source);
    assert.equal(first[0]!.explanation, 'column fecha_hora: found "31-12-2025 07:27:10", expected '
        + 'an RFC 3339 time with offset, such as 2025-03-03T08:15:02+05:00; or in --map how it is '
        + 'written, such as @local, @dmy or @mdy behind the column');
    assert.deepEqual((await mapped('@dmy@local', '')).answers, {malformed: 4});
    const local = await mapped('@dmy@local', '@comma');
    assert.deepEqual(local.answers, {accepted: 2, malformed: 2});
    const {first: told} = await refusedLinesOf(pool, local.source);
    assert.deepEqual(told.map(({place, explanation}) => `${place}: ${explanation}`), [
        'line 4: column fecha_hora: found "07-09-2025 00:30:00", which no clock in '
            + 'America/Santiago showed: they were put forward over it, expected a time that was '
            + 'shown, or one with its offset',
        'line 5: column fecha_hora: found "04-04-2026 23:30:00", which the clocks in '
            + 'America/Santiago showed twice, at 2026-04-05T02:30:00.000Z and '
            + '2026-04-05T03:30:00.000Z, expected an offset, or @local-earlier or @local-later in '
            + 'the place of @local']);
    const later = await mapped('@dmy@local-later', '@comma');
    assert.deepEqual(later.answers, {repeated: 2, accepted: 1, malformed: 1});
    const {rows} = await pool.query<{at: string}>(
        `select to_char(to_timestamp(at_ms / 1000) at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as at
           from reading order by seq`);
    assert.deepEqual(rows.map(row => row.at),
        ['2025-12-31 10:27', '2025-07-01 11:27', '2026-04-05 03:30']);
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
