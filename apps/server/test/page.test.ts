import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import fastify, {type FastifyInstance} from 'fastify';
import {explainedText, type Explained} from '../src/explain/explain.ts';
import {pageRoutes} from '../src/http/page.ts';
import {settingOf} from '../src/ingest.ts';
import {ThreadUnderTest} from './thread-under-test.ts';

const at = (time: string): string => `2025-03-03T${time}+05:00`;
const NOW_MS = Date.parse(at('12:00:00'));

let thread: ThreadUnderTest;
let app: FastifyInstance;

before(async () => {
    thread = await ThreadUnderTest.open('page', 'pakistan');
    await thread.tell(NOW_MS, [{
        fact: 'register', id: 'r1', tag: 'T1', plate: {jurisdiction: 'PK-PB', serial: 'LEA1234'},
        class: 'car', openingBalance: '1000.00', validFrom: '2025-01-01T00:00:00+05:00',
    }]);
    await thread.say(NOW_MS, [
        {device: 'M2N-06.laser', at: at('10:00:00'), class: 'car', lane: 1},
        {device: 'M2N-06.antenna', at: at('10:00:00.2'), tag: 'T1', lane: 1},
        {device: 'M2N-07.laser', at: at('11:00:00'), class: 'car', lane: 1},
        {device: 'M2N-07.camera', at: at('11:00:00.1'), plate: null, lane: 1},
    ]);
    await thread.ingest.workOff();
    app = fastify();
    app.decorateRequest('person', null);
    app.addHook('onRequest', async request => {
        request.person = {name: 'amina', role: 'clerk'};
    });
    pageRoutes({
        pool: () => thread.database.pool, setting: settingOf(thread.scheme),
        tokenOf: plate => thread.vault.token(plate), nowMs: () => NOW_MS, simulatedSpeed: 20,
    })(app);
});

after(async () => {
    await app.close();
    await thread.database.drop();
});

test('the figures of today: one passage charged, one in review, difference 0', async () => {
    const {body} = await app.inject('/v1/day');
    const day = JSON.parse(body) as Day;
    assert.equal(day.day, '2025-03-03');
    assert.equal(day.simulatedSpeed, 20);
    assert.equal(day.isBalanced, true);
    assert.deepEqual(day.balances.detections, {
        detections: 2, identified: 1, unidentifiable: 1, false: 0, difference: 0});
    assert.deepEqual(day.balances.passages['charged'], {count: 1, money: '60.00'});
    assert.deepEqual(day.balances.passages['inReview'], {count: 1, money: '20.00'});
    assert.deepEqual(day.balances.charges['paid'], {count: 1, money: '60.00'});
    assert.equal(day.shares.byStatus['published'], '60.00');
    assert.deepEqual(day.charges.map(charge => charge.amount), ['60.00']);
    assert.equal(day.hours[10], 1);
});

interface Day {
    day: string;
    simulatedSpeed: number;
    isBalanced: boolean;
    balances: {
        detections: object; passages: Record<string, object>; charges: Record<string, object>;
    };
    shares: {byStatus: Record<string, string>};
    charges: {window: string; amount: string}[];
    hours: number[];
}

test('the day stays what it was until the log is worked off further', async () => {
    const first = JSON.parse((await app.inject('/v1/day')).body) as {cursor: number};
    await thread.say(NOW_MS, [{device: 'M2N-08.laser', at: at('11:30:00'), class: 'car', lane: 1}]);
    await thread.ingest.workOff();
    const next = JSON.parse((await app.inject('/v1/day')).body) as Day & {cursor: number};
    assert.equal(next.cursor, first.cursor + 1);
    assert.equal((next.balances.detections as {detections: number}).detections, 3);
});

async function explained(what: string): Promise<{status: number; body: string}> {
    const {statusCode, body} = await app.inject(
        {method: 'POST', url: '/v1/explain', payload: {what, reason: 'a call'}});
    return {status: statusCode, body};
}

test('a plate is explained and stands nowhere in the answer', async () => {
    const {status, body} = await explained('pk-pb lea 1234');
    assert.equal(status, 200);
    assert(!/LEA|lea/.test(body));
    const found = JSON.parse(body) as {token: {trips: {charges: {window: string}[]}[]}};
    const {window} = found.token.trips[0]!.charges[0]!;
    const charge = await explained(window);
    const {grounds, head} = JSON.parse(charge.body) as {grounds: {label: string}[]; head: string};
    assert.match(head, /PKR 60\.00, charged, paid by wallet:tag:T1/);
    assert.deepEqual(grounds.map(({label}) => label), [
        'seen', 'inferred', 'vehicle', 'class', 'valid then', 'trip', 'window', 'tariff', 'amount',
        'money', 'wallet', 'review', 'decided']);
});

test('a tag that was read and is not registered is told with its passages', async () => {
    await thread.say(NOW_MS, [
        {device: 'M2N-06.laser', at: at('11:40:00'), class: 'car', lane: 1},
        {device: 'M2N-06.antenna', at: at('11:40:00.2'), tag: 'STRAY', lane: 1},
        {device: 'M2N-06.laser', at: at('11:45:00'), class: 'car', lane: 1},
        {device: 'M2N-06.antenna', at: at('11:45:00.2'), tag: 'STRAY', lane: 1},
        {device: 'M2N-06.camera', at: at('11:45:00.3'), lane: 1,
            plate: {jurisdiction: 'PK-PB', serial: 'LEB77'}},
    ]);
    await thread.ingest.workOff();
    const {status, body} = await explained('STRAY');
    assert.equal(status, 200);
    const found = JSON.parse(body) as NonNullable<Explained>;
    assert(found.about === 'unregistered', found.about);
    const vehicle = thread.vault.token({jurisdiction: 'PK-PB', serial: 'LEB77'});
    assert.equal(explainedText(found), ['tag:STRAY was seen 2 times; it is not registered',
        `  1 passage went to ${vehicle}`, '  1 passage is in review'].join('\n'));
});

test('what is nowhere is not found, and what is no day is refused', async () => {
    assert.equal((await explained('9999/M-2')).status, 404);
    assert.equal((await explained('tag:nobody')).status, 404);
    assert.equal((await explained('PK-PB ZZZ999')).status, 404);
    assert.equal((await explained('')).status, 400);
    assert.equal((await app.inject('/v1/day?day=yesterday')).statusCode, 400);
    assert.equal((await app.inject('/v1/day?day=2025-02-31')).statusCode, 400);
});
