import type {Places} from './trip-places.ts';
import {LONG_ABSENCE_MS, type RoadTimes} from './trip-road-times.ts';
import type {StopColumns} from './trip-sequence.ts';
import type {Traffic} from './trip-traffic.ts';

/**
 * Stops further away in time say nothing about a step: so it can be decided for good when so much
 * time has passed. Trees that looked at all of five days erred as often (`roads-03`).
 */
export const LOOKS_BACK_MS = 24 * 3_600_000;
export const LOOKS_AHEAD_MS = 4 * 3_600_000;
/** So many stops back a feature looks at most, and so many about a step for habits. */
const STOPS_BACK = 40;
const STOPS_ABOUT = 60;

/** Where a vehicle has no such stop. */
const NONE = -1;

// What is known of the step to a stop, by name; all times are seconds. `before` is the stop that
// the step leaves, `here` the one it reaches, `2` two stops back, `next` the stop after `here`.
const GAPS = ['gap', 'gapBefore', 'gapBefore2', 'gapBefore3', 'gapNext', 'gapNext2', 'gapNext3'];
const POSTS = [
    'placeBefore', 'placeHere', 'kindBefore', 'kindHere', 'steps', 'place2', 'placeNext', 'kind2',
    'kindNext', 'stepsNext', 'steps2', 'gapToNextEntry', 'endsBefore', 'beginsHere',
];
const TIMES = [
    'overUsual', 'overMedian', 'timesUsual', 'delayNow', 'slowestDelayNow', 'overNow',
    'timesSlowestNow', 'overUsualBefore', 'overUsualNext',
];
const SINCE = ['sinceBegin', 'stopsSinceBegin', 'hereSinceBegin', 'exitsSinceBegin', 'fromEntry'];
const MOMENT = [
    'uploadsHere', 'uploadsBefore', 'uploads2', 'uploadsNext', 'hourBefore', 'hourHere',
];
const HABITS = ['endsThere', 'goesOnThere', 'beginsThere', 'quickerAgain', 'slowerAgain'];

/** What a row of features holds. */
export const STEP_FEATURES: readonly string[] =
    [...GAPS, ...POSTS, ...TIMES, ...SINCE, ...MOMENT, ...HABITS];

/** Writes what is known of the step to row `at` of one vehicle's rows `from..to`. */
export class StepFeatures {
    readonly #places: Places;
    readonly #times: RoadTimes;
    readonly #traffic: Traffic;

    constructor(places: Places, times: RoadTimes, traffic: Traffic) {
        this.#places = places;
        this.#times = times;
        this.#traffic = traffic;
    }

    /** Fills the row, in the order of STEP_FEATURES; stops that are not near are as if absent. */
    write(columns: StopColumns, at: number, first: number, end: number, row: Float64Array): void {
        const from = firstNear(columns, at, first);
        const to = endNear(columns, at, end);
        let next = this.#gaps(columns, at, from, to, row, 0);
        next = this.#posts(columns, at, from, to, row, next);
        next = this.#drives(columns, at, from, to, row, next);
        next = this.#sinceBegin(columns, at, from, row, next);
        next = this.#moment(columns, at, from, to, row, next);
        this.#habits(columns, at, from, to, row, next);
    }

    #gaps(
        {atMs}: StopColumns, at: number, from: number, to: number, row: Float64Array, next: number,
    ): number {
        for (let back = 0; back < 4; back++) row[next++] = gapTo(atMs, at - back, from, to);
        for (let ahead = 1; ahead < 4; ahead++) row[next++] = gapTo(atMs, at + ahead, from, to);
        return next;
    }

    #posts(
        {atMs, post}: StopColumns, at: number, from: number, to: number, row: Float64Array,
        next: number,
    ): number {
        const {names, firstGantryPost} = this.#places;
        const count = names.length;
        const before = post[at - 1]!;
        const here = post[at]!;
        const two = at - 2 >= from ? post[at - 2]! : NONE;
        const after = at + 1 < to ? post[at + 1]! : NONE;
        row[next++] = before % count;
        row[next++] = here % count;
        row[next++] = Math.floor(before / count);
        row[next++] = Math.floor(here / count);
        row[next++] = this.#steps(before, here);
        row[next++] = two < 0 ? NONE : two % count;
        row[next++] = after < 0 ? NONE : after % count;
        row[next++] = two < 0 ? NONE : Math.floor(two / count);
        row[next++] = after < 0 ? NONE : Math.floor(after / count);
        row[next++] = after < 0 ? FAR : this.#steps(here, after);
        row[next++] = two < 0 ? FAR : this.#steps(two, before);
        const isEntryNext = after >= 0 && after < firstGantryPost;
        row[next++] = isEntryNext ? gapTo(atMs, at + 1, from, to) : NONE;
        row[next++] = this.#times.ends[before]!;
        row[next++] = this.#times.begins[here]!;
        return next;
    }

    /** Places down the road, below 0 up the road; 0 where no way leads from one to the other. */
    #steps(from: number, to: number): number {
        return this.#places.steps(from, to) || -this.#places.steps(to, from);
    }

    #drives(
        {atMs, post}: StopColumns, at: number, from: number, to: number, row: Float64Array,
        next: number,
    ): number {
        const {usualSeconds, medianSeconds} = this.#times;
        const {postCount} = this.#places;
        const gap = gapTo(atMs, at, from, to);
        const pair = post[at - 1]! * postCount + post[at]!;
        // To be upstream again one has turned and come back: the way down says how far it is.
        const isDown = this.#places.steps(post[at - 1]!, post[at]!) > 0;
        const way = isDown ? pair : post[at]! * postCount + post[at - 1]!;
        const usual = usualSeconds[way]!;
        row[next++] = gap - usual;
        row[next++] = gap - medianSeconds[way]!;
        row[next++] = gap / (usual + 30);
        const delay = this.#traffic.delayOf(pair, atMs[at - 1]!, 0.5);
        const slowest = this.#traffic.delayOf(pair, atMs[at - 1]!, 0.9);
        row[next++] = delay;
        row[next++] = slowest;
        row[next++] = delay > 0 ? gap - delay * (usual + 1) : gap - usual;
        row[next++] = slowest > 0 ? gap / (slowest * (usual + 1)) : NONE;
        row[next++] = this.#overUsual(atMs, post, at - 1, from, to);
        row[next++] = this.#overUsual(atMs, post, at + 1, from, to);
        return next;
    }

    #overUsual(
        atMs: Float64Array, post: Uint16Array, at: number, from: number, to: number,
    ): number {
        if (at <= from || at >= to) return 0;
        const pair = post[at - 1]! * this.#places.postCount + post[at]!;
        return gapTo(atMs, at, from, to) - this.#times.usualSeconds[pair]!;
    }

    /** What lies behind, back to the last entry or long absence: no decision is asked for. */
    #sinceBegin(
        {atMs, post}: StopColumns, at: number, from: number, row: Float64Array, next: number,
    ): number {
        const places = this.#places;
        let again = 0;
        let exits = 0;
        let begin = at - 1;
        for (; ; begin--) {
            if (places.isSamePlace(post[begin]!, post[at]!)) again++;
            if (places.isExit(post[begin]!)) exits++;
            const isBegin = begin === from || places.isEntry(post[begin]!)
                || atMs[begin]! - atMs[begin - 1]! > LONG_ABSENCE_MS;
            if (isBegin || at - begin > STOPS_BACK) break;
        }
        row[next++] = (atMs[at]! - atMs[begin]!) / 1000;
        row[next++] = at - begin;
        row[next++] = again;
        row[next++] = exits;
        row[next++] = places.isEntry(post[begin]!) ? 1 : 0;
        return next;
    }

    #moment(
        {atMs}: StopColumns, at: number, from: number, to: number, row: Float64Array, next: number,
    ): number {
        const traffic = this.#traffic;
        row[next++] = traffic.uploadShareAt(atMs[at]!);
        row[next++] = traffic.uploadShareAt(atMs[at - 1]!);
        row[next++] = at - 2 >= from ? traffic.uploadShareAt(atMs[at - 2]!) : NONE;
        row[next++] = at + 1 < to ? traffic.uploadShareAt(atMs[at + 1]!) : NONE;
        row[next++] = hourOf(atMs[at - 1]!);
        row[next++] = hourOf(atMs[at]!);
        return next;
    }

    /** What this vehicle does elsewhere: whether it ends, goes on and begins at these posts. */
    #habits(
        {atMs, post}: StopColumns, at: number, from: number, to: number, row: Float64Array,
        next: number,
    ): void {
        const {usualSeconds} = this.#times;
        const {postCount} = this.#places;
        const before = post[at - 1]!;
        const here = post[at]!;
        const gapMs = atMs[at]! - atMs[at - 1]!;
        row.fill(0, next, next + HABITS.length);
        const end = Math.min(to, at + STOPS_ABOUT);
        for (let other = Math.max(from + 1, at - STOPS_ABOUT); other < end; other++) {
            if (other === at) continue;
            const otherMs = atMs[other]! - atMs[other - 1]!;
            const isAway = otherMs > LONG_ABSENCE_MS;
            if (post[other - 1] === before) {
                const usualMs = 1000 * usualSeconds[before * postCount + post[other]!]!;
                if (isAway) row[next]!++;
                else if (otherMs < 1.5 * usualMs + 300_000) row[next + 1]!++;
            }
            if (post[other] !== here) continue;
            if (isAway) row[next + 2]!++;
            if (post[other - 1] !== before) continue;
            row[otherMs > 0.7 * gapMs ? next + 4 : next + 3]!++;
        }
    }
}

/** The first row that says something about the step to row `at`, which need not be there yet. */
export function firstNear({atMs}: StopColumns, at: number, from: number): number {
    const least = Math.max(from, at - 1 - STOPS_ABOUT);
    const earliestMs = atMs[at - 1]! - LOOKS_BACK_MS;
    let first = at - 1;
    while (first > least && atMs[first - 1]! >= earliestMs) first--;
    return first;
}

function endNear({atMs}: StopColumns, at: number, to: number): number {
    const most = Math.min(to, at + STOPS_ABOUT);
    const latestMs = atMs[at]! + LOOKS_AHEAD_MS;
    let end = at + 1;
    while (end < most && atMs[end]! <= latestMs) end++;
    return end;
}

/** Steps to a stop that is not there: farther than any place. */
const FAR = 999;

/** Seconds to row `at` from the one before; NONE where there is none, 0 for a late stamp. */
function gapTo(atMs: Float64Array, at: number, from: number, to: number): number {
    if (at <= from || at >= to) return NONE;
    return Math.max(0, atMs[at]! - atMs[at - 1]!) / 1000;
}

/** The hour of the day in UTC, to a quarter. */
function hourOf(ms: number): number {
    return Math.floor(ms / 900_000) % 96 / 4;
}
