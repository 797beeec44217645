import type {Chance} from '@karwan/base';
import {type Account, type Decision, Ledger, type Transfer} from '@karwan/ledger';
import type pg from 'pg';
import {type Connection, rowsOf} from '../sql.ts';
import {mustRunAgain} from './posted-elsewhere.ts';
import {TRANSFER_COLUMNS, transferOf, type TransferRow} from './recorded.ts';

/** Wallets and a float with a limit each; the rest of a history's accounts have none. */
export const ACCOUNTS: Account[] = [
    ...Array.from({length: 15}, (_, i): Account =>
        ({id: `wallet:${i}`, limit: 'debits-within-credits'})),
    {id: 'float:kiosk', limit: 'credits-within-debits'},
];

const SIDES = [...ACCOUNTS.map(({id}) => id), 'toll:M-2', 'toll:M-1', 'bank:main', 'bank:other'];

/** A history with repeats, other contents under used ids, holds, ends of holds and nonsense. */
export function historyFrom(chance: Chance, length: number, group = ''): Transfer[] {
    const transfers: Transfer[] = [];
    while (transfers.length < length) transfers.push(nextFrom(chance, transfers, length, group));
    return transfers;
}

function nextFrom(
    chance: Chance, before: readonly Transfer[], length: number, group: string,
): Transfer {
    const id = `${group}t${chance.below(length)}`;
    const window = `${group}w${chance.below(length)}`;
    const said = {id, atMs: before.length, ...(chance.happens(0.5) && {window})};
    const earlier = before.length > 0 ? chance.pick(before) : undefined;
    const holdId = earlier && chance.happens(0.9) ? earlier.id : id;
    const amountMinor = BigInt(chance.below(1_000) - 20);
    const draw = chance.uniform();
    if (draw < 0.05 && earlier) return earlier;
    if (draw < 0.2) return {kind: 'post-hold', ...said, holdId, amountMinor};
    if (draw < 0.3) return {kind: 'void-hold', ...said, holdId};
    const sides = {debit: chance.pick(SIDES), credit: chance.pick(SIDES)};
    return {kind: draw < 0.5 ? 'hold' : 'post', ...said, ...sides, amountMinor};
}

/** Slices of uneven length. */
export function batchesFrom(chance: Chance, history: readonly Transfer[]): Transfer[][] {
    const batches: Transfer[][] = [];
    for (let from = 0; from < history.length;) {
        const to = from + 1 + chance.below(chance.pick([3, 40, 200]));
        batches.push(history.slice(from, to));
        from = to;
    }
    return batches;
}

export const freshLedger = () => new Ledger(ACCOUNTS);

/** Runs the work in a transaction, and again where another connection was in its way. */
export async function inTransaction<T>(
    pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
    for (let tries = 1; ; tries++) {
        const client = await pool.connect();
        let broken = false;
        try {
            await client.query('begin');
            const result = await work(client);
            await client.query('commit');
            return result;
        } catch (error) {
            await client.query('rollback').catch(() => { broken = true; });
            if (!mustRunAgain(error) || tries > 100) throw error;
        } finally {
            client.release(broken);
        }
    }
}

/** Resolves when a connection to this database waits for a lock; throws where none ever does. */
export async function untilOneWaits(pool: pg.Pool): Promise<void> {
    for (let looks = 0; looks < 2_000; looks++) {
        const {rowCount} = await pool.query(`select from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'`);
        if (rowCount !== 0) return;
    }
    throw new Error('no connection waits');
}

/** All that stands in the books with what was decided, in their order. */
export async function recordedIn(
    client: Connection,
): Promise<{transfer: Transfer; decision: Decision}[]> {
    const rows = await rowsOf<TransferRow>(client, {
        name: 'recorded', text: `select ${TRANSFER_COLUMNS} from transfer order by batch, nth`,
    }, []);
    return rows.map(row => ({transfer: transferOf(row), decision: row.refusal ?? 'accepted'}));
}
