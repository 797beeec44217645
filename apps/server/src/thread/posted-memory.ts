import {NOTHING_POSTED, type Posted} from '@karwan/tolling';
import type {Post} from '@karwan/ledger';
import type {Connection} from '../sql.ts';
import {postedIn} from './load-derived.ts';

/** So many windows are remembered in each of two generations. */
const REMEMBERED = 150_000;

/** A window, and the trip that it is of. */
export interface WindowOfTrip {
    window: string;
    trip: number;
}

/** What the ledger says was paid for each of the last windows: per payer, net of refunds. */
export class PostedMemory {
    #young = new Map<string, Posted>();
    #old = new Map<string, Posted>();

    /**
     * What was posted for these windows. A trip is named after a place in the log: for windows of
     * one that lies after `fromSeq` nothing can have been posted yet.
     */
    async know(
        connection: Connection, windows: readonly WindowOfTrip[], fromSeq: number,
    ): Promise<void> {
        const missing: string[] = [];
        for (const {window, trip} of windows) {
            if (this.#find(window)) continue;
            if (trip <= fromSeq) missing.push(window);
            this.#young.set(window, NOTHING_POSTED);
        }
        if (missing.length === 0) return;
        for (const row of await postedIn(connection, missing)) {
            const isRefund = row.debit.startsWith('revenue:');
            const minor = BigInt(row.posted_minor);
            this.#add(row.window, isRefund ? row.credit : row.debit,
                isRefund ? -minor : minor, row.transfers);
        }
    }

    /** What was posted for a window that is known. */
    get(window: string): Posted {
        const posted = this.#find(window);
        if (!posted) throw new Error(`${window} is asked for before it was loaded`);
        return posted;
    }

    /** These are posted now. */
    post(transfers: readonly Post[]): void {
        for (const {window, debit, credit, amountMinor} of transfers) {
            if (window === undefined) continue;
            const isRefund = debit.startsWith('revenue:');
            this.#add(window, isRefund ? credit : debit, isRefund ? -amountMinor : amountMinor, 1);
        }
    }

    #add(window: string, payer: string, minor: bigint, transfers: number): void {
        const {count, netMinor} = this.get(window);
        this.#young.set(window, {
            count: count + transfers,
            netMinor: new Map(netMinor).set(payer, (netMinor.get(payer) ?? 0n) + minor),
        });
    }

    #find(window: string): Posted | undefined {
        const young = this.#young.get(window);
        if (young) return young;
        const old = this.#old.get(window);
        if (old) this.#young.set(window, old);
        return old;
    }

    /** Between two batches, when nothing is asked for: forgets what is too much. */
    rest(): void {
        if (this.#young.size <= REMEMBERED) return;
        this.#old = this.#young;
        this.#young = new Map();
    }
}
