/** The middle one of values in any order, of an even number the upper; NaN where there are none. */
export function median(values: readonly number[]): number {
    const sorted = [...values].sort((a, b) => a - b);
    return sorted[sorted.length >> 1] ?? NaN;
}
