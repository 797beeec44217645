import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {after, before} from 'node:test';
import {freshDatabase, type TestDatabase} from '../src/test-database.ts';
import {KarwanProcess} from './karwan-process.ts';

const VEHICLES = `tag,plate,jurisdiction,class,valid_from,opening_balance
T1,LEA1234,PK-PB,car,2025-01-01,1000
T2,LEB5678,PK-PB,car,2025-01-01,1000
`;
// T1 drives on at once; T2 takes three quarters of an hour for one section, about as long as the
// road's rule lets a trip last.
const LANE = `device,at,tag,plate,jurisdiction,confidence,unreadable,class
M2N-06.antenna,2025-03-03T10:00:00+05:00,T1,,,,,
M2N-07.antenna,2025-03-03T10:10:00+05:00,T1,,,,,
M2N-06.antenna,2025-03-03T11:00:00+05:00,T2,,,,,
M2N-07.antenna,2025-03-03T11:45:00+05:00,T2,,,,,
`;

let folder: string;
let database: TestDatabase;

before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'karwan-review-trips-'));
    database = await freshDatabase('review_trips');
    writeFileSync(join(folder, 'vehicles.csv'), VEHICLES);
    writeFileSync(join(folder, 'lane.csv'), LANE);
    for (const [command, file] of [['register', 'vehicles.csv'], ['feed', 'lane.csv']] as const) {
        const {code, output} = await karwan(command, join(folder, file));
        assert.equal(code, 0, output);
    }
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

interface Listed {
    trips: {fromMs: number; sure: number; charged: string; expectedLoss: string}[];
    all: number;
}

const listed = async (...args: string[]) =>
    JSON.parse((await karwan('review', 'trips', '--json', ...args)).output) as Listed;

test('trips come by expected loss, and those not worth a look do not', async () => {
    const {trips} = await listed('--look-costs', '0.01');
    assert.deepEqual(trips.map(({fromMs}) => new Date(fromMs).getUTCHours()), [6, 5]);
    for (const {sure, charged, expectedLoss} of trips) {
        assert.ok(Math.abs((1 - sure) * Number(charged) - Number(expectedLoss)) < 0.006);
    }
    const most = Number(trips[0]!.expectedLoss);
    assert.equal((await listed('--look-costs', most.toFixed(2))).all, 1);
    assert.equal((await listed('--look-costs', (most + 0.01).toFixed(2))).all, 0);
});

test('of another day there is none, and the list says so in words', async () => {
    const {code, output} = await karwan('review', 'trips', '--day', '2025-03-04');
    assert.equal(code, 0, output);
    assert.match(output, /No trip is in doubt for more than a look costs/);
    assert.match((await karwan('review', 'trips', '--look-costs', '0.01')).output,
        /^ +35\.39 +80\.00 +0\.5576 +\d+ +plate:\w+ +2025-03-03 11:00:00$/m);
});

test('a cost that is no money is refused', async () => {
    const {code, output} = await karwan('review', 'trips', '--look-costs', 'much');
    assert.notEqual(code, 0);
    assert.match(output, /found --look-costs much, expected money such as 20\.00/);
});
