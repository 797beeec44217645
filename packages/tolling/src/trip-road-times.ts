import type {Places} from './trip-places.ts';
import type {StopColumns} from './trip-sequence.ts';
import {gapQuantiles} from './trip-usual.ts';

/** Away for longer than this is no drive on a road that we know. */
export const LONG_ABSENCE_MS = 4 * 3_600_000;

/** What all stops on a road say of its posts and of each pair of them; nobody's trips are asked. */
export interface RoadTimes {
    /** By pair of posts (from x postCount + to), over gaps that may be drives. */
    seen: Uint32Array;
    usualSeconds: Float64Array;
    medianSeconds: Float64Array;
    /** By post: the share of stops that a long absence follows, and that one precedes. */
    ends: Float64Array;
    begins: Float64Array;
}

/** Counts over runs of vehicles in sequence, `starts[v]..starts[v + 1]` of the columns. */
export function roadTimesOf(
    columns: StopColumns, starts: Uint32Array, places: Places,
): RoadTimes {
    const {seen, quantiles} = gapQuantiles(columns, starts, places, [1 / 4, 1 / 2]);
    const [usualSeconds, medianSeconds] = quantiles as [Float64Array, Float64Array];
    return {seen, usualSeconds, medianSeconds, ...absences(columns, starts, places)};
}

function absences(
    {atMs, post}: StopColumns, starts: Uint32Array, places: Places,
): Pick<RoadTimes, 'ends' | 'begins'> {
    const stops = new Float64Array(places.postCount).fill(1);
    const ended = new Float64Array(places.postCount).fill(0.5);
    const begun = new Float64Array(places.postCount).fill(0.5);
    for (let vehicle = 0; vehicle + 1 < starts.length; vehicle++) {
        const from = starts[vehicle]!;
        const to = starts[vehicle + 1]!;
        for (let at = from; at < to; at++) {
            stops[post[at]!]!++;
            const isAway = at === from || atMs[at]! - atMs[at - 1]! > LONG_ABSENCE_MS;
            if (isAway) begun[post[at]!]!++;
            const isLast = at + 1 === to || places.isEntry(post[at + 1]!)
                || atMs[at + 1]! - atMs[at]! > LONG_ABSENCE_MS;
            if (isLast) ended[post[at]!]!++;
        }
    }
    const share = (counts: Float64Array) =>
        counts.map((count, post) => Number((count / stops[post]!).toFixed(4)));
    return {ends: share(ended), begins: share(begun)};
}
