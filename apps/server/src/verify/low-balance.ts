import {groupedBy} from '@karwan/base';
import type {Token} from '@karwan/journey';
import {lowBalances} from '@karwan/tolling';
import type pg from 'pg';
import {askedFrom, paidFor, type Asked, type AskingRow} from '../thread/load-wallets.ts';
import type {Difference} from './difference.ts';
import {batchesOf, type Query} from './stream.ts';

// Wallet by wallet every window that asks it, as stored: what was charged names its wallet, what
// met a low balance rests on the fitting of its tag or is the tag's own.
const asked: Query = {
    text: `select case when d.surcharge_when is null then substr(d.payer, 8)
                       else coalesce((select f.token from fact f
                                where f.seq = any(d.basis) and f.kind = 'carriage' limit 1),
                            d.vehicle) end as tag,
                  d."window", d.trip, d.vehicle, d.from_ms, d.toll_minor::text as minor,
                  d.passages, d.basis, d.surcharge_when is not null as "isLow"
             from due d
            where d.state = 'charged' and d.toll_minor > 0
              and (d.payer like 'wallet:%' or d.surcharge_when = 'low-balance')
            order by 1`,
    values: [],
};

/**
 * Decides anew which windows met a low balance, from the windows that ask each wallet and the money
 * that was paid in up to `toSeq`, and names those that are stored otherwise. The rows themselves
 * are held against the log elsewhere.
 */
export async function lowDifferences(
    client: pg.ClientBase, toSeq: number,
): Promise<Difference[]> {
    const differences: Difference[] = [];
    for await (const rows of walletsIn(client)) {
        if (rows.length === 0) continue;
        const byTag = groupedBy(rows, row => row.tag);
        const paid = groupedBy(
            await paidFor(client, [...byTag.keys()], toSeq), each => each.tag as string);
        for (const [tag, own] of byTag) {
            const windows = own.map(askedFrom);
            const low = lowBalances(windows, paid.get(tag) ?? []);
            for (const each of windows) {
                const isLow = low.has(each.window);
                if (isLow !== each.isLow) differences.push(differenceOf(each, tag, isLow));
            }
        }
    }
    return differences;
}

/** Rows of whole wallets, many at a time. */
async function* walletsIn(client: pg.ClientBase): AsyncGenerator<AskingRow[], void, void> {
    let open: AskingRow[] = [];
    for await (const batch of batchesOf<AskingRow>(client, 'verify_asked', asked)) {
        open.push(...batch);
        const last = batch.at(-1)?.tag;
        yield open.filter(row => row.tag !== last);
        open = open.filter(row => row.tag === last);
    }
    yield open;
}

function differenceOf({window, place, tollMinor}: Asked, tag: Token, isLow: boolean): Difference {
    const held = `wallet:${tag} to have held ${isLow ? 'less than' : 'at least'} ${tollMinor} `
        + `at place ${place} of the log`;
    return {
        table: 'due', key: window, column: 'surcharge_when',
        found: isLow ? 'nothing' : 'low-balance', expected: held,
    };
}
