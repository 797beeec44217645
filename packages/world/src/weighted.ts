import type {Chance} from '@karwan/base';

/** A choice among things of different weight, in one draw. */
export class Weighted<T> {
    readonly #items: readonly T[];
    readonly #upTo: Float64Array;

    constructor(items: readonly T[], weightOf: (item: T) => number) {
        this.#items = items;
        this.#upTo = new Float64Array(items.length);
        let sum = 0;
        for (const [index, item] of items.entries()) this.#upTo[index] = sum += weightOf(item);
        if (!(sum > 0)) throw new Error('nothing to choose from: no weight is above 0');
    }

    pick(chance: Chance): T {
        const drawn = chance.uniform() * this.#upTo.at(-1)!;
        let low = 0;
        let high = this.#upTo.length - 1;
        while (low < high) {
            const middle = (low + high) >> 1;
            if (this.#upTo[middle]! > drawn) high = middle;
            else low = middle + 1;
        }
        return this.#items[low]!;
    }
}
