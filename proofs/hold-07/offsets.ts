import type {Chance} from '@karwan/base';
import {Clocks, type ClockVerdict} from '@karwan/health';
import type {Times} from './trials.ts';

/** Offsets that are tried, in seconds. */
const TRIED = [1, 1.5, 2, 2.5, 3, 3.5, 4, 5, 6, 8, 10, 13, 17, 22, 30, 40, 60, 90];
const FOUND_SHARE = 0.9;
/** A day of history and some hours, at the least. */
const LEARN_MS = 30 * 3_600_000;

/**
 * The smallest offset of a gantry's clock that the first whole block of 500 vehicles shows in 9 of
 * 10 injections: each from a moment drawn over the days, in either direction.
 */
export function smallestOffset(
    times: readonly Times[], gantry: number, chance: Chance, injections: number,
): {seconds: number | undefined; share: number} {
    // Its own views, and those of its neighbours that it could be taken for.
    const near = times.filter(({at, isCar}) => isCar && Math.abs(at - gantry) <= 1);
    const first = learned(near, gantry);
    if (first < 0) return {seconds: undefined, share: 0};
    const moments = momentsOf(near, first, chance, injections);
    const share = (seconds: number): number => moments.filter(({from, state, sign}) =>
        isFound(near, from, state, gantry, sign * seconds * 1_000)).length
        / moments.length;
    let [low, high] = [0, TRIED.length];
    while (low < high) {
        const middle = (low + high) >> 1;
        if (share(TRIED[middle]!) >= FOUND_SHARE) high = middle;
        else low = middle + 1;
    }
    const seconds = TRIED[low];
    return {seconds, share: seconds === undefined ? 0 : share(seconds)};
}

interface Moment {
    from: number;
    /** What was known of the clocks then, as text. */
    state: string;
    sign: 1 | -1;
}

function momentsOf(
    near: readonly Times[], first: number, chance: Chance, count: number,
): Moment[] {
    const last = first + Math.floor((near.length - first) * 0.8);
    const drawn = Array.from({length: count}, () => first + chance.below(last - first))
        .sort((a, b) => a - b);
    const clocks = new Clocks();
    const moments: Moment[] = [];
    near.forEach((each, nth) => {
        while (drawn[moments.length] === nth) {
            moments.push({
                from: nth, sign: chance.happens(0.5) ? 1 : -1,
                // The block begins where the clock goes wrong.
                state: JSON.stringify({...clocks.state, views: clocks.state.views.map(
                    view => view.usual
                        ? {...view, tookMs: [], besideMs: [], blockMs: []} : view)}),
            });
        }
        if (nth < last) take(clocks, each, -1, 0);
    });
    return moments;
}

// From where the gantry's clock is judged at all: where few drive past it, that takes days.
function learned(near: readonly Times[], gantry: number): number {
    const firstMs = near[0]!.atMs[1];
    const clocks = new Clocks();
    return near.findIndex(each => {
        take(clocks, each, -1, 0);
        const [, atMs] = each.atMs;
        return atMs - firstMs > LEARN_MS && clocks.isJudged(gantry, atMs);
    });
}

function isFound(
    near: readonly Times[], from: number, state: string, gantry: number, offsetMs: number,
): boolean {
    const clocks = new Clocks(JSON.parse(state));
    for (let nth = from; nth < near.length; nth++) {
        for (const {gantry: of, off} of take(clocks, near[nth]!, gantry, offsetMs)) {
            if (of !== gantry) continue;
            return off !== undefined && Math.sign(off.offsetMs) === Math.sign(offsetMs);
        }
    }
    // No whole block came any more: not found.
    return false;
}

function take(
    clocks: Clocks, {at, atMs: [beforeMs, atMs, afterMs]}: Times, gantry: number, offsetMs: number,
): ClockVerdict[] {
    const off = (of: number): number => of === gantry ? offsetMs : 0;
    return clocks.take({
        before: at - 1, at, after: at + 1, beforeMs: beforeMs + off(at - 1),
        atMs: atMs + off(at), afterMs: afterMs + off(at + 1),
    });
}
