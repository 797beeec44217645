/** A share with its 95 % interval. */
export interface Share {
    value: number;
    low: number;
    high: number;
}

/** 97.5 % of a normal distribution lie below. */
const Z = 1.959964;

/**
 * A share of trials with the interval of Wilson (JASA 22, 1927), which also holds where few or none
 * of the trials came out so. Undefined without a trial.
 */
export function shareOf(count: number, trials: number): Share | undefined {
    if (trials <= 0) return undefined;
    const value = count / trials;
    const square = Z * Z / trials;
    const middle = (value + square / 2) / (1 + square);
    const half = Z * Math.sqrt(value * (1 - value) / trials + square / trials / 4) / (1 + square);
    return {value, low: Math.max(0, middle - half), high: Math.min(1, middle + half)};
}
