import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {chanceFrom} from '@karwan/base';
import type {Account, Post, Transfer} from '@karwan/ledger';
import type pg from 'pg';
import type {Connection} from '../sql.ts';
import {freshDatabase, type TestDatabase} from '../test-database.ts';
import {openAccounts} from './open-accounts.ts';
import {postBatch} from './post-batch.ts';
import {mustRunAgain, PostedElsewhere} from './posted-elsewhere.ts';
import {inTransaction, recordedIn, untilOneWaits} from './test-history.ts';
import {verifyLedger} from './verify.ts';

let database: TestDatabase;
before(async () => { database = await freshDatabase('ledger_post'); });
after(() => database.drop());

let nextId = 1;
const freshId = () => `id-${nextId++}`;
const post = (amountMinor = 5n): Post => ({
    kind: 'post', id: freshId(), debit: 'bank:main', credit: 'toll:M-2', amountMinor, atMs: 0,
});

function counting(client: pg.ClientBase, names: string[]): Connection {
    return {
        query: config => {
            names.push(config.name!);
            return client.query(config);
        },
    };
}

for (const length of [1, 10, 2_000]) {
    test(`a batch of ${length} takes four statements, and its repeat three`, async () => {
        const wallets = Array.from({length}, (): Account =>
            ({id: freshId(), limit: 'debits-within-credits'}));
        const batch: Transfer[] = wallets.flatMap(({id}) =>
            [{...post(), credit: id}, {...post(), kind: 'hold', debit: id}]);
        const names: string[] = [];
        await inTransaction(database.pool, async client => {
            await openAccounts(client, wallets);
            await postBatch(counting(client, names), batch);
            assert.equal(names.length, 4, names.join(' '));
            names.length = 0;
            await postBatch(counting(client, names), batch);
            assert.equal(names.length, 3, names.join(' '));
            names.length = 0;
            await postBatch(counting(client, names), []);
            assert.equal(names.length, 0);
        });
    });
}

/** A transaction that is rolled back, whatever becomes of it. */
async function inDoubt(
    work: (client: pg.PoolClient) => Promise<void>, begin = 'begin',
): Promise<void> {
    const client = await database.pool.connect();
    try {
        await client.query(begin);
        await work(client);
    } finally {
        await client.query('rollback');
        client.release();
    }
}

test('the same new id on two connections: the second runs again and hears the first', async () => {
    const transfer = post();
    await inDoubt(one => inDoubt(async other => {
        assert.deepEqual(await postBatch(one, [transfer]), ['accepted']);
        const refused = assert.rejects(postBatch(other, [transfer]), error =>
            error instanceof PostedElsewhere && mustRunAgain(error) && /id-/.test(error.message));
        await untilOneWaits(database.pool);
        await one.query('commit');
        await refused;
    }));
    await inDoubt(async client => {
        assert.deepEqual(await postBatch(client, [transfer]), ['already-accepted']);
    });
});

test('a transaction with one snapshot for all is refused', () => inDoubt(async client => {
    await assert.rejects(postBatch(client, [post()]), /found a repeatable read transaction/);
}, 'begin isolation level repeatable read'));

/** What the second of two batches is answered that are posted at the same time. */
async function answersBeside(first: Transfer, second: Transfer): Promise<string[]> {
    const {waiting} = await inTransaction(database.pool, async client => {
        assert.deepEqual(await postBatch(client, [first]), ['accepted']);
        const later = inTransaction(database.pool, other => postBatch(other, [second]));
        await untilOneWaits(database.pool);
        return {waiting: later};
    });
    return waiting;
}

test('two connections cannot spend one wallet twice', async () => {
    const wallet = freshId();
    await inTransaction(database.pool, async client => {
        await openAccounts(client, [{id: wallet, limit: 'debits-within-credits'}]);
        await postBatch(client, [{...post(50n), credit: wallet}]);
    });
    const spend = () => ({...post(30n), debit: wallet});
    assert.deepEqual(await answersBeside(spend(), spend()), ['debits-would-exceed-credits']);
});

test('two connections cannot end one hold twice', async () => {
    const hold: Transfer = {...post(100n), kind: 'hold'};
    await inTransaction(database.pool, client => postBatch(client, [hold]));
    const end = (): Transfer =>
        ({kind: 'post-hold', id: freshId(), holdId: hold.id, amountMinor: 60n, atMs: 0});
    assert.deepEqual(await answersBeside(end(), end()), ['hold-already-posted']);
});

test('what is written cannot be changed by anybody', async () => {
    await inTransaction(database.pool, client => postBatch(client, [post()]));
    for (const [table, column] of [
        ['transfer', 'amount_minor'], ['account', 'nth'], ['ledger_batch', 'rows'],
        ['ledger_snapshot', 'batches'], ['balance_snapshot', 'up_to'],
    ]) {
        const forbidden = (sql: string) =>
            assert.rejects(database.pool.query(sql), /the ledger is only appended to/);
        await forbidden(`update ${table} set ${column} = ${column}`);
        await forbidden(`delete from ${table}`);
        await forbidden(`truncate ${table}`);
    }
});

test('transfers stand in the books as they were said, refused ones too', async () => {
    const batch = [
        {...post(), window: 'w1'}, {...post(), window: 'w2'},
        {...post(0n), window: 'w1'}, {...post(), window: 'w3'}, post(),
    ];
    await inTransaction(database.pool, client => postBatch(client, batch));
    const found = (await recordedIn(database.pool)).slice(-batch.length);
    assert.deepEqual(found.map(({transfer}) => transfer), batch);
    assert.deepEqual(found.map(({decision}) => decision),
        ['accepted', 'accepted', 'amount-must-be-positive', 'accepted', 'accepted']);
});

for (const seed of [1, 2, 3]) {
    test(`any text comes back as it was, and verifies (seed ${seed})`, async () => {
        const chance = chanceFrom(seed);
        const letters = [
            ...'aZ0{}",\\\'()[] %$#:;|~ä٣کж漢🚚', 'NULL', 'null', '\\x18', '\u00a0',
        ];
        const text = () => Array.from(
            {length: 1 + chance.below(12)}, () => chance.pick(letters)).join('');
        const batch = Array.from({length: 200}, (): Post => ({
            ...post(BigInt(chance.below(1e9)) ** 2n + 1n), id: `${freshId()}${text()}`,
            debit: `a${text()}`, credit: `b${text()}`, window: `${freshId()}${text()}`,
        }));
        await inTransaction(database.pool, client => postBatch(client, batch));
        const found = (await recordedIn(database.pool)).slice(-batch.length);
        assert.deepEqual(found.map(({transfer}) => transfer), batch);
        assert.deepEqual(await verifyLedger(database.pool), []);
    });
}

test('text that no digest or database would keep is refused', async () => {
    for (const bad of ['a\x1fb', 'a\0', 'a\n', 'a\ud800']) {
        const posting = inTransaction(database.pool, client =>
            postBatch(client, [{...post(), id: bad}]));
        await assert.rejects(posting, /without control characters|NUL|surrogate/);
    }
});
