import {chanceFrom} from '@karwan/base';
import assert from 'node:assert/strict';
import test from 'node:test';
import {digestDerived} from '../src/verify/digest.ts';
import {daySaid, decisionsOn, shuffled} from './day-said.ts';
import {ThreadUnderTest} from './thread-under-test.ts';
import {deliver} from './world-feed.ts';

// What a worker remembers of the last batches saves it time and is no part of what it decides: one
// that forgets all before each batch, or now and then, comes to the very same rows.

/** Before which batches the worker forgets. */
const ways: Record<string, (nth: number, seed: number) => boolean> = {
    'before each batch': () => true,
    'now and then': (nth, seed) => chanceFrom(1_000 * seed + nth).happens(0.2),
};

for (const {seed, vehicles, batch} of [
    {seed: 21, vehicles: 30, batch: 60}, {seed: 22, vehicles: 30, batch: 250},
    {seed: 23, vehicles: 12, batch: 11}]) {
    test(`whoever forgets decides the same (seed ${seed})`, async t => {
        const expected = await digestTold(seed, vehicles, batch, () => false);
        for (const [name, forgets] of Object.entries(ways)) {
            await t.test(name, async () => {
                const told = await digestTold(seed, vehicles, batch, forgets);
                assert.deepEqual(told, expected);
            });
        }
    });
}

const SECRET = Buffer.alloc(32, 9);

async function digestTold(
    seed: number, vehicles: number, batch: number, forgets: (nth: number, seed: number) => boolean,
): Promise<Record<string, string>> {
    const thread = await ThreadUnderTest.open('thread_memory', 'pakistan', SECRET);
    const chance = chanceFrom(seed);
    const day = shuffled(daySaid(thread.scheme, seed, vehicles), chance);
    const receivedMs = day.reduce((latest, said) => Math.max(latest, said.receivedMs), 0);
    for (let from = 0; from < day.length; from += batch) {
        const part = day.slice(from, from + batch).map(said => ({...said, receivedMs}));
        await deliver(thread, part);
        if (from % (4 * batch) === 0) {
            await thread.tell(receivedMs, await decisionsOn(thread, chance, `d${from}`));
        }
        if (forgets(from / batch, seed)) thread.forget();
        await thread.ingest.workOff();
    }
    const client = await thread.database.pool.connect();
    await client.query('begin');
    const {tables} = await digestDerived(client);
    await client.query('rollback');
    client.release();
    await thread.database.drop();
    return tables;
}
