import type {Lesson} from './trip-learn.ts';
import type {Places} from './trip-places.ts';
import {ENTRY_LATE_MS, type StopColumns} from './trip-sequence.ts';

/** Stops so close together may be one upload, or have any order. */
const TIE_MS = 4_000;

/**
 * Is the step to row `at` one whose gap says most of it? No upload and no tie beside it, and no
 * entry soon after it.
 */
export function isPlain(
    {atMs, post}: StopColumns, at: number, from: number, to: number, places: Places,
): boolean {
    if (atMs[at]! - atMs[at - 1]! <= TIE_MS) return false;
    if (at - 2 >= from && atMs[at - 1]! - atMs[at - 2]! <= TIE_MS) return false;
    if (at + 1 === to) return true;
    const soonMs = places.isEntry(post[at + 1]!) ? ENTRY_LATE_MS : TIE_MS;
    return atMs[at + 1]! - atMs[at]! > soonMs;
}

/** Up to the gap that is found, so small a share of plain steps began a trip... */
const MOST_WRONG = 2e-4;
/** ...of at least so many. */
const LEAST_STEPS = 100;

/** By pair of posts: the gap in seconds up to which a plain step goes on, as good as always. */
export function sameTripUpTo(lesson: Lesson, places: Places): Float64Array {
    const upTo = new Float64Array(places.postCount ** 2);
    for (const [pair, steps] of plainSteps(lesson, places)) {
        steps.sort((a, b) => a.seconds - b.seconds);
        let wrong = 0;
        steps.forEach(({seconds, newTrip}, nth) => {
            wrong += newTrip;
            const isNext = nth + 1 < steps.length && steps[nth + 1]!.seconds === seconds;
            const isCertain = wrong <= MOST_WRONG * (nth + 1) && nth >= LEAST_STEPS;
            if (isCertain && !isNext) upTo[pair] = seconds;
        });
    }
    return upTo;
}

interface PlainStep {
    seconds: number;
    newTrip: number;
}

function plainSteps(
    {columns, starts, newTrip}: Lesson, places: Places,
): Map<number, PlainStep[]> {
    const steps = new Map<number, PlainStep[]>();
    const {atMs, post} = columns;
    for (let vehicle = 0; vehicle + 1 < starts.length; vehicle++) {
        const to = starts[vehicle + 1]!;
        for (let at = starts[vehicle]! + 1; at < to; at++) {
            if (Number.isNaN(newTrip[at]!) || places.isEntry(post[at]!)) continue;
            if (!isPlain(columns, at, starts[vehicle]!, to, places)) continue;
            const pair = post[at - 1]! * places.postCount + post[at]!;
            const known = steps.get(pair);
            const step = {seconds: (atMs[at]! - atMs[at - 1]!) / 1000, newTrip: newTrip[at]!};
            if (known) known.push(step);
            else steps.set(pair, [step]);
        }
    }
    return steps;
}
