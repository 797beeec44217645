import assert from 'node:assert/strict';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {after, before} from 'node:test';
import type {Plate} from '@karwan/journey';
import type {FastifyInstance, LightMyRequestResponse} from 'fastify';
import {
    addPerson, changeRole, firstLink, makeLink, removePerson,
} from '../src/access/people.ts';
import {CASE_WORKERS, OPERATORS, roles} from '../src/access/role.ts';
import {beginSession, IDLE_MS, LONGEST_MS, sessionOf} from '../src/access/sessions.ts';
import {auditRoutes} from '../src/http/audit-routes.ts';
import {closingRoutes} from '../src/http/closing-routes.ts';
import {correctionRoutes} from '../src/http/correction-routes.ts';
import {corridorRoutes} from '../src/http/corridor-routes.ts';
import {Admission} from '../src/door/admission.ts';
import {healthRoutes} from '../src/http/health-routes.ts';
import {mapRoute} from '../src/http/map-route.ts';
import {metricsRoute} from '../src/http/metrics-route.ts';
import {pageRoutes} from '../src/http/page.ts';
import {reviewRoutes} from '../src/http/review-routes.ts';
import {httpServer} from '../src/http/server.ts';
import {worldRoutes} from '../src/http/world-routes.ts';
import {settingOf} from '../src/ingest.ts';
import {Changes} from '../src/live.ts';
import {Metrics} from '../src/monitoring/metrics.ts';
import {StandingFigures} from '../src/monitoring/standing.ts';
import {schemeFolder} from '../src/scheme-files.ts';
import {networkPages} from '../src/serve/network-pages.ts';
import {planPages} from '../src/serve/plan-pages.ts';
import {promisedPages} from '../src/serve/promised-pages.ts';
import {addSite} from '../src/sites.ts';
import {checkoutFolder} from '../src/checkout.ts';
import {ROUTES} from './access-matrix.ts';
import {ThreadUnderTest} from './thread-under-test.ts';

const HOST = 'karwan.example';
const TOKEN = 'the-token-for-programs';

let thread: ThreadUnderTest;
let app: FastifyInstance;
let deviceKey = '';
/** Where what is reckoned would be kept. */
const home = mkdtempSync(join(tmpdir(), 'karwan-access-'));

function refuse(line: string): void {
    throw new Error(line);
}

before(async () => {
    thread = await ThreadUnderTest.open('access', 'gantry-corridor');
    const {pool} = thread.database;
    // Of the corridor that has a network too.
    const folder = schemeFolder('pakistan', checkoutFolder());
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
        pages: [
            pageRoutes(page), corridorRoutes(page),
            healthRoutes({...page, health: () => undefined}),
            reviewRoutes({
                ...page, vault: thread.vault, onAppended: () => undefined, door: thread.door,
            }),
            correctionRoutes({
                ...page, vault: thread.vault, onAppended: () => undefined, door: thread.door,
            }),
            closingRoutes({...page, vault: thread.vault, workOff: () => Promise.resolve()}),
            auditRoutes({...page, vault: thread.vault}),
            metricsRoute({
                ...page, metrics: new Metrics(() => 0, 0), admission: new Admission(),
                standing: new StandingFigures(settingOf(thread.scheme), '.'),
            }),
            worldRoutes({...page, faults: undefined}),
            mapRoute(folder), ...networkPages(folder, refuse), ...planPages(folder),
            ...promisedPages(folder, home, refuse, page),
        ],
    });
    deviceKey = (await addSite(pool, 'north', Date.now())).key!;
    for (const role of roles) await addPerson(pool, {name: role, role}, Date.now());
});

after(async () => {
    await app.close();
    await thread.database.drop();
    rmSync(home, {recursive: true});
});

/** The status with which a route answers; what it answers is for other tests. */
async function statusOf(route: string, headers: Record<string, string>): Promise<number> {
    const [method, url] = route.split(' ') as ['GET', string];
    if (url === '/v1/changes') return streamStatus(headers);
    return (await app.inject({method, url, headers: {host: HOST, ...headers}})).statusCode;
}

// The line of changes does not end by itself.
async function streamStatus(headers: Record<string, string>): Promise<number> {
    if (!app.server.listening) await app.listen({host: '127.0.0.1', port: 0});
    const {port} = app.server.address() as {port: number};
    const stop = new AbortController();
    const {status} = await fetch(
        `http://127.0.0.1:${port}/v1/changes`, {headers, signal: stop.signal});
    stop.abort();
    return status;
}

async function cookieOf(person: string): Promise<Record<string, string>> {
    const key = await beginSession(thread.database.pool, person, Date.now());
    return {cookie: `karwan=${key}`, origin: `http://${HOST}`};
}

test('every route of the server stands in the matrix, and nothing else does', () => {
    const routes = Object.entries(app.swagger().paths!).flatMap(([path, item]) =>
        Object.keys(item!).map(method => `${method.toUpperCase()} ${path}`));
    assert.deepEqual(routes.sort(), Object.keys(ROUTES).sort());
});

for (const [route, allowed] of Object.entries(ROUTES)) {
    test(`${route}: without a session, and with a device's key`, async () => {
        const isLetIn = allowed === 'open';
        assert.equal(await statusOf(route, {cookie: 'karwan=guess'}) !== 401 || isLetIn,
            isLetIn);
        if (allowed === 'device' || allowed === 'open') return;
        assert.equal(await statusOf(route, {}), 401);
        assert.equal(await statusOf(route, {authorization: `Bearer ${deviceKey}`}), 401);
    });
    if (allowed === 'open' || allowed === 'device') continue;
    for (const role of roles) {
        const isLetIn = allowed.includes(role);
        test(`${route}: ${role} is ${isLetIn ? 'let in' : 'refused'}`, async () => {
            const status = await statusOf(route, await cookieOf(role));
            assert.equal([401, 403].includes(status), !isLetIn, `answered ${status}`);
        });
    }
}

test('a change that another site\'s page sends is refused, with a session too', async () => {
    const {cookie} = await cookieOf('administrator') as {cookie: string};
    const sent = {fact: 'x'};
    for (const origin of [undefined, 'https://elsewhere.example', 'null']) {
        const {statusCode} = await app.inject({
            method: 'POST', url: '/v1/facts', payload: sent,
            headers: {host: HOST, cookie, ...origin === undefined ? {} : {origin}},
        });
        assert.equal(statusCode, 403, origin);
    }
});

async function signIn(name: string, password: string): Promise<number> {
    return (await app.inject({
        method: 'POST', url: '/v1/session', payload: {name, password},
        remoteAddress: `10.0.0.${name.length}`,
    })).statusCode;
}

test('a link signs in once; the password set then does so again and again', async () => {
    const {pool} = thread.database;
    await addPerson(pool, {name: 'Noor', role: 'clerk'}, Date.now());
    assert.equal(await signIn('Noor', ''), 400);
    assert.equal(await signIn('Noor', 'no password yet'), 401);
    const key = (await makeLink(pool, 'Noor', Date.now(), 60_000))!;
    const use = async (): Promise<LightMyRequestResponse> =>
        app.inject({method: 'POST', url: '/v1/session/link', payload: {key}});
    const first = await use();
    assert.deepEqual(JSON.parse(first.body), {name: 'Noor', role: 'clerk'});
    const cookie = String(first.headers['set-cookie']);
    assert.match(cookie, /; HttpOnly; SameSite=Strict$/);
    assert.equal((await use()).statusCode, 401);
    const headers = {host: HOST, origin: `http://${HOST}`, cookie: cookie.split(';')[0]!};
    const other = await cookieOf('Noor');
    const set = (password: string): Promise<{statusCode: number}> => app.inject({
        method: 'POST', url: '/v1/session/password', headers, payload: {password}});
    assert.equal((await set('too short')).statusCode, 422);
    assert.equal((await set('long enough, it is')).statusCode, 204);
    assert.equal(await statusOf('GET /v1/session', headers), 200);
    assert.equal(await statusOf('GET /v1/session', other), 401, 'other sessions ended');
    assert.equal(await signIn('Noor', 'long enough, it is'), 200);
    assert.equal(await signIn('Noor', 'long enough, it was'), 401);
    const {rows: [row]} = await pool.query(`select password from person where name = 'Noor'`);
    assert.match(row.password, /^scrypt\$131072\$8\$1\$/);
});

test('behind TLS the cookie goes over TLS alone; our own proxy is believed', async () => {
    const {pool} = thread.database;
    const cookieFrom = async (remoteAddress: string, protocol: string): Promise<string> => {
        const key = (await makeLink(pool, 'auditor', Date.now(), 60_000))!;
        const {headers} = await app.inject({
            method: 'POST', url: '/v1/session/link', payload: {key}, remoteAddress,
            headers: {'x-forwarded-proto': protocol, 'x-forwarded-for': '203.0.113.9'},
        });
        return String(headers['set-cookie']);
    };
    assert.match(await cookieFrom('127.0.0.1', 'https'), /; Secure$/);
    assert.doesNotMatch(await cookieFrom('127.0.0.1', 'http'), /Secure/);
    assert.doesNotMatch(await cookieFrom('198.51.100.7', 'https'), /Secure/);
});

test('a link that ran out, or was followed by another, signs nobody in', async () => {
    const {pool} = thread.database;
    const old = (await makeLink(pool, 'clerk', Date.now(), 60_000))!;
    const late = (await makeLink(pool, 'clerk', Date.now() - 60_001, 60_000))!;
    for (const key of [old, late, 'guess']) {
        const {statusCode} = await app.inject(
            {method: 'POST', url: '/v1/session/link', payload: {key}});
        assert.equal(statusCode, 401);
    }
});

test('who guesses is slowed down', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 12; i++) {
        statuses.push((await app.inject({
            method: 'POST', url: '/v1/session/link', payload: {key: 'guess'},
            remoteAddress: '10.9.9.9',
        })).statusCode);
    }
    assert.deepEqual(statuses, [...Array.from({length: 10}, () => 401), 429, 429]);
});

test('a session ends by signing out, by time, by idleness, and with its person', async () => {
    const {pool} = thread.database;
    const out = await cookieOf('auditor');
    const {statusCode, headers} = await app.inject(
        {method: 'DELETE', url: '/v1/session', headers: {host: HOST, ...out}});
    assert.equal(statusCode, 204);
    assert.match(String(headers['set-cookie']), /^karwan=; Path=\/; Max-Age=0/);
    assert.equal(await statusOf('GET /v1/session', out), 401);

    const key = await beginSession(pool, 'auditor', 0);
    assert.equal(await sessionOf(pool, key, IDLE_MS), undefined, 'nobody was there');
    for (let atMs = 0; atMs < LONGEST_MS; atMs += IDLE_MS / 2) {
        assert.equal((await sessionOf(pool, key, atMs))?.name, 'auditor', `after ${atMs} ms`);
    }
    assert.equal(await sessionOf(pool, key, LONGEST_MS), undefined, 'however busy');

    await addPerson(pool, {name: 'leaves', role: 'clerk'}, Date.now());
    const left = await cookieOf('leaves');
    assert.equal(await statusOf('GET /v1/session', left), 200);
    await changeRole(pool, {name: 'leaves', role: 'auditor'}, Date.now());
    assert.equal(await statusOf('POST /v1/facts', left), 403);
    assert.equal(await removePerson(pool, 'leaves', Date.now()), 'done');
    assert.equal(await statusOf('GET /v1/session', left), 401);
    assert.equal(await makeLink(pool, 'leaves', Date.now(), 1), undefined);
});

test('the last administrator can neither leave nor become less', async () => {
    const {pool} = thread.database;
    assert.equal(await removePerson(pool, 'administrator', Date.now()), 'last-administrator');
    const less = {name: 'administrator', role: 'clerk'} as const;
    assert.equal(await changeRole(pool, less, Date.now()), 'last-administrator');
    await addPerson(pool, {name: 'second', role: 'administrator'}, Date.now());
    assert.equal(await removePerson(pool, 'administrator', Date.now()), 'done');
    assert.match((await firstLink(pool, Date.now()))!, /^[\w-]{43}$/);
    assert.deepEqual(CASE_WORKERS.filter(role => !OPERATORS.includes(role)), ['clerk']);
});
