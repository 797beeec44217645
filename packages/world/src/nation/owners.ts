import type {Chance} from '@karwan/base';
import {inOrder} from './in-order.ts';
import type {Unfolded} from './unfold.ts';

/** Whose trips they are. */
export interface Owned {
    /** By trip the vehicle's number. */
    vehicle: Uint32Array;
    /** By vehicle its kind. */
    kind: Uint8Array;
}

/** What says who comes back: figures of the case. */
export interface Returning {
    /** By gantry the neighbourhood in which it stands, as a number. */
    zone: ArrayLike<number>;
    /** The chance that a trip is made by a vehicle that was left where it begins. */
    share: number;
    /** As long as at least a vehicle stands before it goes on. */
    leastStayMs: number;
}

/**
 * Gives trips to vehicles: a trip may be made by one of the same kind that came to this
 * neighbourhood before and stood there for a while, who came first before the others. No vehicle
 * makes two trips at once.
 */
export function ownersOf(
    {passages, kind}: Unfolded, {zone, share, leastStayMs}: Returning, chance: Chance,
): Owned {
    const trips = edgesOf(passages, kind.length);
    const parked = new Map<number, Queue>();
    const keyOf = (gantry: number, trip: number): number => zone[gantry]! * 256 + kind[trip]!;
    const vehicle = new Uint32Array(kind.length);
    const kinds: number[] = [];
    const ended = inOrder(trips.endMs);
    let next = 0;
    for (const trip of inOrder(trips.startMs)) {
        // A trip that ended by now began before, and so has its vehicle.
        for (; next < ended.length; next++) {
            const other = ended[next]!;
            if (trips.endMs[other]! > trips.startMs[trip]! - leastStayMs) break;
            queueAt(parked, keyOf(trips.endGantry[other]!, other)).push(vehicle[other]!);
        }
        const back = chance.happens(share)
            ? parked.get(keyOf(trips.startGantry[trip]!, trip))?.shift() : undefined;
        vehicle[trip] = back ?? kinds.push(kind[trip]!) - 1;
    }
    return {vehicle, kind: Uint8Array.from(kinds)};
}

/** First in, first out; an array's own `shift` moves all the rest. */
class Queue {
    readonly #items: number[] = [];
    #first = 0;

    push(item: number): void {
        this.#items.push(item);
    }

    shift(): number | undefined {
        return this.#first < this.#items.length ? this.#items[this.#first++] : undefined;
    }
}

function queueAt(queues: Map<number, Queue>, key: number): Queue {
    const queue = queues.get(key) ?? new Queue();
    queues.set(key, queue);
    return queue;
}

function edgesOf({atMs, gantry, trip}: Unfolded['passages'], trips: number) {
    const edges = {
        startMs: new Int32Array(trips).fill(2 ** 30), endMs: new Int32Array(trips).fill(-(2 ** 26)),
        startGantry: new Uint16Array(trips), endGantry: new Uint16Array(trips),
    };
    for (let i = 0; i < atMs.length; i++) {
        const [at, of] = [atMs[i]!, trip[i]!];
        if (at < edges.startMs[of]!) {
            edges.startMs[of] = at;
            edges.startGantry[of] = gantry[i]!;
        }
        if (at > edges.endMs[of]!) {
            edges.endMs[of] = at;
            edges.endGantry[of] = gantry[i]!;
        }
    }
    return edges;
}
