import {fork, type ChildProcess} from 'node:child_process';
import {join} from 'node:path';
import type {Scheme} from '@karwan/tolling';
import {checkoutFolder} from '../checkout.ts';
import {BATCH_SIZE} from '../ingest.ts';
import {PARTITION} from '../log.ts';
import type {Opening} from './decide.worker.ts';
import type {Answer} from './deciding-ahead.ts';
import {Decisions} from './decisions.ts';

/** After an end it is started anew, later each time, and at once again where it had lived long. */
const FIRST_REST_MS = 250;
const LONGEST_REST_MS = 30_000;
const LONG_LIFE_MS = 60_000;

/** On which database, by which scheme a second worker decides. */
export interface DecidingFor {
    /** Where the database lies just now. */
    url(): string;
    scheme: Scheme;
    folder: string;
    /** Told when it has ended and is started anew. */
    say(line: string): void;
    onStart?(): void;
}

/**
 * Keeps the second worker alive, a process that decides ahead: killed or fallen over, it is started
 * anew. While there is none, whoever stores decides himself.
 */
export class DecidingProcess {
    readonly #setting: DecidingFor;
    #child: ChildProcess | undefined;
    #decisions: Decisions | undefined;
    #ended: Promise<void> = Promise.resolve();
    #timer: NodeJS.Timeout | undefined;
    #restMs = FIRST_REST_MS;
    #isStopped = false;
    #isReady: () => void = () => undefined;
    /** Resolves when it can be asked for the first time. */
    readonly ready = new Promise<void>(resolve => {
        this.#isReady = resolve;
    });

    constructor(setting: DecidingFor) {
        this.#setting = setting;
        this.#start();
    }

    /** What it decides; undefined while it is not ready. */
    get decisions(): Decisions | undefined {
        return this.#decisions;
    }

    get pid(): number | undefined {
        return this.#child?.pid;
    }

    /** Ends it for good. */
    async stop(): Promise<void> {
        this.#isStopped = true;
        clearTimeout(this.#timer);
        this.#child?.kill();
        await this.#ended;
    }

    #start(): void {
        const {url, scheme, folder} = this.#setting;
        const opening: Opening = {
            url: url(), folder, digest: scheme.digest, partition: PARTITION, batchSize: BATCH_SIZE,
        };
        const startedMs = performance.now();
        const child = fork(join(checkoutFolder(), 'dist', 'decide.worker.mjs'), [], {
            serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
            env: {...process.env, KARWAN_CHECKOUT: checkoutFolder()},
        });
        this.#setting.onStart?.();
        this.#child = child;
        // Its end tells; what could not be said to it is then of no use.
        const send = (word: object): void => void child.send(word, () => undefined);
        const decisions = new Decisions(send);
        child.on('message', (answer: Answer | 'ready') => {
            if (answer !== 'ready') return void decisions.take(answer);
            this.#decisions = decisions;
            this.#isReady();
        });
        child.on('error', () => undefined);
        this.#ended = new Promise(resolve => child.once('close', () => {
            decisions.lose();
            this.#decisions = undefined;
            this.#child = undefined;
            resolve();
            if (!this.#isStopped) this.#startAgain(performance.now() - startedMs);
        }));
        send(opening);
    }

    #startAgain(livedMs: number): void {
        if (livedMs > LONG_LIFE_MS) this.#restMs = FIRST_REST_MS;
        this.#setting.say('the worker that decides ahead has ended and is started anew');
        this.#timer = setTimeout(() => this.#start(), this.#restMs);
        // Whoever has nothing else to do may end.
        this.#timer.unref();
        this.#restMs = Math.min(this.#restMs * 2, LONGEST_REST_MS);
    }
}
