import assert from 'node:assert/strict';
import test from 'node:test';
import {Admission, NotAdmitted, type Stay} from './admission.ts';

const limits = {
    mostRequests: 4, mostOfOne: 2, mostBytes: 100, mostWorking: 1, longestWaitMs: 1_000,
};

// Who comes in (a site and its bytes) and who leaves (-nth), in their order, and what each is told.
const stories: Record<string, {comes: string; told: string}> = {
    'all that fits': {comes: 'a10 b10 c10 d10', told: 'in in in in'},
    'one more than fits': {comes: 'a10 b10 c10 d10 e10', told: 'in in in in busy'},
    'too many bytes': {comes: 'a60 b41 c40', told: 'in busy in'},
    'one site too often leaves room for others': {
        comes: 'a1 a1 a1 b1', told: 'in in site-busy in',
    },
    'who leaves makes room': {comes: 'a60 b60 -1 b60', told: 'in busy - in'},
    'who leaves twice makes room once': {
        comes: 'a1 b1 c1 d1 -1 -1 e1 f1', told: 'in in in in - - in busy',
    },
};

for (const [name, {comes, told}] of Object.entries(stories)) {
    test(`admission: ${name}`, () => {
        const admission = new Admission(limits);
        const stays: Stay[] = [];
        const come = (word: string): string => {
            if (word.startsWith('-')) {
                stays[Number(word.slice(1)) - 1]!.leave();
                return '-';
            }
            let stay: Stay | undefined;
            try {
                stay = admission.enter(Number(word.slice(1)));
                stay.takeShare(word[0]!);
                stays.push(stay);
                return 'in';
            } catch (error) {
                stay?.leave();
                assert(error instanceof NotAdmitted);
                assert(error.retryAfterSeconds >= 1);
                assert.equal(error.statusCode, error.reason === 'site-busy' ? 429 : 503);
                return error.reason;
            }
        };
        assert.equal(comes.split(' ').map(come).join(' '), told);
    });
}

test('turns come in the order of asking, one after another', async () => {
    const admission = new Admission(limits);
    const order: number[] = [];
    let working = 0;
    await Promise.all([0, 1, 2, 3, 4].map(nth => admission.inTurn(async () => {
        assert.equal(++working, 1);
        await new Promise(resolve => setTimeout(resolve, 5));
        working--;
        order.push(nth);
        if (nth === 2) throw new Error('of its own');
    }).catch((error: Error) => assert.equal(error.message, 'of its own'))));
    assert.deepEqual(order, [0, 1, 2, 3, 4]);
    assert.deepEqual(admission.standing, {requests: 0, bytes: 0, working: 0, waiting: 0});
});

test('who waits too long is sent away, and its turn goes to the next', async () => {
    const admission = new Admission({...limits, longestWaitMs: 30});
    let end = (): void => undefined;
    const first = admission.inTurn(() => new Promise<void>(resolve => (end = resolve)));
    await assert.rejects(admission.inTurn(async () => undefined), /waited 0.03 s for its turn/);
    const third = admission.inTurn(async () => 'third');
    end();
    await first;
    assert.equal(await third, 'third');
});

test('a door that stops lets nobody in and waits for those who are', async () => {
    const admission = new Admission(limits);
    const stay = admission.enter(1);
    const stopping = admission.stop(5_000);
    assert.throws(() => admission.enter(1), /is stopping/);
    let hasStopped = false;
    void stopping.then(() => (hasStopped = true));
    await new Promise(resolve => setTimeout(resolve, 60));
    assert.equal(hasStopped, false);
    stay.leave();
    await stopping;
});

test('a line that broke before it was known whose it is takes no place of its site', () => {
    const admission = new Admission(limits);
    for (let nth = 0; nth < 5; nth++) {
        const broken = admission.enter(1);
        broken.leave();
        broken.takeShare('a');
    }
    admission.enter(1).takeShare('a');
    admission.enter(1).takeShare('a');
    assert.throws(() => admission.enter(1).takeShare('a'), /found 2 requests of site a/);
});
