import type {Balances, Post} from '@karwan/ledger';
import {balancesOf} from '../ledger-store.ts';
import type {Connection} from '../sql.ts';
import {Generations} from './generations.ts';

/** Balances of the wallets that the last batches paid into or charged, as the books have them. */
export class WalletMemory {
    readonly #known = new Generations<Balances>();

    /** Loads the balances of these wallets, as far as they are not known: at most one statement. */
    async know(connection: Connection, wallets: Iterable<string>): Promise<void> {
        const missing = [...wallets].filter(wallet => !this.#known.find(wallet));
        for (const [wallet, balances] of await balancesOf(connection, missing)) {
            this.#known.set(wallet, balances);
        }
    }

    /** What the books said before this batch posts; of a wallet that is known. */
    get(wallet: string): Balances {
        return this.#known.get(wallet);
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
        this.#known.set(account, {
            ...balances,
            postedDebitsMinor: balances.postedDebitsMinor + debitMinor,
            postedCreditsMinor: balances.postedCreditsMinor + creditMinor,
        });
    }

    /** Between two batches, when nothing is asked for: forgets what is too much. */
    rest(): void {
        this.#known.rest();
    }
}
