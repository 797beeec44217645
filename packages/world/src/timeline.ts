import {HOUR_MS} from '@karwan/base';

interface Entry<T> {
    atMs: number;
    item: T;
}

/**
 * What will happen, kept until its time: hours are taken out one after the other, each in the order
 * of its times, and of one time in the order in which it was put in. Holds only what is to come.
 */
export class Timeline<T> {
    readonly #hours = new Map<number, Entry<T>[]>();
    readonly #startMs: number;
    #next = 0;

    constructor(startMs: number) {
        this.#startMs = startMs;
    }

    /** Throws where that hour has been taken: nothing is put into the past. */
    put(atMs: number, item: T): void {
        const hour = Math.floor((atMs - this.#startMs) / HOUR_MS);
        if (hour < this.#next) throw new Error(`${atMs} lies before hour ${this.#next}`);
        const entries = this.#hours.get(hour);
        if (entries) entries.push({atMs, item});
        else this.#hours.set(hour, [{atMs, item}]);
    }

    /** The next hour's things in order. */
    takeHour(): T[] {
        const entries = this.#hours.get(this.#next) ?? [];
        this.#hours.delete(this.#next);
        this.#next++;
        return entries.sort((a, b) => a.atMs - b.atMs).map(entry => entry.item);
    }

    get isEmpty(): boolean {
        return this.#hours.size === 0;
    }
}
