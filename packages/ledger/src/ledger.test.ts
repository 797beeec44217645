import assert from 'node:assert/strict';
import test from 'node:test';
import {isWithin, type Account} from './account.ts';
import {type Answer, TRANSFER_REFUSALS} from './answer.ts';
import {assertBalanced, Ledger, trialBalanceOf} from './ledger.ts';
import {movementOf} from './movement.ts';
import {type Transfer} from './transfer.ts';

const accounts: Account[] = [
    {id: 'wallet:ali', limit: 'debits-within-credits'},
    {id: 'float:kiosk', limit: 'credits-within-debits'},
];

/**
 * One word of a story: `t1:bank:main>wallet:ali=500` posts, `~` for `=` holds,
 * `t2:post(h1)=300` posts a hold and `t3:void(h1)` voids it.
 */
function transferFrom(word: string): Transfer {
    const ended = /^(\w+):(post|void)\((\w+)\)(?:=(-?\d+))?$/.exec(word);
    if (ended) {
        const [, id, verb, holdId, amount] = ended as unknown as string[];
        const said = {id: id!, holdId: holdId!, atMs: 0};
        return verb === 'void'
            ? {kind: 'void-hold', ...said}
            : {kind: 'post-hold', ...said, amountMinor: BigInt(amount!)};
    }
    const [, id, debit, credit, sign, amount] =
        /^(\w+):([\w:]+)>([\w:]+)([=~])(-?\d+)$/.exec(word) as unknown as string[];
    return {
        kind: sign === '~' ? 'hold' : 'post',
        id: id!, debit: debit!, credit: credit!, amountMinor: BigInt(amount!), atMs: 0,
    };
}

const transfersFrom = (story: string) => story.split(' ').filter(Boolean).map(transferFrom);

const topUp = 't1:bank:main>wallet:ali=500';
const held = `${topUp} h1:wallet:ali>toll:m2~400`;

// The last transfer of each story gets the answer. A new answer without a story does not compile.
const stories: Record<Answer, string> = {
    'accepted': `${topUp} t2:wallet:ali>toll:m2=500`,
    'already-accepted': `${topUp} ${topUp}`,
    'id-used-for-another-transfer': `${topUp} t1:bank:main>wallet:ali=501`,
    'amount-must-be-positive': 't1:bank:main>wallet:ali=0',
    'accounts-must-differ': 't1:bank:main>bank:main=5',
    'hold-not-found': `${topUp} t2:post(h1)=5`,
    'not-a-hold': `${topUp} t2:void(t1)`,
    'hold-already-posted': `${held} t2:post(h1)=300 t3:post(h1)=100`,
    'hold-already-voided': `${held} t2:void(h1) t3:void(h1)`,
    'more-than-held': `${held} t2:post(h1)=401`,
    'debits-would-exceed-credits': `${topUp} t2:wallet:ali>toll:m2=501`,
    'credits-would-exceed-debits': 't1:bank:main>float:kiosk=1',
};

for (const [answer, story] of Object.entries(stories)) {
    test(answer, () => {
        assert.equal(new Ledger(accounts).post(transfersFrom(story)).at(-1), answer);
    });
}

// What each transfer of a story is answered; `ok` is accepted.
const sequences: Record<string, [story: string, answers: string]> = {
    'what was refused stays refused after a top-up': [
        `t2:wallet:ali>toll:m2=10 ${topUp} t2:wallet:ali>toll:m2=10`,
        'debits-would-exceed-credits ok debits-would-exceed-credits'],
    'another content under a refused id is named': [
        't2:wallet:ali>toll:m2=10 t2:wallet:ali>toll:m2=11',
        'debits-would-exceed-credits id-used-for-another-transfer'],
    'what is held cannot be spent': [
        `${held} t2:wallet:ali>toll:m2=101 t3:wallet:ali>toll:m2=100`,
        'ok ok debits-would-exceed-credits ok'],
    'a partial post lets the rest go': [
        `${held} t2:post(h1)=150 t3:wallet:ali>toll:m2=350 t4:wallet:ali>toll:m2=1`,
        'ok ok ok ok debits-would-exceed-credits'],
    'a void lets all of it go': [
        `${held} t2:void(h1) t3:wallet:ali>toll:m2=500`, 'ok ok ok ok'],
    'a failed post leaves the hold held': [
        `${held} t2:post(h1)=401 t3:post(h1)=400`, 'ok ok more-than-held ok'],
    'a refused hold is not found': [
        'h1:wallet:ali>toll:m2~1 t2:void(h1)', 'debits-would-exceed-credits hold-not-found'],
    'money held on its way in cannot be spent': [
        'h1:bank:main>wallet:ali~100 t2:wallet:ali>toll:m2=1 t3:post(h1)=100 '
            + 't4:wallet:ali>toll:m2=100',
        'ok debits-would-exceed-credits ok ok'],
    'a float takes in no more than it paid out': [
        't1:float:kiosk>bank:main=70 t2:bank:main>float:kiosk=71 t3:bank:main>float:kiosk=70',
        'ok credits-would-exceed-debits ok'],
    'what is held on its way into a float counts': [
        't1:float:kiosk>bank:main=70 h1:bank:main>float:kiosk~40 t2:bank:main>float:kiosk=31',
        'ok ok credits-would-exceed-debits'],
    'the payer is asked before the float': [
        't1:wallet:ali>float:kiosk=1', 'debits-would-exceed-credits'],
};

for (const [name, [story, answers]] of Object.entries(sequences)) {
    test(name, () => {
        const told = new Ledger(accounts).post(transfersFrom(story))
            .map(answer => answer === 'accepted' ? 'ok' : answer);
        assert.equal(told.join(' '), answers);
    });
}

test('the refusals are told in the order in which they are asked', () => {
    const inStories = Object.keys(stories).filter(name => !/accepted|^id-/.test(name));
    assert.deepEqual(inStories, [...TRANSFER_REFUSALS]);
});

test('the four sums of a partly posted hold', () => {
    const ledger = new Ledger(accounts);
    ledger.post(transfersFrom(held));
    assert.deepEqual(ledger.balancesOf('wallet:ali'), {
        postedDebitsMinor: 0n, postedCreditsMinor: 500n,
        heldDebitsMinor: 400n, heldCreditsMinor: 0n,
    });
    ledger.post(transfersFrom('t2:post(h1)=150'));
    assert.deepEqual(ledger.balancesOf('wallet:ali'), {
        postedDebitsMinor: 150n, postedCreditsMinor: 500n,
        heldDebitsMinor: 0n, heldCreditsMinor: 0n,
    });
});

test('the same transfer at another time, or for another window', () => {
    const ledger = new Ledger(accounts);
    const transfer = transferFrom(topUp);
    ledger.post([transfer]);
    assert.deepEqual(
        ledger.post([{...transfer, atMs: 9}, {...transfer, window: 'w1'}]),
        ['already-accepted', 'id-used-for-another-transfer'],
    );
});

test('an amount that no column holds is a fault of our own', () => {
    const huge = {...transferFrom(topUp), amountMinor: 2n ** 63n} as Transfer;
    assert.throws(() => new Ledger([]).post([huge]), /t1: 9223372036854775808 is more than 64/);
});

test('the books by kind', () => {
    const ledger = new Ledger(accounts);
    ledger.post(transfersFrom(`${held} t2:wallet:ali>toll:m1=100 t3:bank:main>wallet:zia=7`));
    const kinds = trialBalanceOf(ledger.balances());
    assert.deepEqual(kinds.map(({kind, balances: sums}) => [
        kind, sums.postedDebitsMinor, sums.postedCreditsMinor,
        sums.heldDebitsMinor, sums.heldCreditsMinor,
    ]), [
        ['bank', 507n, 0n, 0n, 0n],
        ['toll', 0n, 100n, 0n, 400n],
        ['wallet', 100n, 507n, 400n, 0n],
    ]);
    assertBalanced(kinds);
    assert.throws(() => assertBalanced(kinds.slice(1)), /off by -507 posted and 0 held/);
});

test('an account without a limit may stand as it likes', () => {
    const balances = {postedDebitsMinor: 9n, postedCreditsMinor: 0n, heldDebitsMinor: 0n,
        heldCreditsMinor: 0n};
    assert.equal(isWithin('none', balances), true);
    assert.equal(isWithin('debits-within-credits', balances), false);
    const open = new Ledger([...accounts, {id: 'bank:main', limit: 'none'}]);
    assert.deepEqual(open.post(transfersFrom(topUp)), ['accepted']);
});

test('a transfer that ends a hold which is not at hand is a fault of our own', () => {
    assert.throws(() => movementOf(transferFrom('t2:void(h1)'), undefined),
        /the hold of transfer t2 is not at hand/);
});

// A first transfer, and what says something else under its id.
const others: Record<string, [first: string, other: string]> = {
    'held and not posted': ['t1:bank:main>wallet:ali=500', 't1:bank:main>wallet:ali~500'],
    'from another': ['t1:bank:main>wallet:ali=500', 't1:bank:other>wallet:ali=500'],
    'to another': ['t1:bank:main>wallet:ali=500', 't1:bank:main>wallet:zia=500'],
    'of another hold': ['t1:void(h1)', 't1:void(h2)'],
    'voided and not posted': ['t1:post(h1)=5', 't1:void(h1)'],
};
for (const [name, [first, other]] of Object.entries(others)) {
    test(`in the ledger an id says one thing, and not the same ${name}`, () => {
        const ledger = new Ledger(accounts);
        ledger.post(transfersFrom(first));
        assert.deepEqual(ledger.post(transfersFrom(other)), ['id-used-for-another-transfer']);
    });
}
