import {performance} from 'node:perf_hooks';
import {questionFrom, type PlanAsked, type PlanQuestion} from './question.ts';
import {StudyThread} from './study-thread.ts';
import type {PlanGround} from './told-ground.ts';

/** How much is run and kept. */
export interface RunLimits {
    /** Comparisons that wait for their turn; one runs. */
    mostWaiting: number;
    /** Results that are kept, and runs that are remembered. */
    mostKept: number;
    /** A run that takes longer is ended. */
    longestMs: number;
    /** A study that nobody asks anything for so long is put away. */
    idleMs: number;
}

export const RUN_LIMITS: RunLimits = {
    mostWaiting: 8, mostKept: 48, longestMs: 20 * 60_000, idleMs: 10 * 60_000,
};

export type RunState = 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';

/** How far a run is. */
export interface RunTold {
    id: string;
    state: RunState;
    /** How many go before it. */
    before: number;
    /** Draws that are done, of how many; then what each input moves alone. */
    done: number;
    draws: number;
    seconds: number;
    /** Why it failed. */
    message: string | null;
}

interface Run {
    question: PlanQuestion;
    state: RunState;
    askers: Set<string>;
    done: number;
    startedMs: number;
    endedMs: number | undefined;
    message: string | null;
    json: string | undefined;
}

/** Why a run is not taken: who asks has another under way, or too many wait. */
export class NotTaken extends Error {
    readonly reason: 'run-under-way' | 'busy';
    readonly other: string | undefined;

    constructor(reason: NotTaken['reason'], message: string, other?: string) {
        super(message);
        this.name = 'NotTaken';
        this.reason = reason;
        this.other = other;
    }
}

/**
 * Comparisons on behalf of people: one runs at a time, each person has one under way, a few wait,
 * and what came out is kept by what was asked: the same question has the same bytes.
 */
export class PlanRuns {
    readonly #program: string;
    readonly #folder: string;
    readonly #limits: RunLimits;
    readonly #runs = new Map<string, Run>();
    #study: StudyThread | undefined;
    #idle: NodeJS.Timeout | undefined;

    /** `program` is the built thread of a study, `folder` the corridor's. */
    constructor(program: string, folder: string, limits: Partial<RunLimits> = {}) {
        this.#program = program;
        this.#folder = folder;
        this.#limits = {...RUN_LIMITS, ...limits};
    }

    /** What can be edited, as the study read it. Throws NoStudy where it cannot be read. */
    ground(): Promise<PlanGround> {
        return this.#opened().ground;
    }

    /** Reads a question. Throws Refusal, UnknownScenario, NoStudy. */
    async question(asked: PlanAsked): Promise<PlanQuestion> {
        return questionFrom(asked, await this.ground());
    }

    /** Runs a question, or says how far it is already. Throws NotTaken. */
    run(who: string, question: PlanQuestion): RunTold {
        const known = this.#runs.get(question.id);
        if (known && !isLost(known)) {
            if (isUnderWay(known)) {
                this.#refuseSecond(who, question.id);
                known.askers.add(who);
            }
            return this.#toldOf(known);
        }
        this.#refuseSecond(who, question.id);
        const waiting = this.#inState('waiting').length;
        if (waiting >= this.#limits.mostWaiting) {
            throw new NotTaken('busy', `found ${waiting} comparisons waiting, expected fewer; try `
                + 'again when some are done');
        }
        const run: Run = {
            question, state: 'waiting', askers: new Set([who]), done: 0,
            startedMs: performance.now(), endedMs: undefined, message: null, json: undefined,
        };
        this.#runs.delete(question.id);
        this.#runs.set(question.id, run);
        this.#forgetOldest();
        void this.#next();
        return this.#toldOf(run);
    }

    /** How far a run is; undefined where it is not known. */
    told(id: string): RunTold | undefined {
        const run = this.#runs.get(id);
        return run && this.#toldOf(run);
    }

    /** What came out, as it is kept. */
    comparison(id: string): string | undefined {
        return this.#runs.get(id)?.json;
    }

    /** Somebody wants it no more; it is ended where nobody else does. */
    async cancel(who: string, id: string): Promise<RunTold | undefined> {
        const run = this.#runs.get(id);
        if (!run) return undefined;
        if (isUnderWay(run) && run.askers.delete(who) && run.askers.size === 0) {
            const wasRunning = run.state === 'running';
            end(run, 'cancelled', null);
            if (wasRunning) await this.#endStudy();
            void this.#next();
        }
        return this.#toldOf(run);
    }

    /** Ends what runs. */
    async stop(): Promise<void> {
        for (const run of this.#runs.values()) if (isUnderWay(run)) end(run, 'cancelled', null);
        await this.#endStudy();
    }

    #refuseSecond(who: string, id: string): void {
        const other = [...this.#runs.values()].find(run =>
            isUnderWay(run) && run.askers.has(who) && run.question.id !== id);
        if (!other) return;
        throw new NotTaken('run-under-way', 'found another comparison of yours under way, expected '
            + 'one at a time: wait for it or cancel it', other.question.id);
    }

    async #next(): Promise<void> {
        const [run] = this.#inState('waiting');
        if (!run || this.#inState('running').length > 0) return;
        run.state = 'running';
        run.startedMs = performance.now();
        const tooLong = setTimeout(() => {
            end(run, 'failed', `took longer than ${this.#limits.longestMs / 1000} s`);
            void this.#endStudy();
        }, this.#limits.longestMs);
        try {
            const json = await this.#opened().compare(run.question, done => {
                run.done = done;
            });
            if (run.state === 'running') {
                run.json = json;
                end(run, 'done', null);
            }
        } catch (error) {
            if (run.state === 'running') {
                end(run, 'failed', error instanceof Error ? error.message : String(error));
            }
        } finally {
            clearTimeout(tooLong);
            void this.#next();
        }
    }

    #opened(): StudyThread {
        clearTimeout(this.#idle);
        this.#idle = setTimeout(() => {
            if (this.#inState('running').length > 0) this.#idle?.refresh();
            else void this.#endStudy();
        }, this.#limits.idleMs).unref();
        if (!this.#study?.isAlive) this.#study = new StudyThread(this.#program, this.#folder);
        return this.#study;
    }

    async #endStudy(): Promise<void> {
        clearTimeout(this.#idle);
        const study = this.#study;
        this.#study = undefined;
        await study?.end();
    }

    #inState(state: RunState): Run[] {
        return [...this.#runs.values()].filter(run => run.state === state);
    }

    #forgetOldest(): void {
        for (const [id, run] of this.#runs) {
            if (this.#runs.size <= this.#limits.mostKept) return;
            if (!isUnderWay(run)) this.#runs.delete(id);
        }
    }

    #toldOf({question: {id, draws}, state, done, startedMs, endedMs, message}: Run): RunTold {
        const waiting = this.#inState('waiting');
        const before = state !== 'waiting' ? 0
            : waiting.findIndex(run => run.question.id === id) + this.#inState('running').length;
        const seconds = Math.round(((endedMs ?? performance.now()) - startedMs) / 100) / 10;
        return {id, state, before, done, draws, seconds, message};
    }
}

function isUnderWay({state}: Run): boolean {
    return state === 'waiting' || state === 'running';
}

/** What was ended without a result is run anew for who asks again. */
function isLost({state}: Run): boolean {
    return state === 'cancelled' || state === 'failed';
}

function end(run: Run, state: RunState, message: string | null): void {
    run.state = state;
    run.message = message;
    run.endedMs = performance.now();
}
