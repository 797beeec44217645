import type pg from 'pg';
import type {Arrivals, Outcome} from './arrivals.ts';
import {storedFacts} from './log/facts.ts';
import {layoutOf, REPEATED} from './log/layout.ts';
import {
    storeFacts, storeHeartbeats, storePlates, storeReadings, storeRefused,
} from './log/store.ts';
import {storedReadings, type LogStretch} from './log/tail.ts';
import {inTransaction} from './transaction.ts';
import type {Vault} from './vault.ts';

/** The partition of the log; one for now, see decisions/0007. */
export const PARTITION = 'main';

/** What became of arrivals. */
export interface Appended {
    /** The head of the log after them. */
    headSeq: number;
    /** One for each arrival, in its order. */
    outcomes: Outcome[];
    /** What the log holds of them, for whoever works it off in this process. */
    stretch: LogStretch;
}

/** Something that moves in the same transaction: where a feed stands. */
export type Alongside = (client: pg.PoolClient) => Promise<void>;

/**
 * Appends arrivals to the log in one transaction of a constant number of statements: each reading,
 * refusal and new fact gets its place, and each new plate lies sealed in the vault before anybody
 * sees its token.
 */
export async function append(
    pool: pg.Pool, vault: Vault, arrivals: Arrivals, alongside?: Alongside,
): Promise<Appended> {
    const {items, source} = arrivals;
    const nowMs = items.reduce((latest, item) => Math.max(latest, item.receivedMs), 0);
    const hasFacts = items.some(item => item.judged.kind === 'fact');
    const done = await inTransaction(pool, async client => {
        // The head's lock keeps others from saying the same facts between the look and the insert.
        if (hasFacts) await takePlaces(client, vault, 0);
        const layout = layoutOf(arrivals, await storedFacts(client, arrivals));
        const headSeq = await takePlaces(client, vault, layout.count);
        const firstSeq = headSeq - layout.count + 1;
        const plates = [...layout.plates].filter(([token]) => !vault.isStored(token));
        await storePlates(client, vault, plates, nowMs);
        const repeated = await storeReadings(client, layout.readings, source, firstSeq);
        await storeFacts(client, layout.facts, firstSeq);
        await storeRefused(client, layout.refused, source, firstSeq);
        await storeHeartbeats(client, layout.heartbeats);
        await alongside?.(client);
        for (const {nth, index} of layout.readings) {
            if (repeated.has(nth)) layout.outcomes[index] = REPEATED;
        }
        const readings = storedReadings(layout.readings, repeated, firstSeq);
        const stretch = {fromSeq: firstSeq - 1, toSeq: headSeq, readings};
        return {headSeq, plates, outcomes: layout.outcomes, stretch};
    });
    vault.markStored(done.plates.map(([token]) => token));
    return {headSeq: done.headSeq, outcomes: done.outcomes, stretch: done.stretch};
}

/**
 * Moves the head by `count` and gives where it now stands. Its row stays locked until the commit,
 * so places become visible in their order and without a gap.
 */
async function takePlaces(
    client: pg.PoolClient, vault: Vault, count: number,
): Promise<number> {
    const {rows: [head]} = await client.query<{seq: string; forgettings: string}>({
        name: 'take-places',
        text: `update log_head set seq = seq + $2 where partition = $1
               returning seq, forgettings`,
        values: [PARTITION, count],
    });
    if (!head) throw new Error(`the log has no partition ${PARTITION}: is the database migrated?`);
    vault.forgetSince(Number(head.forgettings));
    return Number(head.seq);
}

/** The head of the log: how many arrivals there are. */
export async function headOf(pool: pg.Pool): Promise<number> {
    const {rows: [head]} = await pool.query<{seq: string}>(
        'select seq from log_head where partition = $1', [PARTITION]);
    return Number(head!.seq);
}
