import {compareText} from '@karwan/base';
import type {Delivery} from '@karwan/world';
import {Ingest, settingOf} from '../../apps/server/src/ingest.ts';
import {digestDerived} from '../../apps/server/src/verify/digest.ts';
import {ThreadUnderTest} from '../../apps/server/test/thread-under-test.ts';
import {deliver} from '../../apps/server/test/world-feed.ts';

/** A charge in words that name no place in the log. */
export interface Charge {
    /** Vehicle, road and beginning: what it is, in whatever order it was told. */
    key: string;
    vehicle: string;
    day: string;
    amountMinor: bigint;
    /** The same window with the same passages and the same toll, and not only one of that name. */
    likeness: string;
    isLow: boolean;
}

/** What a log came to. */
export interface Outcome {
    charges: Charge[];
    /** By account, net of refunds, of vehicles none of whose windows met a low balance. */
    net: string[];
    /** Vehicles some window of which met a low balance. */
    low: ReadonlySet<string>;
    digest: string;
}

const SECRET = Buffer.alloc(32, 9);

/**
 * Tells one log in parts to a thread of its own and looks at it after each; the database is gone
 * afterwards.
 */
export async function toldTo(
    corridor: string, parts: readonly (readonly Delivery[])[], batch: number,
): Promise<Outcome[]> {
    const thread = await ThreadUnderTest.open('lateness', corridor, SECRET);
    try {
        thread.ingest = new Ingest(thread.database.pool, settingOf(thread.scheme), batch);
        const outcomes: Outcome[] = [];
        for (const part of parts) {
            await deliver(thread, part);
            await thread.ingest.workOff();
            outcomes.push(await outcomeOf(thread));
        }
        return outcomes;
    } finally {
        await thread.database.drop();
    }
}

interface Row {
    vehicle: string;
    road: string;
    day: string;
    from_ms: string;
    amount: string;
    likeness: string;
    is_low: boolean;
    payer: string;
}

async function outcomeOf(thread: ThreadUnderTest): Promise<Outcome> {
    const rows = await thread.rows<Row>(
        `select vehicle, road, day, from_ms, amount_minor::text as amount, payer,
                concat_ws(' ', "window", passages, toll_minor, class) as likeness,
                coalesce(surcharge_when = 'low-balance', false) as is_low
           from due order by vehicle, road, from_ms`);
    const low = new Set(rows.filter(row => row.is_low).map(row => row.vehicle));
    const wallets = new Set(rows.filter(row => low.has(row.vehicle)).map(row => row.payer));
    const net = await thread.rows<{account: string; net: string}>(
        `select account, sum(minor)::text as net from (
             select debit as account, -posted_minor as minor from movement
             union all select credit, posted_minor from movement) as sides
          where account like 'wallet:%' or account like 'owed:%'
          group by account having sum(minor) <> 0`);
    const client = await thread.database.pool.connect();
    try {
        await client.query('begin');
        const {digest} = await digestDerived(client);
        return {
            charges: rows.map(row => ({
                key: `${row.vehicle} ${row.road} ${row.from_ms}`, vehicle: row.vehicle,
                day: row.day, amountMinor: BigInt(row.amount), likeness: row.likeness,
                isLow: row.is_low,
            })),
            net: net.filter(({account}) => !wallets.has(account) && !low.has(account.slice(5)))
                .map(({account, net: minor}) => `${account} ${minor}`).sort(compareText),
            low, digest,
        };
    } finally {
        await client.query('rollback');
        client.release();
    }
}
