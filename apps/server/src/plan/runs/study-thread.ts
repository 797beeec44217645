import {Worker} from 'node:worker_threads';
import type {Comparison, StudySaid} from './study-work.ts';
import type {PlanGround} from './told-ground.ts';

/** The study of a corridor cannot be read, or its thread came to an end. */
export class NoStudy extends Error {
    override readonly name = 'NoStudy';
}

/** One comparison under way: who waits for it. */
interface Waiting {
    id: string;
    drawn(done: number): void;
    resolve(json: string): void;
    reject(error: Error): void;
}

/**
 * A corridor's study on a thread of its own, so that no request waits for a model. It compares one
 * thing at a time; to stop it midway the thread is ended.
 */
export class StudyThread {
    readonly ground: Promise<PlanGround>;
    readonly #worker: Worker;
    #waiting: Waiting | undefined;
    #isOver = false;

    /** `program` is the built file of the thread. */
    constructor(program: string, folder: string) {
        this.#worker = new Worker(program, {workerData: {folder}});
        this.#worker.unref();
        this.ground = new Promise((resolve, reject) => {
            const end = (message: string): void => {
                this.#isOver = true;
                reject(new NoStudy(message));
                this.#waiting?.reject(new NoStudy(message));
            };
            this.#worker.on('message', (said: StudySaid) => {
                if (said.kind === 'ground') resolve(said.ground);
                else if (said.kind === 'unreadable') end(said.message);
                else this.#heard(said);
            });
            this.#worker.on('error', error => end(error.message));
            this.#worker.on('exit', () => end('the study was ended'));
        });
        // Whoever asks for the ground hears of it; where nobody does, nobody misses it.
        this.ground.catch(() => undefined);
    }

    /** False once it can be asked nothing more. */
    get isAlive(): boolean {
        return !this.#isOver;
    }

    /** The comparison as JSON. Throws NoStudy where the thread ends before it. */
    compare(asked: Comparison, drawn: (done: number) => void): Promise<string> {
        if (this.#waiting) throw new Error('a study compares one thing at a time');
        return new Promise<string>((resolve, reject) => {
            if (this.#isOver) return void reject(new NoStudy('the study was ended'));
            this.#waiting = {id: asked.id, drawn, resolve, reject};
            this.#worker.postMessage(asked);
        }).finally(() => {
            this.#waiting = undefined;
        });
    }

    async end(): Promise<void> {
        this.#isOver = true;
        await this.#worker.terminate();
    }

    #heard(said: Exclude<StudySaid, {kind: 'ground' | 'unreadable'}>): void {
        const waiting = this.#waiting;
        if (waiting?.id !== said.id) return;
        if (said.kind === 'drawn') waiting.drawn(said.done);
        else if (said.kind === 'compared') waiting.resolve(said.json);
        else waiting.reject(new Error(said.message));
    }
}
