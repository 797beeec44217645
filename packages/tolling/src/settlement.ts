import {compareText} from '@karwan/base';
import type {Post} from '@karwan/ledger';
import type {Due} from './due.ts';

/** What the ledger says was posted for a window so far. */
export interface Posted {
    /** How many transfers were made for it: the next one's number. */
    count: number;
    /** By payer's account, what it has paid net of refunds. */
    netMinor: ReadonlyMap<string, bigint>;
}

export const NOTHING_POSTED: Posted = {count: 0, netMinor: new Map()};

/**
 * What a window owes, less what was posted for it: new, late, reviewed and re-rated windows all go
 * this way, and nothing else moves toll money. A window that is no more owes nothing. Refunds come
 * first, so that a wallet has back what it paid before it pays anew.
 */
export function settle(
    window: string, due: Due | undefined, posted: Posted, road: string, atMs: number,
): Post[] {
    const owed = new Map([...posted.netMinor].map(([payer, net]) => [payer, -net]));
    if (due && due.amountMinor > 0n) {
        owed.set(due.payer, (owed.get(due.payer) ?? 0n) + due.amountMinor);
    }
    const revenue = `revenue:${road}`;
    return [...owed]
        .filter(([, differenceMinor]) => differenceMinor !== 0n)
        .sort(([a, x], [b, y]) => Number(x > 0n) - Number(y > 0n) || compareText(a, b))
        .map(([payer, differenceMinor], index) => ({
            kind: 'post',
            id: `${window}#${posted.count + index + 1}`,
            debit: differenceMinor > 0n ? payer : revenue,
            credit: differenceMinor > 0n ? revenue : payer,
            amountMinor: differenceMinor > 0n ? differenceMinor : -differenceMinor,
            window,
            atMs,
        }));
}
