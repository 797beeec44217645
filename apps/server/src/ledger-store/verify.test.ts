import assert from 'node:assert/strict';
import test from 'node:test';
import type {Account, Transfer} from '@karwan/ledger';
import type pg from 'pg';
import {freshDatabase} from '../test-database.ts';
import {openAccounts} from './open-accounts.ts';
import {postBatch} from './post-batch.ts';
import {takeSnapshot} from './snapshot.ts';
import {inTransaction} from './test-history.ts';
import {type LedgerFault, verifyLedger} from './verify.ts';

const wallet: Account = {id: 'wallet:ali', limit: 'debits-within-credits'};
const said = {debit: 'bank:main', credit: 'wallet:ali', amountMinor: 500n, atMs: 0};

const BATCHES: Transfer[][] = [
    [{kind: 'post', id: 'top-up', ...said},
        {kind: 'post', id: 'refused', ...said, debit: 'wallet:ali'}],
    [{kind: 'hold', id: 'hold', ...said, debit: 'wallet:ali', credit: 'toll:M-2'}],
    [{kind: 'post-hold', id: 'end', holdId: 'hold', amountMinor: 200n, atMs: 0, window: 'w1'},
        {kind: 'post', id: 'toll', ...said, debit: 'wallet:ali', credit: 'toll:M-2',
            amountMinor: 300n, window: 'w2'}],
    [{kind: 'post', id: 'last', ...said, credit: 'toll:M-1', window: 'w3'}],
];

/** Accounts in batch 1, transfers in batches 2 to 5, snapshots after 3 and 5. */
async function fill(pool: pg.Pool): Promise<void> {
    await inTransaction(pool, client => openAccounts(client, [wallet]));
    for (const [i, batch] of BATCHES.entries()) {
        await inTransaction(pool, client => postBatch(client, batch));
        if (i === 1 || i === 3) await takeSnapshot(pool);
    }
}

// Each story is what somebody does to the books by hand, and what is then named.
const stories: Record<string, [byHand: string, named: string[]]> = {
    'nothing is done': ['select', []],
    'an amount changed by one': [
        `update transfer set amount_minor = amount_minor + 1 where id = 'toll'`,
        ['transfer-changed toll', 'limit-broken wallet:ali',
            'snapshot-wrong toll:M-2 in the snapshot up to batch 5',
            'snapshot-wrong wallet:ali in the snapshot up to batch 5']],
    'a transfer deleted': [
        `delete from transfer where id = 'top-up'`,
        ['transfer-missing 1 of batch 2', 'limit-broken wallet:ali',
            'snapshot-wrong bank:main in the snapshot up to batch 3',
            'snapshot-wrong wallet:ali in the snapshot up to batch 3',
            'snapshot-wrong bank:main in the snapshot up to batch 5',
            'snapshot-wrong wallet:ali in the snapshot up to batch 5']],
    'a transfer doubled': [
        `insert into transfer select batch, amount_minor, released_minor, at_ms, 2, 'again', kind,
            debit, credit, hold_id, "window", refusal from transfer where id = 'last'`,
        ['transfer-added again', 'snapshot-wrong bank:main in the snapshot up to batch 5',
            'snapshot-wrong toll:M-1 in the snapshot up to batch 5']],
    'a transfer added under a batch of its own': [
        `insert into transfer values (9, 7, 0, 0, 1, 'new', 'post', 'bank:main', 'toll:M-2')`,
        ['batch-missing batch 9']],
    'a refusal turned into a posting': [
        `update transfer set refusal = null, debit = 'x', credit = 'y' where id = 'refused'`,
        ['transfer-changed refused', 'snapshot-wrong x in the snapshot up to batch 3',
            'snapshot-wrong y in the snapshot up to batch 3']],
    'a refusal deleted': [
        `delete from transfer where id = 'refused'`, ['transfer-missing 2 of batch 2']],
    'a time changed': [
        `update transfer set at_ms = 1 where id = 'last'`, ['transfer-changed last']],
    'a window emptied': [
        `update transfer set "window" = null where id = 'last'`, ['transfer-changed last']],
    'two transfers that change places': [
        `update transfer set nth = 9 where id = 'end';
        update transfer set nth = 1 where id = 'toll';
        update transfer set nth = 2 where id = 'end'`,
        ['transfer-changed end', 'transfer-changed toll']],
    'an end of a hold that lets go more': [
        `update transfer set released_minor = 600 where id = 'end'`,
        ['transfer-changed end', 'hold-broken end',
            'snapshot-wrong toll:M-2 in the snapshot up to batch 5',
            'snapshot-wrong wallet:ali in the snapshot up to batch 5']],
    'a limit taken away': [
        `update account set "limit" = 'none'`, ['account-changed wallet:ali']],
    'an account deleted': ['delete from account', ['account-missing 1 of batch 1']],
    'an account added': [
        `insert into account values ('wallet:new', 'none', 1, 2)`, ['account-added wallet:new']],
    'a batch deleted': [
        'delete from ledger_batch where number = 5',
        ['batch-missing batch 5', 'seal-broken snapshot up to batch 5']],
    'a batch deleted with all that is in it': [
        'delete from ledger_batch where number = 2; delete from transfer where batch = 2',
        ['batch-missing batch 2', 'limit-broken wallet:ali', 'seal-broken snapshot up to batch 3',
            'snapshot-wrong bank:main in the snapshot up to batch 3',
            'snapshot-wrong wallet:ali in the snapshot up to batch 3',
            'snapshot-wrong bank:main in the snapshot up to batch 5',
            'snapshot-wrong wallet:ali in the snapshot up to batch 5']],
    'the digest of a batch changed': [
        `update ledger_batch set digest = sha256('') where number = 3`,
        ['batch-changed batch 3', 'seal-broken snapshot up to batch 3']],
    'a transfer changed and the digest kept of it forged': [
        `update transfer set at_ms = 1 where id = 'last';
        update ledger_batch set row_digests = substr(sha256('forged'), 1, 8) where number = 5`,
        ['transfer-changed last']],
    'a balance in a snapshot changed by one': [
        `update balance_snapshot set posted_debits_minor = posted_debits_minor + 1
            where account = 'bank:main' and up_to = 3`,
        ['snapshot-wrong bank:main in the snapshot up to batch 3']],
    'a balance in a snapshot deleted': [
        `delete from balance_snapshot where account = 'toll:M-2' and up_to = 3`,
        ['snapshot-wrong toll:M-2 in the snapshot up to batch 3']],
    'a balance added to a snapshot': [
        `insert into balance_snapshot values ('wallet:new', 3, 0, 5, 0, 0)`,
        ['snapshot-wrong wallet:new in the snapshot up to batch 3']],
    'a seal deleted': [
        'delete from ledger_snapshot where up_to = 3',
        ['seal-broken snapshot up to batch 5',
            'snapshot-wrong bank:main in the snapshot up to batch 3',
            'snapshot-wrong toll:M-2 in the snapshot up to batch 3',
            'snapshot-wrong wallet:ali in the snapshot up to batch 3']],
};

/** What is done in here is undone, whatever becomes of it. */
async function inDoubt(
    pool: pg.Pool, work: (client: pg.PoolClient) => Promise<void>,
): Promise<void> {
    const client = await pool.connect();
    try {
        await client.query('begin');
        await work(client);
    } finally {
        await client.query('rollback');
        client.release();
    }
}

const named = ({what, where}: LedgerFault) => `${what} ${where}`;

test('whatever is done to the books by hand is named', async context => {
    const {pool, drop} = await freshDatabase('ledger_verify');
    await fill(pool);
    for (const [name, [byHand, expected]] of Object.entries(stories)) {
        await context.test(name, () => inDoubt(pool, async client => {
            await client.query('set local session_replication_role = replica');
            await client.query(byHand);
            assert.deepEqual((await verifyLedger(client)).map(named).sort(), [...expected].sort());
        }));
    }
    await drop();
});

test('a fault says what was found and what was expected', async () => {
    const {pool, drop} = await freshDatabase('ledger_verify');
    await fill(pool);
    await inDoubt(pool, async client => {
        await client.query(`alter table transfer disable trigger forbid_change;
            update transfer set released_minor = 499 where id = 'end'`);
        assert.deepEqual(await verifyLedger(client), [
            {what: 'transfer-changed', where: 'end', found: 'another digest at 1 of batch 4',
                expected: 'the digest kept with the batch of 2'},
            {what: 'hold-broken', where: 'end', found: 'hold with 500',
                expected: 'hold with 499'},
            {what: 'limit-broken', where: 'wallet:ali',
                found: 'debits 500 + 1 held, credits 500 + 0 held',
                expected: 'debits-within-credits'},
            {what: 'snapshot-wrong', where: 'toll:M-2 in the snapshot up to batch 5',
                found: '0 500 0 0', expected: '0 500 0 1'},
            {what: 'snapshot-wrong', where: 'wallet:ali in the snapshot up to batch 5',
                found: '500 500 0 0', expected: '500 500 1 0'},
        ]);
    });
    await drop();
});
