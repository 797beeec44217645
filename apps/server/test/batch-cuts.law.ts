import {chanceFrom, type Chance} from '@karwan/base';
import type {WireFact} from '@karwan/journey';
import type {Delivery} from '@karwan/world';
import assert from 'node:assert/strict';
import test from 'node:test';
import {Ingest, settingOf} from '../src/ingest.ts';
import {digestDerived} from '../src/verify/digest.ts';
import {differenceText} from '../src/verify/difference.ts';
import {verify} from '../src/verify/verify.ts';
import {daySaid, shuffled} from './day-said.ts';
import {ThreadUnderTest} from './thread-under-test.ts';
import {deliver} from './world-feed.ts';

// Where the log is cut into batches is chance: the same log comes to the same rows and the same
// money, also where wallets run low and are topped up between two readings of one batch, and where
// devices speak in no order at all, so that trips are cut anew with every reading.

const ORDERS: Record<string, (day: Delivery[], chance: Chance) => Delivery[]> = {
    'in order': day => day,
    // All has come in by the last receipt, in whatever order it is told.
    'shuffled': (day, chance) => {
        const receivedMs = day.reduce((latest, said) => Math.max(latest, said.receivedMs), 0);
        return shuffled(day, chance).map(said => ({...said, receivedMs}));
    },
};

// A transaction for each message takes its time, so that day has few vehicles.
for (const {order, seed, vehicles, sizes} of [
    {order: 'in order', seed: 31, vehicles: 3, sizes: [2_000, 100, 7, 1]},
    {order: 'in order', seed: 32, vehicles: 5, sizes: [2_000, 100, 7]},
    {order: 'shuffled', seed: 46, vehicles: 5, sizes: [2_000, 100, 7, 1]},
    ...[44, 45, 48, 49, 50, 51, 52].map(seed => (
        {order: 'shuffled', seed, vehicles: 5, sizes: [2_000, 100, 7]}))]) {
    test(`a log ${order}, cut into batches of any size, says the same (seed ${seed})`, async t => {
        let expected: Worked | undefined;
        for (const size of sizes) {
            await t.test(`${size} at a time`, async () => {
                const worked = await workedInBatches(ORDERS[order]!, seed, vehicles, size);
                expected ??= worked;
                assert.deepEqual(worked, expected);
            });
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

async function workedInBatches(
    order: (day: Delivery[], chance: Chance) => Delivery[], seed: number, vehicles: number,
    size: number,
): Promise<Worked> {
    const thread = await ThreadUnderTest.open('batch_cuts', 'pakistan', SECRET);
    const setting = settingOf(thread.scheme);
    thread.ingest = new Ingest(thread.database.pool, setting, size);
    const day = poorer(daySaid(thread.scheme, seed, vehicles), seed);
    await deliver(thread, order(day, chanceFrom(seed)));
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
