/**
 * How many vehicles of a kind passed from one gantry straight to the next in one interval: what a
 * toll operator publishes of a day, as columns (M05A of Taiwan's Freeway Bureau, TDCS manual 4.1,
 * 2.3). Gantries and kinds are numbers of the lists beside it.
 */
export interface PairVolumes {
    gantries: readonly string[];
    kinds: readonly string[];
    /** How long an interval is. */
    intervalMs: number;
    /** When each row's interval begins, after the day's: by when the second gantry was passed. */
    fromMs: Int32Array;
    first: Uint16Array;
    second: Uint16Array;
    kind: Uint8Array;
    /** The median; 0 where it was not told. */
    kmPerHour: Float32Array;
    count: Int32Array;
}

/** How many pair passages there are in all. */
export function pairsIn({count}: PairVolumes): number {
    return count.reduce((sum, each) => sum + each, 0);
}
