import type {Chance} from '@karwan/base';
import {sleep} from '../../apps/server/src/postgres/processes.ts';
import {writtenIn, type FilledLog} from './filled-log.ts';
import {startWork} from './work-process.ts';

/** Two workers fall asleep at some instant, and what their waking changed of what others did. */
export interface Woken {
    /** How many batches they had committed when they were stopped. */
    batches: number;
    /** True where they had a transaction open, which the server had to end for the others. */
    isInTransaction: boolean;
    isCutOff: boolean;
    /** The exit code of the one that stores, after it woke. */
    code: number | null;
    isUnchanged: boolean;
}

const LOOK_MS = 3;
const BLOCKED_MS = 500;
/** Woken, they find out at once that their cursor is gone. */
const WAKING_MS = 2_000;

/**
 * Stops both of two workers where they stand, lets one other worker do all the rest, and wakes
 * them: they go on with what they had decided, and must not change a row.
 */
export async function wakeLate(
    root: string, log: FilledLog, name: string, chance: Chance,
): Promise<Woken> {
    const url = log.url(name);
    const before = await batchesOf(log, name);
    const sleepers = await startWork(root, log.home, url, 2);
    while (await batchesOf(log, name) < before + 2) {
        if (!sleepers.isRunning) throw new Error(`ended before it was stopped: ${sleepers.errors}`);
        await sleep(LOOK_MS);
    }
    await sleep(chance.below(300));
    const pids = [sleepers.pid, sleepers.second].filter(pid => pid !== undefined);
    for (const pid of pids) process.kill(pid, 'SIGSTOP');
    const batches = await batchesOf(log, name);
    const [{open}] = await log.ask(name, `
        select count(*)::int as open from pg_stat_activity
         where datname = '${name}' and state = 'idle in transaction'`) as [{open: number}];
    const other = await startWork(root, log.home, url, 1);
    let isCutOff = false;
    while (other.isRunning) {
        isCutOff = await cutOffWhoeverBlocks(log, name) || isCutOff;
        await sleep(BLOCKED_MS);
    }
    await other.done();
    const done = await writtenIn(log, name);
    for (const pid of pids) process.kill(pid, 'SIGCONT');
    const code = await sleepers.ended();
    await sleep(WAKING_MS);
    return {
        batches: batches - before, isInTransaction: open > 0, isCutOff, code,
        isUnchanged: await writtenIn(log, name) === done,
    };
}

// What a server does to a connection that holds rows and does not answer any more.
async function cutOffWhoeverBlocks(log: FilledLog, name: string): Promise<boolean> {
    const cut = await log.ask(name, `
        select pg_terminate_backend(holder.pid) from pg_stat_activity holder
         where holder.datname = '${name}' and holder.state = 'idle in transaction'
           and exists (select from pg_stat_activity waiting
                        where waiting.datname = '${name}' and waiting.wait_event_type = 'Lock'
                          and holder.pid = any(pg_blocking_pids(waiting.pid)))`);
    return cut.length > 0;
}

async function batchesOf(log: FilledLog, name: string): Promise<number> {
    const [row] = await log.ask(name, 'select batches::int as batches from cursor');
    return row!['batches'] as number;
}
