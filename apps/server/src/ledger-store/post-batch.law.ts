import assert from 'node:assert/strict';
import test from 'node:test';
import {chanceFrom} from '@karwan/base';
import {assertBalanced, type Answer, trialBalanceOf, type Transfer} from '@karwan/ledger';
import type pg from 'pg';
import {freshDatabase, type TestDatabase} from '../test-database.ts';
import {balancesOf, trialBalance} from './balances.ts';
import {openAccounts} from './open-accounts.ts';
import {postBatch} from './post-batch.ts';
import {takeSnapshot} from './snapshot.ts';
import {
    ACCOUNTS, batchesFrom, freshLedger, historyFrom, inTransaction, recordedIn,
} from './test-history.ts';
import {verifyLedger} from './verify.ts';

async function withBooks(work: (database: TestDatabase) => Promise<void>): Promise<void> {
    const database = await freshDatabase('ledger_law');
    try {
        await inTransaction(database.pool, client => openAccounts(client, ACCOUNTS));
        await work(database);
        assert.deepEqual(await verifyLedger(database.pool), []);
    } finally {
        await database.drop();
    }
}

const post = (pool: pg.Pool, batch: readonly Transfer[]) =>
    inTransaction(pool, client => postBatch(client, batch));

for (const seed of [1, 2, 20_241_124]) {
    test(`the store answers and adds up as the ledger in memory does (seed ${seed})`, () =>
        withBooks(async ({pool}) => {
            const chance = chanceFrom(seed);
            const history = historyFrom(chance, 2_000);
            const ledger = freshLedger();
            const answers: Answer[] = [];
            for (const batch of batchesFrom(chance, history)) {
                answers.push(...await post(pool, batch));
                if (chance.happens(0.2)) await takeSnapshot(pool);
            }
            assert.deepEqual(answers, ledger.post(history));
            const balances = ledger.balances();
            const accounts = [...balances.map(([account]) => account), 'nobody'];
            const kept = await balancesOf(pool, accounts);
            assert.deepEqual([...kept], [...balances, ['nobody', ledger.balancesOf('nobody')]]);
            const kinds = await trialBalance(pool);
            assert.deepEqual(kinds, trialBalanceOf(balances));
            assertBalanced(kinds);
        }));

    test(`a replay in other batches writes nothing (seed ${seed})`, () =>
        withBooks(async ({pool}) => {
            const chance = chanceFrom(seed);
            const history = historyFrom(chance, 1_000);
            const answers = await post(pool, history);
            const rows = await countRows(pool);
            const again = await postAll(pool, batchesFrom(chance, history));
            assert.deepEqual(again, answers.map(a => a === 'accepted' ? 'already-accepted' : a));
            assert.deepEqual(await countRows(pool), rows);
        }));

    test(`the balances of then stay as they were then (seed ${seed})`, () =>
        withBooks(async ({pool}) => {
            const chance = chanceFrom(seed);
            const ledger = freshLedger();
            const then: [upTo: number, balances: ReturnType<typeof ledger.balances>][] = [];
            for (const batch of batchesFrom(chance, historyFrom(chance, 1_000))) {
                ledger.post(batch);
                await post(pool, batch);
                then.push([(await countRows(pool)).last, ledger.balances()]);
                if (chance.happens(0.2)) await takeSnapshot(pool);
            }
            for (const [upTo, balances] of then) {
                const accounts = balances.map(([account]) => account);
                assert.deepEqual([...await balancesOf(pool, accounts, upTo)], balances);
            }
        }));

    test(`two writers of other transfers on the same wallets (seed ${seed})`, () =>
        withBooks(async ({pool}) => {
            const chance = chanceFrom(seed);
            const [east, west] = ['east-', 'west-'].map(group =>
                batchesFrom(chance, historyFrom(chance.fork(group), 1_000, group)));
            const answers = await Promise.all([postAll(pool, east!), postAll(pool, west!)]);
            await assertReplays(pool);
            assert.deepEqual(answers.map(all => all.length), [1_000, 1_000]);
        }));

    test(`two writers of the same transfers, and a snapshot beside them (seed ${seed})`, () =>
        withBooks(async ({pool}) => {
            const chance = chanceFrom(seed);
            const history = historyFrom(chance, 1_000);
            const [one, other, seals] = await Promise.all([
                postAll(pool, batchesFrom(chance, history)),
                postAll(pool, batchesFrom(chance, history)),
                snapshots(pool, 10),
            ]);
            await assertReplays(pool);
            const accepted = [...one, ...other].filter(answer => answer === 'accepted').length;
            const {rows} = await pool.query('select from transfer where refusal is null');
            assert.equal(rows.length, accepted);
            assert(seals.includes('taken'), seals.join(' '));
        }));

    test(`a connection killed before its commit leaves nothing (seed ${seed})`, () =>
        withBooks(async ({pool}) => {
            const chance = chanceFrom(seed);
            const history = historyFrom(chance, 600);
            const ledger = freshLedger();
            const answers: Answer[] = [];
            for (const batch of batchesFrom(chance, history)) {
                if (chance.happens(0.4)) await postAndDie(pool, batch);
                answers.push(...await post(pool, batch));
            }
            assert.deepEqual(answers, ledger.post(history));
        }));
}

async function postAll(pool: pg.Pool, batches: readonly Transfer[][]): Promise<Answer[]> {
    const answers: Answer[] = [];
    for (const batch of batches) answers.push(...await post(pool, batch));
    return answers;
}

async function snapshots(pool: pg.Pool, count: number): Promise<string[]> {
    const answers: string[] = [];
    for (let i = 0; i < count; i++) answers.push((await takeSnapshot(pool)).answer);
    return answers;
}

async function postAndDie(pool: pg.Pool, batch: readonly Transfer[]): Promise<void> {
    const client = await pool.connect();
    client.on('error', () => undefined);
    await client.query('begin');
    await postBatch(client, batch);
    const died = client.query('select pg_terminate_backend(pg_backend_pid())');
    await assert.rejects(died, /terminat/);
    client.release(true);
}

async function countRows(pool: pg.Pool): Promise<{batches: string; rows: string; last: number}> {
    const {rows} = await pool.query(`
        select (select count(*) from ledger_batch) as batches,
            (select max(number)::integer from ledger_batch) as last,
            (select count(*) from transfer) as rows`);
    return rows[0];
}

/** What stands in the books, judged again in its order by the ledger in memory, is the same. */
async function assertReplays(pool: pg.Pool): Promise<void> {
    const recorded = await recordedIn(pool);
    const ledger = freshLedger();
    const answers = ledger.post(recorded.map(({transfer}) => transfer));
    assert.deepEqual(answers, recorded.map(({decision}) => decision));
    const balances = ledger.balances();
    const accounts = balances.map(([account]) => account);
    assert.deepEqual([...await balancesOf(pool, accounts)], balances);
}
