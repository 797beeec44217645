import type {WireFact, WireReading} from '@karwan/journey';
import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'node:test';
import {checkoutFolder} from '../src/checkout.ts';
import {explain, explainedText} from '../src/explain/explain.ts';
import {settingOf} from '../src/ingest.ts';
import {rateAnew} from '../src/rerate/rate-anew.ts';
import {movesUnder} from '../src/rerate/moves.ts';
import {schemeOfKind} from '../src/scheme-kinds.ts';
import {differenceText} from '../src/verify/difference.ts';
import {isBalanced} from '../src/verify/balances.ts';
import {verify} from '../src/verify/verify.ts';
import {ThreadUnderTest} from './thread-under-test.ts';

// The city ring of the documentation: E1 is 6 km, E2 9.5 km, a car pays 90 a kilometre, twice as
// much from 7 to 10; without a tag 9,000 for the day; 65,000 for a month. Each line is a batch, in
// the order in which it was heard: `2 08:00 E1` was seen on Monday 2 March by its plate, other
// words are facts; then the charges, and what the books hold of the car.

interface Story {
    said: string[];
    owed: string[];
    books: string;
    /** The tag is asked for as it was known. */
    asKnown?: true;
}

const FITTED = 'register from 2026-01-01';
const MONTH = 'pass p from 2026-03-01';

const stories: Record<string, Story> = {
    'with a tag each gantry asks by its own clock': {
        said: [FITTED, '2 09:50 E1, 2 10:05 E2'],
        owed: ['R-1 1080 wallet', 'R-1 855 wallet'], books: 'wallet 98065',
    },
    'without one a day costs its price': {
        said: ['2 08:00 E1, 2 08:08 E2'], owed: ['day-pass 9000 owed'],
        books: 'owed -9000',
    },
    'and no more of the same day': {
        said: ['2 08:00 E1', '2 19:00 W2, 2 19:08 W1', '2 23:50 E1'],
        owed: ['day-pass 9000 owed'], books: 'owed -9000',
    },
    'the evening heard of before the morning, the same': {
        said: ['2 19:00 W2', '2 08:00 E1'], owed: ['day-pass 9000 owed'], books: 'owed -9000',
    },
    'another day is another price': {
        said: ['2 08:00 E1', '3 08:00 E1'],
        owed: ['day-pass 9000 owed', 'day-pass 9000 owed'], books: 'owed -18000',
    },
    'over midnight it is of two days': {
        said: ['2 23:55 E1, 3 00:03 E2'],
        owed: ['day-pass 9000 owed', 'day-pass 9000 owed'], books: 'owed -18000',
    },
    'a tag that is heard of late undoes it': {
        said: ['2 12:00 E1', '2 19:00 W1', FITTED],
        owed: ['R-1 540 wallet', 'R-1 540 wallet'], books: 'wallet 98920',
    },
    'from noon on alone: the morning keeps its day': {
        said: ['2 08:00 E1', '2 19:00 W1', 'register from 2026-03-02T12:00'],
        owed: ['R-1 540 wallet', 'day-pass 9000 owed'], books: 'owed -9000, wallet 99460',
    },
    'blocked later on for that day: the day is asked after all': {
        said: [FITTED, '2 12:00 E1', 'block from 2026-03-01'],
        owed: ['day-pass 9000 owed'], books: 'owed -9000, wallet 100000',
    },
    'as known: a tag that is heard of late changes nothing': {
        asKnown: true, said: ['2 12:00 E1', FITTED], owed: ['day-pass 9000 owed'],
        books: 'owed -9000, wallet 100000',
    },
    'nor for what is heard of the same trip after that': {
        asKnown: true, said: ['2 12:00 E1', FITTED, '2 12:08 E2'], owed: ['day-pass 9000 owed'],
        books: 'owed -9000, wallet 100000',
    },
    'but the next trip knows it': {
        asKnown: true, said: ['2 12:00 E1', FITTED, '2 19:00 W1'],
        owed: ['R-1 540 wallet', 'day-pass 9000 owed'], books: 'owed -9000, wallet 99460',
    },
    'known in time it counts': {
        asKnown: true, said: [FITTED, '2 12:00 E1'], owed: ['R-1 540 wallet'],
        books: 'wallet 99460',
    },
    'a pass costs its price at once, and what it covers nothing': {
        said: [FITTED, MONTH, '2 12:00 E1'],
        owed: ['R-1 0 exempt', 'month 65000 wallet'], books: 'wallet 35000',
    },
    'bought late for what was driven, it gives that back': {
        said: [FITTED, '2 12:00 E1', MONTH],
        owed: ['R-1 0 exempt', 'month 65000 wallet'], books: 'wallet 35000',
    },
    'bought by who never drives': {
        said: [FITTED, MONTH], owed: ['month 65000 wallet'], books: 'wallet 35000',
    },
    'without a tag it is on account, and no day is asked': {
        said: [MONTH, '2 12:00 E1'], owed: ['day-pass 0 exempt', 'month 65000 owed'],
        books: 'owed -65000',
    },
    'two of them are more than the wallet holds': {
        said: [FITTED, MONTH, 'pass q from 2026-04-01'],
        owed: ['month 65000 owed', 'month 65000 wallet'], books: 'owed -65000, wallet 35000',
    },
    'and money that was there and is heard of late speaks for it': {
        said: [FITTED, MONTH, 'pass q from 2026-04-01', 'topup 50000 from 2026-02-01'],
        owed: ['month 65000 wallet', 'month 65000 wallet'], books: 'wallet 20000',
    },
    'bought and brought back: nothing is left of it': {
        said: [FITTED, MONTH, '28 12:00 E1', 'pass q from 2026-04-01', 'return q from 2026-04-01'],
        owed: ['R-1 0 exempt', 'month 65000 wallet'], books: 'wallet 35000',
    },
    'brought back it is returned, and what was driven is owed': {
        said: [FITTED, MONTH, '2 12:00 E1', 'return p from 2026-03-01'],
        owed: ['R-1 540 wallet'], books: 'wallet 99460',
    },
    'brought back from a later day it is paid, and ends': {
        said: [FITTED, MONTH, '2 12:00 E1', '9 12:00 E1', 'return p from 2026-03-05'],
        owed: ['R-1 0 exempt', 'R-1 540 wallet', 'month 65000 wallet'], books: 'wallet 34460',
    },
    'bought for a tag that is found to be this car\'s': {
        said: ['pass p for T7 from 2026-03-01', '2 12:00 E1', FITTED],
        owed: ['R-1 0 exempt', 'month 65000 wallet'], books: 'wallet 35000',
    },
};

const nowMs = Date.parse('2026-04-10T00:00:00Z');
const PLATE = {jurisdiction: 'CL', serial: 'BBCL12'};
const TAG = 'T7';

for (const [name, {said, owed, books, asKnown}] of Object.entries(stories)) {
    test(name, async t => {
        const thread = await openCity(t, text => asKnown
            ? text.replace(/(kind: untagged-day[^]*?)byEventTime/, '$1asKnown') : text);
        for (const batch of said) {
            await hear(thread, batch);
            await thread.ingest.workOff();
        }
        assert.deepEqual(await chargesOf(thread), owed);
        assert.equal(await booksOf(thread), books);
        await mustBeSound(thread);
        thread.forget();
        await hear(thread, 'class from 2026-01-01');
        await thread.ingest.workOff();
        assert.deepEqual(await chargesOf(thread), owed, 'by a worker that remembers nothing');
        await thread.database.drop();
    });
}

test('a day without a tag and a pass are explained', async t => {
    const thread = await openCity(t);
    for (const batch of ['2 08:00 E1', '2 19:00 W1', FITTED.replace('01-01', '04-01'),
        'pass p from 2026-04-01']) {
        await hear(thread, batch);
    }
    await thread.ingest.workOff();
    const client = await thread.database.pool.connect();
    t.after(() => client.release(true));
    const told = async (what: string) => explainedText((await explain(
        client, what, settingOf(thread.scheme), plate => thread.vault.token(plate)))!);
    const windows = await thread.rows<{window: string; road: string}>(
        'select "window", road from due order by road');
    const [day, pass] = [await told(windows[0]!.window), await told(windows[1]!.window)];
    const token = await told(`tag:${TAG}`);
    assert.match(day, /day-pass\/2026-03-02: CLP 9000, charged, owed by plate:/);
    assert.match(day, /^together +untagged-day day-pass on R-1, of trips without a usable tag: /m);
    assert.match(day, /one price for all of it: 9000\n +no-tag: CLP 9000/);
    assert.match(pass, /\/month: CLP 65000, charged, paid by wallet:tag:T7/);
    assert.match(
        pass, /^bought +pass month from 2026-04-01 00:00:00 until 2026-05-01 .* \(p#pass\)/m);
    assert.doesNotMatch(pass, /^trip/m);
    assert.match(token, /^passes\n +\d+\/month +car +65000 +charged +wallet$/m);
});

test('a dearer day and pass are told beforehand, and each is settled anew', async t => {
    const thread = await openCity(t);
    for (const batch of [FITTED, MONTH, '2 08:00 E1', 'block from 2026-03-20', '28 08:00 E1',
        'return p from 2026-03-20']) {
        await hear(thread, batch);
    }
    await thread.ingest.workOff();
    const before = thread.scheme.digest;
    assert.deepEqual(await chargesOf(thread),
        ['R-1 0 exempt', 'day-pass 9000 owed', 'month 65000 wallet']);
    const dearer = await openCity(t, text => text
        .replace('day-pass,car,2026-01-01,,,flat,9000', 'day-pass,car,2026-01-01,,,flat,9500')
        .replace('month,car,2026-01-01,,,flat,65000', 'month,car,2026-01-01,,,flat,70000'), thread);
    const client = await thread.database.pool.connect();
    await client.query('begin isolation level repeatable read read only');
    const moves = await movesUnder(client, settingOf(dearer.scheme), [before]);
    await client.query('rollback');
    client.release();
    assert(moves.answer === 'moves');
    assert.deepEqual(moves.moves.map(({road, beforeMinor, afterMinor}) =>
        `${road} ${beforeMinor} ${afterMinor}`), ['month 65000 70000', 'day-pass 9000 9500']);
    await rateAnew(thread.database.pool, thread.vault, dearer.scheme, [before], nowMs);
    await dearer.ingest.workOff();
    assert.deepEqual(await chargesOf(thread),
        ['R-1 0 exempt', 'day-pass 9500 owed', 'month 70000 wallet']);
    await mustBeSound(dearer);
    await thread.database.drop();
});

async function mustBeSound({database, scheme}: ThreadUnderTest): Promise<void> {
    const {differences, days} = await verify(database.pool, settingOf(scheme));
    assert.deepEqual(differences.map(differenceText), []);
    for (const day of days) assert(isBalanced(day), day.day);
}

/** The city of the documentation with its files changed, on a database of its own or another's. */
async function openCity(
    t: test.TestContext, change = (text: string): string => text, on?: ThreadUnderTest,
): Promise<ThreadUnderTest> {
    const folder = mkdtempSync(join(tmpdir(), 'karwan-city-'));
    t.after(() => rmSync(folder, {recursive: true}));
    for (const [name, text] of schemeOfKind(checkoutFolder(), 'city', 'city')) {
        writeFileSync(join(folder, name), change(text));
    }
    return on ? on.under(folder) : ThreadUnderTest.open('city', folder);
}

async function hear(thread: ThreadUnderTest, batch: string): Promise<void> {
    if (/^\d/.test(batch)) await thread.say(nowMs, batch.split(', ').map(readingOf));
    else await thread.tell(nowMs, [factOf(batch)]);
}

function readingOf(word: string): WireReading {
    const [day, time, gantry] = word.split(' ');
    return {
        device: `${gantry}.camera`, at: `2026-03-${day!.padStart(2, '0')}T${time}:00-03:00`,
        plate: PLATE,
    };
}

function factOf(words: string): WireFact {
    const [, what, name, , tag, from] = /^(\w+)(?: (\w+))?( for (\w+))? from (\S+)$/.exec(words)!;
    const at = from!.includes('T') ? `${from}:00-03:00` : `${from}T00:00:00-03:00`;
    const common = {id: words.replaceAll(' ', '-'), validFrom: at};
    const whose = tag === undefined ? {plate: PLATE} : {tag};
    switch (what) {
        case 'register': return {
            ...common, fact: 'register', tag: TAG, plate: PLATE, class: 'car',
            openingBalance: '100000',
        };
        case 'class': return {...common, fact: 'class', plate: PLATE, class: 'car'};
        case 'block':
            return {...common, fact: 'tag-status', tag: TAG, status: 'blocked', reason: 'stolen'};
        case 'topup': return {...common, fact: 'topup', tag: TAG, amount: name!};
        default: return {
            ...common, id: what === 'pass' ? name! : common.id, fact: 'pass', ...whose,
            // The clocks of Santiago go back in April.
            pass: 'month', validTo: at < '2026-04' ? '2026-04-01T00:00:00-03:00'
                : '2026-05-01T00:00:00-04:00',
            ...what === 'return' ? {isBought: false} : {},
        };
    }
}

function chargesOf(thread: ThreadUnderTest): Promise<string[]> {
    return thread.rows<{text: string}>(
        `select road || ' ' || amount_minor || ' ' || case when state = 'exempt' then state
                else split_part(payer, ':', 1) end as text from due
          order by road collate "C", amount_minor desc, payer collate "C"`)
        .then(rows => rows.map(row => row.text).sort((a, b) => a < b ? -1 : 1));
}

/** What each kind of account but the revenue's and the bank's holds. */
async function booksOf(thread: ThreadUnderTest): Promise<string> {
    const rows = await thread.rows<{kind: string; minor: string}>(
        `with moved as (
             select credit as account, amount_minor as minor from transfer
              union all select debit, -amount_minor from transfer)
         select split_part(account, ':', 1) as kind, sum(minor)::text as minor from moved
          where account !~ '^(revenue|bank)' group by 1 having sum(minor) <> 0 order by 1`);
    return rows.map(({kind, minor}) => `${kind} ${minor}`).join(', ');
}
