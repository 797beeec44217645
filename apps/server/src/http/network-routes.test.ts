import assert from 'node:assert/strict';
import {join} from 'node:path';
import test, {after, before} from 'node:test';
import fastify, {type FastifyInstance} from 'fastify';
import {checkoutFolder} from '../checkout.ts';
import {networkFrom} from '../network-files.ts';
import {networkRoutes} from './network-routes.ts';

let app: FastifyInstance;

before(async () => {
    app = fastify();
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
    pairs: {crossings: string[]}[];
    verdict: {kind: string; insteadOf: string[]; taken: string[]};
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
    ] as const) {
        const {status, body} = await ask(`/v1/network/route?${query}`);
        assert.equal(status, 400, query);
        assert.match(body.message, told);
    }
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
