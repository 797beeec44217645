import assert from 'node:assert/strict';
import {readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import test from 'node:test';
import {isAlive, sleep} from '../src/postgres/processes.ts';
import {testFolder} from '../src/test-cluster.ts';
import {KarwanProcess} from './karwan-process.ts';

interface Started {
    run: KarwanProcess;
    address: string;
    headers: {authorization: string};
}

async function start(home: string, ...more: string[]): Promise<Started> {
    const args = ['start', '--json', '--port', '0', '--vehicles', '40', '--speed', '2000', ...more];
    const run = new KarwanProcess(args, {KARWAN_HOME: home});
    const {address, token} = await run.said('address');
    return {run, address: String(address), headers: {authorization: `Bearer ${String(token)}`}};
}

// Reads the changes until the log was worked off further than `seq`.
async function workedOffBeyond(seq: number, {address, headers}: Started): Promise<number> {
    const signal = AbortSignal.timeout(60_000);
    const response = await fetch(`${address}/v1/changes`, {headers, signal});
    let heard = '';
    for await (const part of response.body!) {
        heard += Buffer.from(part as Uint8Array).toString();
        const seqs = [...heard.matchAll(/"seq":(\d+)/g)].map(match => Number(match[1]));
        const latest = Math.max(0, ...seqs);
        if (latest > seq) return latest;
    }
    throw new Error(`the changes ended at ${heard}`);
}

async function postmasterOf(home: string): Promise<number> {
    const file = join(home, 'postgres', 'data', 'postmaster.pid');
    return Number(readFileSync(file, 'utf8').split('\n')[0]);
}

test('start explains its first charge, and goes on after each kind of kill', async () => {
    const home = join(testFolder(), 'home');
    const first = await start(home);
    const {firstCharge, isEarlier} = await first.run.said('firstCharge');
    assert.equal(isEarlier, false);
    assert.match(JSON.stringify(firstCharge), /"amount"/);
    const firstSeq = await workedOffBeyond(0, first);
    await first.run.kill();

    // Node was killed: PostgreSQL lives on and is adopted.
    const second = await start(home);
    assert.equal((await second.run.said('firstCharge'))['isEarlier'], true);
    const secondSeq = await workedOffBeyond(firstSeq, second);

    // PostgreSQL is killed under it: the doors say so, then all goes on.
    const postmaster = await postmasterOf(home);
    process.kill(postmaster, 'SIGKILL');
    while (isAlive(postmaster)) await sleep(5);
    const {address, headers} = second;
    const untilMs = performance.now() + 30_000;
    const statuses = new Set<number>();
    for (let status = 0; status !== 200;) {
        assert(performance.now() < untilMs, 'the database does not come back');
        ({status} = await fetch(`${address}/healthz`, {headers}).catch(error => {
            const cause = {cause: error};
            throw new Error(`the server died with its database: ${second.run.errors}`, cause);
        }));
        statuses.add(status);
        await sleep(20);
    }
    assert([...statuses].every(status => status === 200 || status === 503), [...statuses].join());
    await workedOffBeyond(secondSeq, second);

    // PostgreSQL first, then node: the next start finds neither.
    process.kill(await postmasterOf(home), 'SIGKILL');
    await second.run.kill();
    const third = await start(home);
    await third.run.said('firstCharge');
    assert.equal((await fetch(`${third.address}/healthz`, third)).status, 200);
    assert.equal(await third.run.interrupt(), 0, third.run.errors);
    const other = new KarwanProcess(['start', '--json', '--seed', '2'], {KARWAN_HOME: home});
    assert.equal((await other.ended()).code, 65);
    assert.match(other.errors, /this Karwan holds world:pakistan:seed 1/);
    await assert.rejects(postmasterOf(home), /ENOENT/);
    rmSync(join(home, '..'), {recursive: true});
});

test('without a world it waits for devices, and a second start beside it is refused', async () => {
    const home = join(testFolder(), 'home');
    const {run, address, headers} = await start(home, '--no-world');
    assert.equal((await fetch(`${address}/healthz`, {headers})).status, 200);
    const beside = new KarwanProcess(['start', '--json', '--port', '0'], {KARWAN_HOME: home});
    const {code} = await beside.ended();
    assert.equal(code, 69);
    assert.match(beside.errors, /"error":"unavailable"/);
    const taken = new KarwanProcess(
        ['start', '--no-world', '--port', new URL(address).port],
        {KARWAN_HOME: join(home, '..', 'other')});
    assert.equal((await taken.ended()).code, 69);
    assert.match(taken.errors, /cannot listen on 127\.0\.0\.1/);
    assert.equal(await run.interrupt(), 0, run.errors);
    rmSync(join(home, '..'), {recursive: true});
});
