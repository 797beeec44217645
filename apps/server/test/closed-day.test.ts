import type {WireReading} from '@karwan/journey';
import assert from 'node:assert/strict';
import test from 'node:test';
import {closeDay, type Closing} from '../src/close-day.ts';
import {settingOf} from '../src/ingest.ts';
import {differenceText} from '../src/verify/difference.ts';
import {verify} from '../src/verify/verify.ts';
import {ThreadUnderTest} from './thread-under-test.ts';

// A gantry of the M-2 comes back with what it saw on a day that is closed since. 18.1 km between
// M2N-06 and the next cost a car Rs 60, 24.6 km with M2N-07 Rs 80, each with a tag.

const at = (day: string, time: string) => `2025-03-${day}T${time}:00+05:00`;

async function opened(): Promise<ThreadUnderTest> {
    const thread = await ThreadUnderTest.open('closed_day', 'pakistan');
    await thread.tell(Date.parse(at('03', '01:00')), [{
        fact: 'register', id: 'r', tag: 'T1', plate: {jurisdiction: 'PK-PB', serial: 'LEA1234'},
        class: 'car', openingBalance: '1000.00', validFrom: '2025-01-01T00:00:00Z',
    }]);
    return thread;
}

async function hear(thread: ThreadUnderTest, nowAt: string, ...said: string[]): Promise<void> {
    await thread.say(Date.parse(nowAt), said.map((word): WireReading => {
        const [gantry, day, time] = word.split(' ');
        return {device: `${gantry}.antenna`, at: at(day!, time!), tag: 'T1'};
    }));
    await thread.ingest.workOff();
}

const close = (thread: ThreadUnderTest, day: string): Promise<Closing> => closeDay(day, {
    pool: thread.database.pool, vault: thread.vault, setting: settingOf(thread.scheme),
    worker: thread.ingest, nowMs: Date.parse('2025-03-20T00:00:00Z'), isComplete: true,
});

async function sealed(thread: ThreadUnderTest, day: string): Promise<unknown> {
    const [row] = await thread.rows('select totals, digest from closed_day where day = $1', [day]);
    return row;
}

async function sound(thread: ThreadUnderTest): Promise<void> {
    const {differences} = await verify(thread.database.pool, settingOf(thread.scheme));
    assert.deepEqual(differences.map(differenceText), []);
}

test('what comes for a closed day is posted in the open one, which names it', async () => {
    const thread = await opened();
    await hear(thread, at('03', '12:00'), 'M2N-06 03 10:00');
    const first = await close(thread, '2025-03-03');
    assert.equal(first.answer, 'closed');
    const before = await sealed(thread, '2025-03-03');

    await hear(thread, at('05', '09:00'), 'M2N-07 03 10:20', 'M2N-06 05 08:00');
    assert.deepEqual(await thread.rows(
        'select closed_day, open_day, minor::int from carried'),
    [{closed_day: '2025-03-03', open_day: '2025-03-05', minor: 2_000}]);
    await sound(thread);
    assert.deepEqual(await sealed(thread, '2025-03-03'), before);

    const next = await close(thread, '2025-03-05');
    assert(next.answer === 'closed');
    assert.deepEqual(next.carriedIn, [{closedDay: '2025-03-03', count: 1, minor: 2_000n}]);
    assert.equal(next.balances.charges.charges.minor, 6_000n, 'its own charges, and no others');
    assert.deepEqual(await sealed(thread, '2025-03-03'), before);
    await sound(thread);
    await thread.database.drop();
});

test('an exemption heard of late gives back what the closed day took', async () => {
    const thread = await opened();
    await hear(thread, at('03', '12:00'), 'M2N-06 03 10:00');
    await close(thread, '2025-03-03');
    await thread.tell(Date.parse(at('04', '10:00')), [{
        fact: 'exemption', id: 'e', tag: 'T1', reason: 'ambulance', isExempt: true,
        validFrom: at('01', '00:00'),
    }]);
    await thread.ingest.workOff();
    const next = await close(thread, '2025-03-04');
    assert(next.answer === 'closed');
    assert.deepEqual(next.carriedIn, [{closedDay: '2025-03-03', count: 1, minor: -6_000n}]);
    assert.equal(next.balances.charges.charges.minor, 0n);
    await sound(thread);
    await thread.database.drop();
});

test('a carried difference that is gone or changed is named', async () => {
    const thread = await opened();
    await hear(thread, at('03', '12:00'), 'M2N-06 03 10:00');
    await close(thread, '2025-03-03');
    await hear(thread, at('05', '09:00'), 'M2N-07 03 10:20');
    await thread.rows('update carried set minor = minor + 1');
    const {differences} = await verify(
        thread.database.pool, settingOf(thread.scheme), {isQuick: true});
    assert.deepEqual(differences.map(({table, key}) => `${table} ${key}`), ['carried 2025-03-03']);
    await thread.database.drop();
});
