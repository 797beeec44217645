import type {Places} from './trip-places.ts';
import type {StopColumns} from './trip-sequence.ts';

/** A ramp that writes a second record of one entry (tag, then by hand) does so within this time. */
export const SAME_ENTRY_MS = 300_000;

/** No operator's trip that we know runs on over a ramp's record: 28,929 of 28,929 began there. */
export const SURE_OF_ENTRY = 1 - 1 / 28_930;

/** Is the entry at row `at` a second record of the entry in the row before? */
export function isSameEntry({atMs, post}: StopColumns, at: number, places: Places): boolean {
    return places.isEntry(post[at - 1]!) && places.isSamePlace(post[at]!, post[at - 1]!)
        && atMs[at]! - atMs[at - 1]! <= SAME_ENTRY_MS;
}
