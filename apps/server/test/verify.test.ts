import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {adoptScheme} from '../src/adopt-scheme.ts';
import {closeDay, refusalText} from '../src/close-day.ts';
import {settingOf} from '../src/ingest.ts';
import {differenceText} from '../src/verify/difference.ts';
import {verify} from '../src/verify/verify.ts';
import {ThreadUnderTest} from './thread-under-test.ts';
import {driveThrough} from './world-feed.ts';

const SEED = 20250303;
const LATER_MS = Date.parse('2025-04-01T00:00:00Z');

let thread: ThreadUnderTest;

before(async () => {
    thread = await ThreadUnderTest.open('verify', 'pakistan');
    await driveThrough(thread, {seed: SEED, days: 2, vehiclesPerDay: 120});
});

after(() => thread.database.drop());

const closing = (day: string, isComplete = false) => closeDay(day, {
    pool: thread.database.pool, vault: thread.vault, setting: settingOf(thread.scheme),
    worker: thread.ingest, nowMs: LATER_MS, isComplete,
});

test(`two days of a world verify, quickly and whole (seed ${SEED})`, async () => {
    const setting = settingOf(thread.scheme);
    const quick = await verify(thread.database.pool, setting, {isQuick: true});
    assert.deepEqual(quick.differences.map(differenceText), []);
    assert.equal(quick.rederived, undefined);
    const whole = await verify(thread.database.pool, setting, {withDigest: true});
    assert.deepEqual(whole.differences.map(differenceText), []);
    const [counted] = await thread.rows<{n: string}>('select count(*) as n from passage');
    assert.equal(whole.rederived!.passages, Number(counted!.n));
    assert.match(whole.digest!.digest, /^[0-9a-f]{64}$/);
});

test('a charge of an earlier version verifies where a new one changes nothing of it', async () => {
    const {pool} = thread.database;
    const later = {...thread.scheme, version: '2', digest: 'f'.repeat(64)};
    const unknown = await verify(pool, settingOf(later));
    assert(unknown.counts.get('due')! > 0, 'nobody adopted the version that the dues name');
    await adoptScheme(pool, thread.vault, thread.scheme, LATER_MS);
    await thread.ingest.workOff();
    const known = await verify(pool, settingOf(later));
    assert.deepEqual(known.differences.map(differenceText), []);
    const surcharges = later.surcharges.map(rule => ({...rule, leastMinor: 100_000n}));
    const dearer = await verify(pool, settingOf({...later, surcharges}));
    assert(dearer.differences.some(({column}) => column === 'surcharge_minor'));
});

test('days are closed in their order, once, and stay closed', async () => {
    const third = await closing('2025-03-04', true);
    assert.equal(third.answer, 'earlier-day-open');
    const first = await closing('2025-03-03');
    assert.equal(first.answer, 'closed', first.answer === 'closed' ? '' : refusalText(first));
    const again = await closing('2025-03-03');
    assert.equal(again.answer, 'closed-already');
    const second = await closing('2025-03-04', true);
    assert.equal(second.answer, 'closed', second.answer === 'closed' ? '' : refusalText(second));
    const found = await verify(thread.database.pool, settingOf(thread.scheme));
    assert.deepEqual(found.differences.map(differenceText), []);
    assert.deepEqual(found.carriedIn, []);
});

test('a closed day stays as it was closed, and what later facts change is carried in', async () => {
    const sealed = await thread.rows('select * from closed_day order by day');
    const [due] = await thread.rows<{vehicle: string; tag: string}>(`
        select vehicle, substr(payer, 12) as tag from due
         where day = '2025-03-03' and payer like 'wallet:%' and amount_minor > 0
         order by "window" limit 1`);
    await thread.tell(LATER_MS, [{
        fact: 'tag-status', id: 'stolen', tag: due!.tag, status: 'blocked', reason: 'stolen',
        validFrom: '2025-03-01T00:00:00+05:00',
    }]);
    await thread.ingest.workOff();
    assert.deepEqual(await thread.rows('select * from closed_day order by day'), sealed);
    const found = await verify(thread.database.pool, settingOf(thread.scheme));
    assert.deepEqual(found.differences.map(differenceText), []);
    const carried = found.carriedIn.find(({day}) => day === '2025-03-03')!;
    const moved = new Set(carried.figures.map(({name}) => name));
    assert(moved.has('charges.charges.minor') && moved.has('charges.open.minor'));
});

test('a day that has not ended by the clock is not closed', async () => {
    const answer = await closing('2025-04-01');
    assert.equal(answer.answer, 'not-over');
});

test('a day is not closed while something waits to be worked off', async () => {
    await thread.tell(LATER_MS, [{
        fact: 'topup', id: 'late', tag: 'T1', amount: '1.00', validFrom: '2025-03-03T00:00:00Z',
    }]);
    const answer = await closing('2025-03-05', true);
    assert.equal(answer.answer, 'behind');
    await thread.ingest.workOff();
});

test('a day within which the log ends is closed only as complete, and is told so', async () => {
    const noon = '2025-03-20T12:00:00+05:00';
    await thread.say(Date.parse(noon), [
        {device: 'M2N-06.laser', at: noon, class: 'car', lane: 1}]);
    const running = await closing('2025-03-20');
    assert(running.answer === 'not-over', running.answer);
    assert.match(refusalText(running), /: karwan close 2025-03-20 --complete$/);
    assert.notEqual((await closing('2025-03-20', true)).answer, 'not-over');
});
