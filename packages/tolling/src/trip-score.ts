import {calibrationError} from '@karwan/learn';

/** How many trips were cut exactly as in the given trips. */
export interface TripScore {
    /** Trips that the rule made, of the stops that count. */
    trips: number;
    /** Trips that were given, of the stops that count. */
    given: number;
    /** Trips whose set of stops is exactly a given trip's. */
    exact: number;
    /** `exact` as a share of `trips`, and of `given`; 0 where there are none. */
    precision: number;
    recall: number;
}

/** What became of each trip that was made: it does not count, was not given so, was given so. */
export const NOT_COUNTED = 0;
export const NOT_EXACT = 1;
export const EXACT = 2;

/**
 * Compares two ways to part the same stops. For each stop, the trip it came to lie in and the
 * given trip; a stop whose given trip is below 0 counts on neither side.
 */
export function scoreTrips(made: Int32Array, given: Int32Array): TripScore {
    const verdicts = verdictsOn(made, given);
    const exact = verdicts.reduce((count, verdict) => count + (verdict === EXACT ? 1 : 0), 0);
    const trips = verdicts.reduce((count, verdict) => count + (verdict ? 1 : 0), 0);
    const givenTrips = sizesOf(given, given).reduce((count, size) => count + (size ? 1 : 0), 0);
    return {
        trips, given: givenTrips, exact,
        precision: trips === 0 ? 0 : exact / trips,
        recall: givenTrips === 0 ? 0 : exact / givenTrips,
    };
}

/** For each trip that was made: NOT_COUNTED, NOT_EXACT or EXACT. */
export function verdictsOn(made: Int32Array, given: Int32Array): Uint8Array {
    const madeSizes = sizesOf(made, given);
    const givenSizes = sizesOf(given, given);
    const partner = new Int32Array(madeSizes.length).fill(-1);
    const isMixed = new Uint8Array(madeSizes.length);
    for (let at = 0; at < made.length; at++) {
        if (given[at]! < 0) continue;
        const trip = made[at]!;
        if (partner[trip] === -1) partner[trip] = given[at]!;
        else if (partner[trip] !== given[at]) isMixed[trip] = 1;
    }
    return Uint8Array.from(madeSizes, (size, trip) => {
        if (size === 0) return NOT_COUNTED;
        return !isMixed[trip] && size === givenSizes[partner[trip]!] ? EXACT : NOT_EXACT;
    });
}

function sizesOf(groups: Int32Array, given: Int32Array): Int32Array {
    const sizes = new Int32Array(groups.reduce((most, group) => Math.max(most, group), -1) + 1);
    for (let at = 0; at < groups.length; at++) {
        if (given[at]! >= 0) sizes[groups[at]!]!++;
    }
    return sizes;
}

/** Whether trips are as often exact as they say they are. */
export interface Calibration {
    /**
     * Expected calibration error: stated against found, in ten bands of equal width, weighted by
     * the trips in each.
     */
    ece: number;
    /** The same in 15 bins of equal count. */
    eceOfEqualBins: number;
    /** The share of exact trips once the least sure 1 % are set aside. */
    exactBeyondLeastSure: number;
}

const BANDS = 10;
const EQUAL_BINS = 15;
const SET_ASIDE = 0.01;

export function calibrationOf(sure: Float64Array, verdicts: Uint8Array): Calibration {
    const stated = new Float64Array(BANDS);
    const found = new Float64Array(BANDS);
    const counted: number[] = [];
    verdicts.forEach((verdict, trip) => {
        if (verdict === NOT_COUNTED) return;
        const band = Math.min(BANDS - 1, Math.floor(sure[trip]! * BANDS));
        stated[band]! += sure[trip]!;
        found[band]! += verdict === EXACT ? 1 : 0;
        counted.push(trip);
    });
    counted.sort((a, b) => sure[a]! - sure[b]! || a - b);
    const kept = counted.slice(Math.floor(counted.length * SET_ASIDE));
    const apart = stated.reduce((sum, value, band) => sum + Math.abs(value - found[band]!), 0);
    const exact = kept.reduce((count, trip) => count + (verdicts[trip] === EXACT ? 1 : 0), 0);
    return {
        ece: counted.length === 0 ? 0 : apart / counted.length,
        eceOfEqualBins: calibrationError(
            Float64Array.from(counted, trip => sure[trip]!),
            Uint8Array.from(counted, trip => verdicts[trip] === EXACT ? 1 : 0), EQUAL_BINS),
        exactBeyondLeastSure: kept.length === 0 ? 0 : exact / kept.length,
    };
}
