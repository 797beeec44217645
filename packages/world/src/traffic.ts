/**
 * Who drives on a corridor: handed in, because how much drives where, when and how fast is data of
 * the case. Names of roads, interchanges and classes are the corridor's.
 */
export interface Traffic {
    /** Vehicles a day that begin on a road, by road and class. */
    vehiclesPerDay: ReadonlyMap<string, ReadonlyMap<string, number>>;
    /** By class: the share of a day's traffic in each of the 24 local hours. */
    hourlyShares: ReadonlyMap<string, readonly number[]>;
    /** By class: how fast a vehicle drives when nothing holds it up. */
    speeds: ReadonlyMap<string, Speed>;
    /** How much an interchange draws beside the others; 1 where nothing is said. */
    interchangeWeights: ReadonlyMap<string, number>;
    /** Trips get rarer with their length: to a 1/e-th for each of these. */
    meanTripMetres: number;
    lanes: number;
    plates: readonly PlateSeries[];
    /** In front of each tag's number. */
    tagPrefix: string;
    /** By road: the share of the vehicles beginning there that carry a tag, where it is known. */
    tagShares: ReadonlyMap<string, number>;
}

export interface Speed {
    metresPerSecond: number;
    deviation: number;
}

/** Plates of one jurisdiction: so many letters, then so many digits. */
export interface PlateSeries {
    jurisdiction: string;
    share: number;
    letters: number;
    digits: number;
}
