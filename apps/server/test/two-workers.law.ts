import {chanceFrom, type Chance} from '@karwan/base';
import assert from 'node:assert/strict';
import test from 'node:test';
import {Ingest, settingOf} from '../src/ingest.ts';
import {digestDerived} from '../src/verify/digest.ts';
import {differenceText} from '../src/verify/difference.ts';
import {verify} from '../src/verify/verify.ts';
import {daySaid, decisionsOn, shuffled} from './day-said.ts';
import {ThreadUnderTest} from './thread-under-test.ts';
import {twoWorkers} from './two-workers.ts';
import {deliver} from './world-feed.ts';

// Two workers, one that decides ahead and one that stores, come to the rows, the books and the
// batches of one, to the last byte: whatever the order in which devices spoke, with facts that come
// late, tags that change vehicles, wallets that run low and people who decide in between.

for (const {seed, vehicles, size} of [
    {seed: 61, vehicles: 30, size: 40}, {seed: 62, vehicles: 40, size: 250},
    {seed: 63, vehicles: 12, size: 5}]) {
    test(`two workers come to what one comes to (seed ${seed})`, async () => {
        const one = await workedBy(1, seed, vehicles, size);
        const two = await workedBy(2, seed, vehicles, size);
        assert(two.decidedAhead > 1, 'the second worker decided');
        assert.deepEqual({...two, decidedAhead: 0}, one);
    });
}

const SECRET = Buffer.alloc(32, 6);
const PARTS = 3;

/** The digest of each derived table, and the last links of the books' and the batches' chains. */
interface Worked {
    tables: Record<string, string>;
    chains: readonly unknown[];
    decidedAhead: number;
}

async function workedBy(
    workers: 1 | 2, seed: number, vehicles: number, size: number,
): Promise<Worked> {
    const thread = await ThreadUnderTest.open('two_workers', 'pakistan', SECRET);
    const setting = settingOf(thread.scheme);
    const {pool, url} = thread.database;
    const two = workers === 2 ? await twoWorkers(url, pool, setting, size) : undefined;
    thread.ingest = two?.ingest ?? new Ingest(pool, setting, size);
    await sayInParts(thread, chanceFrom(seed), seed, vehicles);
    await two?.close();
    const {differences} = await verify(pool, setting);
    assert.deepEqual(differences.map(differenceText), []);
    const client = await pool.connect();
    await client.query('begin');
    const {tables} = await digestDerived(client);
    await client.query('rollback');
    client.release();
    const chains = await thread.rows(`
        select 'books' as of, number, encode(digest, 'hex') as digest from ledger_batch
         where number = (select max(number) from ledger_batch)
        union all select 'batches', nth, encode(digest, 'hex') from batch
         where nth = (select max(nth) from batch)`);
    await thread.database.drop();
    return {tables, chains, decidedAhead: two?.decided() ?? 0};
}

// A part is whole in the log before it is worked off, so that there is something to run ahead of.
async function sayInParts(
    thread: ThreadUnderTest, chance: Chance, seed: number, vehicles: number,
): Promise<void> {
    const day = shuffled(daySaid(thread.scheme, seed, vehicles), chance);
    const receivedMs = day.reduce((latest, said) => Math.max(latest, said.receivedMs), 0);
    const length = Math.ceil(day.length / PARTS);
    for (let from = 0; from < day.length; from += length) {
        const decided = await decisionsOn(thread, chance, `d${from}`);
        await thread.tell(receivedMs, decided);
        await deliver(thread, day.slice(from, from + length)
            .map(said => ({...said, receivedMs})));
        await thread.ingest.workOff();
    }
}
