import {setTimeout as wait} from 'node:timers/promises';

/** How much the door takes at once. */
export interface AdmissionLimits {
    /** Requests that are let in and not answered yet. */
    mostRequests: number;
    /** Of one site: so that one that floods leaves room for the others. */
    mostOfOne: number;
    /** Bytes of their bodies together. */
    mostBytes: number;
    /** Requests that are parsed and appended at the same time; the others wait their turn. */
    mostWorking: number;
    /** Who waits longer for its turn is sent away. */
    longestWaitMs: number;
}

export const LIMITS: AdmissionLimits = {
    mostRequests: 64, mostOfOne: 16, mostBytes: 64 << 20, mostWorking: 3, longestWaitMs: 20_000,
};

/** Why a request is not let in, what to do, and when it may come again. */
export class NotAdmitted extends Error {
    readonly statusCode: 429 | 503;
    readonly reason: 'site-busy' | 'busy' | 'stopping';
    readonly retryAfterSeconds: number;

    constructor(
        statusCode: 429 | 503, reason: NotAdmitted['reason'], message: string,
        retryAfterSeconds: number,
    ) {
        super(message);
        this.name = 'NotAdmitted';
        this.statusCode = statusCode;
        this.reason = reason;
        this.retryAfterSeconds = retryAfterSeconds;
    }
}

/**
 * The queue before the door, with an end: what does not fit is told so at once, before its body is
 * read, and comes again. What was let in is answered after its commit and never before.
 */
export class Admission {
    readonly #limits: AdmissionLimits;
    #requests = 0;
    #bytes = 0;
    readonly #bySite = new Map<string, number>();
    #working = 0;
    readonly #turns: (() => void)[] = [];
    #isStopping = false;

    constructor(limits: AdmissionLimits = LIMITS) {
        this.#limits = limits;
    }

    /** How full it is. */
    get standing(): {requests: number; bytes: number; working: number; waiting: number} {
        return {
            requests: this.#requests, bytes: this.#bytes, working: this.#working,
            waiting: this.#turns.length,
        };
    }

    /** Lets a request in. */
    enter(bytes: number): Stay {
        const {mostRequests, mostBytes} = this.#limits;
        if (this.#isStopping) {
            throw new NotAdmitted(
                503, 'stopping', 'this Karwan is stopping; send all of it again', 5);
        }
        if (this.#requests >= mostRequests || this.#bytes + bytes > mostBytes) {
            throw new NotAdmitted(503, 'busy', `found ${this.#requests} requests of `
                + `${this.#bytes} bytes under way, expected less; send all of it again`,
                1 + Math.floor(this.#turns.length / 8));
        }
        this.#requests++;
        this.#bytes += bytes;
        return new Stay(() => {
            this.#requests--;
            this.#bytes -= bytes;
        }, site => this.#shareOf(site));
    }

    #shareOf(site: string): () => void {
        const {mostOfOne} = this.#limits;
        const now = this.#bySite.get(site) ?? 0;
        if (now >= mostOfOne) {
            throw new NotAdmitted(429, 'site-busy', `found ${now} requests of site ${site} under `
                + `way, expected at most ${mostOfOne} at once; send all of it again`, 1);
        }
        this.#bySite.set(site, now + 1);
        return () => {
            const left = this.#bySite.get(site)! - 1;
            if (left === 0) this.#bySite.delete(site);
            else this.#bySite.set(site, left);
        };
    }

    /** Runs work when its turn has come, first come first served. */
    async inTurn<T>(work: () => Promise<T>): Promise<T> {
        await this.#turn();
        try {
            return await work();
        } finally {
            this.#working--;
            this.#turns.shift()?.();
        }
    }

    async #turn(): Promise<void> {
        const {mostWorking, longestWaitMs} = this.#limits;
        if (this.#working >= mostWorking) {
            let take: () => void = () => undefined;
            const turn = new Promise<'turn'>(resolve => {
                take = () => {
                    this.#working++;
                    resolve('turn');
                };
            });
            this.#turns.push(take);
            const timer = new AbortController();
            const late = wait(longestWaitMs, 'late' as const, {signal: timer.signal})
                .catch(() => 'late' as const);
            const came = await Promise.race([turn, late]);
            timer.abort();
            if (came === 'turn') return;
            this.#turns.splice(this.#turns.indexOf(take), 1);
            throw new NotAdmitted(503, 'busy',
                `waited ${longestWaitMs / 1000} s for its turn; send all of it again`, 5);
        }
        this.#working++;
    }

    /** Lets nobody in any more, and waits for those who are, at most so long. */
    async stop(limitMs: number): Promise<void> {
        this.#isStopping = true;
        for (let waitedMs = 0; this.#requests > 0 && waitedMs < limitMs; waitedMs += 20) {
            await wait(20);
        }
    }
}

/** The place that a request has until its end, in all and among its site's. */
export class Stay {
    readonly #leaving: (() => void)[];
    readonly #shareOf: (site: string) => () => void;
    #isOver = false;

    constructor(leave: () => void, shareOf: (site: string) => () => void) {
        this.#leaving = [leave];
        this.#shareOf = shareOf;
    }

    /** Takes one of the site's places too, once it is known whose request this is. */
    takeShare(site: string): void {
        // Its line may have broken while we asked whose it is: then nobody would give it back.
        if (!this.#isOver) this.#leaving.push(this.#shareOf(site));
    }

    /** To be called at its end, however often. */
    leave(): void {
        if (this.#isOver) return;
        this.#isOver = true;
        for (const leave of this.#leaving) leave();
    }
}
