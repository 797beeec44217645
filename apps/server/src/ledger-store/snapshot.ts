import type pg from 'pg';
import {changedBy, rowsOf, type Statement} from '../sql.ts';

/** What a snapshot did; `busy` where writers kept it waiting, and the next one will do as well. */
export type Snapshot =
    | {readonly answer: 'taken'; readonly upTo: number; readonly accounts: number}
    | {readonly answer: 'nothing-new' | 'busy'};

/** How long a snapshot waits for the batches that are being written. */
const WAIT_MS = 5_000;

/**
 * Adds up the transfers since the last snapshot, so that balances stay cheap to read, and seals
 * the batches before it. Run it now and then beside the writers, in no transaction of theirs:
 * they wait for it no longer than for one another.
 */
export async function takeSnapshot(pool: pg.Pool): Promise<Snapshot> {
    const client = await pool.connect();
    try {
        const upTo = await settledBatch(client);
        if (upTo === 'busy') return {answer: 'busy'};
        return await inTransaction(client, () => sumUpTo(client, upTo));
    } finally {
        client.release();
    }
}

const LAST_BATCH: Statement = {
    name: 'ledger-last-batch', text: 'select coalesce(max(number), 0) as number from ledger_batch',
};

const LAST_SNAPSHOT: Statement = {
    name: 'ledger-last-snapshot',
    text: 'select coalesce(max(up_to), 0) as up_to from ledger_snapshot',
};

const LOCK_NOT_AVAILABLE = '55P03';

// Numbers are given while the batch table is locked for writing. When nobody holds that lock, no
// batch with a number up to the highest is still on its way; the lock is let go at once.
async function settledBatch(client: pg.ClientBase): Promise<number | 'busy'> {
    try {
        return await inTransaction(client, async () => {
            await client.query(`set local lock_timeout = ${WAIT_MS}`);
            await client.query('lock table ledger_batch in share mode');
            return (await rowsOf<{number: number}>(client, LAST_BATCH, []))[0]!.number;
        });
    } catch (error) {
        if ((error as {code?: string}).code === LOCK_NOT_AVAILABLE) return 'busy';
        throw error;
    }
}

const SEAL: Statement = {name: 'ledger-seal', text: `
    with last as (
        select up_to, digest from ledger_snapshot order by up_to desc limit 1
    ), batches as (
        select number, digest from ledger_batch
        where number > coalesce((select up_to from last), 0) and number <= $1
    )
    insert into ledger_snapshot (up_to, batches, accounts, digest)
    select $1, count(*), $2,
        sha256(coalesce((select digest from last), '') || string_agg(digest, '' order by number))
    from batches`};

const SUM: Statement = {name: 'ledger-sum', text: `
    with last as (
        select coalesce(max(up_to), 0) as up_to from ledger_snapshot
    ), since as (
        select movement.* from movement, last where batch > last.up_to and batch <= $1
    ), sides as (
        select debit as account, posted_minor as pd, 0 as pc, held_minor as hd, 0 as hc from since
        union all select credit, 0, posted_minor, 0, held_minor from since
    ), moved as (
        select account, sum(pd) as pd, sum(pc) as pc, sum(hd) as hd, sum(hc) as hc
        from sides group by account
    )
    insert into balance_snapshot (account, up_to, posted_debits_minor, posted_credits_minor,
        held_debits_minor, held_credits_minor)
    select moved.account, $1,
        pd + coalesce(posted_debits_minor, 0), pc + coalesce(posted_credits_minor, 0),
        hd + coalesce(held_debits_minor, 0), hc + coalesce(held_credits_minor, 0)
    from moved left join lateral (
        select * from balance_snapshot
        where account = moved.account order by up_to desc limit 1
    ) earlier on true`};

async function sumUpTo(client: pg.ClientBase, upTo: number): Promise<Snapshot> {
    // One snapshot at a time; whoever reads balances does not wait.
    await client.query('lock table ledger_snapshot in share row exclusive mode');
    const [last] = await rowsOf<{up_to: number}>(client, LAST_SNAPSHOT, []);
    if (last!.up_to >= upTo) return {answer: 'nothing-new'};
    const accounts = await changedBy(client, SUM, [upTo]);
    await changedBy(client, SEAL, [upTo, accounts]);
    return {answer: 'taken', upTo, accounts};
}

async function inTransaction<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
    await client.query('begin');
    try {
        const result = await work();
        await client.query('commit');
        return result;
    } catch (error) {
        await client.query('rollback');
        throw error;
    }
}
