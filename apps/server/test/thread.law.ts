import {chanceFrom, type Chance} from '@karwan/base';
import type {Delivery} from '@karwan/world';
import assert from 'node:assert/strict';
import test from 'node:test';
import {settingOf} from '../src/ingest.ts';
import {differenceText} from '../src/verify/difference.ts';
import {verify} from '../src/verify/verify.ts';
import {daySaid, decisionsOn, shuffled} from './day-said.ts';
import {toldBy, type Told} from './thread-told.ts';
import {ThreadUnderTest} from './thread-under-test.ts';
import {deliver} from './world-feed.ts';

// A seeded day of nine motorways, as the devices and the office say it. However it reaches us and
// in whatever pieces, the same vehicles must have driven the same trips and owe the same money.

/** How a day reaches the thread, and how many messages are worked off at once. */
interface Way {
    order: (day: readonly Delivery[], chance: Chance) => Delivery[];
    batch: number;
}

const asSaid = (day: readonly Delivery[]) => [...day];

const ways: Record<string, Way> = {
    'shuffled': {order: shuffled, batch: 2_000},
    'shuffled, 100 at a time': {order: shuffled, batch: 100},
    'every message doubled': {order: doubled, batch: 2_000},
    '100 at a time': {order: asSaid, batch: 100},
};

// A transaction for each few messages takes its time, so those days have few vehicles.
const days: {seed: number; vehicles: number; ways: Record<string, Way>}[] = [
    ...[1, 2].map(seed => ({seed, vehicles: 40, ways})),
    {seed: 4, vehicles: 12, ways: {'7 at a time': {order: asSaid, batch: 7}}},
    {seed: 5, vehicles: 5, ways: {'one at a time': {order: asSaid, batch: 1}}},
];

for (const {seed, vehicles, ways} of days) {
    test(`a day comes to the same however it is said (seed ${seed})`, async t => {
        const expected = await dayTold(seed, vehicles, {order: asSaid, batch: 2_000});
        for (const [name, way] of Object.entries(ways)) {
            await t.test(name, async () => {
                assertSame(await dayTold(seed, vehicles, way), expected);
            });
        }
    });
}

// A low balance is decided by what was known when it was decided (asKnown), so what those vehicles
// pay and from where may differ with the order; what they drove and its toll may not.
function assertSame(told: Told, expected: Told): void {
    const low = [...told.low, ...expected.low];
    const isLow = (line: string) => low.some(name => line.includes(name));
    for (const what of ['passages', 'trips', 'tolls', 'reviews'] as const) {
        assert.deepEqual(apart(told[what], expected[what]), [], what);
    }
    for (const what of ['dues', 'net'] as const) {
        const [had, wanted] = [told[what], expected[what]].map(
            lines => lines.filter(line => !isLow(line)));
        assert.deepEqual(apart(had!, wanted!), [], what);
        assert(wanted!.length > expected[what].length / 2, 'most vehicles met no low balance');
    }
}

/** The first lines that only one of the two has. */
function apart(told: readonly string[], expected: readonly string[]): string[] {
    const [had, wanted] = [new Set(told), new Set(expected)];
    return [
        ...expected.filter(line => !had.has(line)).map(line => `missing: ${line}`),
        ...told.filter(line => !wanted.has(line)).map(line => `too many: ${line}`),
        ...told.length === expected.length ? [] : [`${told.length} and not ${expected.length}`],
    ].slice(0, 8);
}

const SECRET = Buffer.alloc(32, 7);

async function dayTold(seed: number, vehicles: number, {order, batch}: Way): Promise<Told> {
    const thread = await ThreadUnderTest.open('thread_law', 'pakistan', SECRET);
    const day = order(daySaid(thread.scheme, seed, vehicles), chanceFrom(seed));
    // All has come in by the last receipt, in whatever order it is told.
    const receivedMs = day.reduce((latest, said) => Math.max(latest, said.receivedMs), 0);
    for (let from = 0; from < day.length; from += batch) {
        const part = day.slice(from, from + batch).map(said => ({...said, receivedMs}));
        await deliver(thread, part);
        await thread.ingest.workOff();
    }
    const {differences} = await verify(thread.database.pool, settingOf(thread.scheme));
    assert.deepEqual(differences.map(differenceText), []);
    const told = await toldBy(thread.database.pool);
    await thread.database.drop();
    return told;
}

// People decide while devices still speak: about items that are open, again about some that they
// have decided, and about some that nothing ever opened. Whatever they say, what is stored is what
// the log implies.
for (const seed of [11, 13]) {
    test(`what people decide stays decided while the day comes in (seed ${seed})`, async () => {
        const thread = await ThreadUnderTest.open('thread_law', 'pakistan', SECRET);
        const chance = chanceFrom(seed);
        const day = shuffled(daySaid(thread.scheme, seed, 30), chance);
        const receivedMs = day.reduce((latest, said) => Math.max(latest, said.receivedMs), 0);
        let decided = 0;
        for (let from = 0; from < day.length; from += 60) {
            const part = day.slice(from, from + 60).map(said => ({...said, receivedMs}));
            await deliver(thread, part);
            const facts = await decisionsOn(thread, chance, `d${from}`);
            decided += facts.length;
            await thread.tell(receivedMs, facts);
            await thread.ingest.workOff();
        }
        assert(decided > 10);
        const {differences} = await verify(thread.database.pool, settingOf(thread.scheme));
        assert.deepEqual(differences.map(differenceText), []);
        await thread.database.drop();
    });
}

function doubled(day: readonly Delivery[], chance: Chance): Delivery[] {
    const again = [...day];
    day.forEach(said => again.splice(again.indexOf(said) + 1 + chance.below(50), 0, said));
    return again;
}
