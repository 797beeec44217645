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

/** A ramp's record may be stamped this long after the passage at a gantry just behind it... */
export const ENTRY_LATE_MS = 120_000;
/** ...and just behind means at most this many places down the road. */
export const ENTRY_REACH_PLACES = 3;

/** One vehicle's stops, or many vehicles' one after the other, with the rows they came from. */
export interface SequencedStops {
    rows: Uint32Array;
    columns: StopColumns;
}

/** Tells apart two rows of one vehicle, post and moment, so that the order of input does not. */
export type SameStop = (a: number, b: number) => number;

/** Puts `from..to`, one vehicle's stops, in sequence; equal ones in the order of `sameStop`. */
export function putInSequence(
    stops: SequencedStops, from: number, to: number, places: Places, convention: Convention,
    sameStop: SameStop = byRow,
): void {
    const first = convention === 'operator' ? places.firstGantryPost : 0;
    if (to - from > LONG_RUN) sortLongRun(stops, from, to, first, places.postCount, sameStop);
    else insertionSort(stops, from, to, first, places.postCount, sameStop);
    if (convention === 'physical') moveLateEntries(stops, from, to, places);
}

/** From this many stops on, a vehicle is sorted by the engine's own sort. */
const LONG_RUN = 48;

function byRow(a: number, b: number): number {
    return a - b;
}

// By time, and within a moment by post, beginning with post `first`: on the road entries come
// first, in an operator's books what was on the road already.
function compareStops(
    a: number, b: number, {rows, columns: {atMs, post}}: SequencedStops, first: number,
    postCount: number, sameStop: SameStop,
): number {
    if (atMs[a] !== atMs[b]) return atMs[a]! - atMs[b]!;
    if (post[a] === post[b]) return sameStop(rows[a]!, rows[b]!);
    return (post[a]! - first + postCount) % postCount - (post[b]! - first + postCount) % postCount;
}

// Most runs lie in order already: one look at each stop.
function insertionSort(
    stops: SequencedStops, from: number, to: number, first: number, postCount: number,
    sameStop: SameStop,
): void {
    const {atMs} = stops.columns;
    for (let next = from + 1; next < to; next++) {
        let at = next;
        if (atMs[at - 1]! < atMs[at]!) continue;
        while (at > from && compareStops(at - 1, at, stops, first, postCount, sameStop) > 0) {
            exchange(stops, at - 1, at);
            at--;
        }
    }
}

function sortLongRun(
    stops: SequencedStops, from: number, to: number, first: number, postCount: number,
    sameStop: SameStop,
): void {
    const order = Uint32Array.from({length: to - from}, (_, nth) => from + nth);
    order.sort((a, b) => compareStops(a, b, stops, first, postCount, sameStop));
    const {rows, columns: {atMs, post}} = stops;
    rows.set(order.map(at => rows[at]!), from);
    atMs.set(Float64Array.from(order, at => atMs[at]!), from);
    post.set(Uint16Array.from(order, at => post[at]!), from);
}

function exchange({rows, columns: {atMs, post}}: SequencedStops, a: number, b: number): void {
    const [row, ms, number] = [rows[a]!, atMs[a]!, post[a]!];
    rows[a] = rows[b]!;
    atMs[a] = atMs[b]!;
    post[a] = post[b]!;
    rows[b] = row;
    atMs[b] = ms;
    post[b] = number;
}

function moveLateEntries(
    stops: SequencedStops, from: number, to: number, places: Places,
): void {
    const {atMs, post} = stops.columns;
    for (let next = from + 1; next < to; next++) {
        for (let at = next; at > from && places.isEntry(post[at]!); at--) {
            const isLate = atMs[at]! - atMs[at - 1]! <= ENTRY_LATE_MS;
            if (!isLate || !liesJustBehind(post[at]!, post[at - 1]!, places)) break;
            exchange(stops, at - 1, at);
        }
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
