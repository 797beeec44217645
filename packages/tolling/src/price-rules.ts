import type {Check, Currency, Decimal, YamlValue} from '@karwan/base';
import {stepFrom} from './read-prices.ts';
import {ORIGIN, originFrom} from './read-roads.ts';
import type {Origin, Step} from './scheme.ts';

/**
 * A rule that tariff rows name, with where it comes from. What it makes of the line that a row is
 * derived of: `times` multiplies its amount; `ladder` keeps the distance between a class and the
 * class named, which the row's road and day price themselves; `as-stated` leaves the amount to the
 * row and says only where it comes from.
 */
export interface PriceRule {
    id: string;
    kind: 'as-stated' | 'times' | 'ladder';
    factor: Decimal;
    /** The class that a ladder stands on. */
    ladderClass: string;
    /** How a derived amount is rounded; undefined where it stays exact. */
    step: Step | undefined;
    origin: Origin;
}

const KEYS = ['id', 'factor', 'ladderOf', 'roundTo', 'rounding', ...ORIGIN] as const;
const OPTIONAL = ['factor', 'ladderOf', 'roundTo', 'rounding', 'note'] as const;

/** The `priceRules` of corridor.yaml; a ladder stands on one of the scheme's classes. */
export function readPriceRules(
    list: YamlValue, classes: readonly string[], currency: Currency, check: Check,
): PriceRule[] {
    const rules: PriceRule[] = [];
    for (const item of list.items('priceRules')) {
        const fields = item.fields('price rule', KEYS, OPTIONAL);
        const {factor, ladderOf, roundTo, rounding} = fields;
        const id = check.id(fields.id.cell('rule id'), 'rule id');
        if (rules.some(rule => rule.id === id)) {
            check.fault(fields.id.place, 'rule id', `"${id}" twice`, 'it once');
        }
        if (!factor.isEmpty() && !ladderOf.isEmpty()) {
            check.fault(ladderOf.place, `price rule ${id}`, 'factor and ladderOf', 'one of them');
        }
        if (roundTo.isEmpty() && !rounding.isEmpty()) {
            check.fault(rounding.place, `price rule ${id}`, 'rounding without roundTo',
                'both: to which multiple, and which way');
        }
        if (!ladderOf.isEmpty() && roundTo.isEmpty()) {
            check.fault(ladderOf.place, `price rule ${id}`, 'no roundTo',
                'roundTo and rounding: a ladder seldom comes out even');
        }
        rules.push({
            id,
            kind: !ladderOf.isEmpty() ? 'ladder' : factor.isEmpty() ? 'as-stated' : 'times',
            factor: factor.isEmpty() ? {digits: 1n, scale: 0}
                : check.decimal(factor.cell('factor'), 'factor', 0),
            ladderClass: ladderOf.isEmpty() ? ''
                : check.oneOf(ladderOf.cell('ladderOf'), 'ladderOf', classes),
            step: roundTo.isEmpty() ? undefined
                : stepFrom(roundTo.cell('roundTo'), rounding.cell('rounding'), currency, check),
            origin: originFrom(fields, item.place, check),
        });
    }
    return rules;
}
