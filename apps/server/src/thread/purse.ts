import type {Token} from '@karwan/journey';
import type {Due, Posted, Purse} from '@karwan/tolling';
import {spendableMinor, type Balances} from '@karwan/ledger';
import type {PostedMemory} from './posted-memory.ts';

/**
 * Wallets as the batch goes through them: what each could pay now, with what its windows paid
 * before given back while they are decided anew.
 */
export class Wallets implements Purse {
    readonly #spendable: Map<string, bigint>;
    readonly #posted: PostedMemory;
    readonly #low: ReadonlySet<string>;

    /** `low`: windows that were decided to have met a low balance and stay so. */
    constructor(
        balances: ReadonlyMap<string, Balances>, posted: PostedMemory,
        low: ReadonlySet<string>,
    ) {
        this.#spendable = new Map(
            [...balances].map(([account, sums]) => [account, spendableMinor(sums)]));
        this.#posted = posted;
        this.#low = low;
    }

    /** A top-up or an opening balance that this batch posts. */
    add(account: string, amountMinor: bigint): void {
        this.#spendable.set(account, (this.#spendable.get(account) ?? 0n) + amountMinor);
    }

    spendableMinor(tag: Token, window: string): bigint {
        const account = `wallet:${tag}`;
        const ownMinor = this.#postedFor(window).netMinor.get(account) ?? 0n;
        return (this.#spendable.get(account) ?? 0n) + ownMinor;
    }

    wasLow(window: string): boolean {
        return this.#low.has(window);
    }

    take(window: string, due: Due | undefined): void {
        for (const [account, netMinor] of this.#postedFor(window).netMinor) {
            if (account.startsWith('wallet:')) this.add(account, netMinor);
        }
        if (due?.payer.startsWith('wallet:')) this.add(due.payer, -due.amountMinor);
    }

    #postedFor(window: string): Posted {
        return this.#posted.get(window);
    }
}
