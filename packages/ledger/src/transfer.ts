/** What every transfer says, whatever it does. */
interface Said {
    /** Chosen by the caller and used once: sending a transfer twice moves its money once. */
    readonly id: string;
    /** What the money is for, such as a window of tolling. */
    readonly window?: string;
    /** When the caller says it happened, UTC milliseconds. */
    readonly atMs: number;
}

/** Moves money at once. */
export interface Post extends Said {
    readonly kind: 'post';
    readonly debit: string;
    readonly credit: string;
    readonly amountMinor: bigint;
}

/** Sets money aside until its hold is posted or voided. */
export interface Hold extends Said {
    readonly kind: 'hold';
    readonly debit: string;
    readonly credit: string;
    readonly amountMinor: bigint;
}

/** Moves all or a part of what a hold set aside, between its accounts, and lets the rest go. */
export interface PostHold extends Said {
    readonly kind: 'post-hold';
    readonly holdId: string;
    readonly amountMinor: bigint;
}

/** Lets go all that a hold set aside. */
export interface VoidHold extends Said {
    readonly kind: 'void-hold';
    readonly holdId: string;
}

/** One entry of the books: it debits one account and credits another by the same amount. */
export type Transfer = Post | Hold | PostHold | VoidHold;

/** The largest amount of one transfer: what a signed 64-bit column holds. */
export const MOST_MINOR = 2n ** 63n - 1n;

/**
 * Whether two transfers say the same. The time is left out: a caller who repeats a transfer after
 * a crash, with a clock that has moved on, must hear that its money has moved already.
 */
export function isSameTransfer(one: Transfer, other: Transfer): boolean {
    return one.id === other.id
        && one.kind === other.kind
        && one.window === other.window
        && amountMinorOf(one) === amountMinorOf(other)
        && debitOf(one) === debitOf(other)
        && creditOf(one) === creditOf(other)
        && holdIdOf(one) === holdIdOf(other);
}

/** The amount asked for; a void asks for none. */
export function amountMinorOf(transfer: Transfer): bigint {
    return transfer.kind === 'void-hold' ? 0n : transfer.amountMinor;
}

/** The hold which the transfer ends, if it ends one. */
export function holdIdOf(transfer: Transfer): string | undefined {
    return endsHold(transfer) ? transfer.holdId : undefined;
}

export function endsHold(transfer: Transfer): transfer is PostHold | VoidHold {
    return transfer.kind === 'post-hold' || transfer.kind === 'void-hold';
}

function debitOf(transfer: Transfer): string | undefined {
    return endsHold(transfer) ? undefined : transfer.debit;
}

function creditOf(transfer: Transfer): string | undefined {
    return endsHold(transfer) ? undefined : transfer.credit;
}
