import type pg from 'pg';
import {settingOf} from '../apps/server/src/ingest.ts';
import {cursorOf} from '../apps/server/src/thread/load.ts';
import {workBatch} from '../apps/server/src/thread/batch.ts';
import {verify} from '../apps/server/src/verify/verify.ts';
import {ThreadUnderTest} from '../apps/server/test/thread-under-test.ts';
import {driveThrough} from '../apps/server/test/world-feed.ts';
import {proof} from './proof.ts';

const SIZES = [10, 100, 2_000];

/** How often each statement ran in one batch, by name. */
type Counts = Map<string, number>;

interface Measured {
    size: number;
    batches: number;
    readings: number;
    /** Of all batches: the fewest and the most statements. */
    fewest: number;
    most: number;
    /** How often each statement ran at most in one batch. */
    byName: Counts;
}

/**
 * How often a statement may run in one batch; one that is not named here may run once. Places and
 * vehicles are loaded for all of a batch at once; where what is found reaches over the edge of what
 * was asked for, all edges are asked for at once. How far a queue of vehicles or a chain of trips
 * reaches is a matter of the road and not of the batch: two such rounds are allowed for.
 */
const MAY_RUN: Readonly<Record<string, number>> = {
    // Before the lock on accounts and behind it, where a wallet is new.
    'ledger-limits': 2,
    // For tokens that facts are about, for tokens that were read, for vehicles that are charged.
    'thread-register': 3,
    // Around what is new, and two rounds at the edges.
    'thread-readings-near': 3, 'thread-passages-near': 3,
    'thread-trips-of-vehicles': 3, 'thread-passages-of-vehicles': 3, 'thread-dues-of-trips': 3,
    // For places, and with each load of vehicles.
    'thread-reviews-of-passages': 4,
    // For places, and for items.
    'thread-review-facts': 2,
};

/** What a batch may take in all, however much it holds. */
const MOST_IN_ALL = 40;

export default proof({
    id: 'thread-07',
    claim: 'a batch takes the same statements however many readings it holds',
    bar: `each statement at most as often as its constant says (once, nine of them 2 to 4 times; `
        + `balances once), at most ${MOST_IN_ALL} in all, in batches of any size; the books verify`,
    kind: 'held', short: true,
    async measure({seed, say}) {
        const measured: Measured[] = [];
        let isSound = true;
        for (const size of SIZES) {
            const thread = await ThreadUnderTest.open(`statements_${size}`, 'pakistan');
            await driveThrough(thread, {seed, days: 1, vehiclesPerDay: 120, staysInLog: true});
            measured.push(await workInBatches(thread, size));
            isSound &&= (await verify(thread.database.pool, settingOf(thread.scheme))).isSound;
            await thread.database.drop();
            say(lineOf(measured.at(-1)!));
        }
        const beyond = measured.flatMap(({size, byName}) => [...byName]
            .filter(([name, times]) => times > (MAY_RUN[name] ?? 1))
            .map(([name, times]) => `  ${name}: ${times} times in a batch of ${size}`));
        const most = Math.max(...measured.map(each => each.most));
        return {
            value: `${measured.map(each => each.most).join(', ')} at most`,
            holds: beyond.length === 0 && most <= MOST_IN_ALL && isSound,
            notes: [
                ...[...measured.at(-1)!.byName].sort()
                    .map(([name, times]) => `  ${times} x ${name}`),
                ...beyond.length > 0 ? ['more often than it may:', ...beyond] : []],
        };
    },
});

function lineOf({size, batches, readings, fewest, most}: Measured): string {
    return `batches of ${size}: ${batches} batches, ${readings} readings, ${fewest} to ${most} `
        + 'statements a batch';
}

async function workInBatches(thread: ThreadUnderTest, size: number): Promise<Measured> {
    const setting = settingOf(thread.scheme);
    const kinds = new Map(thread.scheme.corridor.devices.map(({id, kind}) => [id, kind]));
    const client = await thread.database.pool.connect();
    const measured: Measured = {
        size, batches: 0, readings: 0, fewest: Infinity, most: 0, byName: new Map()};
    for (;;) {
        const {seq, head, batches, closed} = await cursorOf(client, 'main');
        if (seq >= head) break;
        const counts: Counts = new Map();
        await client.query('begin');
        const {readings} = await workBatch(counting(client, counts), {
            partition: 'main', fromSeq: seq, toSeq: Math.min(head, seq + size), nth: batches + 1,
            lastClosed: closed,
        }, setting, kinds);
        await client.query('commit');
        add(measured, counts, readings);
    }
    client.release();
    return measured;
}

function add(measured: Measured, counts: Counts, readings: number): void {
    const all = [...counts.values()].reduce((sum, times) => sum + times, 0);
    measured.batches++;
    measured.readings += readings;
    measured.fewest = Math.min(measured.fewest, all);
    measured.most = Math.max(measured.most, all);
    for (const [name, times] of counts) {
        measured.byName.set(name, Math.max(times, measured.byName.get(name) ?? 0));
    }
}

/** The same connection, with every statement that passes through it counted under its name. */
function counting(client: pg.PoolClient, counts: Counts): pg.PoolClient {
    return new Proxy(client, {
        get(target, property) {
            const value: unknown = Reflect.get(target, property, target);
            if (typeof value !== 'function') return value;
            return (...args: unknown[]) => {
                if (property === 'query') count(args[0], counts);
                return Reflect.apply(value, target, args) as unknown;
            };
        },
    });
}

function count(statement: unknown, counts: Counts): void {
    const {name, text} = typeof statement === 'string'
        ? {name: undefined, text: statement} : statement as {name?: string; text: string};
    const key = name ?? text.trim().slice(0, 40);
    counts.set(key, (counts.get(key) ?? 0) + 1);
}

