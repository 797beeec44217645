import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import fastify, {type FastifyInstance} from 'fastify';
import {closingRoutes} from '../src/http/closing-routes.ts';
import {reviewRoutes} from '../src/http/review-routes.ts';
import {settingOf} from '../src/ingest.ts';
import {ThreadUnderTest} from './thread-under-test.ts';

const at = (time: string): string => `2025-03-03T${time}+05:00`;
const NOW_MS = Date.parse(at('12:00:00'));

let thread: ThreadUnderTest;
let app: FastifyInstance;
let nowMs = NOW_MS;

// A car is read at two gantries and not at the one between them.
before(async () => {
    thread = await ThreadUnderTest.open('review_routes', 'pakistan');
    await thread.tell(NOW_MS, [{
        fact: 'register', id: 'r1', tag: 'T1', plate: {jurisdiction: 'PK-PB', serial: 'LEA1234'},
        class: 'car', openingBalance: '1000.00', validFrom: '2025-01-01T00:00:00+05:00',
    }]);
    const {sections, points} = thread.scheme.corridor;
    const metres = (id: string): number => points.find(each => each.id === id)!.chainageMetres;
    const way = sections.filter(({road, direction}) => road === 'M-2' && direction === 'north')
        .map(({gantry}) => gantry).slice(5, 8);
    const [from, , to] = way.map(metres);
    const startMs = Date.parse(at('10:00:00'));
    const msOf = (gantry: string): number =>
        startMs + Math.round((metres(gantry) - from!) / Math.abs(to! - from!) * 1_800_000
            * Math.sign(to! - from!));
    await thread.say(NOW_MS, way.flatMap((gantry, nth) => [
        {
            device: `${gantry}.laser`, at: new Date(msOf(gantry)).toISOString(), class: 'car',
            lane: 1,
        },
        ...nth === 1 ? [] : [{
            device: `${gantry}.antenna`, at: new Date(msOf(gantry) + 200).toISOString(), tag: 'T1',
            lane: 1,
        }],
    ]));
    await thread.ingest.workOff();
    const setting = {
        pool: () => thread.database.pool, setting: settingOf(thread.scheme), vault: thread.vault,
        nowMs: () => nowMs,
    };
    app = fastify();
    app.decorateRequest('person', null);
    app.addHook('onRequest', async request => {
        request.person = {name: 'amina', role: 'clerk'};
    });
    reviewRoutes({...setting, onAppended: () => undefined, door: thread.door})(app);
    closingRoutes({...setting, workOff: () => thread.ingest.workOff()})(app);
});

after(async () => {
    await app.close();
    await thread.database.drop();
});

interface Offered {
    as: string;
    token: string;
    from: string;
    offMs: number;
    neighbours: object[];
}

async function firstItem(): Promise<string> {
    const {items} = JSON.parse((await app.inject('/v1/review')).body) as {items: {id: string}[]};
    return items[0]!.id;
}

async function decide(id: string, payload: object): Promise<{status: number; body: string}> {
    const {statusCode, body} = await app.inject(
        {method: 'POST', url: `/v1/review/${id}/decision`, payload});
    return {status: statusCode, body};
}

test('who is under way here and was reported by nobody is offered, well timed', async () => {
    const id = await firstItem();
    assert.match(id, /:nobody-identified$/);
    const {offers, choices} = JSON.parse((await app.inject(`/v1/review/${id}`)).body) as
        {offers: Offered[]; choices: string[]};
    assert.deepEqual(choices, ['assign', 'not-chargeable']);
    const [offer] = offers;
    assert.equal(offers.length, 1);
    assert.deepEqual([offer!.as, offer!.from], ['assign', 'gap']);
    assert(Math.abs(offer!.offMs) < 1_000, `${offer!.offMs} ms off`);
    assert.equal(offer!.neighbours.length, 2);
});

test('a decision that the item does not take is refused, and nothing is said', async () => {
    const {status, body} = await decide(await firstItem(), {as: 'accept', reason: 'seen'});
    assert.equal(status, 422, body);
    assert.equal((await decide('9:no-tariff', {as: 'accept', reason: 'seen'})).status, 404);
    assert.equal((await thread.rows(`select from fact where kind = 'review'`)).length, 0);
});

test('a day is not closed before it is over', async () => {
    const {statusCode, body} = await app.inject(
        {method: 'POST', url: '/v1/day/2025-03-03/close', payload: {}});
    assert.equal(statusCode, 409);
    assert.equal((JSON.parse(body) as {answer: string}).answer, 'not-over');
});

test('assigned, the passage is that vehicle\'s, and who decided stands in the log', async () => {
    const id = await firstItem();
    const {status, body} = await decide(id, {as: 'assign', to: 'tag:T1', reason: 'by its way'});
    assert.equal(status, 200, body);
    await thread.ingest.workOff();
    const [row] = await thread.rows<{state: string}>(
        'select state from review where id = $1', [id]);
    assert.equal(row!.state, 'assigned');
    const [fact] = await thread.rows<{reason: string}>(
        `select body->>'reason' as reason from fact where kind = 'review'`);
    assert.equal(fact!.reason, 'by its way (amina)');
    const {items} = JSON.parse((await app.inject('/v1/review')).body) as {items: []};
    assert.equal(items.length, 0);
});

test('over and worked off it is closed; closed again it says so', async () => {
    nowMs = Date.parse('2025-03-04T06:00:00+05:00');
    const close = async (): Promise<{status: number; answer: string}> => {
        const {statusCode: status, body} = await app.inject({
            method: 'POST', url: '/v1/day/2025-03-03/close', payload: {isComplete: true}});
        return {status, answer: (JSON.parse(body) as {answer: string}).answer};
    };
    assert.deepEqual(await close(), {status: 200, answer: 'closed'});
    assert.deepEqual(await close(), {status: 409, answer: 'closed-already'});
});
