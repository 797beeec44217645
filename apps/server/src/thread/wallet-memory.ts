import type {Balances, Post} from '@karwan/ledger';
import {balancesOf} from '../ledger-store.ts';
import type {Connection} from '../sql.ts';

/** So many wallets are remembered in each of two generations. */
const REMEMBERED = 150_000;

/** Balances of the wallets that the last batches paid into or charged, as the books have them. */
export class WalletMemory {
    #young = new Map<string, Balances>();
    #old = new Map<string, Balances>();

    /** Loads the balances of these wallets, as far as they are not known: at most one statement. */
    async know(connection: Connection, wallets: Iterable<string>): Promise<void> {
        const missing = [...wallets].filter(wallet => !this.#find(wallet));
        for (const [wallet, balances] of await balancesOf(connection, missing)) {
            this.#young.set(wallet, balances);
        }
    }

    /** What the books said before this batch posts; of a wallet that is known. */
    get(wallet: string): Balances {
        const balances = this.#find(wallet);
        if (!balances) throw new Error(`${wallet} is asked for before it was loaded`);
        return balances;
    }

    /** These are posted now. */
    post(transfers: readonly Post[]): void {
        for (const {debit, credit, amountMinor} of transfers) {
            this.#add(debit, amountMinor, 0n);
            this.#add(credit, 0n, amountMinor);
        }
    }

    #add(account: string, debitMinor: bigint, creditMinor: bigint): void {
        if (!account.startsWith('wallet:')) return;
        const balances = this.get(account);
        this.#young.set(account, {
            ...balances,
            postedDebitsMinor: balances.postedDebitsMinor + debitMinor,
            postedCreditsMinor: balances.postedCreditsMinor + creditMinor,
        });
    }

    #find(wallet: string): Balances | undefined {
        const young = this.#young.get(wallet);
        if (young) return young;
        const old = this.#old.get(wallet);
        if (old) this.#young.set(wallet, old);
        return old;
    }

    /** Between two batches, when nothing is asked for: forgets what is too much. */
    rest(): void {
        if (this.#young.size <= REMEMBERED) return;
        this.#old = this.#young;
        this.#young = new Map();
    }
}
