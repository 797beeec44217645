import {
    closeSync, existsSync, openSync, readFileSync, renameSync, statSync, writeFileSync,
} from 'node:fs';
import {createServer, type AddressInfo} from 'node:net';
import {join} from 'node:path';
import type {Binaries} from './binaries.ts';
import type {Cluster} from './cluster.ts';
import {isAlive, listWorkingIn, sleep, worksIn} from './processes.ts';
import {runProgram, startProgram} from './runner.ts';

/** What the cluster's own `postmaster.pid` says of the server that runs on it. */
export interface Postmaster {
    readonly pid: number;
    readonly port: number;
}

/** A start that is under way or has ended again. */
export interface Attempt {
    readonly pid: number | undefined;
    hasEnded(): boolean;
    /** What the server has written since this start. */
    output(): string;
}

/** A port is taken, an older server's children still end: both pass, we try again. */
const PASSING = /shared memory block|postmaster\.pid|Address already in use|could not bind/;

const LOG_LIMIT_BYTES = 20_000_000;

/** The server that runs on this cluster, or undefined: a file left by a dead one is nothing. */
export function findPostmaster(cluster: Pick<Cluster, 'data'>): Postmaster | undefined {
    const lines = pidFileLines(cluster);
    const pid = Number(lines[0]);
    const port = Number(lines[3]);
    if (!(pid > 0) || !(port > 0) || !isAlive(pid)) return undefined;
    return isForeign(pid, cluster) ? undefined : {pid, port};
}

// Ids are given anew: after a crash or a restart of the machine a stranger may carry the number
// in our file. A postmaster stands in its data folder; whoever stands elsewhere is a stranger.
function isForeign(pid: number, cluster: Pick<Cluster, 'data'>): boolean {
    return worksIn(pid, cluster.data) === 'no';
}

/** Starts a server on a free port of the loopback address. */
export async function startPostmaster(cluster: Cluster, binaries: Binaries): Promise<Attempt> {
    releaseReusedPid(cluster);
    endOldLog(cluster.logFile);
    const port = String(await freePort());
    const settings = {...SETTINGS, port, ...cluster.settings};
    const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const logFile = openSync(cluster.logFile, 'a', 0o600);
    const sizeBytes = statSync(cluster.logFile).size;
    const child = startProgram(
        cluster.runner, binaries.postgres, ['-D', cluster.data, ...args], logFile,
    );
    closeSync(logFile);
    let fault: Error | undefined;
    child.once('error', error => {
        fault = error;
    });
    return {
        pid: child.pid,
        hasEnded: () => fault !== undefined || child.exitCode !== null || child.signalCode !== null,
        output: () => fault?.message
            ?? readFileSync(cluster.logFile).subarray(sizeBytes).toString('utf8').trim(),
    };
}

// fsync and synchronous_commit stay as PostgreSQL has them: on. A larger max_wal_size spares
// checkpoints while much is loaded; much larger, and recovery after a crash would be slow.
const SETTINGS = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_wal_size: '2GB',
    shared_buffers: '256MB',
    max_connections: '100',
    timezone: 'UTC',
    log_timezone: 'UTC',
    jit: 'off',
};

/** Would the next attempt fare better? */
export function isPassing(output: string): boolean {
    return PASSING.test(output);
}

/** Ends what a killed server left at work in our folder, and nothing that stands elsewhere. */
export function endOrphans(cluster: Cluster): void {
    if (findPostmaster(cluster)) return;
    for (const pid of listWorkingIn(cluster.data)) sendSignal(pid, 'SIGQUIT');
}

/** Stops the server: open transactions are rolled back; in an emergency without a checkpoint. */
export async function stopPostmaster(
    {pid}: Postmaster, cluster: Cluster, binaries: Binaries, limitMs: number,
): Promise<void> {
    if (process.platform === 'win32') {
        runProgram(cluster.runner, binaries.pgCtl, ['stop', '-D', cluster.data, '-m', 'fast']);
        return;
    }
    sendSignal(pid, 'SIGINT');
    if (await isGoneWithin(pid, limitMs)) return;
    sendSignal(pid, 'SIGQUIT');
    if (await isGoneWithin(pid, 5_000)) return;
    throw new Error(`PostgreSQL (process ${pid}) did not stop within ${limitMs + 5_000} ms`);
}

async function isGoneWithin(pid: number, limitMs: number): Promise<boolean> {
    const untilMs = performance.now() + limitMs;
    while (isAlive(pid)) {
        if (performance.now() > untilMs) return false;
        await sleep(20);
    }
    return true;
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
    try {
        process.kill(pid, signal);
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
}

// PostgreSQL does not start while a process with the number in postmaster.pid lives, whoever
// that is. We put a number there that nobody has, and leave the rest: with it PostgreSQL still
// looks whether children of the old server hold its memory.
function releaseReusedPid(cluster: Cluster): void {
    const lines = pidFileLines(cluster);
    const pid = Number(lines[0]);
    if (!(pid > 0) || !isAlive(pid) || !isForeign(pid, cluster)) return;
    let nobody = 4_000_000;
    while (isAlive(nobody)) nobody--;
    writeFileSync(pidFile(cluster), [nobody, ...lines.slice(1)].join('\n'));
}

function pidFileLines(cluster: Pick<Cluster, 'data'>): string[] {
    const path = pidFile(cluster);
    return existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
}

function pidFile(cluster: Pick<Cluster, 'data'>): string {
    return join(cluster.data, 'postmaster.pid');
}

function freePort(): Promise<number> {
    return new Promise((resolve, reject) => {
        const probe = createServer();
        probe.once('error', reject);
        probe.listen(0, '127.0.0.1', () => {
            const {port} = probe.address() as AddressInfo;
            probe.close(() => resolve(port));
        });
    });
}

function endOldLog(path: string): void {
    const size = statSync(path, {throwIfNoEntry: false})?.size ?? 0;
    if (size > LOG_LIMIT_BYTES) renameSync(path, `${path}.old`);
}
