import type pg from 'pg';
import {PARTITION} from '../log.ts';
import type {Ingesting} from '../serve/worker-loop.ts';
import {cursorOf} from '../thread/load.ts';
import type {BatchDone} from '../thread/batch.ts';

const LOOK_MS = 200;

/** The log is worked off by processes elsewhere (`karwan work`): here one waits for them. */
export class WorkedElsewhere implements Ingesting {
    readonly #pool: pg.Pool;
    #batches: number | undefined;

    constructor(pool: pg.Pool) {
        this.#pool = pool;
    }

    /** Resolves when others have come to the head that the log has now; tells how far they are. */
    async workOff(
        onBatch?: (done: BatchDone) => void,
    ): Promise<{batches: number; readings: number}> {
        const {head} = await cursorOf(this.#pool, PARTITION);
        for (;;) {
            const {seq, batches} = await cursorOf(this.#pool, PARTITION);
            if (batches !== this.#batches) {
                onBatch?.({nth: batches, toSeq: seq, readings: 0, transfers: 0, passages: 0});
            }
            this.#batches = batches;
            if (seq >= head) return {batches: 0, readings: 0};
            await new Promise(resolve => setTimeout(resolve, LOOK_MS));
        }
    }
}
