import type pg from 'pg';
import type {Delivery, World} from '@karwan/world';
import type {Arrival, Arrivals} from '../arrivals.ts';
import {judge, type Door} from '../door.ts';
import {judgeFact, type FactDoor} from '../door/fact.ts';
import {append} from '../log.ts';
import type {Vault} from '../vault.ts';
import type {WorldClock} from './world-clock.ts';
import type {WorldFaults} from './world-faults.ts';

/** What drives a world into the log. */
export interface WorldDrive {
    world: World;
    /** Under this name its standing is kept; another seed is another world. */
    source: string;
    clock: WorldClock;
    /** What is made to go wrong, switched while it runs. */
    faults: WorldFaults;
    /** Up to here the world is driven as fast as it goes, from here at the clock's speed. */
    liveFromMs: number;
    /** The database as it is just now; it may be another one after a crash. */
    pool(): pg.Pool;
    vault: Vault;
    door: Door & FactDoor;
    /** Waits until what was appended is worked off. */
    workOff(): Promise<void>;
    onAppended(headSeq: number): void;
    signal: AbortSignal;
}

const CHUNK = 2_000;
const TICK_MS = 250;
/** So soon a fault that is switched takes hold: the world is made a step ahead. */
const STEP_MS = 60_000;
/** Of the days that are driven at once the signs of life are left out, but for the last of them. */
const LAST_SIGNS_MS = 10 * 60_000;

/**
 * Delivers a world through the doors, from where an earlier run stopped: how many of its deliveries
 * stand in the log moves in the transaction that appends them. Ends when it is told to, or when the
 * world does. Throws what the database throws; called again, it goes on.
 */
export async function driveWorld(drive: WorldDrive): Promise<void> {
    const {clock, liveFromMs, signal} = drive;
    let line = await standingOf(drive);
    await drive.faults.load(drive.pool());
    let isFirst = true;
    let isLive = false;
    let chunk: Delivery[] = [];
    let told = 0;
    const flush = async (): Promise<void> => {
        if (chunk.length === 0) return;
        await deliver(chunk, line, drive);
        line += chunk.length;
        chunk = [];
        told = 0;
    };
    for (const delivery of deliveriesFrom(drive, line)) {
        if (delivery.receivedMs >= liveFromMs && !isLive) {
            await flush();
            await drive.workOff();
            // What stood still while nobody ran it goes on where it stood.
            clock.standAt(isFirst ? delivery.receivedMs : liveFromMs);
            clock.run();
            isLive = true;
        }
        while (isLive && delivery.receivedMs > clock.nowMs() && !signal.aborted) {
            await flush();
            drive.faults.deliveredMs = clock.nowMs();
            await tick(signal);
        }
        if (signal.aborted) return;
        isFirst = false;
        chunk.push(delivery);
        if (!isOldSign(delivery, liveFromMs)) told++;
        if (told < CHUNK) continue;
        if (!isLive) clock.standAt(delivery.receivedMs);
        await flush();
        drive.faults.deliveredMs = delivery.receivedMs;
        if (!isLive) await drive.workOff();
    }
    await flush();
}

async function deliver(
    chunk: readonly Delivery[], line: number, drive: WorldDrive,
): Promise<void> {
    // What a fault has changed is told only when the fault is stored.
    await drive.faults.stored;
    const arrivals: Arrivals = {
        source: drive.source,
        items: chunk.flatMap((delivery, index) => isOldSign(delivery, drive.liveFromMs)
            ? [] : [arrivalOf(delivery, line + index, drive)]),
    };
    const {headSeq} = await append(drive.pool(), drive.vault, arrivals, async client => {
        const {rowCount} = await client.query({
            name: 'move-world',
            text: `insert into feed as f values ($1, $3, 0, false) on conflict (source)
                do update set line = excluded.line where f.line = $2`,
            values: [drive.source, line, line + chunk.length],
        });
        if (rowCount !== 1) throw new Error(`another process drives ${drive.source}`);
    });
    drive.onAppended(headSeq);
}

function isOldSign({message, receivedMs}: Delivery, liveFromMs: number): boolean {
    return 'heartbeat' in message && receivedMs < liveFromMs - LAST_SIGNS_MS;
}

function arrivalOf({message, site, receivedMs}: Delivery, nth: number, drive: WorldDrive): Arrival {
    const judged = 'fact' in message ? judgeFact(message, drive.door)
        : judge(message, drive.door, {site, nowMs: receivedMs, isHistorical: false});
    return {judged, place: `delivery ${nth + 1}`, receivedMs};
}

async function standingOf({pool, source}: WorldDrive): Promise<number> {
    const {rows: [row]} = await pool().query<{line: string}>(
        'select line from feed where source = $1', [source]);
    return Number(row?.line ?? 0);
}

// The same world again, without what was delivered.
function* deliveriesFrom(
    {world: {register, steps}, faults, liveFromMs}: WorldDrive, skip: number,
): Generator<Delivery> {
    let nth = 0;
    faults.horizonMs = undefined;
    for (const delivery of register) if (nth++ >= skip) yield delivery;
    for (const hour of steps(STEP_MS)) {
        const from = Math.max(0, Math.min(hour.deliveries.length, skip - nth));
        nth += hour.deliveries.length;
        // What was delivered before was made under the faults of then, and what is driven at
        // once is over before anybody could look.
        if (nth >= skip && hour.toMs > liveFromMs) faults.horizonMs = hour.toMs;
        for (let i = from; i < hour.deliveries.length; i++) yield hour.deliveries[i]!;
    }
}

function tick(signal: AbortSignal): Promise<void> {
    return new Promise(resolve => {
        const done = (): void => {
            clearTimeout(timer);
            signal.removeEventListener('abort', done);
            resolve();
        };
        const timer = setTimeout(done, TICK_MS);
        signal.addEventListener('abort', done);
    });
}
