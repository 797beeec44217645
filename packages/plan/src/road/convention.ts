import type {BaseYear} from '../discount.ts';

/**
 * The rules by which a road is appraised where guides and programs differ. Each rule is a choice
 * that moves the answer; a convention names all of them (decision 0030).
 */
export interface Convention {
    id: string;
    baseYear: BaseYear;
    /** Inflation of years without a published figure, as a share. */
    missingInflation: number;
    /** Whether a price of year y takes the inflation of year y too, or only of the years after. */
    inflation: 'own year too' | 'years after';
    /** Whether a value in year t grew by all years before it, or by that year alone. */
    growth: 'year alone' | 'compounds';
    /** Whether the pavement's area counts bridges and tunnels, which have upkeep of their own. */
    structures: 'pavement too' | 'once';
    /** How a capital item finds its conversion factor: by its exact name, or its words. */
    capitalNames: 'exact' | 'words';
    /** Whether the residual value is cut to the renewal's cost where nothing was renewed yet. */
    renewalShare: 'always' | 'where renewed';
    /** Whether what is renewed within the years is paid for. */
    renewals: 'unpaid' | 'paid';
    /**
     * Decimals that unit values, noise, residual shares, and present values before their ratio
     * are rounded to; exact without.
     */
    unitDecimals: number | undefined;
    noiseDecimals: number | undefined;
    residualDecimals: number | undefined;
    ratioDecimals: number | undefined;
}

/** The rules of transport-cba @d9b7f35 with the Slovak parameters of December 2019. */
const svk2019: Convention = {
    id: 'svk-2019', baseYear: 'first-year-is-0', missingInflation: 0.02,
    inflation: 'own year too', growth: 'year alone', structures: 'pavement too',
    capitalNames: 'exact', renewalShare: 'always', renewals: 'unpaid',
    unitDecimals: 2, noiseDecimals: 5, residualDecimals: 2, ratioDecimals: 2,
};

/** What we hold to be right, and why, stands in decision 0030. */
const karwan: Convention = {
    id: 'karwan', baseYear: 'first-year-is-0', missingInflation: 0.02,
    inflation: 'years after', growth: 'compounds', structures: 'once',
    capitalNames: 'words', renewalShare: 'where renewed', renewals: 'paid',
    unitDecimals: undefined, noiseDecimals: undefined, residualDecimals: undefined,
    ratioDecimals: undefined,
};

/** Every convention by its name. */
export const conventions: Readonly<Record<string, Convention>> = {'svk-2019': svk2019, karwan};

/** One rule changed, on the way from one convention to another. */
export interface Step {
    rule: keyof Convention;
    from: string;
    to: string;
    convention: Convention;
}

const told = (value: string | number | undefined): string => String(value ?? 'exact');

/** From one convention to another, rule by rule in the order of the type; the last one is `to`. */
export function stepsBetween(from: Convention, to: Convention): Step[] {
    const rules = Object.keys(from).filter(key => key !== 'id') as (keyof Convention)[];
    let convention = from;
    return rules.filter(rule => from[rule] !== to[rule]).map(rule => {
        convention = {...convention, id: `${from.id} to ${to.id}`, [rule]: to[rule]};
        return {rule, from: told(from[rule]), to: told(to[rule]), convention};
    });
}

/** Rounded to so many decimals, a half to the even neighbour; as it is where none are given. */
export function roundedTo(value: number, decimals: number | undefined): number {
    if (decimals === undefined) return value;
    const scaled = value * 10 ** decimals;
    const up = Math.round(scaled);
    const isHalf = up - scaled === 0.5;
    return (isHalf && up % 2 !== 0 ? up - 1 : up) / 10 ** decimals;
}
