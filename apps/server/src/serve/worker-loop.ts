import type {BatchDone} from '../thread/batch.ts';
import type {Changes} from '../live.ts';

/** Whoever works off the log: an Ingest on a database that is there just now. */
export interface Ingesting {
    workOff(onBatch?: (done: BatchDone) => void): Promise<{batches: number; readings: number}>;
}

/** Others append too; so the head is looked at now and then, also where nobody says so. */
const LOOK_MS = 1_000;
const LONGEST_REST_MS = 30_000;

/**
 * Works off the log as long as it runs: at once when it is woken, and now and then. A fault is told
 * and tried again, later each time: readings are still taken while it lasts.
 */
export class WorkerLoop {
    readonly #ingest: () => Ingesting;
    readonly #changes: Changes;
    readonly #onFault: (error: unknown) => void;
    readonly #onDone: (done: BatchDone) => void;
    #wake: () => void = () => undefined;
    #isStopped = false;
    #isWoken = false;
    #batches = 0;
    #running: Promise<void> = Promise.resolve();
    /** What the last try fell over; undefined while all is well. */
    fault: unknown;

    constructor(
        ingest: () => Ingesting, changes: Changes, onFault: (error: unknown) => void,
        onDone: (done: BatchDone) => void = () => undefined,
    ) {
        this.#ingest = ingest;
        this.#changes = changes;
        this.#onFault = onFault;
        this.#onDone = onDone;
    }

    wake(): void {
        this.#isWoken = true;
        this.#wake();
    }

    /** Works until it is stopped. */
    async run(): Promise<void> {
        for (let restMs = LOOK_MS; !this.#isStopped;) {
            this.#isWoken = false;
            try {
                await this.workOff();
                this.fault = undefined;
                restMs = LOOK_MS;
            } catch (error) {
                this.fault = error;
                this.#onFault(error);
                restMs = Math.min(restMs * 2, LONGEST_REST_MS);
                this.#isWoken = false;
            }
            if (!this.#isStopped && !this.#isWoken) await this.#rest(restMs);
        }
        await this.#running.catch(() => undefined);
    }

    /** Works up to the head that the log has now; one at a time, the next waits for its turn. */
    workOff(): Promise<void> {
        const turn = this.#afterOthers(this.#running);
        this.#running = turn;
        return turn;
    }

    async #afterOthers(others: Promise<void>): Promise<void> {
        await others.catch(() => undefined);
        await this.#ingest().workOff(done => {
            const {toSeq} = done;
            this.#batches++;
            this.#onDone(done);
            if (toSeq >= 0) this.#changes.publish({seq: toSeq, batches: this.#batches});
        });
    }

    /** Stops after the batch in hand. */
    stop(): void {
        this.#isStopped = true;
        this.#wake();
    }

    #rest(restMs: number): Promise<void> {
        return new Promise(resolve => {
            const timer = setTimeout(resolve, restMs);
            this.#wake = () => {
                clearTimeout(timer);
                resolve();
            };
        });
    }
}
