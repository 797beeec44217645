import {LONGEST_PAUSE_MS} from './trip.ts';
import type {Places} from './trip-places.ts';
import {LONG_ABSENCE_MS} from './trip-road-times.ts';
import type {StopColumns} from './trip-sequence.ts';

/** What vehicles tend to do on a road, counted over trips as they are cut at the moment. */
export interface Habits {
    /** By post: the share of its stops that end a trip. */
    end: Float64Array;
    /** By post: the share of trips that begin there. */
    begin: Float64Array;
    /** By pair of posts: the share of steps from the first, within a trip, that lead there. */
    onward: Float64Array;
    /** How long vehicles stay away between trips: density by bin of the gap, per second. */
    away: Float64Array;
    /** How long steps within a trip take: density by bin of the delay, for each kind of step. */
    delay: Float64Array[];
}

/** Bins an octave, so that a gap of seconds and one of days are told apart alike. */
const BINS_PER_OCTAVE = 10;
const AWAY_BINS = 24 * BINS_PER_OCTAVE;
const DELAY_BINS = 40 * BINS_PER_OCTAVE;
const USUAL_DELAY_BIN = DELAY_BINS / 2;
/** Clocks and lanes blur a gap by about this much. */
const BLUR_SECONDS = 60;
const SMOOTHED_BINS = 5;

/** Counts habits; `newTrip` says for each row how likely a trip begins there. */
export function habitsOf(
    columns: StopColumns, starts: Uint32Array, places: Places, usual: Float64Array,
    newTrip: Float64Array,
): Habits {
    const {post} = columns;
    const posts = places.postCount;
    const seen = new Float64Array(posts).fill(1);
    const ended = new Float64Array(posts).fill(0.5);
    const begun = new Float64Array(posts).fill(0.5);
    const onward = new Float64Array(posts * posts);
    const away = new Float64Array(AWAY_BINS).fill(0.5);
    const delay = STEP_KINDS.map(() => new Float64Array(DELAY_BINS).fill(0.5));
    for (let vehicle = 0; vehicle + 1 < starts.length; vehicle++) {
        const from = starts[vehicle]!;
        const to = starts[vehicle + 1]!;
        for (let at = from; at < to; at++) {
            const begins = at === from || places.isEntry(post[at]!) ? 1 : newTrip[at]!;
            begun[post[at]!]! += begins;
            seen[post[at]!]!++;
            if (at > from) ended[post[at - 1]!]! += begins;
            if (at + 1 === to) ended[post[at]!]!++;
            if (at === from || places.isEntry(post[at]!)) continue;
            const pair = post[at - 1]! * posts + post[at]!;
            onward[pair]! += 1 - begins;
            away[awayBin(gapSeconds(columns, at))]! += begins;
            const bin = delayBin(columns, at, places, usual);
            delay[stepKind(columns, at, places)]![bin]! += 1 - begins;
        }
    }
    const trips = begun.reduce((sum, count) => sum + count, 0);
    return {
        end: ended.map((count, index) => count / seen[index]!),
        begin: begun.map(count => count / trips),
        onward: sharesByRow(onward, posts),
        away: smoothShares(away),
        delay: delay.map(smoothShares),
    };
}

/** For each row the chance that a trip begins there, NaN at entries and at first rows. */
export function likelihoodOfNewTrip(
    columns: StopColumns, starts: Uint32Array, places: Places, usual: Float64Array, habits: Habits,
): Float64Array {
    const {post} = columns;
    const likely = new Float64Array(post.length).fill(NaN);
    for (let vehicle = 0; vehicle + 1 < starts.length; vehicle++) {
        for (let at = starts[vehicle]! + 1; at < starts[vehicle + 1]!; at++) {
            if (places.isEntry(post[at]!)) continue;
            const gap = gapSeconds(columns, at);
            const plain = cameLate(columns, at, starts[vehicle]!, places) ? 0
                : plainAnswer(post[at - 1]!, post[at]!, gap, places, usual);
            if (plain !== undefined) {
                likely[at] = plain;
                continue;
            }
            const ends = habits.end[post[at - 1]!]!;
            const fresh = ends * habits.begin[post[at]!]!
                * habits.away[awayBin(gap)]! / (gap + 1);
            const pair = post[at - 1]! * places.postCount + post[at]!;
            const bin = delayBin(columns, at, places, usual);
            const ongoing = (1 - ends) * habits.onward[pair]!
                * habits.delay[stepKind(columns, at, places)]![bin]! / (gap + BLUR_SECONDS);
            likely[at] = fresh / (fresh + ongoing);
        }
    }
    return likely;
}

/** What needs no counting: 1 where a trip must have begun, 0 where none can have. */
function plainAnswer(
    from: number, to: number, gap: number, places: Places, usual: Float64Array,
): number | undefined {
    // Who is seen leaving where he entered was elsewhere in between.
    if (places.isEntry(from) && places.isExit(to) && places.isSamePlace(from, to)) return 1;
    // The way back up the road takes as long as the way down: who is there sooner never turned.
    const isUp = places.steps(to, from) > 0;
    return isUp && gap < usual[to * places.postCount + from]! ? 0 : undefined;
}

/**
 * Is this a gantry up the road that the vehicle has passed unseen on the same drive, and has not
 * been seen at since? Then nobody turned: its message came late.
 */
function cameLate(
    {atMs, post}: StopColumns, at: number, from: number, places: Places,
): boolean {
    const here = post[at]!;
    const isUp = places.isGantry(here) && places.steps(here, post[at - 1]!) > 0;
    if (!isUp || atMs[at]! - atMs[at - 1]! > LONGEST_PAUSE_MS) return false;
    for (let row = at - 1; !places.isSamePlace(post[row]!, here); row--) {
        if (places.steps(post[row]!, here) > 0) return true;
        const isFirst = row === from || places.isEntry(post[row]!)
            || atMs[row]! - atMs[row - 1]! > LONG_ABSENCE_MS;
        if (isFirst) return false;
    }
    return false;
}

const STEP_KINDS = ['from an entry', 'to an exit', 'from an exit', 'down the road', 'up'] as const;

function stepKind({post}: StopColumns, at: number, places: Places): number {
    if (places.isEntry(post[at - 1]!)) return 0;
    if (places.isExit(post[at]!)) return 1;
    if (places.isExit(post[at - 1]!)) return 2;
    return places.steps(post[at - 1]!, post[at]!) > 0 ? 3 : 4;
}

function gapSeconds({atMs}: StopColumns, at: number): number {
    return Math.max(0, atMs[at]! - atMs[at - 1]!) / 1000;
}

function awayBin(gap: number): number {
    return Math.min(AWAY_BINS - 1, Math.floor(BINS_PER_OCTAVE * Math.log2(gap + 1)));
}

// Down the road a delay is told by the usual time; nothing is usual about a step up the road.
function delayBin(
    columns: StopColumns, at: number, places: Places, usual: Float64Array,
): number {
    const {post} = columns;
    const isDown = stepKind(columns, at, places) < 4;
    const expected = isDown ? usual[post[at - 1]! * places.postCount + post[at]!]! : 0;
    const octaves = Math.log2((gapSeconds(columns, at) + BLUR_SECONDS) / (expected + BLUR_SECONDS));
    const bin = USUAL_DELAY_BIN + Math.floor(BINS_PER_OCTAVE * octaves);
    return Math.min(DELAY_BINS - 1, Math.max(0, bin));
}

// A step never seen is not impossible.
function sharesByRow(counts: Float64Array, width: number): Float64Array {
    const shares = new Float64Array(counts.length);
    for (let row = 0; row < counts.length; row += width) {
        const total = counts.subarray(row, row + width).reduce((sum, count) => sum + count, 1);
        for (let at = row; at < row + width; at++) shares[at] = (counts[at]! + 0.05) / total;
    }
    return shares;
}

function smoothShares(counts: Float64Array): Float64Array {
    const smooth = counts.map((_, at) => {
        const near = counts.subarray(Math.max(0, at - SMOOTHED_BINS), at + SMOOTHED_BINS + 1);
        return near.reduce((sum, count) => sum + count, 0) / near.length;
    });
    const total = smooth.reduce((sum, count) => sum + count, 0);
    return smooth.map(count => count / total);
}
