/** How many trips were cut exactly as in the given trips. */
export interface TripScore {
    /** Trips that the rule made, of the stops that count. */
    trips: number;
    /** Trips that were given, of the stops that count. */
    given: number;
    /** Trips whose set of stops is exactly a given trip's. */
    exact: number;
    /** `exact` as a share of `trips`, and of `given`. */
    precision: number;
    recall: number;
}

/**
 * Compares two ways to part the same stops. For each stop, the trip it came to lie in and the
 * given trip; a stop whose given trip is below 0 counts on neither side.
 */
export function scoreTrips(made: Int32Array, given: Int32Array): TripScore {
    const madeSize = sizesOf(made, given);
    const givenSize = sizesOf(given, given);
    const exactly = new Uint8Array(madeSize.length).fill(1);
    const partner = new Int32Array(madeSize.length).fill(-1);
    for (let at = 0; at < made.length; at++) {
        if (given[at]! < 0) continue;
        const trip = made[at]!;
        if (partner[trip] === -1) partner[trip] = given[at]!;
        if (partner[trip] !== given[at]) exactly[trip] = 0;
    }
    let exact = 0;
    for (let trip = 0; trip < madeSize.length; trip++) {
        const isExact = madeSize[trip]! > 0 && exactly[trip] === 1
            && madeSize[trip] === givenSize[partner[trip]!];
        if (isExact) exact++;
    }
    const trips = madeSize.reduce((count, size) => count + (size > 0 ? 1 : 0), 0);
    const givenTrips = givenSize.reduce((count, size) => count + (size > 0 ? 1 : 0), 0);
    return {
        trips, given: givenTrips, exact,
        precision: trips === 0 ? 0 : exact / trips,
        recall: givenTrips === 0 ? 0 : exact / givenTrips,
    };
}

function sizesOf(groups: Int32Array, given: Int32Array): Int32Array {
    const sizes = new Int32Array(groups.reduce((a, b) => Math.max(a, b), -1) + 1);
    for (let at = 0; at < groups.length; at++) {
        if (given[at]! >= 0) sizes[groups[at]!]!++;
    }
    return sizes;
}
