import {type Balances, isWithin, type Limit} from './account.ts';
import type {TransferRefusal} from './answer.ts';
import type {Hold, Transfer} from './transfer.ts';

/** What an accepted transfer does to its two accounts, alike for all four kinds; minor units. */
export interface Movement {
    readonly debit: string;
    readonly credit: string;
    readonly postedMinor: bigint;
    /** Below zero where a hold ends: all that it held is let go, whatever of it was posted. */
    readonly heldMinor: bigint;
}

/** The movement of a transfer; one that ends a hold needs the hold. */
export function movementOf(transfer: Transfer, hold: Hold | undefined): Movement {
    switch (transfer.kind) {
        case 'post':
            return {
                debit: transfer.debit, credit: transfer.credit,
                postedMinor: transfer.amountMinor, heldMinor: 0n,
            };
        case 'hold':
            return {
                debit: transfer.debit, credit: transfer.credit,
                postedMinor: 0n, heldMinor: transfer.amountMinor,
            };
        case 'post-hold':
        case 'void-hold': {
            if (!hold) throw new Error(`the hold of transfer ${transfer.id} is not at hand`);
            const postedMinor = transfer.kind === 'post-hold' ? transfer.amountMinor : 0n;
            return {
                debit: hold.debit, credit: hold.credit,
                postedMinor, heldMinor: -hold.amountMinor,
            };
        }
    }
}

/** The sums of an account after a movement; an account on neither side keeps its sums. */
export function after(balances: Balances, account: string, movement: Movement): Balances {
    const {debit, credit, postedMinor, heldMinor} = movement;
    if (account === debit) {
        return {
            ...balances,
            postedDebitsMinor: balances.postedDebitsMinor + postedMinor,
            heldDebitsMinor: balances.heldDebitsMinor + heldMinor,
        };
    }
    if (account !== credit) return balances;
    return {
        ...balances,
        postedCreditsMinor: balances.postedCreditsMinor + postedMinor,
        heldCreditsMinor: balances.heldCreditsMinor + heldMinor,
    };
}

/** An account with a limit, as it stands. */
export interface Limited {
    readonly limit: Limit;
    readonly balances: Balances;
}

/**
 * The limit which a movement would break, if any: the payer's first. Only the side that the limit
 * is about can break it, and no end of a hold can, since the hold was counted when it was made.
 */
export function brokenLimit(
    movement: Movement, limitedOf: (account: string) => Limited | undefined,
): TransferRefusal | undefined {
    const debit = limitedOf(movement.debit);
    if (debit?.limit === 'debits-within-credits'
        && !isWithin(debit.limit, after(debit.balances, movement.debit, movement))) {
        return 'debits-would-exceed-credits';
    }
    const credit = limitedOf(movement.credit);
    if (credit?.limit === 'credits-within-debits'
        && !isWithin(credit.limit, after(credit.balances, movement.credit, movement))) {
        return 'credits-would-exceed-debits';
    }
    return undefined;
}
