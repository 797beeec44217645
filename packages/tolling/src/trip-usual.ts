import type {Places} from './trip-places.ts';
import type {StopColumns} from './trip-sequence.ts';

/** A gap longer than this tells nothing about how long the drive takes. */
const LONGEST_DRIVE_MS = 4 * 3_600_000;

/** For each pair of posts (from x postCount + to): the lower quartile of the gap in seconds. */
export function usualGaps(
    columns: StopColumns, starts: Uint32Array, places: Places,
): Float64Array {
    return gapQuantiles(columns, starts, places, [1 / 4]).quantiles[0]!;
}

/** For each pair of posts, over gaps that may be drives: how many, and quantiles in seconds. */
export interface PairGaps {
    seen: Uint32Array;
    /** By share asked for, then by pair; 0 where there are none. */
    quantiles: Float64Array[];
}

export function gapQuantiles(
    columns: StopColumns, starts: Uint32Array, places: Places, shares: readonly number[],
): PairGaps {
    const pairs = places.postCount ** 2;
    const ends = new Uint32Array(pairs + 1);
    eachDrive(columns, starts, places, pair => ends[pair + 1]!++);
    const seen = ends.slice(1);
    for (let pair = 0; pair < pairs; pair++) ends[pair + 1]! += ends[pair]!;
    const filled = ends.slice();
    const gaps = new Float64Array(ends[pairs]!);
    eachDrive(columns, starts, places, (pair, seconds) => {
        gaps[filled[pair]!++] = seconds;
    });
    const quantiles = shares.map(() => new Float64Array(pairs));
    for (let pair = 0; pair < pairs; pair++) {
        const own = gaps.subarray(ends[pair]!, ends[pair + 1]!).sort();
        shares.forEach((share, nth) => {
            quantiles[nth]![pair] = own[Math.floor(own.length * share)] ?? 0;
        });
    }
    return {seen, quantiles};
}

function eachDrive(
    {atMs, post}: StopColumns, starts: Uint32Array, places: Places,
    visit: (pair: number, seconds: number) => void,
): void {
    for (let vehicle = 0; vehicle + 1 < starts.length; vehicle++) {
        for (let at = starts[vehicle]! + 1; at < starts[vehicle + 1]!; at++) {
            const gapMs = Math.max(0, atMs[at]! - atMs[at - 1]!);
            if (gapMs >= LONGEST_DRIVE_MS) continue;
            visit(post[at - 1]! * places.postCount + post[at]!, gapMs / 1000);
        }
    }
}
