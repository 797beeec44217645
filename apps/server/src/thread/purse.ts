import type {Token} from '@karwan/journey';
import type {Purse} from '@karwan/tolling';
import {spendableMinor, type Post} from '@karwan/ledger';
import type {PostedMemory} from './posted-memory.ts';
import type {WalletMemory} from './wallet-memory.ts';

/**
 * Wallets as the batch goes through them: what each can pay at the place in the log that the batch
 * has come to, with what a window paid before given back while it is decided anew.
 */
export class Wallets implements Pick<Purse, 'spendableMinor' | 'wasLow'> {
    readonly #memory: WalletMemory;
    readonly #posted: PostedMemory;
    /** What the batch has moved so far, by account. */
    readonly #movedMinor = new Map<string, bigint>();
    /** Windows that were decided to have met a low balance and stay so. */
    readonly #low = new Set<string>();

    constructor(memory: WalletMemory, posted: PostedMemory) {
        this.#memory = memory;
        this.#posted = posted;
    }

    /** These are posted, in this order. */
    move(transfers: readonly Post[]): void {
        for (const {debit, credit, amountMinor} of transfers) {
            this.#add(debit, -amountMinor);
            this.#add(credit, amountMinor);
        }
    }

    #add(account: string, minor: bigint): void {
        if (!account.startsWith('wallet:')) return;
        this.#movedMinor.set(account, (this.#movedMinor.get(account) ?? 0n) + minor);
    }

    spendableMinor(tag: Token, window: string): bigint {
        const account = `wallet:${tag}`;
        const ownMinor = this.#posted.get(window).netMinor.get(account) ?? 0n;
        const movedMinor = this.#movedMinor.get(account) ?? 0n;
        return spendableMinor(this.#memory.get(account)) + movedMinor + ownMinor;
    }

    /** From now on the window stays low when it is decided anew. */
    stayLow(window: string): void {
        this.#low.add(window);
    }

    /** The window is decided by what the wallet holds. */
    decideAfresh(window: string): void {
        this.#low.delete(window);
    }

    wasLow(window: string): boolean {
        return this.#low.has(window);
    }
}
