import {chanceFrom} from '@karwan/base';
import type {WireFact} from '@karwan/journey';
import type {Delivery} from '@karwan/world';
import assert from 'node:assert/strict';
import test from 'node:test';
import {Ingest, settingOf} from '../src/ingest.ts';
import {digestDerived} from '../src/verify/digest.ts';
import {differenceText} from '../src/verify/difference.ts';
import {verify} from '../src/verify/verify.ts';
import {daySaid} from './day-said.ts';
import {ThreadUnderTest} from './thread-under-test.ts';
import {deliver} from './world-feed.ts';

// Where the log is cut into batches is chance: the same log comes to the same rows and the same
// money, also where wallets run low and are topped up between two readings of one batch.

// A transaction for each message takes its time, so that day has few vehicles.
for (const {seed, vehicles, sizes} of [
    {seed: 31, vehicles: 3, sizes: [2_000, 100, 7, 1]},
    {seed: 32, vehicles: 5, sizes: [2_000, 100, 7]}]) {
    test(`a log cut into batches of any size says the same (seed ${seed})`, async t => {
        let expected: Worked | undefined;
        for (const size of sizes) {
            const worked = await workedInBatches(seed, vehicles, size);
            expected ??= worked;
            await t.test(`${size} at a time`, () => assert.deepEqual(worked, expected));
        }
        assert(expected!.low > 0, 'some window met a low balance');
    });
}

const SECRET = Buffer.alloc(32, 5);

/** The digest of each table, and how many windows met a low balance. */
interface Worked {
    tables: Record<string, string>;
    low: number;
}

async function workedInBatches(seed: number, vehicles: number, size: number): Promise<Worked> {
    const thread = await ThreadUnderTest.open('batch_cuts', 'pakistan', SECRET);
    const setting = settingOf(thread.scheme);
    thread.ingest = new Ingest(thread.database.pool, setting, size);
    await deliver(thread, poorer(daySaid(thread.scheme, seed, vehicles), seed));
    await thread.ingest.workOff();
    const {differences} = await verify(thread.database.pool, setting);
    assert.deepEqual(differences.map(differenceText), []);
    const client = await thread.database.pool.connect();
    await client.query('begin');
    const {tables} = await digestDerived(client);
    await client.query('rollback');
    client.release();
    const [row] = await thread.rows<{low: number}>(
        `select count(*)::int as low from due where surcharge_when = 'low-balance'`);
    await thread.database.drop();
    return {tables, low: row!.low};
}

/** The same day with little money in each wallet and many small top-ups in between. */
function poorer(day: readonly Delivery[], seed: number): Delivery[] {
    const chance = chanceFrom(seed);
    const rupees = () => `${50 + chance.below(400)}.00`;
    const tags = day.flatMap(({message}) =>
        'fact' in message && message.fact === 'register' ? message.tag ?? [] : []);
    return day.flatMap((said, nth): Delivery[] => {
        const {message, receivedMs} = said;
        if ('fact' in message) return [{...said, message: withLess(message, rupees)}];
        if (!chance.happens(0.05)) return [said];
        const validFrom = new Date(receivedMs - chance.below(2) * 3_600_000).toISOString();
        return [said, {...said, message: {
            fact: 'topup', id: `more-${nth}`, tag: chance.pick(tags), validFrom, amount: rupees(),
        }}];
    });
}

function withLess(fact: WireFact, rupees: () => string): WireFact {
    if (fact.fact === 'topup') return {...fact, amount: rupees()};
    const isOpened = fact.fact === 'register' && fact.openingBalance !== undefined;
    return isOpened ? {...fact, openingBalance: rupees()} : fact;
}
