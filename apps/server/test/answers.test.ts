import assert from 'node:assert/strict';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {after, before} from 'node:test';
import {setTimeout as wait} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import type {FastifyInstance} from 'fastify';
import {Compile} from 'typebox/schema';
import {checkoutFolder} from '../src/checkout.ts';
import {healthOnce} from '../src/health/watch.ts';
import {auditRoutes} from '../src/http/audit-routes.ts';
import {closingRoutes} from '../src/http/closing-routes.ts';
import {corridorRoutes} from '../src/http/corridor-routes.ts';
import {healthRoutes} from '../src/http/health-routes.ts';
import {mapRoute} from '../src/http/map-route.ts';
import {networkRoutes} from '../src/http/network-routes.ts';
import {pageRoutes} from '../src/http/page.ts';
import {planRoutes} from '../src/http/plan-routes.ts';
import {promisedRoutes} from '../src/http/promised-routes.ts';
import {reviewRoutes} from '../src/http/review-routes.ts';
import {httpServer} from '../src/http/server.ts';
import {worldRoutes} from '../src/http/world-routes.ts';
import {settingOf} from '../src/ingest.ts';
import {Changes} from '../src/live.ts';
import {networkFrom} from '../src/network-files.ts';
import {dayTerms} from '../src/page/day-items.ts';
import {PlanRuns, type RunTold} from '../src/plan/runs/plan-runs.ts';
import {promisesIn} from '../src/promised/front-page-files.ts';
import {PlannedStore, planDigest} from '../src/promised/planned-store.ts';
import {Planning} from '../src/promised/planning.ts';
import type {PromisedJson} from '../src/promised/table.ts';
import {WorldFaults} from '../src/serve/world-faults.ts';
import {ThreadUnderTest} from './thread-under-test.ts';
import {driveThrough} from './world-feed.ts';

// What the console asks is answered as the OpenAPI document says: no field more, none less.

const DAY = '2025-03-03';
const NOW_MS = Date.parse('2025-03-04T12:00:00+05:00');
const TOKEN = 'test-token-of-no-home';

interface Schema {
    properties?: Record<string, Schema>;
    additionalProperties?: boolean | Schema;
    items?: Schema;
    anyOf?: Schema[];
}
interface Operation {
    responses?: Record<string, {content?: Record<string, {schema: Schema}>}>;
}

const STUDY = fileURLToPath(new URL('./answers.child.mjs', import.meta.url));
const promises = promisesIn(join(checkoutFolder(), 'corridors', 'pakistan', 'agreements'));
const home = mkdtempSync(join(tmpdir(), 'karwan-answers-'));
let thread: ThreadUnderTest;
let app: FastifyInstance;
let document: Record<string, Record<string, Operation>>;
const asked = new Set<string>();

before(async () => {
    thread = await ThreadUnderTest.open('answers', 'pakistan');
    await driveThrough(thread, {seed: 5, days: 1, vehiclesPerDay: 120, meanTripMetres: 40_000});
    app = await served();
    document = (app.swagger() as unknown as {paths: typeof document}).paths;
});

after(async () => {
    await app.close();
    await thread.database.drop();
    rmSync(home, {recursive: true});
});

async function served(): Promise<FastifyInstance> {
    const {database: {pool}, vault, door, scheme} = thread;
    const folder = join(checkoutFolder(), 'corridors', 'pakistan');
    const page = {
        pool: () => pool, setting: settingOf(scheme), tokenOf: vault.token.bind(vault),
        nowMs: () => NOW_MS, simulatedSpeed: 20, vault, door, onAppended: () => undefined,
    };
    const health = await healthOnce(pool, scheme.corridor, NOW_MS);
    const faults = new WorldFaults('test', new Set(scheme.corridor.devices.map(({id}) => id)));
    faults.horizonMs = NOW_MS;
    return httpServer({
        ...page, pool, token: TOKEN, changes: new Changes(),
        onFault: error => {
            throw error;
        },
        pages: [
            pageRoutes(page), corridorRoutes(page), mapRoute(folder), auditRoutes(page),
            healthRoutes({...page, health: () => health}), reviewRoutes(page),
            closingRoutes({...page, workOff: () => thread.ingest.workOff()}),
            worldRoutes({...page, faults}), networkRoutes(networkFrom(join(folder, 'network'))),
            promisedRoutes({...page, promises, planning: planned(folder)}),
            planRoutes(new PlanRuns(STUDY, folder)),
        ],
    });
}

// Kept as if it had been reckoned, so that no thread need be started for it.
function planned(folder: string): Planning {
    const {planned: wishes} = promises.frontPage;
    const store = new PlannedStore(home);
    const [wish] = wishes;
    store.keep({
        digest: planDigest(folder), atMs: NOW_MS, draws: 2, seed: 7, untold: [],
        figures: [{...wish!, name: 'a line', unit: 'Mt/year', value: 2, p10: 1, p90: 4}],
    });
    return new Planning('none is needed', {folder, wishes, draws: 2}, store, () => NOW_MS);
}

/** Asks, and holds the answer against what the document says of it. */
async function ask<Answer = unknown>(
    method: 'GET' | 'POST' | 'DELETE', path: string, url: string, body?: object,
): Promise<Answer> {
    const answer = await app.inject({
        method, url, headers: {authorization: `Bearer ${TOKEN}`}, ...body && {payload: body},
    });
    const said = document[path]?.[method.toLowerCase()]?.responses?.[answer.statusCode]?.content;
    assert(said, `${method} ${path} says nothing of ${answer.statusCode}: ${answer.body}`);
    const value: unknown = answer.json();
    const [isSo, faults] = Compile(closed(said['application/json']!.schema)).Errors(value);
    assert(isSo, `${method} ${url}: ${JSON.stringify(faults.slice(0, 3))}`);
    asked.add(`${method} ${path}`);
    return value as Answer;
}

/** The same schema, which takes no field that it does not name unless it says so. */
function closed(schema: Schema): Schema {
    const {properties, items, anyOf, additionalProperties} = schema;
    return {
        ...schema,
        ...properties && {
            properties: Object.fromEntries(
                Object.entries(properties).map(([name, each]) => [name, closed(each)])),
            additionalProperties: additionalProperties ?? false,
        },
        ...items && {items: closed(items)}, ...anyOf && {anyOf: anyOf.map(closed)},
    };
}

test('the corridor, a day and its items, a past minute, health', async () => {
    await ask('GET', '/v1/corridor', '/v1/corridor');
    await ask('GET', '/v1/map', '/v1/map');
    await ask('GET', '/v1/day', `/v1/day?day=${DAY}`);
    await ask('GET', '/v1/day', `/v1/day?past=${NOW_MS - 24 * 3_600_000}`);
    for (const term of dayTerms) {
        await ask('GET', '/v1/day/{day}/items', `/v1/day/${DAY}/items?term=${term}`);
    }
    for (const path of ['/v1/moving', '/v1/rates', '/v1/health'] as const) {
        await ask('GET', path, path);
        await ask('GET', path, `${path}?past=${NOW_MS - 22 * 3_600_000}`);
    }
});

test('every charge, trip and vehicle of the day explained, and a plate', async () => {
    const {rows} = await thread.database.pool.query<{window: string; trip: string; who: string}>(
        `select "window", trip, vehicle as who from due order by "window"`);
    assert(rows.length > 30, `${rows.length} charges`);
    for (const {window: name} of rows) {
        await ask('POST', '/v1/explain', '/v1/explain', {what: name});
    }
    for (const {trip, who} of rows.slice(0, 20)) {
        await ask('POST', '/v1/explain', '/v1/explain', {what: trip});
        await ask('POST', '/v1/explain', '/v1/explain', {what: who});
    }
    await ask('POST', '/v1/look-up', '/v1/look-up', {token: rows[0]!.who, reason: 'a caller'});
});

test('every item of review', async () => {
    const {items} = await ask<{items: {id: string}[]}>('GET', '/v1/review', '/v1/review');
    assert(items.length > 5, `${items.length} items`);
    for (const {id} of items) {
        await ask('GET', '/v1/review/{id}', `/v1/review/${encodeURIComponent(id)}`);
    }
});

test('faults of the world, switched on and off', async () => {
    const {nth} = await ask<{nth: number}>('POST', '/v1/world/faults', '/v1/world/faults',
        {kind: 'silent', at: 'M2N-06.laser'});
    await ask('GET', '/v1/world/faults', '/v1/world/faults');
    await ask('DELETE', '/v1/world/faults/{nth}', `/v1/world/faults/${nth}`);
});

test('the network and its ways, with a day and without', async () => {
    await ask('GET', '/v1/network', '/v1/network');
    await ask('GET', '/v1/network/crossings', '/v1/network/crossings?day=2025-11-01');
    const ends = '/v1/network/route?from=pk-karachi&to=uz-tashkent';
    await ask('GET', '/v1/network/route', ends);
    await ask('GET', '/v1/network/route', `${ends}&depart=2025-11-01`);
});

test('what was promised, with figures of scenarios and of journeys', async () => {
    // Else nobody said whose its journeys are, and they stand in no column.
    await thread.database.pool.query(`insert into feed values ('world:test', 1, 1, true)`);
    const {plan, rows} = await ask<PromisedJson>('GET', '/v1/promised', '/v1/promised');
    assert.equal(plan.state, 'kept');
    for (const [column, kind] of [['planned', 'scenario'], ['simulated', 'journeys']] as const) {
        assert(rows.some(row => row[column].some(({made}) => made?.kind === kind)), kind);
    }
});

test('scenarios, a question about one, its run and what comes of it', async () => {
    await ask('GET', '/v1/plan', '/v1/plan');
    const question = {without: 'today', with: 'barrier-free', draws: 2};
    await ask('POST', '/v1/plan/check', '/v1/plan/check', question);
    await ask('POST', '/v1/plan/check', '/v1/plan/check', {without: 'today', yaml: 'name: A\n'});
    const {id} = await ask<RunTold>('POST', '/v1/plan/runs', '/v1/plan/runs', question);
    let run: RunTold;
    do {
        run = await ask<RunTold>('GET', '/v1/plan/runs/{id}', `/v1/plan/runs/${id}`);
        await wait(100);
    } while (run.state === 'waiting' || run.state === 'running');
    assert.equal(run.state, 'done', run.message ?? '');
    const {inputs, claims} = await ask<{inputs: object[]; claims: object[]}>(
        'GET', '/v1/plan/runs/{id}/comparison', `/v1/plan/runs/${id}/comparison`);
    assert(inputs.length > 5 && claims.length > 0, `${inputs.length}, ${claims.length}`);
    await ask('DELETE', '/v1/plan/runs/{id}', `/v1/plan/runs/${id}`);
});

test('the close of the day, and what stands before it', async () => {
    await ask('GET', '/v1/day/{day}/close', '/v1/day/2025-03-05/close');
    await ask('POST', '/v1/day/{day}/close', `/v1/day/${DAY}/close`, {isComplete: true});
    await ask('GET', '/v1/day/{day}/close', `/v1/day/${DAY}/close`);
});

test('no answer that is described by a name was left out', () => {
    const named = Object.entries(document).flatMap(([path, methods]) =>
        Object.entries(methods).flatMap(([method, {responses}]) =>
            Object.values(responses ?? {}).some(({content}) =>
                content?.['application/json'] && 'title' in content['application/json'].schema)
                ? [`${method.toUpperCase()} ${path}`] : []));
    const left = named.filter(each => !asked.has(each) && !each.includes('/v1/session'));
    assert.deepEqual(left, []);
});
