import type {Bearer} from './effect.ts';

/** The parts of what one trip costs its maker, in the order of a table's columns. */
export const costParts = ['time', 'operation', 'toll', 'choice'] as const;
export type CostPart = (typeof costParts)[number];

/**
 * Many markets of one trade at once, flat: trips a year, and what one takes by part. `choice` is
 * what having more than one way is worth (below zero: it saves), the difference between the
 * composite cost of a logit choice and the mean cost of its ways; the parts sum to the composite
 * cost, whose change is what users gain (Williams 1977).
 */
export interface MarketTable {
    id: string;
    unit: string;
    bearers: readonly {bearer: Bearer; share: number}[];
    trips: Float64Array;
    /** Part `p` of market `m` is `costs[m * costParts.length + p]`. */
    costs: Float64Array;
}

/**
 * What users gain from one table to another, by part: the rule of half, market by market, as
 * `surplusOf` has it. Throws where they are not of the same markets.
 */
export function gainedBetween(
    without: MarketTable, withIt: MarketTable,
): Record<CostPart, number> {
    const {length} = without.trips;
    if (withIt.trips.length !== length || withIt.id !== without.id) {
        throw new Error(`${without.id} and ${withIt.id} are not the same markets`);
    }
    const gained = {time: 0, operation: 0, toll: 0, choice: 0};
    const width = costParts.length;
    costParts.forEach((part, column) => {
        let sum = 0;
        for (let market = 0; market < length; market++) {
            const at = market * width + column;
            sum += (without.trips[market]! + withIt.trips[market]!) / 2
                * (without.costs[at]! - withIt.costs[at]!);
        }
        gained[part] = sum;
    });
    return gained;
}
