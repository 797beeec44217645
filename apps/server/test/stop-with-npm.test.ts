import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import test from 'node:test';
import {pathToFileURL} from 'node:url';
import {checkoutFolder} from '../src/checkout.ts';
import {isAlive, sleep} from '../src/postgres/processes.ts';
import {testFolder} from '../src/test-cluster.ts';
import {program} from './karwan-process.ts';

const LIMIT_MS = 30_000;

/** A package whose `npm start` is the server, begun as `tools/run.mjs` begins it. */
function packageIn(folder: string): void {
    mkdirSync(folder, {recursive: true});
    const launcher = pathToFileURL(join(checkoutFolder(), 'tools', 'launcher.mjs')).href;
    writeFileSync(join(folder, 'package.json'),
        '{"scripts": {"start": "node run.mjs start --json --port 0 --no-world"}}');
    writeFileSync(join(folder, 'run.mjs'), `
        import {endWithLauncher} from ${JSON.stringify(launcher)};
        endWithLauncher();
        await import(${JSON.stringify(pathToFileURL(program).href)});
    `);
}

async function isGone(pid: number): Promise<boolean> {
    for (const untilMs = performance.now() + LIMIT_MS; performance.now() < untilMs;) {
        if (!isAlive(pid)) return true;
        await sleep(50);
    }
    return false;
}

for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
    test(`${signal} to npm alone stops the server and its own PostgreSQL`, async () => {
        const folder = testFolder();
        const home = join(folder, 'home');
        packageIn(join(folder, 'npm'));
        const env: NodeJS.ProcessEnv = {
            ...process.env, KARWAN_HOME: home, KARWAN_CHECKOUT: checkoutFolder()};
        delete env['npm_lifecycle_event'];
        const npm = spawn('npm', ['start', '--silent'], {
            cwd: join(folder, 'npm'), env, detached: true, stdio: ['ignore', 'pipe', 'ignore']});
        let pid: number | undefined;
        for await (const line of createInterface({input: npm.stdout})) {
            ({pid} = JSON.parse(line) as {pid?: number});
            if (pid !== undefined) break;
        }
        assert(pid !== undefined, 'npm start ended without an address');
        const file = join(home, 'postgres', 'data', 'postmaster.pid');
        const postmaster = Number(readFileSync(file, 'utf8').split('\n')[0]);
        process.kill(npm.pid!, signal);
        assert(await isGone(pid), 'the server runs on');
        assert(await isGone(postmaster), 'PostgreSQL runs on');
        assert(!existsSync(file), 'PostgreSQL left its file');
        rmSync(folder, {recursive: true});
    });
}
