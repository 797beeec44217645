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
    const payer = due && due.amountMinor > 0n ? due.payer : undefined;
    // Nearly all windows are new, and one transfer is all that they owe.
    if (posted.netMinor.size === 0) {
        return payer === undefined ? []
            : [postOf(window, posted.count + 1, payer, due!.amountMinor, road, atMs)];
    }
    const owed: [string, bigint][] = [];
    for (const [account, netMinor] of posted.netMinor) {
        const differenceMinor = (account === payer ? due!.amountMinor : 0n) - netMinor;
        if (differenceMinor !== 0n) owed.push([account, differenceMinor]);
    }
    if (payer !== undefined && !posted.netMinor.has(payer)) owed.push([payer, due!.amountMinor]);
    return owed
        .sort(([a, x], [b, y]) => Number(x > 0n) - Number(y > 0n) || compareText(a, b))
        .map(([account, differenceMinor], index) => postOf(
            window, posted.count + index + 1, account, differenceMinor, road, atMs));
}

// A window's nth transfer: what the account pays, or less than nothing where it gets back.
function postOf(
    window: string, nth: number, account: string, minor: bigint, road: string, atMs: number,
): Post {
    const revenue = `revenue:${road}`;
    const isPaid = minor > 0n;
    return {
        kind: 'post',
        id: `${window}#${nth}`,
        debit: isPaid ? account : revenue,
        credit: isPaid ? revenue : account,
        amountMinor: isPaid ? minor : -minor,
        window,
        atMs,
    };
}
