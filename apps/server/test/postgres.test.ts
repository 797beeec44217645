import assert from 'node:assert/strict';
import {spawn, spawnSync, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {
    existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync,
} from 'node:fs';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import test, {after, type TestContext} from 'node:test';
import {fileURLToPath} from 'node:url';
import pg from 'pg';
import {openPostgres} from '../src/postgres.ts';
import {isAlive, sleep} from '../src/postgres/processes.ts';
import {testFolder} from '../src/test-cluster.ts';

/** Who lost the server is told within this, whatever else the machine does. */
const TELL_LIMIT_MS = 30_000;

const program = fileURLToPath(new URL('./opens-postgres.child.mjs', import.meta.url));

/** Karwan as a process of its own, so that it can be killed. */
interface Opened {
    readonly child: ChildProcess;
    readonly url: string;
    readonly adopted: boolean;
    readonly postmasterPid: number;
}

const started = new Set<ChildProcess>();

function start(dataFolder: string, purpose = 'work'): ChildProcess {
    const child = spawn(process.execPath, [program, dataFolder, purpose], {
        stdio: ['pipe', 'pipe', 'inherit'],
    });
    return ended(child);
}

/** The same process, which ends with the test at the latest. */
function ended<T extends ChildProcess>(child: T): T {
    started.add(child);
    child.once('exit', () => started.delete(child));
    return child;
}

async function nextLine(child: ChildProcess, field: string): Promise<Record<string, unknown>> {
    for await (const line of createInterface({input: child.stdout!})) {
        const said = JSON.parse(line) as Record<string, unknown>;
        if (field in said || 'refused' in said) return said;
    }
    throw new Error(`the process ended without saying '${field}'`);
}

async function open(dataFolder: string, purpose?: string): Promise<Opened> {
    const child = start(dataFolder, purpose);
    const said = await nextLine(child, 'url');
    assert.equal(said['refused'], undefined);
    return {...said as unknown as Opened, child};
}

async function stop({child}: Opened): Promise<void> {
    const ended = once(child, 'exit');
    child.stdin!.write('stop\n');
    assert.deepEqual(await ended, [0, null]);
}

async function kill(pid: number): Promise<void> {
    process.kill(pid, 'SIGKILL');
    while (isAlive(pid)) await sleep(5);
}

async function query(url: string, sql: string): Promise<unknown[]> {
    const client = new pg.Client({connectionString: url});
    // A server that is killed ends the query with its own error; this one says the same again.
    client.on('error', () => undefined);
    await client.connect();
    try {
        return (await client.query(sql)).rows;
    } finally {
        await client.end();
    }
}

/** A data folder of the test's own; whatever still runs on it at the end is stopped, so that a
 * test that fails in its middle does not hold up the run. */
function folderFor(t: TestContext): string {
    const folder = join(testFolder(), 'with a space');
    t.after(async () => {
        for (const child of started) child.kill('SIGKILL');
        if (existsSync(join(folder, 'postgres', 'data', 'postmaster.pid'))) {
            const last = await openPostgres({dataFolder: folder, log: () => undefined});
            await last.stop();
        }
        rmSync(join(folder, '..'), {recursive: true});
    });
    return folder;
}

let prepared: Promise<string> | undefined;

/** A data folder with a cluster in it, copied from one that is made once: that saves initdb. */
async function clusterFor(t: TestContext): Promise<string> {
    prepared ??= prepare();
    const folder = folderFor(t);
    const {status} = spawnSync('cp', ['-a', await prepared, folder]);
    assert.equal(status, 0);
    return folder;
}

async function prepare(): Promise<string> {
    const folder = join(testFolder(), 'prepared');
    const {stop: stopIt} = await openPostgres({dataFolder: folder, log: () => undefined});
    await stopIt();
    return folder;
}

after(async () => {
    if (prepared) rmSync(join(await prepared, '..'), {recursive: true});
});

test('a new folder gets a cluster, and the last who ends stops it', async t => {
    const folder = folderFor(t);
    const first = await open(folder);
    assert.equal(first.adopted, false);
    const second = await open(folder);
    assert.equal(second.adopted, true);
    assert.equal(second.postmasterPid, first.postmasterPid);
    await stop(first);
    assert.deepEqual(await query(second.url, 'select 1 as one'), [{one: 1}]);
    await stop(second);
    assert.equal(isAlive(first.postmasterPid), false);
});

test('it holds what a ledger needs of it', async t => {
    const folder = await clusterFor(t);
    const theirs = await open(folder);
    const {url} = theirs;
    const settings = ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums',
        'server_encoding', 'listen_addresses', 'unix_socket_directories', 'TimeZone'];
    const expected = ['on', 'on', 'on', 'on', 'UTF8', '127.0.0.1', '', 'UTC'];
    for (const [index, name] of settings.entries()) {
        const [row] = await query(url, `select current_setting('${name}') as value`);
        assert.deepEqual([name, row], [name, {value: expected[index]}]);
    }
    const [collation] = await query(url, `
        select datcollate from pg_database where datname = 'karwan'
    `);
    assert.deepEqual(collation, {datcollate: 'C'});

    await t.test('nobody comes in without the password, which others cannot read', async () => {
        const wrong = url.replace(/:[0-9a-f]+@/, ':guess@');
        await assert.rejects(query(wrong, 'select 1'), {code: '28P01'});
        const file = join(folder, 'postgres', 'password');
        assert.equal(url.includes(readFileSync(file, 'utf8')), true);
        if (process.platform !== 'win32') assert.equal(statSync(file).mode & 0o077, 0);
    });

    await t.test('a server of the operator is used and left running', async () => {
        const given = await openPostgres({
            dataFolder: '/nowhere', databaseUrl: url, log: () => undefined,
        });
        assert.deepEqual([given.adopted, given.postmasterPid], [true, undefined]);
        await given.stop();
        assert.equal(isAlive(theirs.postmasterPid), true);
    });
    await stop(theirs);
});

test('after kill -9 of node its server is adopted, and nothing is lost', async t => {
    const folder = await clusterFor(t);
    const first = await open(folder);
    await query(first.url, 'create table kept as select 42 as answer');
    await kill(first.child.pid!);
    assert.equal(isAlive(first.postmasterPid), true);
    const again = await open(folder);
    assert.equal(again.adopted, true);
    assert.equal(again.postmasterPid, first.postmasterPid);
    assert.deepEqual(await query(again.url, 'select answer from kept'), [{answer: 42}]);
    await stop(again);
});

for (const order of ['node, then postgres', 'postgres, then node']) {
    test(`after kill -9 of ${order} the next start repairs itself`, async t => {
        const folder = await clusterFor(t);
        const first = await open(folder);
        await query(first.url, 'create table kept as select 42 as answer');
        const busy = query(first.url, 'select pg_sleep(60)').catch(() => undefined);
        const pids = [first.child.pid!, first.postmasterPid];
        if (order.startsWith('postgres')) pids.reverse();
        for (const pid of pids) await kill(pid);
        // How long that may take is measured by thread-06; beside other tests a clock says little.
        const startedMs = performance.now();
        const again = await open(folder);
        t.diagnostic(`repaired in ${(performance.now() - startedMs).toFixed(0)} ms`);
        assert.equal(again.adopted, false);
        assert.deepEqual(await query(again.url, 'select answer from kept'), [{answer: 42}]);
        await busy;
        await stop(again);
    });
}

test('who lost the server is told, and opens it again', async t => {
    const folder = await clusterFor(t);
    const first = await openPostgres({dataFolder: folder, log: () => undefined});
    await kill(first.postmasterPid!);
    const why = await Promise.race([first.lost, sleep(TELL_LIMIT_MS).then(() => 'nobody told')]);
    assert.match(why, /postmaster exit|terminated|ended|reset/);
    const again = await openPostgres({dataFolder: folder, log: () => undefined});
    assert.deepEqual(await query(again.url, 'select 1 as one'), [{one: 1}]);
    await again.stop();
});

test('a child that hangs in a long query does not hold up the repair', async t => {
    const folder = await clusterFor(t);
    const first = await open(folder);
    const hanging = query(first.url, `
        select count(*) from generate_series(1, 100000) a, generate_series(1, 100000) b
    `).catch(() => undefined);
    await sleep(300);
    await kill(first.postmasterPid);
    // The query would take hours; the start gives up after a minute.
    const again = await open(folder);
    await hanging;
    await kill(first.child.pid!);
    await stop(again);
});

test('one alone may serve; others may work beside it', async t => {
    const folder = await clusterFor(t);
    const server = await open(folder, 'serve');
    const second = start(folder, 'serve');
    const said = await nextLine(second, 'url');
    assert.equal(said['why'], 'another-karwan');
    assert.match(String(said['refused']), new RegExp(`process ${server.child.pid}`));
    await stop(await open(folder, 'work'));
    await kill(server.child.pid!);
    await stop(await open(folder, 'serve'));
});

test('five first starts at once share one cluster', async t => {
    const folder = folderFor(t);
    const all = await Promise.all([1, 2, 3, 4, 5].map(() => open(folder)));
    assert.equal(new Set(all.map(each => each.postmasterPid)).size, 1);
    await Promise.all(all.map(stop));
    assert.equal(isAlive(all[0]!.postmasterPid), false);
});

test('a stranger who carries the number of our dead server is left alone', async t => {
    const folder = await clusterFor(t);
    const first = await open(folder);
    await kill(first.child.pid!);
    await kill(first.postmasterPid);
    const stranger = ended(spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']));
    const pidFile = join(folder, 'postgres', 'data', 'postmaster.pid');
    const [, ...rest] = readFileSync(pidFile, 'utf8').split('\n');
    writeFileSync(pidFile, [stranger.pid, ...rest].join('\n'));
    const again = await open(folder);
    assert.equal(again.adopted, false);
    await stop(again);
    assert.equal(isAlive(stranger.pid!), true);
    await kill(stranger.pid!);
});

test('a second PostgreSQL on the machine is never touched', async t => {
    const [ours, other] = [await clusterFor(t), await clusterFor(t)];
    const neighbour = await open(other);
    const first = await open(ours);
    await kill(first.postmasterPid);
    await kill(first.child.pid!);
    await stop(await open(ours));
    assert.deepEqual(await query(neighbour.url, 'select 1 as one'), [{one: 1}]);
    assert.equal(isAlive(neighbour.postmasterPid), true);
    await stop(neighbour);
});

test('a first start that was killed leaves no half cluster behind', async t => {
    const folder = folderFor(t);
    const first = start(folder);
    while (!existsSync(folder)) await sleep(1);
    await sleep(150);
    await kill(first.pid!);
    const again = await open(folder);
    assert.equal(again.adopted, false);
    await stop(again);
});

test('an initdb that outlived its killed start and still writes holds up no start', async t => {
    const folder = await clusterFor(t);
    const draft = join(folder, 'postgres.new-4000000', 'data');
    mkdirSync(draft, {recursive: true});
    const writes = `const {writeFileSync} = require('node:fs');
        for (let n = 0; n < 1e9; n++) {
            try { writeFileSync(process.argv[1] + '/' + n, ''); } catch { process.exit(); }
            if (n === 2_000) console.log('many');
        }`;
    const writer = ended(spawn(
        process.execPath, ['-e', writes, draft], {stdio: ['ignore', 'pipe', 'ignore']}));
    await once(writer.stdout, 'data');
    await stop(await open(folder));
    if (writer.exitCode === null) await kill(writer.pid!);
    await stop(await open(folder));
    assert.deepEqual(readdirSync(folder).filter(name => name.startsWith('postgres.new')), []);
});

test('a server that was told to stop while we ask is waited for and started anew', async t => {
    const folder = await clusterFor(t);
    const first = await open(folder);
    process.kill(first.postmasterPid, 'SIGINT');
    const again = await open(folder);
    assert.notEqual(again.postmasterPid, first.postmasterPid);
    await kill(first.child.pid!);
    await stop(again);
});

test('an older server in DATABASE_URL, or none, is refused with what was expected', async () => {
    const url = 'postgres://nobody:nothing@127.0.0.1:1/none';
    await assert.rejects(
        openPostgres({dataFolder: '/nowhere', databaseUrl: url, log: () => undefined}),
        {why: 'no-answer', message: /DATABASE_URL.*ECONNREFUSED/},
    );
});
