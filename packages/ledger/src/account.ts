/** What an account may not do. Most accounts of an operator have no limit; a prepaid wallet has. */
export type Limit = 'none' | 'debits-within-credits' | 'credits-within-debits';

/**
 * One side of every transfer. Its id says its kind and then its name, `wallet:tag-7`: an account
 * without a limit need not be opened, and still the books can be read by kind.
 */
export interface Account {
    readonly id: string;
    readonly limit: Limit;
}

/** The four sums of an account; what is held counts against a limit until it is let go. */
export interface Balances {
    readonly postedDebitsMinor: bigint;
    readonly postedCreditsMinor: bigint;
    readonly heldDebitsMinor: bigint;
    readonly heldCreditsMinor: bigint;
}

export const NO_BALANCES: Balances = {
    postedDebitsMinor: 0n,
    postedCreditsMinor: 0n,
    heldDebitsMinor: 0n,
    heldCreditsMinor: 0n,
};

/** `wallet` of `wallet:tag-7`; an id without a colon is a kind of its own. */
export function accountKind(accountId: string): string {
    const colon = accountId.indexOf(':');
    return colon < 0 ? accountId : accountId.slice(0, colon);
}

/** What a payer still has to spend: credits posted, less debits posted or held; minor units. */
export function spendableMinor(balances: Balances): bigint {
    return balances.postedCreditsMinor - balances.postedDebitsMinor - balances.heldDebitsMinor;
}

/**
 * Whether the sums lie within the limit. Money held on its way in is not there yet, so it does
 * not help; money held on its way out is as good as gone, so it counts.
 */
export function isWithin(limit: Limit, balances: Balances): boolean {
    switch (limit) {
        case 'none':
            return true;
        case 'debits-within-credits':
            return spendableMinor(balances) >= 0n;
        case 'credits-within-debits':
            return balances.postedCreditsMinor + balances.heldCreditsMinor
                <= balances.postedDebitsMinor;
    }
}
