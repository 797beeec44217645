import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {chanceFrom, type Chance} from '@karwan/base';
import {isAlive, sleep} from '../../apps/server/src/postgres/processes.ts';
import {IDLE_LOAD, loadNow} from '../../tools/machine.ts';
import type {Measured, ProofContext} from '../proof.ts';
import {placesIn, verifiedIn} from '../thread-02/feed-and-place.ts';
import {firstReadings} from '../thread-02/reference-lines.ts';
import {END_LIMIT_MS, startFeed} from './feed-process.ts';
import type {KarwanProcess} from './karwan-process.ts';
import {Neighbour} from './neighbour.ts';
import {Watcher} from './watcher.ts';

/** Who is killed, in turns; where there are two workers the one that decides ahead as well. */
type Victim = 'node' | 'postgres' | 'worker' | 'both';
const VICTIMS: Record<1 | 2, readonly Victim[]> = {
    1: ['node', 'postgres', 'both'], 2: ['node', 'postgres', 'worker', 'both'],
};

const LEAST_IN_TRANSACTION = 0.2;
const REPAIR_LIMIT_MS = 10_000;
const FEED_LIMIT_MS = 3_600_000;
const CHUNK = 2_000;
/** Until it has been seen, how long a chunk may take. */
const FIRST_CHUNK_MS = 500;
const LOOK_MS = 3;

/** How much is killed how often. */
export interface Size {
    lines: number;
    kills: number;
    workers: 1 | 2;
    /** Beside other tests the clock says nothing about a repair: it is printed only. */
    isClockPrintedOnly?: boolean;
}

/** What the kills came to. */
interface Tally {
    kills: Record<Victim, number>;
    inTransaction: number;
    repairsMs: number[];
}

/**
 * Feeds a file while node, PostgreSQL or both are killed at uniform instants, goes on each time,
 * and compares what comes of it with a feed that nobody disturbed. The undisturbed one's server
 * lives on beside it as the neighbour that no repair may touch.
 */
export async function killAndGoOn(context: ProofContext, size: Size): Promise<Measured> {
    const isIdle = loadNow() < IDLE_LOAD;
    const readings = firstReadings(context.reference, size.lines, context.scratch());
    const [home, other] = [context.scratch(), context.scratch()];
    const calm = await startFeed(context.root, other, readings.file, 1);
    await calm.done(FEED_LIMIT_MS);
    const undisturbed = await verifiedIn(context, other);
    const neighbour = await Neighbour.open(other);
    try {
        const tally = await killAgainAndAgain(context, home, readings.file, size, neighbour);
        const verified = await verifiedIn(context, home);
        const places = await placesIn(home, readings.lines);
        const isSame = verified.digest.digest === undisturbed.digest.digest;
        const isUntouched = await neighbour.isUntouched();
        const slowestMs = Math.max(...tally.repairsMs);
        return {
            value: `${size.kills} kills, ${tally.inTransaction} of them between BEGIN and COMMIT: `
                + `${places.wrong} of ${size.lines} lines lost or doubled, `
                + `${isSame ? 'same digest' : 'ANOTHER DIGEST'} as undisturbed; repaired in at `
                + `most ${seconds(slowestMs)}`,
            holds: places.wrong === 0 && verified.isSound && isSame && isUntouched
                && tally.inTransaction >= LEAST_IN_TRANSACTION * size.kills
                && isQuickEnough(slowestMs, size, isIdle),
            notes: [
                ...places.named, ...summary(tally, home),
                `verify ${verified.isSound ? 'clean' : 'NOT SOUND'}; digest `
                    + `${verified.digest.digest}, undisturbed ${undisturbed.digest.digest}`,
                `the other PostgreSQL (process ${neighbour.pid}): ${isUntouched
                    ? 'same process, same connection, same rows' : 'TOUCHED'}`,
            ],
        };
    } finally {
        await neighbour.close();
    }
}

// Too slow beside other work says nothing of the repair; quick enough says all the more.
function isQuickEnough(slowestMs: number, size: Size, isIdle: boolean): boolean | null {
    if (size.isClockPrintedOnly || slowestMs < REPAIR_LIMIT_MS) return true;
    return isIdle ? false : null;
}

async function killAgainAndAgain(
    context: ProofContext, home: string, file: string, {lines, kills, workers}: Size,
    neighbour: Neighbour,
): Promise<Tally> {
    const chance = chanceFrom(context.seed);
    const watcher = new Watcher(home);
    const tally: Tally = {
        kills: {node: 0, postgres: 0, worker: 0, both: 0}, inTransaction: 0, repairsMs: [],
    };
    // Uniform over the file; the last chunk is left, so that the feed is still running.
    const targets = Array.from({length: kills}, () => chance.below(lines - 2 * CHUNK))
        .sort((a, b) => a - b);
    let feed: KarwanProcess | undefined;
    for (const [nth, target] of targets.entries()) {
        const victim = VICTIMS[workers][nth % VICTIMS[workers].length]!;
        if (!feed) {
            feed = await startFeed(context.root, home, file, workers);
            const repairMs = await watcher.untilServed(feed.pid);
            // Before the first kill there is nothing to repair: the cluster is only made.
            if (nth > 0) tally.repairsMs.push(repairMs);
        }
        await untilInstant(watcher, feed, target, chance);
        const {line, isInTransaction} = await watcher.moment();
        if (victim === 'worker') await killSecond(feed);
        else await kill(victim, feed, watcher);
        if (victim === 'both') pointAt(neighbour.pid, watcher.pidFile);
        tally.kills[victim]++;
        if (isInTransaction) tally.inTransaction++;
        const where = isInTransaction ? 'between BEGIN and COMMIT' : 'between two transactions';
        context.say(`kill ${nth + 1}: ${victim} at line ${line}, ${where}`);
        // Without its second worker a feed goes on, and starts another.
        if (victim !== 'worker') feed = undefined;
    }
    if (!feed) {
        // The feed that comes after the last kill has to repair as well.
        feed = await startFeed(context.root, home, file, workers);
        tally.repairsMs.push(await watcher.untilServed(feed.pid));
    }
    await watcher.close();
    await feed.done(FEED_LIMIT_MS);
    return tally;
}

// The feed reaches the chunk of the line; then a part of the time that a chunk takes goes by.
async function untilInstant(
    watcher: Watcher, feed: KarwanProcess, target: number, chance: Chance,
): Promise<void> {
    let [line, movedMs, chunkMs] = [-1, performance.now(), FIRST_CHUNK_MS];
    let hasBegun = false;
    for (; ;) {
        if (!feed.isRunning) throw new Error(`the feed ended before the kill: ${feed.errors}`);
        const now = await watcher.moment();
        // Before the first chunk it makes its tables: that is no feed yet.
        hasBegun ||= now.isInTransaction && now.line > 0;
        if (now.line !== line) {
            const nowMs = performance.now();
            if (line >= 0) chunkMs = nowMs - movedMs;
            [line, movedMs] = [now.line, nowMs];
        }
        if (hasBegun && line + CHUNK > target) break;
        await sleep(LOOK_MS);
    }
    await sleep(chance.below(Math.ceil(chunkMs)));
}

async function kill(victim: Victim, feed: KarwanProcess, watcher: Watcher): Promise<void> {
    const server = victim === 'node' ? [] : watcher.pids;
    const pids = [...victim === 'postgres' ? [] : [feed.pid], ...server];
    for (const pid of pids) sendKill(pid);
    while (server.some(isAlive) && watcher.pids.length > 0) await sleep(LOOK_MS);
    await feed.ended(END_LIMIT_MS);
    if (victim !== 'node') await watcher.close();
}

async function killSecond(feed: KarwanProcess): Promise<void> {
    // It may just be starting anew.
    while (feed.second === undefined) {
        if (!feed.isRunning) throw new Error(`the feed ended before the kill: ${feed.errors}`);
        await sleep(LOOK_MS);
    }
    sendKill(feed.second);
}

function sendKill(pid: number): void {
    try {
        process.kill(pid, 'SIGKILL');
    } catch (error) {
        // It ended in the meantime, with the ones that were killed before it.
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
}

// The worst that a reused number can do: what our dead server left names the neighbour's process.
function pointAt(pid: number, pidFile: string): void {
    const [, ...rest] = readFileSync(pidFile, 'utf8').split('\n');
    writeFileSync(pidFile, [pid, ...rest].join('\n'));
}

function summary({kills, inTransaction, repairsMs}: Tally, home: string): string[] {
    const sorted = [...repairsMs].sort((a, b) => a - b);
    const log = join(home, 'postgres.log');
    const told = existsSync(log)
        ? readFileSync(log, 'utf8').split('with an open transaction').length - 1 : 0;
    return [
        `killed: node ${kills.node}, PostgreSQL ${kills.postgres}, one worker of two `
            + `${kills.worker}, all ${kills.both}; `
            + `${inTransaction} between BEGIN and COMMIT; PostgreSQL's own log says so of ${told} `
            + `of the ${kills.node} where it lived on`,
        `repaired, from the start of the process: median ${seconds(sorted[sorted.length >> 1]!)}, `
            + `at most ${seconds(sorted.at(-1)!)} (${sorted.length} starts)`,
    ];
}

function seconds(milliseconds: number): string {
    return `${(milliseconds / 1000).toFixed(2)} s`;
}
