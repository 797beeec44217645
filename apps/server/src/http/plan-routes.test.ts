import assert from 'node:assert/strict';
import {join} from 'node:path';
import test, {after, before} from 'node:test';
import {setTimeout as wait} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import fastify, {type FastifyInstance, type InjectOptions} from 'fastify';
import {checkoutFolder} from '../checkout.ts';
import {PlanRuns, type RunTold} from '../plan/runs/plan-runs.ts';
import {planRoutes} from './plan-routes.ts';

const program = fileURLToPath(new URL('./plan-routes.child.mjs', import.meta.url));
const folder = join(checkoutFolder(), 'corridors', 'pakistan');
const TOLLS = {without: 'today', with: 'barrier-free', draws: 0};

let app: FastifyInstance;
let who = 'planner';

before(async () => {
    app = fastify();
    app.decorateRequest('person', null);
    app.addHook('onRequest', async request => {
        request.person = {name: who, role: 'clerk'};
    });
    const runs = new PlanRuns(program, folder, {mostWaiting: 1});
    await app.register(async scope => planRoutes(runs)(scope));
});

after(() => app.close());

/** What of the replies these stories look at. */
interface Body extends RunTold {
    error: string;
    run: RunTold | null;
    edits: string[];
    faults: {file: string; line: number; what: string; found: string; expected: string}[];
    scenarios: {id: string; from: string | null; own: {text: string}[]; inherited: object[]}[];
    vocabulary: {names: {shut: string[]}; ways: Record<string, string[]>};
    netPresentValue: number;
}

async function ask(
    url: string, payload?: object, method?: 'DELETE',
): Promise<{status: number; body: Body; text: string}> {
    const asked: InjectOptions = {
        url, method: method ?? (payload ? 'POST' : 'GET'), ...payload && {payload},
    };
    const {statusCode, body} = await app.inject(asked);
    return {status: statusCode, body: JSON.parse(body) as Body, text: body};
}

async function ended(id: string): Promise<RunTold> {
    for (;;) {
        const {body} = await ask(`/v1/plan/runs/${id}`);
        if (body.state !== 'waiting' && body.state !== 'running') return body;
        await wait(50);
    }
}

test('scenarios with what is their own, and what an edit may name', async () => {
    const {status, body} = await ask('/v1/plan');
    assert.equal(status, 200);
    const shut = body.scenarios.find(({id}) => id === 'torkham-shut')!;
    assert.equal(shut.from, 'today-open');
    assert.deepEqual(shut.own.map(({text}) => text), ['shut torkham for 90 days a year']);
    assert(body.vocabulary.names.shut.includes('chaman'));
    assert(body.vocabulary.ways['pk-steel-works']!.includes('electric'));
});

const broken: Record<string, [yaml: string, fault: string]> = {
    'a name that nothing has': [
        'name: x\nfrom: today\nedits:\n    - {shut: chamann}\n', 'mine.yaml:4 shut "chamann"'],
    'what is needed and missing': [
        'name: x\nfrom: today\nedits:\n    - {reprice: tolls}\n', 'mine.yaml:4 reprice no factor'],
    'a base that is none': [
        'name: x\nfrom: tomorrow\nedits: []\n', 'mine.yaml:2 from "tomorrow"'],
};

for (const [name, [yaml, expected]] of Object.entries(broken)) {
    test(`refused with its line: ${name}`, async () => {
        for (const path of ['/v1/plan/check', '/v1/plan/runs']) {
            const {status, body} = await ask(path, {without: 'today', yaml});
            assert.equal(status, 422);
            const told = body.faults.map(({file, line, what, found}) =>
                `${file}:${line} ${what} ${found}`);
            assert(told.includes(expected), told.join('; '));
        }
    });
}

test('what cannot be asked is refused: an unknown name, too many draws', async () => {
    assert.equal((await ask('/v1/plan/check', {without: 'today', with: 'nowhere'})).body.error,
        'unknown-scenario');
    assert.equal((await ask('/v1/plan/check', {without: 'today', draws: 5_000})).status, 400);
    assert.equal((await ask('/v1/plan/runs/none')).status, 404);
    assert.equal((await ask('/v1/plan/runs/none/comparison')).status, 404);
    assert.equal((await ask('/v1/plan/runs/none', undefined, 'DELETE')).status, 404);
});

test('one at a time for each person, a few wait, and what is cancelled ends', async () => {
    const many = {...TOLLS, draws: 2_000};
    who = 'first';
    const first = await ask('/v1/plan/runs', many);
    assert.equal(first.status, 202);
    assert.deepEqual([first.body.state, first.body.draws], ['running', 2_000]);
    assert.equal((await ask('/v1/plan/runs', many)).body.id, first.body.id);
    assert.equal((await ask('/v1/plan/runs', TOLLS)).status, 409);
    who = 'second';
    const second = await ask('/v1/plan/runs', {...many, draws: 1_999});
    assert.deepEqual([second.body.state, second.body.before], ['waiting', 1]);
    who = 'third';
    const third = await ask('/v1/plan/runs', {...many, draws: 1_998});
    assert.deepEqual([third.status, third.body.error], [503, 'busy']);
    // Somebody else's is not ended by who did not ask it.
    await ask(`/v1/plan/runs/${first.body.id}`, undefined, 'DELETE');
    assert.equal((await ask(`/v1/plan/runs/${first.body.id}`)).body.state, 'running');
    who = 'second';
    await ask(`/v1/plan/runs/${second.body.id}`, undefined, 'DELETE');
    who = 'first';
    const gone = await ask(`/v1/plan/runs/${first.body.id}`, undefined, 'DELETE');
    assert.equal(gone.body.state, 'cancelled');
});

test('the same question has the same id and the same bytes, and is run once', async () => {
    who = 'planner';
    const checked = await ask('/v1/plan/check', TOLLS);
    assert.equal(checked.body.run, null);
    const {body: {id}} = await ask('/v1/plan/runs', TOLLS);
    assert.equal(id, checked.body.id);
    assert.equal((await ended(id)).state, 'done');
    const {status, body, text} = await ask(`/v1/plan/runs/${id}/comparison`);
    assert.equal(status, 200);
    assert.notEqual(body.netPresentValue, 0);
    who = 'another';
    assert.equal((await ask('/v1/plan/runs', TOLLS)).body.state, 'done');
    assert.equal((await ask(`/v1/plan/runs/${id}/comparison`)).text, text);
    const other = await ask('/v1/plan/check', {...TOLLS, draws: 1});
    assert.notEqual(other.body.id, id);
});
