import {chanceOf} from './chance.ts';

/** Turns scores into chances that come true as often as they say. */
export interface Calibration {
    scale: number;
    shift: number;
}

const MOST_ROUNDS = 50;
const ENOUGH = 1e-9;

/**
 * The scale and shift of scores that fit outcomes best (Platt 1999): logistic regression by
 * Newton's method. The scores must be of cases that were not learned from.
 */
export function calibrationFrom(scores: Float64Array, outcomes: Float64Array): Calibration {
    let scale = 1;
    let shift = 0;
    for (let round = 0; round < MOST_ROUNDS; round++) {
        // A little curvature of its own keeps scores that part the outcomes perfectly in bounds.
        const sums = {scale: scale - 1, shift: 0, scales: 1, both: 0, shifts: 1e-6};
        scores.forEach((score, row) => {
            const stated = chanceOf(scale * score + shift);
            const curvature = stated * (1 - stated);
            sums.scale += (stated - outcomes[row]!) * score;
            sums.shift += stated - outcomes[row]!;
            sums.scales += curvature * score * score;
            sums.both += curvature * score;
            sums.shifts += curvature;
        });
        const determinant = sums.scales * sums.shifts - sums.both ** 2;
        const scaleStep = (sums.shifts * sums.scale - sums.both * sums.shift) / determinant;
        const shiftStep = (sums.scales * sums.shift - sums.both * sums.scale) / determinant;
        scale -= scaleStep;
        shift -= shiftStep;
        if (Math.abs(scaleStep) + Math.abs(shiftStep) < ENOUGH) break;
    }
    return {scale: Number(scale.toFixed(6)), shift: Number(shift.toFixed(6))};
}

/**
 * Expected calibration error in `bins` bins of equal count: by how much stated chances and what
 * came true differ, bin by bin, as a mean over all cases. Ties keep the order given.
 */
export function calibrationError(
    stated: Float64Array, cameTrue: Uint8Array, bins: number,
): number {
    const order = Uint32Array.from(stated.keys());
    order.sort((a, b) => stated[a]! - stated[b]! || a - b);
    let apart = 0;
    for (let bin = 0; bin < bins; bin++) {
        const from = Math.floor(order.length * bin / bins);
        const to = Math.floor(order.length * (bin + 1) / bins);
        let difference = 0;
        for (let at = from; at < to; at++) {
            difference += stated[order[at]!]! - cameTrue[order[at]!]!;
        }
        apart += Math.abs(difference);
    }
    return order.length === 0 ? 0 : apart / order.length;
}
