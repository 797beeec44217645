import type {Places} from './trip-places.ts';
import type {StopColumns} from './trip-sequence.ts';

// Round figures from how people drive, not from any road's data: they need only be right for
// most steps, since habits are counted over all of them.
const LONGEST_REST_SECONDS = 8 * 3_600;
const LONGEST_STOP_SECONDS = 1_800;
const LATE_STAMP_SECONDS = 2_400;
const LAST_LEG_SECONDS = 3_600;
const TURN_SECONDS = 1_200;
const SLOW = 1.5;

/** For each row 1 where a new trip seems to begin and 0 where the old one seems to go on. */
export function firstGuess(
    {atMs, post}: StopColumns, starts: Uint32Array, places: Places, usual: Float64Array,
): Float64Array {
    const newTrip = new Float64Array(atMs.length);
    for (let vehicle = 0; vehicle + 1 < starts.length; vehicle++) {
        for (let at = starts[vehicle]!; at < starts[vehicle + 1]!; at++) {
            const isFirst = at === starts[vehicle] || places.isEntry(post[at]!);
            const gap = isFirst ? 0 : (atMs[at]! - atMs[at - 1]!) / 1000;
            const isNew = isFirst || gap > longest(post[at - 1]!, post[at]!, places, usual);
            newTrip[at] = isNew ? 1 : 0;
        }
    }
    return newTrip;
}

/** The longest gap in seconds over which a trip seems to go on. */
function longest(from: number, to: number, places: Places, usual: Float64Array): number {
    if (places.isExit(from)) return LATE_STAMP_SECONDS;
    if (places.isEntry(from)) return LONGEST_REST_SECONDS;
    const isDownstream = places.steps(from, to) > 0;
    if (places.isExit(to)) return isDownstream ? LAST_LEG_SECONDS : TURN_SECONDS;
    if (isDownstream) {
        return SLOW * usual[from * places.postCount + to]! + LONGEST_STOP_SECONDS;
    }
    // To be upstream again one has driven there, turned, and come back.
    return 2 * usual[to * places.postCount + from]! + TURN_SECONDS;
}
