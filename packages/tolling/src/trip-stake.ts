/** A trip as money sees it: how sure its cut is, and what is charged for it. */
export interface TripAtStake {
    id: number;
    /** The chance that exactly these passages make the trip. */
    sure: number;
    chargedMinor: bigint;
}

/** What is to be expected to be charged wrongly: the chance of a wrong cut times the charge. */
export function expectedLossMinor({sure, chargedMinor}: TripAtStake): bigint {
    const doubt = BigInt(Math.round((1 - sure) * MILLION));
    return (chargedMinor * doubt + BigInt(MILLION / 2)) / BigInt(MILLION);
}

const MILLION = 1_000_000;

/**
 * The trips that a person should look at: those whose expected loss is at least what a look costs,
 * most first. A share of all trips would send people to sure ones on quiet days, and on bad ones
 * past what a look would save.
 */
export function tripsWorthALook<Trip extends TripAtStake>(
    trips: readonly Trip[], lookMinor: bigint,
): Trip[] {
    return trips
        .map(trip => ({trip, loss: expectedLossMinor(trip)}))
        .filter(({loss}) => loss >= lookMinor)
        .sort((a, b) => a.loss === b.loss ? a.trip.id - b.trip.id : a.loss > b.loss ? -1 : 1)
        .map(({trip}) => trip);
}
