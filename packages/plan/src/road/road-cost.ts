import {renewals, residualValue, upkeep, type Asset} from '../cost.ts';
import type {CapitalItem, RoadCase, Section} from './case.ts';
import {roundedTo, type Convention} from './convention.ts';
import {UnitValues} from './unit-value.ts';

/** What the road's owner spends, year by year, above zero, and what is left at the end. */
export interface RoadCost {
    capital: readonly number[];
    upkeep: readonly number[];
    residual: readonly number[];
}

/** Capital, upkeep and residual value at what they are worth: less taxes, by conversion factor. */
export function roadCost(roadCase: RoadCase, convention: Convention): RoadCost {
    const {years, capital: items} = roadCase;
    const worth = items.map(item => economicItem(roadCase, item, convention));
    const capital = sumOf(worth.map(({byYear}) => byYear), years);
    const assets = worth.flatMap(item => assetOf(roadCase, item) ?? []);
    const left = assets.reduce((sum, asset) => sum + leftOf(roadCase, asset, convention), 0);
    const renewed = convention.renewals === 'paid'
        ? assets.map(asset => renewals(asset, years)) : [];
    return {
        capital, upkeep: sumOf([upkeepDifference(roadCase, convention), ...renewed], years),
        residual: Array.from({length: years}, (_, year) => year === years - 1 ? left : 0),
    };
}

// An item that the guide does not name is construction like most.
function economicItem(
    {parameters}: RoadCase, {item, byYear}: CapitalItem, {capitalNames}: Convention,
): CapitalItem {
    const rows = parameters.conversion_factors;
    const factorOf = (name: string): number | undefined =>
        rows.find(row => row.item === name && row.expense_type === 'investment')?.aggregate;
    const words = item.split(' ').filter(word => word !== 'and').join('_');
    const factor = factorOf(capitalNames === 'words' ? words : item) ?? factorOf('construction');
    if (factor === undefined) throw new Error('the guide has no factor for construction');
    return {item, byYear: byYear.map(amount => amount * factor)};
}

function assetOf({parameters}: RoadCase, {item, byYear}: CapitalItem): Asset | undefined {
    const row = parameters.residual_value.find(each => each.item === item);
    if (!row || byYear.every(amount => amount === 0)) return undefined;
    return {
        id: item, capital: byYear, lifetimeYears: row.lifetime,
        renewalShare: row.replacement_cost_ratio ?? 1,
    };
}

// Under `always` the service begins for all items when building ends, one renewal is foreseen, and
// its cost bounds what is left even of what was never renewed.
function leftOf(
    {years, buildYears}: RoadCase, asset: Asset, convention: Convention,
): number {
    if (convention.renewalShare === 'where renewed') return residualValue(asset, years);
    const {lifetimeYears, renewalShare} = asset;
    const served = years - buildYears;
    const life = lifetimeYears <= served ? 2 * lifetimeYears : lifetimeYears;
    const share = lifetimeYears === Infinity ? 1 : (life - served) / lifetimeYears;
    const cost = asset.capital.reduce((sum, amount) => sum + amount, 0);
    return cost * roundedTo(share, convention.residualDecimals) * renewalShare;
}

function upkeepDifference(roadCase: RoadCase, convention: Convention): number[] {
    const {years, buildYears, sections} = roadCase;
    const total = new Array<number>(years).fill(0);
    const add = (section: Section, sign: 1 | -1, counts: (year: number) => boolean, from: number) =>
        sectionUpkeep(roadCase, section, convention, from).forEach((amount, year) => {
            if (counts(year)) total[year]! += sign * amount;
        });
    for (const section of sections) {
        const {isWithout, isWith} = section;
        if (isWithout && isWith) continue;
        // What is replaced is kept up until the new road opens; a new one from then on.
        if (isWithout) add(section, -1, year => year >= buildYears, 0);
        else if (isWith) add(section, 1, () => true, buildYears);
    }
    return total;
}

// Each row of upkeep is due every so many years of service, and has the area of what it keeps.
function sectionUpkeep(
    roadCase: RoadCase, section: Section, convention: Convention, from: number,
): number[] {
    const {parameters, years} = roadCase;
    const values = new UnitValues(roadCase, convention);
    const rows = parameters.operation_cost.filter(({category}) => category === section.category);
    return sumOf(rows.map(row => {
        const factor = parameters.conversion_factors.find(({item, expense_type: kind}) =>
            kind === 'operation' && item === row.operation_type)?.aggregate ?? 1;
        const squareMetres = kmOf(section, row.item, convention) * 1_000 * section.widthMetres;
        return upkeep(values.upkeep(row) * squareMetres * factor, row.periodicity, from, years);
    }), years);
}

function kmOf(
    {lengthKm, bridgesKm, tunnelsKm}: Section, item: string, {structures}: Convention,
): number {
    if (item === 'bridges') return bridgesKm;
    if (item === 'tunnels') return tunnelsKm;
    return structures === 'once' ? lengthKm - bridgesKm - tunnelsKm : lengthKm;
}

function sumOf(series: readonly (readonly number[])[], years: number): number[] {
    return Array.from({length: years}, (_, year) =>
        series.reduce((sum, each) => sum + each[year]!, 0));
}
