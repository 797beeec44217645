import assert from 'node:assert/strict';
import {once} from 'node:events';
import {request as httpRequest} from 'node:http';
import type {AddressInfo} from 'node:net';
import test, {after, before} from 'node:test';
import {gzipSync} from 'node:zlib';
import type {FastifyInstance} from 'fastify';
import {Changes} from '../live.ts';
import {addSite, revokeSite, rotateSite} from '../sites.ts';
import {freshDatabase, type TestDatabase} from '../test-database.ts';
import {keyFrom} from '../vault-key.ts';
import {Vault} from '../vault.ts';
import {httpServer} from './server.ts';

const NOON_MS = Date.parse('2025-03-03T12:00:00Z');
const TOKEN = 'the-token-that-start-prints';

let database: TestDatabase;
let app: FastifyInstance;
let address = '';
let key = '';
let nowMs = NOON_MS;
const woken: number[] = [];
const faults: Error[] = [];
const changes = new Changes();

before(async () => {
    database = await freshDatabase('http');
    const vault = new Vault(keyFrom(new Uint8Array(32)));
    const sites = {a: 'north', b: 'south'};
    app = await httpServer({
        pool: database.pool, vault, token: TOKEN, changes, nowMs: () => nowMs,
        onAppended: headSeq => void woken.push(headSeq),
        onFault: error => void faults.push(error),
        pages: [scope => void scope.get('/', async () => 'the page')],
        door: {
            devices: new Map(Object.entries(sites).map(
                ([id, site]) => [id, {id, point: 'g1', kind: 'antenna', site}])),
            classes: new Set(['car']), futureToleranceMs: 0, oldestReadingMs: 1e9,
            currency: {code: 'PKR', minorDigits: 2}, tokenOf: plate => vault.token(plate),
        },
    });
    await app.listen({host: '127.0.0.1', port: 0});
    address = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
    key = (await addSite(database.pool, 'north', nowMs)).key!;
});

after(async () => {
    await app.close();
    await database.drop();
    assert.deepEqual(faults, []);
});

async function post(
    path: string, body: string | Buffer, headers: Record<string, string> = {},
): Promise<{status: number; reply: Reply}> {
    const response = await fetch(address + path, {
        method: 'POST', body,
        headers: {'content-type': 'application/json', authorization: `Bearer ${key}`, ...headers},
    });
    return {status: response.status, reply: await response.json() as Reply};
}

interface Reply {
    answers: {answer: string; at?: string; field?: string; found?: string; expected?: string}[];
    accepted: number;
    repeated: number;
    refused: number;
    headSeq: number;
}

const reading = (tag: string, device = 'a'): object => ({device, at: '2025-03-03T12:00:00Z', tag});
const told = ({answers}: Reply): string => answers.map(each => each.answer).join(' ');

test('a reading, an array of them, and each its answer', async () => {
    const one = await post('/v1/readings', JSON.stringify(reading('T1')));
    assert.equal(one.status, 200);
    assert.deepEqual(one.reply, {
        answers: [{answer: 'accepted'}], accepted: 1, repeated: 0, refused: 0, headSeq: 1});
    const beat = {device: 'a', at: '2025-03-03T12:00:00Z', heartbeat: true};
    const wrong = {...reading('T3'), lane: 'left'};
    const many = [reading('T1'), reading('T2'), wrong, reading('T4', 'b'), beat];
    const {status, reply} = await post('/v1/readings', JSON.stringify(many));
    assert.equal(status, 200);
    assert.equal(told(reply), 'repeated accepted malformed device-of-another-site accepted');
    assert.deepEqual(reply.answers[2], {
        answer: 'malformed', at: '/2', field: '/lane', found: 'a text of 4 letters',
        expected: 'the lane, 1 nearest the shoulder, up to 99'});
    assert.equal(reply.headSeq, 5, 'heartbeats take no place');
    assert.deepEqual(woken, [1, 5]);
});

test('NDJSON, gzip, and a line that is none', async () => {
    const lines = [JSON.stringify(reading('N1')), '{"device": "a", "plate": "LEA1234', '',
        JSON.stringify(reading('N2'))].join('\n');
    const headers = {'content-type': 'application/x-ndjson', 'content-encoding': 'gzip'};
    const {status, reply} = await post('/v1/readings', gzipSync(lines), headers);
    assert.equal(status, 200);
    assert.equal(told(reply), 'accepted malformed accepted');
    assert.equal(reply.answers[1]!.at, 'line 2');
    assert(!JSON.stringify(reply).includes('LEA1234'), 'the text itself is not sent back');
    const {rows} = await database.pool.query(
        'select place, explanation, source from refused order by seq desc limit 1');
    assert.equal(rows[0].place, 'line 2');
    assert.equal(rows[0].source, 'site:north');
    assert(!rows[0].explanation.includes('LEA'));
});

test('a body that is no JSON is one refusal and a 400', async () => {
    const {status, reply} = await post('/v1/readings', '[{"device": ');
    assert.equal(status, 400);
    assert.equal(told(reply), 'malformed');
});

test('what is too large or packed in another way is refused whole, not stored', async () => {
    const before = await headSeq();
    const bomb = gzipSync(Buffer.alloc(40 << 20, ' '));
    const cases: [string | Buffer, Record<string, string>, number][] = [
        [bomb, {'content-encoding': 'gzip'}, 413],
        [JSON.stringify(Array.from({length: 10_001}, () => 1)), {}, 413],
        [Buffer.alloc(9 << 20, ' '), {}, 413],
        ['no gzip', {'content-encoding': 'gzip'}, 415],
        ['{}', {'content-encoding': 'br'}, 415],
        ['{}', {'content-type': 'text/plain'}, 415],
    ];
    for (const [body, headers, status] of cases) {
        assert.equal((await post('/v1/readings', body, headers)).status, status);
    }
    assert.equal(await headSeq(), before);
});

async function headSeq(): Promise<number> {
    const {rows} = await database.pool.query('select seq from log_head');
    return Number(rows[0].seq);
}

test('a site\'s key opens the devices\' door, until it is revoked', async () => {
    const status = async (shown: string): Promise<number> =>
        (await post('/v1/readings', '[]', {authorization: `Bearer ${shown}`})).status;
    assert.equal(await status(TOKEN), 401);
    assert.equal(await status('karwan-site-guess'), 401);
    const south = (await addSite(database.pool, 'south', nowMs)).key!;
    assert.equal(await status(south), 200);
    const next = (await rotateSite(database.pool, 'south', nowMs, 60_000)).key!;
    assert.deepEqual([await status(south), await status(next)], [200, 200]);
    nowMs += 60_001;
    assert.deepEqual([await status(south), await status(next)], [401, 200]);
    await revokeSite(database.pool, 'south', nowMs);
    assert.equal(await status(next), 401);
    nowMs = NOON_MS;
});

test('what is not a device\'s door needs the token', async () => {
    for (const path of ['/', '/openapi.json', '/v1/changes', '/v1/facts', '/nowhere']) {
        const method = path === '/v1/facts' ? 'POST' : 'GET';
        const without = await fetch(address + path, {method});
        assert.equal(without.status, 401, path);
        const headers = {authorization: `Bearer ${key}`};
        const withKey = await fetch(address + path, {method, headers});
        assert.equal(withKey.status, 401, path);
        await withKey.body?.cancel();
    }
    const headers = {authorization: `Bearer ${TOKEN}`};
    assert.equal((await fetch(`${address}/healthz`, {headers})).status, 200);
    assert.equal((await fetch(`${address}/nowhere`, {headers})).status, 404);
    assert.equal((await fetch(`${address}/?token=${TOKEN}`)).status, 401);
});

test('facts, said twice, are said once', async () => {
    const headers = {authorization: `Bearer ${TOKEN}`};
    const validFrom = '2025-03-03T00:00:00+05:00';
    const fact = {fact: 'topup', id: 'f1', tag: 'T1', amount: '500', validFrom};
    const facts = [fact, fact, {...fact, amount: '501'}, {...fact, id: 'f2', amount: '1.234'}];
    const {status, reply} = await post('/v1/facts', JSON.stringify(facts), headers);
    assert.equal(status, 200);
    assert.equal(told(reply), 'accepted repeated id-used-for-another-fact malformed-amount');
    const {rows} = await database.pool.query('select id, kind, token, body from fact');
    assert.deepEqual(rows, [
        {id: 'f1#topup', kind: 'topup', token: 'tag:T1', body: {amountMinor: '50000'}}]);
});

test('OpenAPI names both doors and every answer', async () => {
    const headers = {authorization: `Bearer ${TOKEN}`};
    const response = await fetch(`${address}/openapi.json`, {headers});
    const page = await response.json() as {openapi: string; paths: Record<string, object>};
    assert.equal(page.openapi, '3.1.0');
    assert.deepEqual(Object.keys(page.paths).filter(path => path.startsWith('/v1')).sort(),
        ['/v1/changes', '/v1/facts', '/v1/readings', '/v1/session', '/v1/session/link',
            '/v1/session/password']);
    const text = JSON.stringify(page.paths);
    for (const answer of ['device-of-another-site', 'says-nothing', 'id-used-for-another-fact']) {
        assert(text.includes(answer), answer);
    }
});

test('changes are told to who listens, the last one at once', async () => {
    changes.publish({seq: 7, batches: 1});
    const headers = {authorization: `Bearer ${TOKEN}`};
    const line = httpRequest(`${address}/v1/changes`, {headers});
    line.end();
    const [response] = await once(line, 'response');
    let heard = '';
    response.on('data', (part: Buffer) => (heard += part.toString()));
    while (!heard.includes('"seq":7')) await once(response, 'data');
    changes.publish({seq: 9, batches: 2});
    while (!heard.includes('data: {"seq":9,"batches":2}')) await once(response, 'data');
    assert.equal(changes.listeners, 1);
    line.destroy();
    const startedMs = performance.now();
    while (changes.listeners > 0 && performance.now() - startedMs < 5_000) {
        await new Promise(resolve => setTimeout(resolve, 5));
    }
    assert.equal(changes.listeners, 0);
});
