import {chanceOf} from './chance.ts';

/** Turns scores into chances that come true as often as they say. */
export interface Calibration {
    scale: number;
    shift: number;
}

const MOST_ROUNDS = 50;
const ENOUGH = 1e-12;
const SMALLEST_SHARE = 1e-6;
const LEAST_CURVATURE = 1e-6;

/**
 * The scale and shift of scores that fit outcomes best (Platt 1999): logistic regression by
 * Newton's method. The scores must be of cases that were not learned from.
 */
export function calibrationFrom(scores: Float64Array, outcomes: Float64Array): Calibration {
    let best: Calibration = {scale: 1, shift: 0};
    let least = lossOf(best, scores, outcomes);
    for (let round = 0; round < MOST_ROUNDS; round++) {
        const step = newtonStep(best, scores, outcomes);
        let next = best;
        let loss = least;
        // Far from the goal a whole step may lead beyond it: then half of it, and half again.
        for (let share = 1; share > SMALLEST_SHARE; share /= 2) {
            next = {scale: best.scale - share * step.scale, shift: best.shift - share * step.shift};
            loss = lossOf(next, scores, outcomes);
            if (loss < least) break;
        }
        if (!(least - loss > ENOUGH * least)) break;
        best = next;
        least = loss;
    }
    return {scale: Number(best.scale.toFixed(6)), shift: Number(best.shift.toFixed(6))};
}

/** The logistic loss; a scale that differs from 1 costs a little, so that it stays finite. */
function lossOf({scale, shift}: Calibration, scores: Float64Array, outcomes: Float64Array): number {
    let loss = ((scale - 1) ** 2 + shift ** 2 * LEAST_CURVATURE) / 2;
    scores.forEach((score, row) => {
        const stated = scale * score + shift;
        loss += Math.max(stated, 0) - stated * outcomes[row]!
            + Math.log1p(Math.exp(-Math.abs(stated)));
    });
    return loss;
}

function newtonStep(
    {scale, shift}: Calibration, scores: Float64Array, outcomes: Float64Array,
): Calibration {
    const slope = {scale: scale - 1, shift: shift * LEAST_CURVATURE};
    const curvature = {scale: 1, both: 0, shift: LEAST_CURVATURE};
    scores.forEach((score, row) => {
        const stated = chanceOf(scale * score + shift);
        const weight = stated * (1 - stated);
        slope.scale += (stated - outcomes[row]!) * score;
        slope.shift += stated - outcomes[row]!;
        curvature.scale += weight * score * score;
        curvature.both += weight * score;
        curvature.shift += weight;
    });
    const determinant = curvature.scale * curvature.shift - curvature.both ** 2;
    return {
        scale: (curvature.shift * slope.scale - curvature.both * slope.shift) / determinant,
        shift: (curvature.scale * slope.shift - curvature.both * slope.scale) / determinant,
    };
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
