import type {RoadCase} from './case.ts';
import type {Convention} from './convention.ts';

/** By what a price of this year is multiplied to stand in the case's price level. */
export function priceFactor(
    {parameters, priceYear}: RoadCase, convention: Convention, yearOfPrice: number,
): number {
    if (yearOfPrice > priceYear) {
        throw new Error(`a price of ${yearOfPrice} is younger than the price level ${priceYear}`);
    }
    const rates = new Map(parameters.cpi.map(({year, cpi}) => [year, cpi]));
    const inflationOf = (year: number): number => rates.get(year) ?? convention.missingInflation;
    const isOwn = convention.inflation === 'own year too';
    const [first, last] = isOwn ? [yearOfPrice, priceYear - 1] : [yearOfPrice + 1, priceYear];
    let factor = 1;
    for (let year = last; year >= first; year--) factor *= 1 + inflationOf(year);
    return factor;
}

/**
 * By what a unit value is multiplied in each year of the case, where `share` of economic growth
 * goes into it. The first year is 1: values are those of the price level, and grow from there.
 */
export function growthFactors(
    {parameters, firstYear, years}: RoadCase, convention: Convention, share: number,
): number[] {
    const rates = parameters.gdp_growth.map(({year, gdp_growth: rate}) => ({year, rate}));
    // Before the first year with a figure its rate holds, after the last one that one's.
    const growthIn = (year: number): number =>
        (rates.findLast(each => each.year <= year) ?? rates[0])?.rate ?? 0;
    let grown = 1;
    return Array.from({length: years}, (_, year) => {
        if (year === 0) return 1;
        const once = 1 + growthIn(firstYear + year) * share;
        grown *= once;
        return convention.growth === 'compounds' ? grown : once;
    });
}
