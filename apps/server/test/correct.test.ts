import type {WireReading} from '@karwan/journey';
import assert from 'node:assert/strict';
import test from 'node:test';
import {correctCharge, type Corrected} from '../src/correct/say.ts';
import {explain, explainedText} from '../src/explain/explain.ts';
import {settingOf} from '../src/ingest.ts';
import {differenceText} from '../src/verify/difference.ts';
import {verify} from '../src/verify/verify.ts';
import {ThreadUnderTest} from './thread-under-test.ts';

// A car drives 18.1 km of the M-2 and pays Rs 60 from its wallet; then a clerk speaks. Each story
// is what is said, and who has paid what in the end.

const nowMs = Date.parse('2025-03-03T18:00:00Z');
const CAR = 'M2N-06.antenna';

interface Story {
    words: Record<string, string>[];
    /** Each due, and the net of each kind of account but the bank's. */
    dues: string[];
    books: Record<string, string>;
}

const stories: Record<string, Story> = {
    'exempt: it has its money back': {
        words: [{as: 'exempt'}], dues: ['M-2 exempt 0.00'], books: {wallet: '1000.00'},
    },
    'written off: the wallet is given back and the loss stands in the books': {
        words: [{as: 'write-off'}], dues: ['M-2 charged 60.00'],
        books: {wallet: '1000.00', lost: '-60.00', revenue: '60.00'},
    },
    'priced anew': {
        words: [{as: 'reprice', amount: '25.00'}], dues: ['M-2 charged 25.00'],
        books: {wallet: '975.00', revenue: '25.00'},
    },
    'said and taken back': {
        words: [{as: 'exempt'}, {as: 'restore'}], dues: ['M-2 charged 60.00'],
        books: {wallet: '940.00', revenue: '60.00'},
    },
    'the last word counts': {
        words: [{as: 'reprice', amount: '25.00'}, {as: 'write-off'}, {as: 'reprice', amount: '0'}],
        dues: ['M-2 charged 0.00'], books: {wallet: '1000.00'},
    },
    'another\'s: who really drove pays': {
        words: [{as: 'reassign', to: 'tag:T2'}], dues: ['M-2 charged 60.00'],
        books: {wallet: '1000.00', other: '440.00', revenue: '60.00'},
    },
};

async function driven(): Promise<ThreadUnderTest> {
    const thread = await ThreadUnderTest.open('correct', 'pakistan');
    const common = {fact: 'register', class: 'car', validFrom: '2025-01-01T00:00:00Z'} as const;
    await thread.tell(nowMs, [
        {...common, id: 'r1', tag: 'T1', openingBalance: '1000.00'},
        {...common, id: 'r2', tag: 'T2', openingBalance: '500.00'},
    ]);
    const reading: WireReading = {device: CAR, at: '2025-03-03T10:00:00+05:00', tag: 'T1'};
    await thread.say(nowMs, [reading]);
    await thread.ingest.workOff();
    return thread;
}

async function chargeOf(thread: ThreadUnderTest): Promise<string> {
    return (await thread.rows<{window: string}>('select "window" from due'))[0]!.window;
}

const say = (
    thread: ThreadUnderTest, charge: string, word: Record<string, string>,
): Promise<Corrected> => correctCharge(charge, {
    as: word['as']!, to: word['to'], amount: word['amount'], reason: 'seen on the picture',
}, {pool: thread.database.pool, vault: thread.vault, door: thread.door, nowMs});

for (const [name, {words, dues, books}] of Object.entries(stories)) {
    test(name, async () => {
        const thread = await driven();
        const charge = await chargeOf(thread);
        for (const word of words) {
            assert.equal((await say(thread, charge, word)).answer, 'said');
            await thread.ingest.workOff();
        }
        assert.deepEqual(await duesOf(thread), dues);
        assert.deepEqual(await booksOf(thread), {other: '500.00', ...books});
        const {differences, total} = await verify(
            thread.database.pool, settingOf(thread.scheme));
        assert.deepEqual(differences.map(differenceText), []);
        assert.equal(total.charges.difference.minor, 0n);
        await thread.database.drop();
    });
}

test('what was said of a vehicle that nobody registered holds after a start', async () => {
    const thread = await ThreadUnderTest.open('correct_start', 'pakistan');
    const passes = async (device: string, at: string): Promise<void> => {
        const plate = {jurisdiction: 'PK-PB', serial: 'LEA1234', confidence: 0.99};
        await thread.say(nowMs, [{device, at: `2025-03-03T${at}+05:00`, plate}]);
        await thread.ingest.workOff();
    };
    await passes('M2N-06.camera', '10:00:00');
    await say(thread, await chargeOf(thread), {as: 'exempt'});
    await thread.ingest.workOff();
    thread.forget();
    await passes('M2N-07.camera', '10:10:00');
    assert.deepEqual(await duesOf(thread), ['M-2 exempt 0.00']);
    const {differences} = await verify(thread.database.pool, settingOf(thread.scheme));
    assert.deepEqual(differences.map(differenceText), []);
    await thread.database.drop();
});

async function duesOf(thread: ThreadUnderTest): Promise<string[]> {
    const rows = await thread.rows<{text: string}>(
        `select road || ' ' || state || ' ' || (amount_minor / 100.0)::numeric(9, 2) as text
           from due order by 1`);
    return rows.map(row => row.text);
}

async function booksOf(thread: ThreadUnderTest): Promise<Record<string, string>> {
    const rows = await thread.rows<{account: string; net: string}>(
        `select account, (sum(minor) / 100.0)::numeric(9, 2)::text as net from (
             select debit as account, -posted_minor as minor from movement
             union all select credit, posted_minor from movement) as sides
          where account <> 'bank' group by 1 having sum(minor) <> 0 order by 1`);
    return Object.fromEntries(rows.map(({account, net}) =>
        [account === 'wallet:tag:T2' ? 'other' : account.split(':')[0]!, net]));
}

test('what was said stands in the explanation, with its reason', async () => {
    const thread = await driven();
    const charge = await chargeOf(thread);
    await say(thread, charge, {as: 'reprice', amount: '25.00'});
    await thread.ingest.workOff();
    const client = await thread.database.pool.connect();
    const explained = await explain(
        client, charge, settingOf(thread.scheme), () => assert.fail('no plate'));
    client.release();
    await thread.database.drop();
    assert.match(explainedText(explained!), /corrected .*reprice 25\.00: "seen on the picture"/);
});

test('what cannot be said is told in words', async () => {
    const thread = await driven();
    const charge = await chargeOf(thread);
    const wrong: [string, Record<string, string>, RegExp][] = [
        ['1/none', {as: 'exempt'}, /no charge 1\/none/],
        [charge, {as: 'free'}, /--as free/],
        [charge, {as: 'reprice'}, /no --amount/],
        [charge, {as: 'reprice', amount: '1.005'}, /1\.005/],
        [charge, {as: 'exempt', amount: '5'}, /--amount with --as exempt/],
        [charge, {as: 'reassign'}, /no --to/],
        [charge, {as: 'restore'}, /nothing was said/],
    ];
    for (const [about, word, found] of wrong) {
        const answer = await say(thread, about, word);
        assert(answer.answer !== 'said');
        assert.match(answer.found, found);
    }
    await thread.database.drop();
});
