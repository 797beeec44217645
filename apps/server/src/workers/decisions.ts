import type {Decided} from '../thread/decide.ts';
import type {Answer, Wanted} from './deciding-ahead.ts';

/** What the one who stores says to the one who decides. */
export type Word =
    | {want: Wanted; committed?: undefined}
    | {want?: undefined; committed: {epoch: number; nth: number}};

/**
 * Batches as the deciding worker hands them over, for the one who stores them. What was decided
 * from another place than where the cursor stands is thrown away, and deciding begins anew there.
 */
export class Decisions {
    readonly #tell: (word: Word) => void;
    #epoch = 0;
    /** Where the next batch must begin to be of any use. */
    #seq: number | undefined;
    #batches = 0;
    #waiting: Decided[] = [];
    #onAnswer: ((decided: Decided | undefined) => void) | undefined;
    #isLost = false;

    constructor(tell: (word: Word) => void) {
        this.#tell = tell;
    }

    /** True while somebody decides ahead. */
    get isThere(): boolean {
        return !this.#isLost;
    }

    /** The batch that begins here; undefined where nobody decides it, who asks has to do so. */
    async next(
        {seq, batches, head}: {seq: number; batches: number; head: number},
    ): Promise<Decided | undefined> {
        if (this.#isLost) return undefined;
        if (seq !== this.#seq || batches !== this.#batches) this.#beginAt(seq, batches);
        this.#tell({want: {epoch: this.#epoch, seq, batches, head}});
        const decided = this.#waiting.shift() ?? await this.#answer();
        if (decided) [this.#seq, this.#batches] = [decided.stretch.toSeq, decided.stretch.nth];
        else this.#seq = undefined;
        return decided;
    }

    #beginAt(seq: number, batches: number): void {
        this.#epoch++;
        this.#waiting = [];
        [this.#seq, this.#batches] = [seq, batches];
    }

    #answer(): Promise<Decided | undefined> {
        return new Promise(resolve => {
            this.#onAnswer = resolve;
        });
    }

    /** What `next` gave is committed. */
    committed(nth: number): void {
        if (!this.#isLost) this.#tell({committed: {epoch: this.#epoch, nth}});
    }

    /** The deciding worker has answered. */
    take({epoch, decided}: Answer): void {
        if (epoch !== this.#epoch) return;
        // After a fault whoever stores decides himself, and meets it too where it was no chance.
        if (!decided) this.#seq = undefined;
        if (decided && !this.#onAnswer) this.#waiting.push(decided);
        else this.#hand(decided);
    }

    /** There is no deciding worker any more. */
    lose(): void {
        this.#isLost = true;
        this.#waiting = [];
        this.#hand(undefined);
    }

    #hand(decided: Decided | undefined): void {
        const waiting = this.#onAnswer;
        this.#onAnswer = undefined;
        waiting?.(decided);
    }
}
