import {STOP_KINDS} from './trip.ts';
import type {Stop, StopKind} from './trip.ts';

/**
 * The carriageways of a road, each the places in the order in which a vehicle meets them. A ramp
 * station that serves both directions stands in both.
 */
export type PlaceOrder = readonly (readonly string[])[];

/** Never further apart than this many places: enough for everything a rule asks. */
const MAX_STEPS = 127;

/**
 * Numbers for places and posts. A post is a kind of stop at a place; its number sorts posts of one
 * moment as a vehicle meets them: entries, then gantries, then exits, each by place.
 */
export class Places {
    readonly order: PlaceOrder;
    readonly names: readonly string[];
    /** Posts are numbered from 0 up to here; gantries and exits are the upper half. */
    readonly postCount: number;
    readonly firstGantryPost: number;
    readonly firstExitPost: number;
    readonly #numbers: ReadonlyMap<string, number>;
    readonly #steps: Int8Array;

    constructor(order: PlaceOrder) {
        this.order = order;
        this.names = [...new Set(order.flat())];
        this.#numbers = new Map(this.names.map((name, number) => [name, number]));
        this.#steps = stepsOf(order, this.#numbers);
        this.postCount = STOP_KINDS.length * this.names.length;
        this.firstGantryPost = STOP_KINDS.indexOf('gantry') * this.names.length;
        this.firstExitPost = STOP_KINDS.indexOf('exit') * this.names.length;
    }

    /** The number of a place, undefined when the road has no such place. */
    find(place: string): number | undefined {
        return this.#numbers.get(place);
    }

    post(kind: StopKind, place: number): number {
        return STOP_KINDS.indexOf(kind) * this.names.length + place;
    }

    postOf({place, kind}: Stop): number {
        const number = this.#numbers.get(place);
        if (number === undefined) throw new Error(`place ${place} stands on no carriageway`);
        return this.post(kind, number);
    }

    kindOf(post: number): StopKind {
        return STOP_KINDS[Math.floor(post / this.names.length)]!;
    }

    placeOf(post: number): string {
        return this.names[post % this.names.length]!;
    }

    /** Places from the one post down the road to the other; 0 when it does not lie downstream. */
    steps(from: number, to: number): number {
        const count = this.names.length;
        return this.#steps[(from % count) * count + to % count]!;
    }

    isSamePlace(a: number, b: number): boolean {
        return a % this.names.length === b % this.names.length;
    }

    isEntry(post: number): boolean {
        return post < this.firstGantryPost;
    }

    isExit(post: number): boolean {
        return post >= this.firstExitPost;
    }

    isGantry(post: number): boolean {
        return post >= this.firstGantryPost && post < this.firstExitPost;
    }
}

function stepsOf(order: PlaceOrder, numbers: ReadonlyMap<string, number>): Int8Array {
    const steps = new Int8Array(numbers.size * numbers.size);
    for (const carriageway of order) {
        carriageway.forEach((from, i) => carriageway.slice(i + 1).forEach((to, further) => {
            const pair = numbers.get(from)! * numbers.size + numbers.get(to)!;
            const found = Math.min(further + 1, MAX_STEPS);
            steps[pair] = Math.min(steps[pair] || MAX_STEPS, found);
        }));
    }
    return steps;
}
