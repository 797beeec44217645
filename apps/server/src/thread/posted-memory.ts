import {NOTHING_POSTED, type Posted} from '@karwan/tolling';
import type {Post} from '@karwan/ledger';
import type {Connection} from '../sql.ts';
import {Generations} from './generations.ts';
import {postedIn} from './load-derived.ts';

/** A window, and the trip that it is of. */
export interface WindowOfTrip {
    window: string;
    trip: number;
}

/** What the ledger says was paid for each of the last windows: per payer, net of refunds. */
export class PostedMemory {
    readonly #known = new Generations<Posted>();

    /**
     * What was posted for these windows. A trip is named after a place in the log: for windows of
     * one that lies after `fromSeq` nothing can have been posted yet.
     */
    async know(
        connection: Connection, windows: readonly WindowOfTrip[], fromSeq: number,
    ): Promise<void> {
        const missing: string[] = [];
        for (const {window, trip} of windows) {
            if (this.#known.find(window)) continue;
            if (trip <= fromSeq) missing.push(window);
            this.#known.set(window, NOTHING_POSTED);
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
        return this.#known.get(window);
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
        const net = new Map(netMinor);
        net.set(payer, (netMinor.get(payer) ?? 0n) + minor);
        this.#known.set(window, {count: count + transfers, netMinor: net});
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
