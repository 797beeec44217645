import assert from 'node:assert/strict';
import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {after, before} from 'node:test';
import {checkoutFolder} from '../src/checkout.ts';
import {freshDatabase, type TestDatabase} from '../src/test-database.ts';
import {KarwanProcess} from './karwan-process.ts';

// Taiwan's day: A drives 35.2 km, of which 15.2 are paid. The scheme lies elsewhere.
const LANE = `device;at;tag;class
01F0750S.gantry;2024-05-11T08:00:00+08:00;A;small
01F0880S.gantry;2024-05-11T18:00:00+08:00;A;small
01F1123S.gantry;2024-05-11T18:40:00+08:00;A;small
`;

let home: string;
let scheme: string;
let database: TestDatabase;

before(async () => {
    home = mkdtempSync(join(tmpdir(), 'karwan-changed-'));
    scheme = join(home, 'elsewhere');
    cpSync(join(checkoutFolder(), 'corridors', 'taiwan'), scheme, {recursive: true});
    edit('corridor.yaml', /^id: taiwan$/m, 'id: ring');
    database = await freshDatabase('changed_price');
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

function fileWith(text: string): string {
    const file = join(home, 'lane.csv');
    writeFileSync(file, text);
    return file;
}

test('refused lines are told by the exit code, and the scheme is named once', async () => {
    const lines = fileWith(LANE);
    const fed = await karwan('feed', lines, '--scheme', scheme);
    assert.equal(fed.code, 0, fed.output);
    const partly = fileWith(`${LANE}nowhere;2024-05-11T18:40:00+08:00;A;small\n`);
    const some = await karwan('feed', partly);
    assert.equal(some.code, 1, some.output);
    assert.match(some.output, /3 repeated, 1 unknown-device/);
    const none = fileWith('device;at\nnowhere;2024-05-11T18:40:00+08:00\n');
    assert.equal((await karwan('feed', none)).code, 65);
    assert.equal((await karwan('feed', none)).code, 65, 'fed again it says the same');
});

test('a version that leaves the charges of the one before as they are is told apart', async () => {
    edit('corridor.yaml', /version: '2024-03-27'/, "version: 'second'");
    const {code, output} = await karwan('verify');
    assert.equal(code, 0, output);
    assert.match(output, /3 trips, 0 dues \(and 1 of earlier versions, unchanged by this one\)/);
    const {output: told} = await karwan('explain', '2/freeways/2024-05-11');
    assert.match(told,
        /by scheme ring 2024-03-27 \(\w{12}\); at hand is version second \(\w{12}\)/);
});

test('a changed price of a charged day is named by verify and close, with what to do', async () => {
    edit('tariffs.csv', /per-km,20,1\.2,/, 'per-km,20,2,');
    edit('corridor.yaml', /version: 'second'/, "version: 'dearer'");
    const line = 'the price of 2024-05-11 is another one in version dearer: 1 charge made under '
        + 'version 2024-03-27, 18.00 in all, would be 30.00\n';
    for (const command of [['verify'], ['close', '2024-05-11', '--complete']]) {
        const {code, output} = await karwan(...command);
        assert.equal(code, 1, output);
        assert(output.includes(line), output);
        assert.match(output, /give the old row its amount back/);
        assert.match(output, /karwan rerate --from 2024-03-27 --dry-run/);
    }
    assert.match((await karwan('rerate', '--from', '2024-03-27')).output, /adopted/);
    const closed = await karwan('close', '2024-05-11', '--complete');
    assert.equal(closed.code, 0, closed.output);
});
