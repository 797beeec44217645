import {chanceFrom} from '@karwan/base';
import {STATED_LATENESS_MS} from '@karwan/tolling';

/** Rows in the order in which they come, and by row when it does. */
export interface Arrivals {
    order: Uint32Array;
    comesMs: Float64Array;
}

/** A reading and a row each: its moment and where it was made. */
interface Made {
    atMs: Float64Array;
    post: Uint16Array;
}

/** Ways to come late, none later than stated. */
export const WITHIN = [
    'at once', 'each late by chance', 'the last first, every six hours',
    'a place at a time, every six hours',
] as const;

export function arrivalsWithin(
    how: typeof WITHIN[number], {atMs, post}: Made, seed: number,
): Arrivals {
    const chance = chanceFrom(seed);
    const most = STATED_LATENESS_MS;
    const comesMs = atMs.map((ms, row) => {
        if (how === 'at once') return ms;
        if (how === 'each late by chance') return ms + chance.below(most + 1);
        // A line that is down for six hours, and then sends all: each place's at another time.
        const shiftMs = how === 'a place at a time, every six hours' ? 600_000 * post[row]! : 0;
        return Math.floor((ms + shiftMs) / most + 1) * most - shiftMs;
    });
    return {comesMs, order: orderBy(comesMs)};
}

/** The same, but for a share of readings that come later than stated, by up to three days. */
export function withTooLate(
    {comesMs}: Arrivals, {atMs}: Made, share: number, seed: number,
): Arrivals & {tooLate: Set<number>} {
    const chance = chanceFrom(seed);
    const tooLate = new Set<number>();
    const later = comesMs.map((ms, row) => {
        if (!chance.happens(share)) return ms;
        tooLate.add(row);
        return atMs[row]! + STATED_LATENESS_MS + 1 + chance.below(66 * 3_600_000);
    });
    return {comesMs: later, order: orderBy(later), tooLate};
}

// What comes in one moment comes the last first.
function orderBy(comesMs: Float64Array): Uint32Array {
    const order = new Uint32Array(comesMs.length).map((_, row) => row);
    return order.sort((a, b) => comesMs[a]! - comesMs[b]! || b - a);
}
