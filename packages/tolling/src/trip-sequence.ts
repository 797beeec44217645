import type {Places} from './trip-places.ts';

/**
 * Stops in flat columns, any number of vehicles; each vehicle owns one run of rows. Times are UTC
 * milliseconds, posts are numbers given by `Places`.
 */
export interface StopColumns {
    atMs: Float64Array;
    post: Uint16Array;
}

/**
 * How a vehicle's stops are put in sequence. `physical` is what is billed: a ramp record written
 * a little after the passage at the gantry behind the ramp still comes before it. `operator` is
 * plain time, as in the trip numbers of the operators we know: it exists to learn from their
 * trips and to be scored against them.
 */
export type Convention = 'physical' | 'operator';

/** A ramp's record may be stamped this long after the passage at a gantry just behind the ramp... */
export const ENTRY_LATE_MS = 120_000;
/** ...and just behind means at most this many places down the road. */
export const ENTRY_REACH_PLACES = 3;

/** Tells apart two stops of one vehicle, post and moment, so that the order of input does not. */
export type SameStop = (a: number, b: number) => number;

/** Sorts `rows[from..to)`, one vehicle's, in place; equal stops keep the order of `sameStop`. */
export function putInSequence(
    rows: Uint32Array, from: number, to: number, stops: StopColumns, places: Places,
    convention: Convention, sameStop: SameStop = byRow,
): void {
    const firstPost = convention === 'operator' ? places.firstGantryPost : 0;
    if (to - from > LONG_RUN) {
        rows.subarray(from, to).sort(
            (a, b) => compareStops(a, b, stops, firstPost, places.postCount, sameStop));
    } else insertionSort(rows, from, to, stops, firstPost, places.postCount, sameStop);
    if (convention === 'physical') moveLateEntries(rows, from, to, stops, places);
}

/** Above this many stops a vehicle is sorted by the engine's own sort. */
const LONG_RUN = 48;

function byRow(a: number, b: number): number {
    return a - b;
}

// By time, and within a moment by post, beginning with `firstPost`: on the road entries come
// first, in an operator's books what was on the road already.
function compareStops(
    a: number, b: number, {atMs, post}: StopColumns, firstPost: number, postCount: number,
    sameStop: SameStop,
): number {
    if (atMs[a] !== atMs[b]) return atMs[a]! - atMs[b]!;
    if (post[a] === post[b]) return sameStop(a, b);
    return (post[a]! - firstPost + postCount) % postCount
        - (post[b]! - firstPost + postCount) % postCount;
}

// Most runs lie in order already: one look at each stop.
function insertionSort(
    rows: Uint32Array, from: number, to: number, stops: StopColumns, firstPost: number,
    postCount: number, sameStop: SameStop,
): void {
    for (let next = from + 1; next < to; next++) {
        const row = rows[next]!;
        let at = next;
        while (at > from
            && compareStops(rows[at - 1]!, row, stops, firstPost, postCount, sameStop) > 0) {
            rows[at] = rows[at - 1]!;
            at--;
        }
        rows[at] = row;
    }
}

function moveLateEntries(
    rows: Uint32Array, from: number, to: number, {atMs, post}: StopColumns, places: Places,
): void {
    for (let next = from + 1; next < to; next++) {
        const row = rows[next]!;
        if (!places.isEntry(post[row]!)) continue;
        let at = next;
        while (at > from) {
            const before = rows[at - 1]!;
            const isLate = atMs[row]! - atMs[before]! <= ENTRY_LATE_MS;
            if (!isLate || !liesJustBehind(post[row]!, post[before]!, places)) break;
            rows[at] = before;
            at--;
        }
        rows[at] = row;
    }
}

/** In plain time: is the stop at `at` a passage whose trip's ramp record comes just after it? */
export function isBeforeItsEntry(
    {atMs, post}: StopColumns, at: number, to: number, places: Places,
): boolean {
    return at + 1 < to && places.isEntry(post[at + 1]!)
        && atMs[at + 1]! - atMs[at]! <= ENTRY_LATE_MS
        && liesJustBehind(post[at + 1]!, post[at]!, places);
}

/** Is this a gantry that a vehicle meets soon after it has entered there? */
export function liesJustBehind(entry: number, gantry: number, places: Places): boolean {
    if (!places.isGantry(gantry)) return false;
    const steps = places.steps(entry, gantry);
    return steps > 0 && steps <= ENTRY_REACH_PLACES;
}
