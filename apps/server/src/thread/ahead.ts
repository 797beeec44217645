/** One batch that is decided and not committed, and whose rows are on their way. */
interface Underway {
    nth: number;
    names: ReadonlySet<string | number>;
    /** It may have changed items of passages that nobody can name. */
    isAny: boolean;
}

/**
 * What a worker has decided and another one has yet to commit (decision 50). What the batches under
 * way touched is in memory; should it have to be looked up all the same, whoever asks waits until
 * it is committed. So what is read is the same as if there had been one worker only.
 */
export class Ahead {
    #underway: Underway[] = [];
    #waiting: {resolve(): void; reject(error: Error): void}[] = [];
    #fault: Error | undefined;

    /** How many batches are under way. */
    get batches(): number {
        return this.#underway.length;
    }

    /** True where a batch under way touched a vehicle or a passage's items of these names. */
    holdsAny(names: Iterable<string | number>): boolean {
        if (this.#underway.length === 0) return false;
        if (this.#underway.some(batch => batch.isAny)) return true;
        for (const name of names) {
            if (this.#underway.some(batch => batch.names.has(name))) return true;
        }
        return false;
    }

    /** A batch is decided and on its way. */
    add(nth: number, names: Iterable<string | number>, isAny: boolean): void {
        this.#underway.push({nth, names: new Set(names), isAny});
    }

    /** The batches up to this one are committed. */
    committed(nth: number): void {
        this.#underway = this.#underway.filter(batch => batch.nth > nth);
        if (this.#underway.length > 0) return;
        for (const {resolve} of this.#waiting.splice(0)) resolve();
    }

    /** Resolves when nothing is under way any more; rejects where that will not come about. */
    async settled(): Promise<void> {
        if (this.#fault) throw this.#fault;
        if (this.#underway.length === 0) return;
        await new Promise<void>((resolve, reject) => this.#waiting.push({resolve, reject}));
    }

    /** What is under way will not be committed: what was decided after it is worth nothing. */
    drop(why: Error): void {
        this.#fault = why;
        for (const {reject} of this.#waiting.splice(0)) reject(why);
    }
}
