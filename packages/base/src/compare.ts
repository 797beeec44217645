/** Plain order of strings: the same on every machine, which localeCompare is not. */
export function compareText(a: string, b: string): number {
    return a < b ? -1 : a > b ? 1 : 0;
}

/** Plain order of big integers. */
export function compareBig(a: bigint, b: bigint): number {
    return a < b ? -1 : a > b ? 1 : 0;
}
