import type {Balances, Post} from '@karwan/ledger';
import type {Paid} from '@karwan/tolling';
import {balancesOf} from '../ledger-store.ts';
import type {Connection} from '../sql.ts';
import {Generations} from './generations.ts';
import {askedOf, paidFor, walletOf, type Asked} from './load-wallets.ts';

/** A wallet as the books and the tables have it. */
interface Wallet {
    balances: Balances;
    /** By its id each window that asks it for its toll. */
    asked: Map<string, Asked>;
    paid: Paid[];
}

/** The wallets that the last batches paid into or asked: what they hold, and who asks them. */
export class WalletMemory {
    readonly #known = new Generations<Wallet>(({asked, paid}) => asked.size + paid.length);

    /** Loads these wallets, as far as they are not known: at most three statements. */
    async know(
        connection: Connection, wallets: Iterable<string>, toSeq: number,
    ): Promise<void> {
        const missing = [...wallets].filter(wallet => !this.#known.find(wallet));
        if (missing.length === 0) return;
        const loaded = new Map<string, Wallet>();
        for (const [wallet, balances] of await balancesOf(connection, missing)) {
            loaded.set(wallet, {balances, asked: new Map(), paid: []});
        }
        const tags = [...loaded.keys()].map(tagOf);
        for (const {tag, ...asked} of await askedOf(connection, tags)) {
            loaded.get(walletOf(tag))!.asked.set(asked.window, asked);
        }
        for (const {tag, ...paid} of await paidFor(connection, tags, toSeq)) {
            loaded.get(walletOf(tag))!.paid.push(paid);
        }
        for (const [name, wallet] of loaded) this.#known.set(name, wallet);
    }

    /** What the books said before this batch posts; of a wallet that is known. */
    get(wallet: string): Balances {
        return this.#known.get(wallet).balances;
    }

    /** Who asks a wallet that is known, and what was paid in. */
    told(wallet: string): {asked: Iterable<Asked>; paid: readonly Paid[]} {
        const {asked, paid} = this.#known.get(wallet);
        return {asked: asked.values(), paid};
    }

    /** In the place of windows that went or are decided anew, these ask the wallet now. */
    tell(wallet: string, gone: ReadonlySet<string>, now: readonly Asked[], paid: readonly Paid[]) {
        const known = this.#known.get(wallet);
        const before = known.asked.size;
        for (const window of known.asked.keys()) if (gone.has(window)) known.asked.delete(window);
        for (const each of now) known.asked.set(each.window, each);
        known.paid.push(...paid);
        this.#known.grew(known.asked.size - before + paid.length);
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
        const wallet = this.#known.get(account);
        wallet.balances = {
            ...wallet.balances,
            postedDebitsMinor: wallet.balances.postedDebitsMinor + debitMinor,
            postedCreditsMinor: wallet.balances.postedCreditsMinor + creditMinor,
        };
    }

    /** True where the next rest forgets something. */
    get isFull(): boolean {
        return this.#known.isFull;
    }

    /** Between two batches, when nothing is asked for: forgets what is too much. */
    rest(): void {
        this.#known.rest();
    }
}

function tagOf(wallet: string): string {
    return wallet.slice('wallet:'.length);
}
