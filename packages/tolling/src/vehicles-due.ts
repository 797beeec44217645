import {QUARTER_MS} from './trip-traffic.ts';

/** A kind of work, and how long after a stop's quarter of an hour has ended it is due. */
export interface Work {
    afterMs: number;
    on(vehicle: number): void;
}

interface Quarter {
    vehicles: number[];
    /** How many kinds of work are done. */
    done: number;
}

/** Which vehicles there is work on, by the quarter of an hour in which they were seen. */
export class VehiclesDue {
    readonly #quarters = new Map<number, Quarter>();
    /** By vehicle the quarter that it was noted in last: most stops need no second note. */
    #notedIn = new Int32Array(256);

    note(vehicle: number, atMs: number): void {
        const number = Math.floor(atMs / QUARTER_MS);
        const quarter = this.#quarters.get(number);
        if (vehicle >= this.#notedIn.length) {
            const larger = new Int32Array(2 * (vehicle + 1));
            larger.set(this.#notedIn);
            this.#notedIn = larger;
        }
        if (quarter && this.#notedIn[vehicle] === number) return;
        this.#notedIn[vehicle] = number;
        if (quarter) quarter.vehicles.push(vehicle);
        else this.#quarters.set(number, {vehicles: [vehicle], done: 0});
    }

    /** Does what is due when all is known up to a moment, each kind of work before the next. */
    work(knownMs: number, kinds: readonly Work[]): void {
        const numbers = [...this.#quarters.keys()].sort((a, b) => a - b);
        kinds.forEach(({afterMs, on}, nth) => {
            for (const number of numbers) {
                const quarter = this.#quarters.get(number)!;
                if ((number + 1) * QUARTER_MS + afterMs > knownMs) break;
                if (quarter.done > nth) continue;
                quarter.vehicles.forEach(on);
                quarter.done = nth + 1;
                if (quarter.done === kinds.length) this.#quarters.delete(number);
            }
        });
    }
}
