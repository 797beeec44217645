import {Zone} from '@karwan/base';
import {Ways} from '@karwan/journey';
import {tripRuleOf, type Scheme, type Setting} from '@karwan/tolling';
import type pg from 'pg';
import {mustRunAgain, takeSnapshot} from './ledger-store.ts';
import {PARTITION} from './log.ts';
import {LogTail, type LogStretch} from './log/tail.ts';
import {CursorMoved, storeBatch, workBatch, type BatchDone} from './thread/batch.ts';
import {CLOSING_LOCK} from './thread/carried.ts';
import {cursorOf} from './thread/load.ts';
import {Memory} from './thread/memory.ts';
import {deviceKindsOf, type DeviceKinds} from './thread/news.ts';
import type {Decisions} from './workers/decisions.ts';

/** Places in the log that one transaction works off. */
export const BATCH_SIZE = 2_000;

/** After so many batches balances are summed up, so that what is added since stays little. */
const SNAPSHOT_BATCHES = 100;

/** So often in a row a batch makes way for others; more is no crowd but a fault. */
const MOST_TRIES = 100;

/** The setting of a scheme, made once: ways and trip rule are asked for every batch. */
export function settingOf(scheme: Scheme): Setting {
    const ways = new Ways(scheme.corridor);
    return {scheme, ways, zone: new Zone(scheme.corridor.zone), tripRule: tripRuleOf(scheme, ways)};
}

// What a batch asks for it finds by an index. A planner that has no statistics yet, or remembers a
// plan made for an empty table, would read tables through: it is told not to.
const BEGIN = `begin;
    select pg_advisory_xact_lock_shared(${CLOSING_LOCK[0]}, ${CLOSING_LOCK[1]});
    set local enable_seqscan = off; set local enable_hashjoin = off;
    set local enable_mergejoin = off; set local jit = off`;

// Of the tables that a batch asks; the server's own catalogue has hundreds of others.
const COUNT_WHAT_IS_ASKED = `analyze reading, fact, passage, trip, due, review, transfer, account,
    ledger_batch, ledger_snapshot, balance_snapshot, batch`;

/** Works off the log: what devices and people said becomes passages, trips, dues and transfers. */
export class Ingest {
    readonly #pool: pg.Pool;
    readonly #setting: Setting;
    readonly #batchSize: number;
    readonly #kinds: DeviceKinds;
    readonly #tail = new LogTail();
    /** By partition: what its last batches left, where no failure has taken it. */
    readonly #memories = new Map<string, Memory>();
    readonly #decisions: () => Decisions | undefined;
    #again = 0;

    /** @param decisions of a second worker that decides ahead, where there is one just now */
    constructor(
        pool: pg.Pool, setting: Setting, batchSize = BATCH_SIZE,
        decisions: () => Decisions | undefined = () => undefined,
    ) {
        this.#pool = pool;
        this.#setting = setting;
        this.#batchSize = batchSize;
        this.#decisions = decisions;
        this.#kinds = deviceKindsOf(setting.scheme);
    }

    /** Hears what this process has appended and need not read again. */
    hear(stretch: LogStretch): void {
        this.#tail.add(stretch);
    }

    /** Works until the cursor reaches the head of the log as it stood at some moment. */
    async workOff(
        onBatch?: (done: BatchDone) => void,
    ): Promise<{batches: number; readings: number}> {
        const total = {batches: 0, readings: 0};
        for (;;) {
            const done = await this.workOne();
            if (!done) return total;
            total.batches++;
            total.readings += done.readings;
            onBatch?.(done);
            await this.#keepUp(done.nth);
        }
    }

    // Between two batches, where it holds up no transaction. A snapshot that is busy is taken next
    // time; statements keep the plans of an empty table until somebody counts what has come in.
    async #keepUp(nth: number): Promise<void> {
        if (nth % SNAPSHOT_BATCHES === 0) await takeSnapshot(this.#pool);
        if (/^10*$/.test(String(nth))) await this.#pool.query(COUNT_WHAT_IS_ASKED);
    }

    /** Works off one batch; undefined where nothing is new. */
    async workOne(partition = PARTITION): Promise<BatchDone | undefined> {
        const client = await this.#pool.connect();
        let broken: Error | undefined;
        try {
            const done = await this.#inTransaction(client, partition);
            this.#again = 0;
            return done;
        } catch (error) {
            broken = error as Error;
            await client.query('rollback').catch(() => undefined);
            // Somebody else did it, or must be let through first: look again from the start.
            const isOthers = error instanceof CursorMoved || mustRunAgain(error);
            if (!isOthers || ++this.#again > MOST_TRIES) throw error;
            return {nth: -1, toSeq: -1, readings: 0, transfers: 0, passages: 0};
        } finally {
            client.release(broken);
        }
    }

    async #inTransaction(
        client: pg.PoolClient, partition: string,
    ): Promise<BatchDone | undefined> {
        await client.query(BEGIN);
        const {seq, batches, head, closed} = await cursorOf(client, partition);
        if (seq >= head) {
            await client.query('rollback');
            return undefined;
        }
        const ahead = partition === PARTITION ? this.#decisions() : undefined;
        const decided = await ahead?.next({seq, batches, head});
        if (ahead && decided) {
            const done = await storeBatch(client, decided, closed, this.#setting);
            await client.query('commit');
            ahead.committed(done.nth);
            return {...done, isDecidedAhead: true};
        }
        const last = this.#memories.get(partition);
        const memory = last?.isAt(seq, batches) ? last : new Memory(this.#tail);
        // Until the commit nobody else may have it, and after a failure nobody shall.
        this.#memories.delete(partition);
        const done = await workBatch(client, {
            partition, fromSeq: seq, toSeq: Math.min(head, seq + this.#batchSize), nth: batches + 1,
            lastClosed: closed,
        }, this.#setting, this.#kinds, memory);
        await client.query('commit');
        this.#memories.set(partition, memory);
        return done;
    }
}
