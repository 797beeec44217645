/** What a stop is; the order of this list breaks a tie within one moment. */
export const STOP_KINDS = ['entry-tag', 'entry-manual', 'gantry', 'exit'] as const;
export type StopKind = (typeof STOP_KINDS)[number];

/** One vehicle's stop in time: a passage at a gantry or a record at a ramp station. */
export interface Stop {
    place: string;
    kind: StopKind;
    /** UTC milliseconds. */
    atMs: number;
}

/**
 * Cuts one vehicle's stops into trips. A rule is local: whether a trip begins at a stop depends on
 * its `NEIGHBOURHOOD` only, so a stop that comes late changes the decisions beside it and no other.
 */
export interface TripRule {
    /** The given stops, as indices, in the physical order of the road. */
    inOrder(stops: readonly Stop[]): number[];
    /** For stops in order: does a new trip begin at each, and how sure is that answer (0..1)? */
    boundaries(stops: readonly Stop[]): Boundaries;
    /** Why each step went as it did, a sentence per stop after the first, for stops in order. */
    reasons(stops: readonly Stop[]): string[];
}

/** One answer a stop; the first stop always begins a trip, with certainty. */
export interface Boundaries {
    begins: Uint8Array;
    sure: Float64Array;
}

/** No pause within a trip is longer, whatever a rule would say. */
export const LONGEST_PAUSE_MS = 24 * 3_600_000;

/** The decision at a stop looks this many stops back and ahead of it, and no further. */
export const NEIGHBOURHOOD = {back: 2, ahead: 1} as const;

/** A stretch of stops that belong together. */
export interface Trip {
    /** Indices into the stops as they were given, in the order of the road. */
    stops: number[];
    /** The chance that exactly these stops make the trip: all its boundaries, inner and outer. */
    sure: number;
}

/** Every stop comes to lie in exactly one trip, in whatever order stops are given. */
export function tripsFrom(stops: readonly Stop[], rule: TripRule): Trip[] {
    const order = rule.inOrder(stops);
    const {begins, sure} = rule.boundaries(order.map(index => stops[index]!));
    const trips: Trip[] = [];
    order.forEach((index, at) => {
        if (begins[at]) {
            const before = trips.at(-1);
            if (before) before.sure *= sure[at]!;
            trips.push({stops: [index], sure: sure[at]!});
        } else {
            const trip = trips.at(-1)!;
            trip.stops.push(index);
            trip.sure *= sure[at]!;
        }
    });
    return trips;
}
