import assert from 'node:assert/strict';
import {join} from 'node:path';
import test, {after, before} from 'node:test';
import fastify, {type FastifyError, type FastifyInstance} from 'fastify';
import {checkoutFolder} from '../checkout.ts';
import {networkFrom} from '../network-files.ts';
import {networkRoutes} from './network-routes.ts';

let app: FastifyInstance;

before(async () => {
    app = fastify();
    // As the server's own handler of faults, which reads the error and not its enumerable parts.
    app.setErrorHandler((error: FastifyError, _request, reply) =>
        reply.code(error.statusCode ?? 500).send({error: 'refused', message: error.message}));
    const folder = join(checkoutFolder(), 'corridors', 'mombasa-kampala', 'network');
    await app.register(async scope => networkRoutes(networkFrom(folder))(scope));
});

after(() => app.close());

/** What of the replies these stories look at. */
interface Body {
    message: string;
    routes: {
        crossings: string[];
        money: {median: string};
        hours: {p10: number; p50: number; p90: number};
        legs: {kind: string; origins: {file: string}[]; observed: {value: number}[]}[];
    }[];
    values: {hour: {status: string}};
    warnings: string[];
    unusedOpened: {id: string; from: string}[];
    pairs: {crossings: string[]}[];
    verdict: {
        kind: string; insteadOf: string[]; taken: string[]; waits: {at: string}[];
        because: {opening: string; of: string; knownTo: string | null}[];
        free: {hours: number; lengthKm: number} | null;
    };
    type: string;
    features: {geometry: {type: string}; properties: {schematic?: boolean}}[];
    crossings: unknown[];
    shut: {id: string; because: {firstDay: string; source: string}[]}[];
    projects: {id: string; km: number}[];
    known: {all: {km: number}; rows: unknown[]};
}

async function ask(path: string): Promise<{status: number; body: Body}> {
    const {statusCode, body} = await app.inject(path);
    return {status: statusCode, body: JSON.parse(body) as Body};
}

test('a way with its legs, money as text, and where each figure stands', async () => {
    const {status, body} = await ask(
        '/v1/network/route?from=Mombasa&to=Kampala&modes=road&shut=busia');
    assert.equal(status, 200);
    const first = body.routes[0]!;
    assert.deepEqual(first.crossings, ['malaba']);
    assert.match(first.money.median, /^\d+\.\d\d$/);
    const border = first.legs.find(leg => leg.kind === 'border')!;
    assert.equal(border.origins[0]!.file, 'handovers.csv');
    assert.equal(border.observed[0]!.value, 111);
    assert(first.hours.p10 < first.hours.p50 && first.hours.p50 < first.hours.p90);
});

test('a crossing shut is used by no way and stands in no cell of the table', async () => {
    const places = 'places=Mombasa,Nairobi,Kampala';
    const {body} = await ask(`/v1/network/table?${places}&modes=road&shut=malaba`);
    assert.equal(body.pairs.length, 6);
    const used = new Set(body.pairs.flatMap(pair => pair.crossings));
    assert.deepEqual([...used], ['busia']);
    const both = await ask(`/v1/network/table?${places}&modes=road&shut=malaba&shut=busia`);
    assert.equal(both.body.pairs.length, 2, 'Mombasa and Nairobi alone reach one another');
});

test('a dated way says what closures did to it', async () => {
    const {body} = await ask('/v1/network/route?from=Mombasa&to=Kampala&modes=road'
        + '&depart=2024-05-01&shut=busia=2024-05-01..2024-05-30');
    assert.equal(body.verdict.kind, 'turns');
    assert.deepEqual([body.verdict.insteadOf, body.verdict.taken], [['busia'], ['malaba']]);
});

test('GeoJSON: schematic lines and borders as points', async () => {
    const {body} = await ask('/v1/network/route?from=Mombasa&to=Kampala&format=geojson');
    assert.equal(body.type, 'FeatureCollection');
    assert(body.features.every(({geometry, properties}) =>
        (geometry.type === 'LineString') === (properties.schematic === true)));
});

test('what cannot be asked is refused with what was expected', async () => {
    for (const [query, told] of [
        ['from=Atlantis&to=Kampala', /from: found "Atlantis", expected the id, name or alias/],
        ['from=Mombasa&to=Kampala&shut=torkham', /shut: found "torkham", expected one of/],
        ['from=Mombasa&to=Kampala&modes=air', /mode: found "air", expected one of road/],
        ['from=Mombasa&to=Kampala&depart=soon', /depart: found "soon", expected a day/],
        ['from=Mombasa&to=Kampala&shut=malaba=2024-05-01..2024-05-30', /without a departure/],
        ['from=Mombasa', /must have required/],
        ['from=Mombasa&to=Kampala&depart=9999-12-31', /depart: .* of the years 2000 to 2099/],
        ['from=Mombasa&to=Kampala&depart=1850-01-01', /of the years 2000 to 2099/],
        ['from=Mombasa&to=Kampala&depart=2024-05-01&shut=malaba=2024-05-01..9999-12-31',
            /shut: found "malaba=2024-05-01..9999-12-31"/],
        ['from=Mombasa&to=Kampala&k=9', /k must be <= 8/],
        ['from=Mombasa&to=Kampala&leave=2024-05-01',
            /found the parameter "leave", expected one of from, to/],
    ] as const) {
        const {status, body} = await ask(`/v1/network/route?${query}`);
        assert.equal(status, 400, query);
        assert.match(body.message, told);
    }
});

test('a table has no departure, and says so in words of its own', async () => {
    for (const [query, told] of [
        ['depart=2024-05-01', /found the parameter "depart", expected one of places/],
        ['shut=malaba=2024-05-01..2024-05-30', /an id without days, as a table has no departure/],
    ] as const) {
        const {status, body} = await ask(`/v1/network/table?places=Mombasa,Kampala&${query}`);
        assert.equal(status, 400, query);
        assert.match(body.message, told);
        assert.doesNotMatch(body.message, /--/);
    }
    const {status, body} = await ask('/v1/network/crossings?day=2025-10-12&at=malaba');
    assert.equal(status, 400);
    assert.match(body.message, /found the parameter "at", expected one of day/);
});

test('ids in any case; what hours are worth is told once', async () => {
    const {body} = await ask(
        '/v1/network/route?from=Mombasa&to=Kampala&modes=ROAD&shut=BUSIA');
    assert.deepEqual(body.routes[0]!.crossings, ['malaba']);
    assert.equal(body.values.hour.status, 'assumed');
});

test('the network says how well it is known, and its crossings when they are shut', async () => {
    const {body} = await ask('/v1/network');
    assert.equal(body.crossings.length, 2);
    assert(body.known.all.km > 3_000 && body.known.rows.length > 4);
});

test('which crossings the record has shut on a day, and a closure lifted', async () => {
    const pakistan = fastify();
    const folder = join(checkoutFolder(), 'corridors', 'pakistan', 'network');
    await pakistan.register(async scope => networkRoutes(networkFrom(folder))(scope));
    const get = async (path: string): Promise<Body> =>
        JSON.parse((await pakistan.inject(path)).body) as Body;
    const shutOn = async (day: string): Promise<string[]> =>
        (await get(`/v1/network/crossings?day=${day}`)).shut.map(({id}) => id);
    assert.deepEqual(await shutOn('2025-10-11'), ['wagah']);
    assert.deepEqual(await shutOn('2025-10-12'),
        ['torkham', 'chaman', 'kharlachi', 'ghulam-khan', 'angoor-ada', 'wagah']);
    const {shut: [torkham]} = await get('/v1/network/crossings?day=2025-10-12');
    assert.equal(torkham!.because[0]!.firstDay, '2025-10-12');
    assert.match(torkham!.because[0]!.source, /Khaama Press/);
    assert.match((await get('/v1/network/crossings?day=2025-02-30')).message, /a day such as/);
    const way = '/v1/network/route?from=Peshawar&to=Kabul&modes=road&depart=2025-11-01';
    const asRecorded = await get(way);
    assert(!asRecorded.routes.some(({crossings}) => crossings.includes('torkham')));
    assert.deepEqual((await get(`${way}&open=torkham`)).routes[0]!.crossings, ['torkham']);
    const late = await get(`${way}&open=torkham=2026-01-01..2026-01-31`);
    assert.deepEqual(late.verdict, asRecorded.verdict);
    assert((await get('/v1/network')).projects.some(({id}) => id === 'uap-647'));
    await pakistan.close();
});

test('what closures, seasons and wishes did, told where each is recorded', async () => {
    const pakistan = fastify();
    const folder = join(checkoutFolder(), 'corridors', 'pakistan', 'network');
    await pakistan.register(async scope => networkRoutes(networkFrom(folder))(scope));
    const get = async (query: string): Promise<Body> =>
        JSON.parse((await pakistan.inject(`/v1/network/route?${query}`)).body) as Body;
    const late = await get('from=Peshawar&to=Kabul&modes=road&depart=2026-11-01');
    assert.equal(late.verdict.kind, 'turns');
    assert.equal(late.verdict.because[0]!.of, 'torkham');
    assert.match(late.warnings[0]!, /torkham: last known shut on 2026-02-16, counted as shut/);
    const pass = await get('from=Islamabad&to=Kashgar&modes=road&depart=2023-12-10');
    assert.equal(pass.verdict.kind, 'turns', 'the Babusar pass');
    assert.deepEqual(pass.verdict.waits.map(({at}) => at), ['khunjerab']);
    assert.deepEqual(pass.verdict.because.map(({of}) => of),
        ['pk-mansehra~pk-chilas~N-15', 'khunjerab']);
    const babusar = await get('from=Karachi&to=Almaty&modes=road&depart=2025-11-01');
    assert.equal(babusar.verdict.kind, 'turns');
    assert.deepEqual(babusar.verdict.insteadOf, babusar.verdict.taken);
    const asked = await get('from=Peshawar&to=Kabul&modes=road&depart=2025-05-01&shut=torkham');
    assert.notEqual(asked.verdict.kind, 'unhindered');
    assert.equal(asked.verdict.because[0]!.opening, 'asked:torkham');
    const soon = await get('from=Peshawar&to=Kabul&modes=road&depart=2025-05-01&within=10');
    assert.equal(soon.verdict.kind, 'too-late');
    assert(soon.verdict.free!.hours > 10);
    const second = await get('from=Peshawar&to=Kabul&modes=road&shut=torkham&k=3');
    assert(second.routes.length > 1);
    for (const crossing of new Set(second.routes.flatMap(({crossings}) => crossings))) {
        const isShut = ['chaman', 'kharlachi', 'ghulam-khan', 'angoor-ada'].includes(crossing);
        assert.equal(second.warnings.some(text => text.includes(`${crossing} has been shut`)),
            isShut, crossing);
    }
    const unused = await get('from=Peshawar&to=Kabul&modes=road&open=UAP-647');
    assert.equal(unused.unusedOpened[0]!.id, 'uap-647');
    await pakistan.close();
});
