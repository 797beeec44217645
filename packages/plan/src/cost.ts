/** Something built: what it costs, when, how long it lasts, and what renews it. */
export interface Asset {
    id: string;
    /** Outlay by year of the appraisal, above zero, in real prices. */
    capital: readonly number[];
    /** Years of service from the first year after the last outlay; Infinity for land. */
    lifetimeYears: number;
    /** What renewing it costs as a share of what it cost first. */
    renewalShare: number;
}

/** The first year of service: the one after the last outlay; 0 where nothing is spent. */
export function serviceFrom(capital: readonly number[]): number {
    return capital.findLastIndex(amount => amount !== 0) + 1;
}

/** What renewals cost year by year: at the end of each lifetime, if service goes on after it. */
export function renewals(asset: Asset, years: number): number[] {
    const flows = new Array<number>(years).fill(0);
    const {lifetimeYears} = asset;
    if (lifetimeYears === Infinity) return flows;
    if (!(lifetimeYears >= 1)) throw new Error(`${asset.id} lasts ${lifetimeYears} years`);
    const renewed = totalOf(asset.capital) * asset.renewalShare;
    const from = serviceFrom(asset.capital);
    for (let year = from + lifetimeYears; year < years; year += lifetimeYears) {
        flows[Math.floor(year)]! += renewed;
    }
    return flows;
}

/**
 * What is left of it after the last year: cost less wear, which is the same each year of its life
 * (straight line). What was renewed last is what wears then.
 */
export function residualValue(asset: Asset, years: number): number {
    const cost = totalOf(asset.capital);
    if (asset.lifetimeYears === Infinity) return cost;
    const served = years - serviceFrom(asset.capital);
    if (served <= 0) return cost;
    const times = Math.ceil(served / asset.lifetimeYears) - 1;
    const worn = (served - times * asset.lifetimeYears) / asset.lifetimeYears;
    return cost * (times > 0 ? asset.renewalShare : 1) * (1 - worn);
}

/**
 * Upkeep year by year: so much each year of service, and so much every `everyYears` of them,
 * counted from the first year of service, which is year 1.
 */
export function upkeep(
    amount: number, everyYears: number, from: number, years: number,
): number[] {
    return Array.from({length: years}, (_, year) =>
        year >= from && (year - from + 1) % everyYears === 0 ? amount : 0);
}

function totalOf(amounts: readonly number[]): number {
    return amounts.reduce((sum, amount) => sum + amount, 0);
}
