
interface Entry<T> {
    atMs: number;
    rank: number;
    item: T;
}

/**
 * What will happen, kept until its time: steps are taken out one after the other, each in the
 * order of its times, of one time by rank and then in the order in which it was put in. Holds only
 * what is to come.
 */
export class Timeline<T> {
    readonly #steps = new Map<number, Entry<T>[]>();
    readonly #startMs: number;
    readonly #stepMs: number;
    #next = 0;

    constructor(startMs: number, stepMs: number) {
        this.#startMs = startMs;
        this.#stepMs = stepMs;
    }

    /** Throws where that step has been taken: nothing is put into the past. */
    put(atMs: number, item: T, rank = 0): void {
        const step = Math.floor((atMs - this.#startMs) / this.#stepMs);
        if (step < this.#next) throw new Error(`${atMs} lies before step ${this.#next}`);
        const entries = this.#steps.get(step);
        if (entries) entries.push({atMs, rank, item});
        else this.#steps.set(step, [{atMs, rank, item}]);
    }

    /** The next step's things in order. */
    takeStep(): T[] {
        const entries = this.#steps.get(this.#next) ?? [];
        this.#steps.delete(this.#next);
        this.#next++;
        return entries.sort((a, b) => a.atMs - b.atMs || a.rank - b.rank)
            .map(entry => entry.item);
    }

    get isEmpty(): boolean {
        return this.#steps.size === 0;
    }
}
