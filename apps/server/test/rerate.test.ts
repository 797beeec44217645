import assert from 'node:assert/strict';
import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {after, before} from 'node:test';
import {checkoutFolder} from '../src/checkout.ts';
import {freshDatabase, type TestDatabase} from '../src/test-database.ts';
import {KarwanProcess} from './karwan-process.ts';

// Taiwan's day from a dearer version on: 20 km free, then NT$2 in the place of NT$1.2.
const LANE = `device,at,tag,class
01F0750S.gantry,2024-05-11T08:00:00+08:00,A,small
01F0880S.gantry,2024-05-11T18:00:00+08:00,A,small
01F1123S.gantry,2024-05-11T18:40:00+08:00,A,small
01F1123S.gantry,2024-05-11T09:00:00+08:00,B,large
01F1123S.gantry,2024-05-11T12:00:00+08:00,B,large
`;

let home: string;
let scheme: string;
let database: TestDatabase;

before(async () => {
    home = mkdtempSync(join(tmpdir(), 'karwan-rerate-'));
    scheme = join(home, 'taiwan');
    cpSync(join(checkoutFolder(), 'corridors', 'taiwan'), scheme, {recursive: true});
    database = await freshDatabase('rerate');
    writeFileSync(join(home, 'lane.csv'), LANE);
    assert.equal((await karwan('feed', join(home, 'lane.csv'), '--scheme', scheme)).code, 0);
});

after(async () => {
    await database.drop();
    rmSync(home, {recursive: true});
});

async function karwan(...args: string[]): Promise<{code: number | null; output: string}> {
    const run = new KarwanProcess(args, {DATABASE_URL: database.url, KARWAN_HOME: home});
    const {code, output} = await run.ended();
    return {code, output: output + run.errors};
}

function edit(file: string, from: RegExp, to: string): void {
    const path = join(scheme, file);
    const text = readFileSync(path, 'utf8');
    assert.match(text, from);
    writeFileSync(path, text.replace(from, to));
}

const owed = async (): Promise<string[]> => (await database.pool.query<{text: string}>(
    `select vehicle || ' ' || amount_minor as text from due order by 1`)).rows.map(row => row.text);

// 35.2 km of which 15.2 are paid; 30.2 km of which 10.2 are.
const BEFORE = ['tag:A 1800', 'tag:B 1500'];
const AFTER = ['tag:A 3000', 'tag:B 1500'];

test('nothing to rate anew is said in words', async () => {
    assert.deepEqual(await owed(), BEFORE);
    const {code, output} = await karwan(
        'rerate', '--from', '2024-03-27', '--dry-run', '--scheme', scheme);
    assert.equal(code, 66, output);
    assert.match(output, /found no other version 2024-03-27; expected one of 2024-03-27 or all/);
});

test('before anyone adopts it the money is told by day, road and class', async () => {
    edit('tariffs.csv', /per-km,20,1\.2,/, 'per-km,20,2,');
    edit('corridor.yaml', /version: '2024-03-27'/, "version: 'dearer'");
    const {code, output} = await karwan(
        'rerate', '--from', '2024-03-27', '--dry-run', '--scheme', scheme);
    assert.equal(code, 0, output);
    assert.match(output, /2024-05-11 freeways +small +18\.00 +30\.00 +12\.00/);
    assert.match(output, /in all +18\.00 +30\.00 +12\.00/);
    assert.match(output, /nothing was adopted/);
    assert.deepEqual(await owed(), BEFORE);
    const {rows} = await database.pool.query(
        `select count(*)::int as versions from fact where kind = 'scheme'`);
    assert.deepEqual(rows, [{versions: 1}]);
});

test('adopted, every window settles its difference, and all verifies', async () => {
    const {code, output} = await karwan('rerate', '--from', '2024-03-27', '--scheme', scheme);
    assert.equal(code, 0, output);
    assert.match(output, /adopted; 2 vehicles were rated anew/);
    assert.deepEqual(await owed(), AFTER);
    const {rows} = await database.pool.query(
        `select id, amount_minor::int from transfer where "window" like '%/2024-05-11' order by 1`);
    assert.deepEqual(rows.at(1), {id: '2/freeways/2024-05-11#2', amount_minor: 1200});
    const verified = await karwan('verify', '--scheme', scheme);
    assert.equal(verified.code, 0, verified.output);
    const again = await karwan('rerate', '--from', 'all', '--dry-run', '--scheme', scheme);
    assert.match(again.output, /no money moves/);
});

test('files that read passages otherwise are refused', async () => {
    edit('corridor.yaml', /unregisteredTag: \{value: charge/, 'unregisteredTag: {value: as-no-tag');
    edit('corridor.yaml', /version: 'dearer'/, "version: 'third'");
    const {code, output} = await karwan('rerate', '--from', 'all', '--dry-run', '--scheme', scheme);
    assert.equal(code, 65, output);
    assert.match(output, /found 5 passages that these files read or identify otherwise/);
});
