import {spawnSync} from 'node:child_process';
import {chmodSync, closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync} from 'node:fs';
import {join} from 'node:path';
import pg from 'pg';
import {openPostgres} from '../../apps/server/src/postgres.ts';
import {sleep} from '../../apps/server/src/postgres/processes.ts';
import type {ProofContext} from '../proof.ts';
import {groundOf} from './ground.ts';
import {ServerProcess} from './server-process.ts';

/** What came of it, and whether each state was told and nothing acknowledged was lost. */
export interface States {
    value: string;
    holds: boolean;
    notes: string[];
}

const DISK_MEGABYTES = 160;
const LIMIT_MS = 120_000;
/** Programs of the system, for root. */
const [MOUNT, UNMOUNT] = ['mount', 'umount'];

/**
 * A server whose disk runs full and whose database is killed, while a device goes on sending. The
 * disk is a real one where this user may mount one; else PostgreSQL is told to refuse each insert
 * as it does on a full disk.
 */
export async function fullAndLost(context: ProofContext): Promise<States> {
    const home = context.scratch();
    const disk = Disk.on(home);
    try {
        return await onDisk(context, join(home, 'data'), disk);
    } finally {
        disk.remove();
    }
}

async function onDisk(context: ProofContext, home: string, disk: Disk): Promise<States> {
    mkdirSync(home, {mode: 0o711});
    const {root, karwan, say} = context;
    const {ground, site} = groundOf(root);
    const server = await ServerProcess.start(root, {KARWAN_HOME: home}, '--scheme', 'pakistan');
    try {
        const {stdout} = await karwan(['site', 'add', site, '--json'], {env: {KARWAN_HOME: home}});
        const device = new Device(server, (JSON.parse(stdout) as {key: string}).key, ground.device);
        await device.sendUntil('ok', () => device.acknowledged > 400);
        await disk.fill(home);
        await device.sendUntil('disk-full', () => device.isRefused);
        const whileFull = device.acknowledged;
        await disk.empty(home);
        await device.sendUntil('ok', () => device.acknowledged > whileFull);
        killPostgres(home);
        await device.sendUntil('database-away', () => device.isRefused);
        const whileAway = device.acknowledged;
        await device.sendUntil('ok', () => device.acknowledged > whileAway);
        const isUp = server.isAlive;
        // Asked to stop in the middle of sending: who was let in is answered.
        const stopping = device.sendWhile(() => server.isAlive);
        await sleep(300);
        const code = await server.stop();
        await stopping;
        const lost = await lostOf(home, device.tags);
        const faults = server.faults.length;
        say(`${device.acknowledged} readings acknowledged, ${lost} of them lost`);
        return {
            value: `disk full (${disk.kind}) and database killed: both told, ${lost} of `
                + `${device.acknowledged} acknowledged readings lost`,
            holds: isUp && code === 0 && lost === 0 && faults === 0,
            notes: [
                `states in the log: ${server.log.filter(({event}) => event === 'state')
                    .map(({status}) => status).join(', ')}`,
                `on SIGTERM the server ended with ${code}; ${faults} faults of its own`,
                ...server.faults.map(fault => JSON.stringify(fault)),
            ],
        };
    } finally {
        if (server.isAlive) await server.kill();
    }
}

/** A device that sends on and on, and remembers what was acknowledged. */
class Device {
    readonly #server: ServerProcess;
    readonly #key: string;
    readonly #device: string;
    #nth = 0;
    readonly tags: string[] = [];
    isRefused = false;

    constructor(server: ServerProcess, key: string, device: string) {
        this.#server = server;
        this.#key = key;
        this.#device = device;
    }

    get acknowledged(): number {
        return this.tags.length;
    }

    /** Sends until the server says that it is in this state and something has come of it. */
    async sendUntil(status: string, hasCome: () => boolean): Promise<void> {
        const startedMs = performance.now();
        this.isRefused = false;
        for (;;) {
            await this.#send();
            const told = await fetch(`${this.#server.address}/healthz`);
            const now = await told.json() as {status: string; says: string};
            if (now.status === status && hasCome()) return;
            if (performance.now() - startedMs > LIMIT_MS || !this.#server.isAlive) {
                throw new Error(`waited for ${status}, found ${JSON.stringify(now)}: `
                    + this.#server.said.slice(-2_000));
            }
        }
    }

    async sendWhile(isGoingOn: () => boolean): Promise<void> {
        while (isGoingOn()) await this.#send().catch(() => undefined);
    }

    async #send(): Promise<void> {
        const tags = Array.from({length: 40}, () => `SENT${this.#nth++}`);
        const response = await fetch(`${this.#server.address}/v1/readings`, {
            method: 'POST',
            headers: {authorization: `Bearer ${this.#key}`, 'content-type': 'application/json'},
            body: JSON.stringify(tags.map(tag => ({
                device: this.#device, at: new Date().toISOString(), message: tag, tag}))),
        });
        if (response.status === 200) this.tags.push(...tags);
        else if (response.status === 503 && response.headers.has('retry-after')) {
            this.isRefused = true;
            await sleep(50);
        } else throw new Error(`status ${response.status}: ${await response.text()}`);
    }
}

function killPostgres(home: string): void {
    const file = join(home, 'postgres', 'data', 'postmaster.pid');
    process.kill(Number(readFileSync(file, 'utf8').split('\n')[0]), 'SIGKILL');
}

async function lostOf(home: string, tags: readonly string[]): Promise<number> {
    const postgres = await openPostgres({dataFolder: home, log: () => undefined});
    const client = new pg.Client({connectionString: postgres.url});
    await client.connect();
    const {rows} = await client.query<{tag: string}>(
        `select tag from reading where tag like 'tag:SENT%'`);
    await client.end();
    await postgres.stop();
    const found = new Set(rows.map(({tag}) => tag.slice(4)));
    return tags.filter(tag => !found.has(tag)).length;
}

/** A small disk under a folder, that can be filled and emptied. */
class Disk {
    readonly #folder: string;
    readonly #isMounted: boolean;

    static on(folder: string): Disk {
        const {status} = spawnSync(MOUNT,
            ['-t', 'tmpfs', '-o', `size=${DISK_MEGABYTES}m,mode=711`, 'tmpfs', folder]);
        chmodSync(folder, 0o711);
        return new Disk(folder, status === 0);
    }

    private constructor(folder: string, isMounted: boolean) {
        this.#folder = folder;
        this.#isMounted = isMounted;
    }

    get kind(): string {
        return this.#isMounted ? `a real one of ${DISK_MEGABYTES} MB`
            : 'by PostgreSQL\'s refusal alone; as root it is a real one';
    }

    async fill(home: string): Promise<void> {
        if (!this.#isMounted) return refuseInserts(home, true);
        const file = openSync(join(this.#folder, 'filler'), 'w');
        for (let size = 1 << 20; size >= 512; size /= 2) {
            const bytes = Buffer.alloc(size, 1);
            try {
                for (;;) writeSync(file, bytes);
            } catch (error) {
                if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
            }
        }
        closeSync(file);
    }

    async empty(home: string): Promise<void> {
        if (!this.#isMounted) return refuseInserts(home, false);
        rmSync(join(this.#folder, 'filler'));
    }

    remove(): void {
        if (this.#isMounted) spawnSync(UNMOUNT, ['-l', this.#folder]);
    }
}

// The very error of a full disk, where it would come: at the insert and at the probe.
async function refuseInserts(home: string, isFull: boolean): Promise<void> {
    const postgres = await openPostgres({dataFolder: home, log: () => undefined});
    const client = new pg.Client({connectionString: postgres.url});
    await client.connect();
    await client.query(isFull ? `
        create function disk_is_full() returns trigger language plpgsql as $$
        begin raise exception 'no space left on device' using errcode = 'disk_full'; end $$;
        create trigger disk_is_full before update on log_head
            for each statement execute function disk_is_full()`
        : 'drop function disk_is_full cascade');
    await client.end();
    await postgres.stop();
}
