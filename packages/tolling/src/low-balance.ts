import {compareText} from '@karwan/base';
import type {Token} from '@karwan/journey';

/** A window that asks a wallet for its toll. */
export interface Asking {
    /** The window's id. */
    window: string;
    vehicle: Token;
    /** When it began. */
    fromMs: number;
    /** The place in the log of the last that the window rests on: a reading, or a fact. */
    place: number;
    tollMinor: bigint;
}

/** Money that a fact paid into the wallet. */
export interface Paid {
    /** The fact's place in the log. */
    seq: number;
    /** From when on it was there, which may lie before it was heard of. */
    fromMs: number;
    amountMinor: bigint;
}

/**
 * Which of the windows that ask one wallet met a low balance. The wallet is told in the order of
 * the log: money counts from the place where it was heard of, and a window is charged at the place
 * that completed it, where the wallet holds its toll; otherwise it met a low balance, and leaves
 * the wallet alone. Windows of one place come vehicle by vehicle in the order driven. Money that
 * was there before a window began, and is heard of only after it was found low, speaks for the
 * payer: it is charged after all, there, where the wallet then holds its toll.
 *
 * It is a function of the windows and the facts as they stand, in whatever order they are given.
 */
export function lowBalances(
    asking: readonly Asking[], paid: readonly Paid[],
): ReadonlySet<string> {
    const windows = asking.toSorted((a, b) => a.place - b.place || inOrderDriven(a, b));
    const low = new Map<string, Asking>();
    let heldMinor = 0n;
    let nth = 0;
    const charge = (window: Asking): boolean => {
        const isLow = heldMinor < window.tollMinor;
        if (!isLow) heldMinor -= window.tollMinor;
        return !isLow;
    };
    const chargeUpTo = (place: number): void => {
        for (; nth < windows.length && windows[nth]!.place < place; nth++) {
            const window = windows[nth]!;
            if (!charge(window)) low.set(window.window, window);
        }
    };
    for (const {seq, fromMs, amountMinor} of paid.toSorted((a, b) => a.seq - b.seq)) {
        chargeUpTo(seq);
        heldMinor += amountMinor;
        const favoured = [...low.values()].filter(window => window.fromMs >= fromMs);
        for (const window of favoured.sort(inOrderDriven)) {
            if (charge(window)) low.delete(window.window);
        }
    }
    chargeUpTo(Infinity);
    return new Set(low.keys());
}

function inOrderDriven(a: Asking, b: Asking): number {
    return compareText(a.vehicle, b.vehicle) || a.fromMs - b.fromMs
        || compareText(a.window, b.window);
}
