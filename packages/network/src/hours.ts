import type {Chance} from '@karwan/base';
import type {Quantiles} from './cost.ts';

/** The standard normal distribution's p90. */
const Z90 = 1.2815515655446004;
/** In how many steps a sum of hours is told. */
const STEPS = 1_024;
/** What is rarer than this is counted at this quantile. */
const LONGEST_Z = 3.3;

/**
 * Hours with a p10, p50, p90 have this shape: on either side of the median lognormal through the
 * quantile, and where the p10 is 0, straight down to it. It is the simplest that keeps all three.
 * `z` is the standard normal's quantile.
 */
export function hoursAt({p10, p50, p90}: Quantiles, z: number): number {
    const share = z / Z90;
    if (z >= 0) return p50 > 0 ? p50 * (p90 / p50) ** share : p90 * share;
    return p10 > 0 ? p50 * (p50 / p10) ** share : p50 * Math.max(0, 1 + share);
}

/** The probability that it takes at most so long. */
function chanceWithin({p10, p50, p90}: Quantiles, hours: number): number {
    if (hours < 0) return 0;
    if (hours >= p50) {
        if (p90 === p50) return 1;
        return normalBelow(Z90 * (p50 > 0
            ? Math.log(hours / p50) / Math.log(p90 / p50) : hours / p90));
    }
    if (p10 === p50) return 0;
    if (p10 > 0) return normalBelow(Z90 * Math.log(hours / p50) / Math.log(p50 / p10));
    return normalBelow(Z90 * (hours / p50 - 1));
}

/**
 * The p10, p50, p90 of the sum of hours that vary independently of one another, by convolution on
 * a grid. What varies together (legs driven at one rate's speed) must be added up before.
 */
export function sumOfHours(parts: readonly Quantiles[]): Quantiles {
    const fixed = parts.filter(p => p.p10 === p.p90).reduce((sum, p) => sum + p.p50, 0);
    const varying = parts.filter(p => p.p10 !== p.p90);
    if (varying.length === 0) return {p10: fixed, p50: fixed, p90: fixed};
    const longest = varying.map(p => hoursAt(p, LONGEST_Z));
    const total = (hours: readonly number[]): number => hours.reduce((a, b) => a + b, 0);
    const range = Math.max(...longest, total(varying.map(p => p.p50))
        + Math.hypot(...varying.map((p, i) => longest[i]! - p.p50)));
    const step = range / STEPS;
    const sum = varying.map((p, i) => gridOf(p, step, longest[i]!)).reduce(convolved);
    const at = (share: number): number => fixed + quantileOf(sum, share) * step;
    return {p10: at(0.1), p50: at(0.5), p90: at(0.9)};
}

// The probability of each step of the grid; the last holds what lies beyond.
function gridOf(part: Quantiles, step: number, longest: number): Float64Array {
    const count = Math.max(1, Math.ceil(longest / step) + 1);
    const grid = new Float64Array(count);
    let below = 0;
    for (let i = 0; i < count; i++) {
        const within = i === count - 1 ? 1 : chanceWithin(part, (i + 0.5) * step);
        grid[i] = within - below;
        below = within;
    }
    return grid;
}

function convolved(a: Float64Array, b: Float64Array): Float64Array {
    const sum = new Float64Array(a.length + b.length - 1);
    for (let i = 0; i < a.length; i++) {
        const share = a[i]!;
        if (share < 1e-12) continue;
        for (let j = 0; j < b.length; j++) sum[i + j]! += share * b[j]!;
    }
    return sum;
}

// Where on the grid a share of the probability lies below, between two steps.
function quantileOf(grid: Float64Array, share: number): number {
    const all = grid.reduce((a, b) => a + b, 0);
    let below = 0;
    for (let i = 0; i < grid.length; i++) {
        const next = below + grid[i]! / all;
        if (next >= share) return Math.max(0, i - 0.5 + (share - below) / (next - below));
        below = next;
    }
    return grid.length - 1;
}

// Abramowitz and Stegun 1964, 7.1.26: within 1.5e-7.
function normalBelow(z: number): number {
    const x = Math.abs(z) / Math.SQRT2;
    const t = 1 / (1 + 0.3275911 * x);
    const tail = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741
        + t * (-1.453152027 + t * 1.061405429)))) * Math.exp(-x * x) / 2;
    return z >= 0 ? 1 - tail : tail;
}

/** The p10, p50, p90 of what was drawn. */
export function quantilesOfDraws(draws: readonly number[]): Quantiles {
    const sorted = draws.toSorted((a, b) => a - b);
    const at = (share: number): number => sorted[Math.round((sorted.length - 1) * share)]!;
    return {p10: at(0.1), p50: at(0.5), p90: at(0.9)};
}

/** A draw of the standard normal distribution, no rarer than the grid tells. */
export function drawnZ(chance: Chance): number {
    return Math.max(-LONGEST_Z, Math.min(LONGEST_Z, chance.normal(0, 1)));
}
