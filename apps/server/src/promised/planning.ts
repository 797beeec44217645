import {Worker} from 'node:worker_threads';
import type {PlannedWish} from './front-page.ts';
import type {Planned} from './planned.ts';
import {planDigest, type PlannedStore, type StoredPlan} from './planned-store.ts';

/** What a thread that reckons planned figures is given. */
export interface PlanningAsked {
    folder: string;
    wishes: readonly PlannedWish[];
    draws: number;
}

/** What it says: after each round how many are done, and at the end all of it. */
export type PlanningSaid =
    | {kind: 'drawn'; done: number}
    | {kind: 'planned'; planned: Planned};

/** Where the planned figures are: kept, being reckoned, or why there are none. */
export type PlanState =
    | {state: 'kept'; plan: StoredPlan}
    | {state: 'running'; done: number; of: number}
    | {state: 'failed'; message: string}
    /** The corridor wishes for none. */
    | {state: 'none'};

/**
 * Planned figures, reckoned once for each state of the files on a thread of its own and kept: the
 * first who asks starts it, and nobody waits for it.
 */
export class Planning {
    readonly #program: string;
    readonly #asked: PlanningAsked;
    readonly #digest: string;
    readonly #store: PlannedStore;
    readonly #nowMs: () => number;
    #state: PlanState | undefined;
    #worker: Worker | undefined;

    /** `program` is the built thread. The files are those of the moment at which this is made. */
    constructor(
        program: string, asked: PlanningAsked, store: PlannedStore, nowMs: () => number,
    ) {
        this.#program = program;
        this.#asked = asked;
        this.#store = store;
        this.#nowMs = nowMs;
        this.#digest = asked.wishes.length === 0 ? '' : planDigest(asked.folder);
    }

    /** How it stands; starts what is missing. */
    state(): PlanState {
        if (this.#asked.wishes.length === 0) return {state: 'none'};
        if (this.#state) return this.#state;
        const plan = this.#store.find(this.#digest);
        this.#state = plan ? {state: 'kept', plan}
            : {state: 'running', done: 0, of: this.#asked.draws};
        if (!plan) this.#start();
        return this.#state;
    }

    async stop(): Promise<void> {
        await this.#worker?.terminate();
    }

    #start(): void {
        const worker = this.#worker = new Worker(this.#program, {workerData: this.#asked});
        worker.unref();
        worker.on('message', (said: PlanningSaid) => {
            if (said.kind === 'drawn') {
                this.#state = {state: 'running', done: said.done, of: this.#asked.draws};
                return;
            }
            const plan = {...said.planned, digest: this.#digest, atMs: this.#nowMs()};
            this.#store.keep(plan);
            this.#state = {state: 'kept', plan};
        });
        worker.on('error', ({message}) => {
            this.#state = {state: 'failed', message};
        });
        worker.on('exit', () => {
            this.#worker = undefined;
            if (this.#state?.state === 'running') {
                this.#state = {state: 'failed', message: 'its thread came to an end'};
            }
        });
    }
}
