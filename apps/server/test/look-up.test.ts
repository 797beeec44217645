import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import type {Plate} from '@karwan/journey';
import type {FastifyInstance, LightMyRequestResponse} from 'fastify';
import {listLookUps} from '../src/audit/look-up.ts';
import {auditRoutes} from '../src/http/audit-routes.ts';
import {pageRoutes} from '../src/http/page.ts';
import {httpServer} from '../src/http/server.ts';
import {settingOf} from '../src/ingest.ts';
import {Changes} from '../src/live.ts';
import {ThreadUnderTest} from './thread-under-test.ts';

const TOKEN = 'the-token-for-programs';
const CAR = {jurisdiction: 'PK-PB', serial: 'LEA1234'};

let thread: ThreadUnderTest;
let app: FastifyInstance;

before(async () => {
    thread = await ThreadUnderTest.open('look_up', 'pakistan');
    const {pool} = thread.database;
    const page = {
        pool: () => pool, setting: settingOf(thread.scheme), nowMs: () => Date.now(),
        tokenOf: (plate: Plate) => thread.vault.token(plate), simulatedSpeed: undefined,
    };
    app = await httpServer({
        pool, vault: thread.vault, token: TOKEN, changes: new Changes(),
        door: thread.door,
        nowMs: () => Date.now(), onAppended: () => undefined,
        onFault: error => {
            throw error;
        },
        pages: [pageRoutes(page), auditRoutes({...page, vault: thread.vault})],
    });
    await thread.tell(Date.parse('2025-03-03T00:00:00Z'), [{
        id: 'r1', fact: 'register', validFrom: '2025-03-01T00:00:00Z', plate: CAR, tag: 'T1',
        class: 'car',
    }]);
});

after(async () => {
    await app.close();
    await thread.database.drop();
});

function ask(url: string, payload?: object): Promise<LightMyRequestResponse> {
    return app.inject({
        method: payload ? 'POST' : 'GET', url, headers: {authorization: `Bearer ${TOKEN}`},
        ...payload && {payload},
    });
}

const traces = async (): Promise<string[]> => (await listLookUps(thread.database.pool, 100))
    .map(({who, what, token, reason, found}) => `${who} ${what} ${token} ${found}: ${reason}`);

// What is asked, with or without a reason, what is answered, and which trace it leaves.
const stories: Record<string, {
    url: string; payload: (token: string) => object; status: number; trace: string | undefined;
}> = {
    'a plate is not explained without a reason': {
        url: '/v1/explain', payload: () => ({what: 'PK-PB LEA 1234'}), status: 400,
        trace: undefined,
    },
    'nor with one that says nothing': {
        url: '/v1/explain', payload: () => ({what: 'PK-PB LEA 1234', reason: ' x  '}), status: 400,
        trace: undefined,
    },
    'with a reason it is, and the trace says who and why': {
        url: '/v1/explain', payload: () => ({what: 'PK-PB LEA 1234', reason: 'call of 3 March'}),
        status: 200, trace: 'plate-to-token TOKEN true: call of 3 March',
    },
    'a plate that nobody knows leaves a trace as well': {
        url: '/v1/explain', payload: () => ({what: 'PK-PB ZZZ999', reason: 'call of 3 March'}),
        status: 404, trace: 'plate-to-token OTHER false: call of 3 March',
    },
    'a tag needs no reason and leaves none': {
        url: '/v1/explain', payload: () => ({what: 'T1'}), status: 200, trace: undefined,
    },
    'nor does a token, which tells no plate': {
        url: '/v1/explain', payload: token => ({what: token}), status: 200, trace: undefined,
    },
    'the plate behind a token: not without a reason': {
        url: '/v1/look-up', payload: token => ({token}), status: 400, trace: undefined,
    },
    'and with one it is shown and traced': {
        url: '/v1/look-up', payload: token => ({token, reason: 'stolen, case 12/25'}), status: 200,
        trace: 'token-to-plate TOKEN true: stolen, case 12/25',
    },
    'a token that is in no vault is traced too': {
        url: '/v1/look-up', payload: () => ({token: 'plate:aaaaaaaaaaaaaaaa', reason: 'guessing'}),
        status: 404, trace: 'token-to-plate plate:aaaaaaaaaaaaaaaa false: guessing',
    },
};

for (const [name, {url, payload, status, trace}] of Object.entries(stories)) {
    test(name, async () => {
        const before = await traces();
        const token = thread.vault.token(CAR);
        const response = await ask(url, payload(token));
        assert.equal(response.statusCode, status);
        const added = (await traces()).slice(0, -before.length || undefined);
        const other = thread.vault.token({jurisdiction: 'PK-PB', serial: 'ZZZ999'});
        assert.deepEqual(added, trace === undefined ? []
            : [`token ${trace.replace('TOKEN', token).replace('OTHER', other)}`]);
        if (url === '/v1/look-up' && status === 200) assert.deepEqual(response.json(), CAR);
        else assert(!/LEA ?1234/.test(response.body), 'no plate is told without a trace of it');
    });
}

test('the trace is told by GET /v1/look-ups, the newest first', async () => {
    const {lookUps} = (await ask('/v1/look-ups?most=1')).json<{lookUps: {reason: string}[]}>();
    assert.deepEqual(lookUps.map(({reason}) => reason), ['guessing']);
});

test('a look-up whose trace cannot be written shows nothing', async () => {
    const {pool} = thread.database;
    await pool.query('alter table look_up rename to look_up_away');
    const token = thread.vault.token(CAR);
    await assert.rejects(ask('/v1/look-up', {token, reason: 'without a trace'}).then(response => {
        assert.equal(response.statusCode, 500);
        assert(!response.body.includes('LEA'));
        throw new Error('refused');
    }));
    await pool.query('alter table look_up_away rename to look_up');
});

test('a trace can be neither changed nor deleted, nor written without a reason', async () => {
    const {pool} = thread.database;
    for (const text of [
        `update look_up set reason = 'another one'`, 'delete from look_up', 'truncate look_up',
    ]) await assert.rejects(pool.query(text), /a trace of a look-up stays as it is/);
    await assert.rejects(pool.query(`insert into look_up (at_ms, who, role, reason, what, token,
        found) values (1, 'x', 'clerk', '    ', 'plate-to-token', 'plate:x', true)`), /reason/);
});
