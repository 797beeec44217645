import {AT, hourly, summed, type Weights} from './feature.ts';
import type {Reached} from './standing-tree.ts';
import {widened} from './widened.ts';

const WIDTH = summed.length;
const COLUMNS = Int32Array.from(summed, name => AT[name]);
const HOURLY = Int32Array.from(hourly, name => AT[name]);

/**
 * What was reached over a structure, by its slot; and of what it takes the parts that sums and
 * hours are of, flat: they are asked for in every draw.
 */
export class Stretches {
    readonly #all: Reached[] = [];
    #taken: Float64Array = new Float64Array(64 * WIDTH);
    #hourly: Float64Array = new Float64Array(64 * HOURLY.length);

    /** Gives a stretch the next slot. */
    add(reached: Omit<Reached, 'slot'>): Reached {
        const placed = {...reached, slot: this.#all.length};
        this.#all.push(placed);
        if (this.#all.length * WIDTH > this.#taken.length) {
            this.#taken = widened(this.#taken);
            this.#hourly = widened(this.#hourly);
        }
        return placed;
    }

    /** What a stretch takes has become another. */
    changed({slot, features}: Reached): void {
        const at = slot * WIDTH;
        for (let i = 0; i < WIDTH; i++) this.#taken[at + i] = features[COLUMNS[i]!]!;
        for (let i = 0; i < HOURLY.length; i++) {
            this.#hourly[slot * HOURLY.length + i] = features[HOURLY[i]!]!;
        }
    }

    /** Hours of a stretch by these weights. */
    hoursOf(slot: number, {hours}: Weights): number {
        let sum = 0;
        for (let i = 0, at = slot * HOURLY.length; i < HOURLY.length; i++) {
            sum += this.#hourly[at + i]! * hours[HOURLY[i]!]!;
        }
        return sum;
    }

    /** As they stand now: what each takes, and the sums' part of that. */
    told(): {stretches: Float64Array[]; taken: Float64Array} {
        return {
            stretches: this.#all.map(({features}) => features),
            taken: this.#taken.slice(0, this.#all.length * WIDTH),
        };
    }
}
