import {decimalText, moneyText, type Currency} from '@karwan/base';
import type {Section} from '@karwan/journey';
import {
    originFor, pricedBy, priceSteps, type PriceStep, type Scheme, type TariffLine,
} from '@karwan/tolling';
import type {DueRow} from '../thread/load-derived.ts';

/** What of a due its price is told by. */
export type PricedDue = Pick<
    DueRow, 'tariff' | 'surcharge' | 'toll_minor' | 'surcharge_minor' | 'state'>;

/** The rules by which a due was priced, and each step of the calculation. */
export function priceOf(
    due: PricedDue, sections: readonly Section[], scheme: Scheme,
): {tariff: object; surcharge: object | null; steps: PriceStep[]} {
    const priced = pricedBy(scheme, due.tariff, due.surcharge);
    if (!priced) return {tariff: {id: due.tariff}, surcharge: null, steps: []};
    const {currency} = scheme.corridor;
    const {line, rule} = priced;
    return {
        tariff: tariffAsJson(line, sections, currency),
        surcharge: rule ? {
            id: rule.id, when: rule.when, factor: decimalText(rule.factor),
            least: moneyText(rule.leastMinor, currency), ...stepAsJson(rule.step, currency),
            lateness: rule.lateness, ...validityAsJson(rule), origin: rule.origin,
        } : null,
        steps: priceSteps({
            line, sections, surcharge: rule, tollMinor: BigInt(due.toll_minor),
            surchargeMinor: BigInt(due.surcharge_minor), isExempt: due.state === 'exempt',
        }, currency),
    };
}

function tariffAsJson(
    line: TariffLine, sections: readonly Section[], currency: Currency,
): object {
    const {price} = line;
    const head = {
        id: line.id, basis: price.basis, ...validityAsJson(line),
        origin: originFor(line, sections),
    };
    switch (price.basis) {
        case 'per-km': {
            const {digits, scale} = price.rateMinorPerKm;
            const rate = decimalText({digits, scale: scale + currency.minorDigits});
            return {...head, ratePerKm: rate, ...stepAsJson(price.step, currency)};
        }
        case 'per-km-in-bands': return {
            ...head, ...stepAsJson(price.step, currency),
            bands: price.bands.map(({beyondMetres, rateMinorPerKm: {digits, scale}}) => ({
                beyondMetres,
                ratePerKm: decimalText({digits, scale: scale + currency.minorDigits}),
            })),
        };
        case 'share-of-road': return {
            ...head, whole: moneyText(price.wholeMinor, currency), wholeMetres: price.wholeMetres,
            ...stepAsJson(price.step, currency), partOfRoad: price.part,
        };
        case 'per-gantry': return {
            ...head, amounts: Object.fromEntries([...price.amountMinor]
                .map(([gantry, minor]) => [gantry, moneyText(minor, currency)])),
        };
        case 'flat': return {...head, amount: moneyText(price.amountMinor, currency)};
        case 'matrix': return {
            ...head, amounts: Object.fromEntries([...price.pairs]
                .map(([pair, {amountMinor}]) => [pair, moneyText(amountMinor, currency)])),
        };
    }
}

function stepAsJson(
    {stepMinor, rounding}: {stepMinor: bigint; rounding: string}, currency: Currency,
): {roundTo: string; rounding: string} {
    return {roundTo: moneyText(stepMinor, currency), rounding};
}

function validityAsJson(
    {validFromMs, validToMs}: {validFromMs: number; validToMs: number},
): object {
    return {validFromMs, validToMs: Number.isFinite(validToMs) ? validToMs : null};
}
