import assert from 'node:assert/strict';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {after, before} from 'node:test';
import fastify, {type FastifyInstance} from 'fastify';
import {checkoutFolder} from '../src/checkout.ts';
import {promisedRoutes} from '../src/http/promised-routes.ts';
import {settingOf} from '../src/ingest.ts';
import {promisesIn} from '../src/promised/front-page-files.ts';
import {tellOrigin} from '../src/promised/origin.ts';
import {PlannedStore, planDigest} from '../src/promised/planned-store.ts';
import {Planning} from '../src/promised/planning.ts';
import type {PromisedJson, RowJson} from '../src/promised/table.ts';
import {ThreadUnderTest} from './thread-under-test.ts';
import {driveThrough} from './world-feed.ts';

const FOLDER = join(checkoutFolder(), 'corridors', 'pakistan');
const promises = promisesIn(join(FOLDER, 'agreements'));
const NEXT_DAY_MS = Date.parse('2025-03-04T12:00:00+05:00');

let thread: ThreadUnderTest;
let home: string;

before(async () => {
    home = mkdtempSync(join(tmpdir(), 'karwan-promised-'));
    thread = await ThreadUnderTest.open('promised', 'pakistan');
    await driveThrough(thread, {seed: 5, days: 1, vehiclesPerDay: 40, meanTripMetres: 60_000});
    const [wish] = promises.frontPage.planned;
    new PlannedStore(home).keep({
        digest: planDigest(FOLDER), atMs: NEXT_DAY_MS, draws: 2, seed: 7, untold: [],
        figures: [{...wish!, name: 'a line', unit: 'Mt/year', value: 2, p10: 1, p90: 4}],
    });
});

after(async () => {
    await thread.database.drop();
    rmSync(home, {recursive: true});
});

async function table(): Promise<PromisedJson> {
    const app: FastifyInstance = fastify();
    promisedRoutes({
        pool: () => thread.database.pool, setting: settingOf(thread.scheme),
        nowMs: () => NEXT_DAY_MS, promises,
        planning: new Planning('no thread is needed: it is kept',
            {folder: FOLDER, wishes: promises.frontPage.planned, draws: 2},
            new PlannedStore(home), () => NEXT_DAY_MS),
    })(app);
    const {statusCode, body} = await app.inject('/v1/promised');
    await app.close();
    assert.equal(statusCode, 200, body);
    return JSON.parse(body) as PromisedJson;
}

function madeIn(
    rows: readonly RowJson[], column: 'planned' | 'simulated' | 'measured', kind: string,
) {
    return rows.flatMap(row => row[column]).filter(({made}) => made?.kind === kind);
}

test('readings of which nobody said whose they are stand in no column', async () => {
    const {rows, journeys} = await table();
    assert.equal(journeys!.origin, 'unknown');
    assert.ok(journeys!.passages > 50);
    assert.deepEqual([...madeIn(rows, 'simulated', 'journeys'),
        ...madeIn(rows, 'measured', 'journeys')], []);
});

test('where somebody answers for them they are measured, as the log has them', async () => {
    const {pool} = thread.database;
    await pool.query(`insert into feed values ('file:lanes.csv:01', 1, 1, true)`);
    await tellOrigin(pool, 'file:lanes.csv:01', 'NHA, lanes', 1);
    const {rows, journeys} = await table();
    assert.deepEqual([journeys!.origin, journeys!.firstDay, journeys!.lastDay],
        ['readings', '2025-03-03', '2025-03-03']);
    assert.equal(madeIn(rows, 'simulated', 'journeys').length, 0);
    const measured = new Map(madeIn(rows, 'measured', 'journeys').map(each => [each.id, each]));
    assert.deepEqual([...measured.keys()].sort(), ['journeys:camera-share',
        'journeys:charged-share', 'journeys:free-flow-km', 'journeys:tag-share',
        'journeys:tag-share:M-11']);
    const [counted] = await thread.rows<{all: string; tagged: string}>(
        `select count(*) as all, count(tag) as tagged from passage
          where kind = 'gantry' and at_ms < $1`, [Date.parse('2025-03-04T00:00:00+05:00')]);
    const share = measured.get('journeys:tag-share')!;
    assert.deepEqual([share.made?.kind === 'journeys' && share.made.counted, share.party],
        [Number(counted!.tagged), 'NHA, lanes']);
    assert.equal(share.figure!.value, 100 * Number(counted!.tagged) / Number(counted!.all));
    const km = measured.get('journeys:free-flow-km')!.figure!.value;
    assert.ok(km > 100 && km < 2_200, `${km} km`);
});

test('one world among the sources: simulated, all of it, and measured never', async () => {
    await thread.database.pool.query(
        `insert into feed values ('world:pakistan:seed 5:40 vehicles a day', 1, 0, false)`);
    const {rows, journeys} = await table();
    assert.equal(journeys!.origin, 'world');
    assert.equal(madeIn(rows, 'measured', 'journeys').length, 0);
    const simulated = madeIn(rows, 'simulated', 'journeys');
    assert.equal(simulated.length, 5);
    for (const {made, status, source} of simulated) {
        assert.equal(status, 'assumed');
        assert.match(source, /^world:/);
        assert.ok(made?.kind === 'journeys' && made.counted <= made.of && made.of > 0);
    }
    assert.deepEqual(rows.flatMap(row => row.measured).filter(({made}) => made !== null), []);
});

test('what a scenario says is planned, with its draws, its seed and its day', async () => {
    const {rows, plan} = await table();
    assert.equal(plan.state, 'kept');
    const [told, ...others] = madeIn(rows, 'planned', 'scenario');
    assert.equal(others.length, 0);
    assert.deepEqual(told!.figure, {value: 2, low: 1, high: 4});
    assert.deepEqual([told!.date, told!.status, told!.at, told!.made?.kind === 'scenario'
        && told!.made.seed], ['2025-03-04', 'estimated', 'scenarios/uap-647.yaml:1', 7]);
    assert.deepEqual(rows.flatMap(row => row.promised).filter(({made}) => made !== null), []);
});
