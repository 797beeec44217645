import type {Token} from '@karwan/journey';
import type {Bracket} from './brackets.ts';

/** Brackets that wait until a late reading can hardly take a miss back any more. */
export class Settling {
    readonly #settleMs: number;
    #waiting: Bracket[] = [];
    #first = 0;
    readonly #misses = new Map<string, Bracket>();

    constructor(settleMs: number) {
        this.#settleMs = settleMs;
    }

    put(bracket: Bracket): void {
        const own = {...bracket};
        this.#waiting.push(own);
        if (!own.isSeen) this.#misses.set(keyOf(own), own);
    }

    /** The vehicle was seen after all: its reading came late. */
    takeBack(token: Token, gantry: number): void {
        const missed = this.#misses.get(keyOf({token, gantry}));
        if (missed) missed.isSeen = true;
    }

    /** Those that have waited long enough, in the order in which they became known. */
    *settled(nowMs: number): Generator<Bracket> {
        while (this.#first < this.#waiting.length) {
            const bracket = this.#waiting[this.#first]!;
            if (bracket.knownMs + this.#settleMs > nowMs) break;
            this.#first++;
            if (this.#misses.get(keyOf(bracket)) === bracket) this.#misses.delete(keyOf(bracket));
            yield bracket;
        }
        if (this.#first < 10_000 || this.#first * 2 < this.#waiting.length) return;
        this.#waiting = this.#waiting.slice(this.#first);
        this.#first = 0;
    }
}

function keyOf({token, gantry}: Pick<Bracket, 'token' | 'gantry'>): string {
    return `${gantry} ${token}`;
}
