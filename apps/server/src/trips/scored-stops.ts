import {ENTRY_LATE_MS, liesJustBehind, type Places, type Runs} from '@karwan/tolling';
import type {GivenTrips} from './tracks-file.ts';

export type StopFilter = (at: number) => boolean;

/** For each stop the number of its given trip, below 0 where it counts on neither side. */
export function givenByStop({rows}: Pick<Runs, 'rows'>, {tripOf}: GivenTrips): Int32Array {
    return Int32Array.from(rows, row => tripOf[row]!);
}

/**
 * The given trips without the stops over which sequence and road disagree: passages at a gantry
 * just behind a ramp, in the 120 s up to the ramp's own record. And without stops from `untilMs`
 * on, the dates of uploads.
 */
export function withoutDisputed(
    {starts, columns}: Runs, places: Places, given: Int32Array, untilMs: number,
): Int32Array {
    const neutral = given.map((trip, at) => columns.atMs[at]! >= untilMs ? -1 : trip);
    for (let owner = 0; owner + 1 < starts.length; owner++) {
        const from = starts[owner]!;
        const to = starts[owner + 1]!;
        for (let entry = from; entry < to; entry++) {
            if (!places.isEntry(columns.post[entry]!)) continue;
            for (const step of [-1, 1]) {
                for (let at = entry + step; at >= from && at < to; at += step) {
                    const earlyMs = columns.atMs[entry]! - columns.atMs[at]!;
                    if (Math.abs(earlyMs) > ENTRY_LATE_MS) break;
                    const isDisputed = earlyMs >= 0
                        && liesJustBehind(columns.post[entry]!, columns.post[at]!, places);
                    if (isDisputed) neutral[at] = -1;
                }
            }
        }
    }
    return neutral;
}
