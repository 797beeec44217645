import {groupedBy} from '@karwan/base';
import {presentValue, type BaseYear} from './discount.ts';
import {netFlows, type Effect} from './effect.ts';

/** What one party or country gains, as a present value in the effects' unit. */
export interface Share {
    of: string;
    worth: number;
}

/**
 * Who gains and who loses, by party or by country, in the order in which they first come. Sums to
 * the present value of all effects: transfers cancel between payer and receiver.
 */
export function sharesBy(
    by: 'party' | 'country', effects: readonly Effect[], rate: number, baseYear: BaseYear,
): Share[] {
    netFlows(effects);
    return [...groupedBy(effects, ({bearer}) => bearer[by])].map(([of, those]) =>
        ({of, worth: presentValue(netFlows(those), rate, baseYear)}));
}
