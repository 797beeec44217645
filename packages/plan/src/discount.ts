import {rootsWithin} from './roots.ts';

/**
 * To which moment a year's flow counts, seen from the moment that values are discounted to. Two
 * houses that say "12 %" differ by a whole year's interest where one of them discounts the first
 * year and the other does not, so that the convention is always named.
 *
 * - `first-year-is-0`: the first year stands undiscounted (the Slovak guide; ECB, EIB practice)
 * - `first-year-is-1`: the first year is discounted by a whole year (spreadsheets' NPV; ADB)
 * - `middle-of-year`: each flow counts to the middle of its year
 */
export const baseYears = ['first-year-is-0', 'first-year-is-1', 'middle-of-year'] as const;
export type BaseYear = (typeof baseYears)[number];

const OFFSET_YEARS: Readonly<Record<BaseYear, number>> = {
    'first-year-is-0': 0, 'first-year-is-1': 1, 'middle-of-year': 0.5,
};

/**
 * Net present value of yearly flows, in their unit. `rate` is a share a year (0.05 for 5 %),
 * above -1.
 */
export function presentValue(flows: readonly number[], rate: number, baseYear: BaseYear): number {
    if (!(rate > -1)) throw new Error(`a discount rate is above -1, found ${rate}`);
    const factor = 1 / (1 + rate);
    // Horner's scheme from the last year: as many multiplications as years.
    const atFirstYear = flows.reduceRight((later, flow) => later * factor + flow, 0);
    return atFirstYear * factor ** OFFSET_YEARS[baseYear];
}

/**
 * Every internal rate of return above -1, ascending: each rate at which the flows are worth
 * nothing. Empty where there is none; several where flows change their sign more than once, and
 * then none of them is "the" rate (Descartes: at most as many as there are changes). The base year
 * does not matter, since it multiplies the value by a factor above zero. Flows that are all zero
 * have no rate.
 */
export function internalRates(flows: readonly number[]): number[] {
    // With x = 1 / (1 + rate) the value is a polynomial. Rates from 0 on have x in (0, 1]; for
    // those below, y = 1 / x lies in (0, 1) and the polynomial is read backwards, so that
    // nothing overflows.
    const notBelowZero = rootsWithin(flows).map(x => 1 / x - 1);
    const belowZero = rootsWithin(flows.toReversed()).filter(y => y < 1).map(y => y - 1);
    return [...belowZero, ...notBelowZero].toSorted((a, b) => a - b);
}

/** Present value of benefits by that of costs, both given as amounts above zero. */
export function benefitCostRatio(
    benefits: readonly number[], costs: readonly number[], rate: number, baseYear: BaseYear,
): number | undefined {
    const cost = presentValue(costs, rate, baseYear);
    return cost > 0 ? presentValue(benefits, rate, baseYear) / cost : undefined;
}

/**
 * After how many years, counted from the beginning of the first one, what came in makes up for
 * what went out and goes on doing so to the end; within the year it is spread evenly. With a rate
 * above 0 flows are discounted before. Undefined where it never does.
 */
export function paybackYears(
    flows: readonly number[], rate: number, baseYear: BaseYear,
): number | undefined {
    const offset = OFFSET_YEARS[baseYear];
    let total = 0;
    let before = 0;
    let answer: number | undefined = 0;
    flows.forEach((flow, year) => {
        before = total;
        total += flow / (1 + rate) ** (year + offset);
        if (total < 0) answer = undefined;
        else answer ??= year + (total > before ? -before / (total - before) : 0);
    });
    return answer;
}
