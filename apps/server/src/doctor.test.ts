import assert from 'node:assert/strict';
import {rmSync, writeFileSync} from 'node:fs';
import {createServer, type AddressInfo} from 'node:net';
import {join} from 'node:path';
import test, {type TestContext} from 'node:test';
import {examine, type Check} from './doctor.ts';
import {clockIsSet, folderIsWritable, nodeIsNewEnough} from './doctor/machine.ts';
import {openPostgres} from './postgres.ts';
import {testFolder} from './test-cluster.ts';
import {freshDatabase} from './test-database.ts';

const nowMs = Date.UTC(2026, 10, 24);

function folderFor(t: TestContext): string {
    const folder = testFolder();
    t.after(() => rmSync(folder, {recursive: true}));
    return folder;
}

function named(checks: readonly Check[], what: string): Check {
    const check = checks.find(each => each.what === what);
    assert(check, `found no check of ${what}`);
    return check;
}

test('before the first start nothing is bad, and nothing was changed', async t => {
    const dataFolder = join(folderFor(t), 'not', 'yet');
    const checks = await examine({dataFolder, port: 0, nowMs});
    assert.deepEqual(checks.filter(({state}) => state === 'bad'), []);
    assert.match(named(checks, 'database').found, /none yet/);
    assert.match(named(checks, 'data folder').found, /to be made in/);
});

test('a running Karwan is seen, and by name', async t => {
    const dataFolder = folderFor(t);
    const postgres = await openPostgres({dataFolder, purpose: 'serve', log: () => undefined});
    const running = await examine({dataFolder, port: 0, nowMs});
    assert.match(named(running, 'database').found, new RegExp(`process ${postgres.postmasterPid}`));
    assert.match(named(running, 'another Karwan').found, new RegExp(`process ${process.pid}`));
    assert.equal(named(running, 'another Karwan').state, 'odd');
    await postgres.stop();
    const stopped = await examine({dataFolder, port: 0, nowMs});
    assert.match(named(stopped, 'database').found, /stopped/);
    assert.equal(named(stopped, 'another Karwan').state, 'good');
});

test('a port that is taken is odd', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise(resolve => server.once('listening', resolve));
    const {port} = server.address() as AddressInfo;
    const checks = await examine({databaseUrl: 'postgres://x@127.0.0.1:1/x', port, nowMs});
    assert.equal(named(checks, `port ${port}`).state, 'odd');
    assert.equal(named(checks, 'DATABASE_URL').state, 'bad');
    server.close();
});

test('a database that may lose what it has committed is odd', async () => {
    // The clusters of tests do without syncing, since they are thrown away.
    const {url, drop} = await freshDatabase('doctor');
    const checks = await examine({databaseUrl: url, port: 0, nowMs});
    assert.equal(named(checks, 'DATABASE_URL').state, 'odd');
    assert.match(named(checks, 'DATABASE_URL').found, /fsync = off/);
    await drop();
});

test('a data folder that is a file is bad', t => {
    const file = join(folderFor(t), 'file');
    writeFileSync(file, '');
    assert.equal(folderIsWritable(join(file, 'data')).state, 'bad');
});

const versions: Record<string, Check['state']> = {
    '18.20.0': 'bad', '20.0.0': 'good', '24.1.0': 'good',
};
for (const [version, state] of Object.entries(versions)) {
    test(`Node ${version} is ${state}`, () => assert.equal(nodeIsNewEnough(version).state, state));
}

const clocks: Record<string, Check['state']> = {
    '1970-01-01': 'bad', '2025-12-31': 'bad', '2026-11-24': 'good', '2106-02-07': 'bad',
};
for (const [day, state] of Object.entries(clocks)) {
    test(`a clock at ${day} is ${state}`, () =>
        assert.equal(clockIsSet(Date.parse(day)).state, state));
}
