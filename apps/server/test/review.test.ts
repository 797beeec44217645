import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {after, before} from 'node:test';
import {freshDatabase, type TestDatabase} from '../src/test-database.ts';
import {KarwanProcess} from './karwan-process.ts';

// A car with a tag, another with its own; a camera that read nothing, a tag on another's
// windscreen, a bus that is registered as a car.
const VEHICLES = `tag,plate,jurisdiction,class,valid_from,opening_balance
T1,LEA1234,PK-PB,car,2025-01-01,1000
T2,LEB5678,PK-PB,car,2025-01-01,1000
T3,LEC9999,PK-PB,car,2025-01-01,1000
`;
const LANE = `device,at,tag,plate,jurisdiction,confidence,unreadable,class
M2N-06.laser,2025-03-03T10:00:00+05:00,,,,,,car
M2N-06.camera,2025-03-03T10:00:00+05:00,,,,,true,
M2N-06.laser,2025-03-03T11:00:00+05:00,,,,,,car
M2N-06.antenna,2025-03-03T11:00:00+05:00,T2,,,,,
M2N-06.camera,2025-03-03T11:00:00+05:00,,LEA1234,PK-PB,0.9,,
M2N-06.laser,2025-03-03T12:00:00+05:00,,,,,,bus
M2N-06.antenna,2025-03-03T12:00:00+05:00,T3,,,,,
`;

let folder: string;
let database: TestDatabase;
/** Items by reason, as the list has them. */
let items: Record<string, string>;

before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'karwan-review-'));
    database = await freshDatabase('review');
    writeFileSync(join(folder, 'vehicles.csv'), VEHICLES);
    writeFileSync(join(folder, 'lane.csv'), LANE);
    assert.equal((await karwan('register', join(folder, 'vehicles.csv'))).code, 0);
    assert.equal((await karwan('feed', join(folder, 'lane.csv'))).code, 0);
    const {items: found} = JSON.parse((await karwan('review', 'list', '--json')).output) as {
        items: {id: string; reason: string}[];
    };
    items = Object.fromEntries(found.map(({id, reason}) => [reason, id]));
});

after(async () => {
    await database.drop();
    rmSync(folder, {recursive: true});
});

async function karwan(...args: string[]): Promise<{code: number | null; output: string}> {
    const run = new KarwanProcess(args, {DATABASE_URL: database.url, KARWAN_HOME: folder});
    const {code, output} = await run.ended();
    return {code, output: output + run.errors};
}

const decide = (item: string, ...args: string[]) =>
    karwan('review', 'decide', item, ...args, '--reason', 'seen on the picture');

test('what waits is listed, worth most first, by day and by reason', async () => {
    const {code, output} = await karwan('review', 'list', '--day', '2025-03-03');
    assert.equal(code, 0, output);
    assert.match(output, /1 {2}class-differs +140\.00 PKR {2}the vehicle was measured as another/);
    const order = [...output.matchAll(/^\d+:(\S+)/gm)].map(([, reason]) => reason);
    assert.deepEqual(order, ['class-differs', 'nobody-identified', 'tag-and-plate-differ']);
});

test('an item shows what was seen and what can be decided', async () => {
    const {output} = await karwan('review', 'show', items['tag-and-plate-differ']!);
    assert.match(output, /open, 2025-03-03, worth PKR 60\.00$/m);
    assert.match(output, /why +the tag belongs to one vehicle, the plate to another; charged mean/);
    assert.match(output, /M2N-06\.antenna: tag:T2 \(\d+\)/);
    assert.match(output, /--as accept +the vehicle that was charged is the right one/);
});

test('a decision that the item does not take is refused in words', async () => {
    const {code, output} = await decide(items['nobody-identified']!, '--as', 'accept');
    assert.equal(code, 65);
    assert.match(output, /expected one of assign, not-chargeable/);
});

test('whose it was: the passage joins the vehicle of the tag, and explain says why', async () => {
    const item = items['nobody-identified']!;
    const done = await decide(item, '--as', 'assign', '--to', 'T1', '--json');
    const {state, trip, vehicle} = JSON.parse(done.output) as Record<string, string>;
    assert.equal(state, 'assigned');
    assert.match(vehicle!, /^plate:/);
    const {output} = await karwan('explain', `${trip}/M-2`);
    assert.match(output, /review +\d+:nobody-identified: assigned, worth 60\.00; "seen on the pic/);
});

test('decided again, the later decision counts and both stand in the log', async () => {
    const item = items['tag-and-plate-differ']!;
    assert.match((await decide(item, '--as', 'accept')).output, /is accepted/);
    const {output} = await decide(item, '--as', 'not-chargeable');
    assert.match(output, /is written-off .*charged to nobody/);
    const shown = await karwan('review', 'show', item);
    assert.equal(shown.output.match(/seen on the picture \(review-/g)?.length, 2);
});

test('another class, for that trip, and all of it verifies', async () => {
    const item = items['class-differs']!;
    assert.match((await decide(item, '--as', 'reclass', '--class', 'bus')).output, /is reclassed/);
    const verified = await karwan('verify');
    assert.equal(verified.code, 0, verified.output);
    const [due] = (await database.pool.query(
        `select class, class_by, amount_minor from due where from_ms = $1`,
        [Date.parse('2025-03-03T12:00:00+05:00')])).rows as object[];
    assert.deepEqual(due, {class: 'bus', class_by: 'declared', amount_minor: '20000'});
});
