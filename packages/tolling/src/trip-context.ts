import type {Places} from './trip-places.ts';
import type {StopColumns} from './trip-sequence.ts';

/**
 * What surrounds the step from one stop to the next, beyond the two themselves. `burst`: a
 * neighbouring step joins two gantries faster than anyone drives, so times here are those of an
 * upload, not of the road.
 */
export const CONTEXTS = ['plain', 'burst'] as const;
export type Context = (typeof CONTEXTS)[number];

const PLAIN = 0;
const BURST = 1;

/** Two gantries within this time were not both passed then: their messages came as one upload. */
export const BURST_MS = 4_000;

/** The context, as its place in CONTEXTS, of the step to row `at` in a run of rows `from..to`. */
export function contextOf(
    {atMs, post}: StopColumns, at: number, from: number, to: number, places: Places,
): number {
    if (at + 1 < to && isUpload(atMs, post, at + 1, places)) return BURST;
    if (at - 2 >= from && isUpload(atMs, post, at - 1, places)) return BURST;
    return PLAIN;
}

/** Was the step to row `at` between two gantries faster than anyone drives? */
export function isUpload(
    atMs: Float64Array, post: Uint16Array, at: number, places: Places,
): boolean {
    return atMs[at]! - atMs[at - 1]! <= BURST_MS && post[at] !== post[at - 1]
        && places.isGantry(post[at]!) && places.isGantry(post[at - 1]!);
}
