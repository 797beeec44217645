import {
    decimalText, moneyText, roundRatio, weakest, type Currency, type Decimal, type Place,
} from '@karwan/base';
import type {Section} from '@karwan/journey';
import {
    pairKey, type Origin, type Scheme, type Step, type Surcharge, type TariffLine,
} from './scheme.ts';
import {bandedMinor, inBands, originsOf} from './tariff.ts';

/** One step from a price to an amount, exact: money and factors are decimal strings. */
export type PriceStep =
    | {step: 'rate-times-length'; ratePerKm: string; metres: number; exact: string}
    | {step: 'share-of-whole'; whole: string; metres: number; wholeMetres: number; exact: string}
    | {step: 'whole-road'; whole: string; metres: number}
    | {step: 'sum-of-gantries'; gantries: GantryStep[]; exact: string}
    | {step: 'pair-of-matrix'; entry: string; exit: string; amount: string; place: Place}
    | {step: 'flat'; amount: string}
    | {step: 'sum-of-bands'; exact: string}
    | {step: 'round'; to: string; rounding: Step['rounding']; result: string}
    | {step: 'toll-times-factor'; toll: string; factor: string; exact: string}
    | {step: 'at-least'; least: string; extra: string; result: string}
    | {step: 'exempt'; toll: string; result: string};

/** What one gantry asked, the row that says so, and the rate that was rounded there. */
export interface GantryStep {
    gantry: string;
    amount: string;
    place?: Place;
    rate?: {ratePerKm: string; metres: number; to: string; rounding: Step['rounding']};
}

/** What has to be told apart to say how an amount came about. */
export interface Priced {
    line: TariffLine;
    sections: readonly Section[];
    surcharge: Surcharge | undefined;
    tollMinor: bigint;
    surchargeMinor: bigint;
    isExempt: boolean;
}

/** Every step from the tariff line to the amount, in the order in which it is calculated. */
export function priceSteps(
    {line, sections, surcharge, tollMinor, surchargeMinor, isExempt}: Priced, currency: Currency,
): PriceStep[] {
    const steps = tollSteps(line, sections, tollMinor, currency);
    const money = (minor: bigint): string => moneyText(minor, currency);
    if (isExempt) return [...steps, {step: 'exempt', toll: money(tollMinor), result: money(0n)}];
    if (!surcharge || surchargeMinor === 0n) return steps;
    const {factor, step, leastMinor} = surcharge;
    const raised = {digits: tollMinor * factor.digits, scale: currency.minorDigits + factor.scale};
    const rounded = roundedMinor(raised.digits, factor.scale, step);
    steps.push(
        {
            step: 'toll-times-factor', toll: money(tollMinor), factor: decimalText(factor),
            exact: decimalText(raised),
        },
        roundStep(step, rounded, currency),
        {
            step: 'at-least', least: money(leastMinor), extra: money(rounded - tollMinor),
            result: money(surchargeMinor),
        });
    return steps;
}

function tollSteps(
    {price}: TariffLine, sections: readonly Section[], tollMinor: bigint, currency: Currency,
): PriceStep[] {
    const metres = sections.reduce((sum, section) => sum + section.tolledMetres, 0);
    const money = (minor: bigint): string => moneyText(minor, currency);
    switch (price.basis) {
        case 'per-km': return [
            rateStep(price.rateMinorPerKm, metres, currency),
            roundStep(price.step, tollMinor, currency)];
        case 'per-km-in-bands': return bandSteps(price, metres, tollMinor, currency);
        case 'share-of-road': {
            const {wholeMinor, wholeMetres, step} = price;
            const whole = money(wholeMinor);
            if (metres === wholeMetres) return [{step: 'whole-road', whole, metres}];
            return [
                {
                    step: 'share-of-whole', whole, metres, wholeMetres,
                    exact: `${whole} x ${metres} / ${wholeMetres}`,
                },
                roundStep(step, tollMinor, currency)];
        }
        case 'flat': return [{step: 'flat', amount: money(price.amountMinor)}];
        case 'per-gantry':
            return [{
                step: 'sum-of-gantries', exact: money(tollMinor),
                gantries: sections.map(({gantry}) => gantryStep(gantry, price, currency)),
            }];
        case 'matrix': {
            const [entry, exit] = [sections[0]!.from, sections.at(-1)!.to];
            const {amountMinor, place} = price.pairs.get(pairKey(entry, exit))!;
            return [{step: 'pair-of-matrix', entry, exit, amount: money(amountMinor), place}];
        }
    }
}

function gantryStep(
    gantry: string, {amountMinor, rows}: TariffLine['price'] & {basis: 'per-gantry'},
    currency: Currency,
): GantryStep {
    const row = rows?.get(gantry);
    const amount = moneyText(amountMinor.get(gantry)!, currency);
    if (!row) return {gantry, amount};
    const {origin: {place}, rate} = row;
    if (!rate) return {gantry, amount, place};
    const {rateMinorPerKm, metres, step} = rate;
    return {
        gantry, amount, place, rate: {
            ratePerKm: decimalText(inUnits(rateMinorPerKm, currency)), metres,
            to: moneyText(step.stepMinor, currency), rounding: step.rounding,
        },
    };
}

function bandSteps(
    {bands, step}: TariffLine['price'] & {basis: 'per-km-in-bands'}, tolledMetres: number,
    tollMinor: bigint, currency: Currency,
): PriceStep[] {
    const each = inBands(bands, tolledMetres)
        .map(({band, metres}) => rateStep(band.rateMinorPerKm, metres, currency));
    const exact = decimalText(inUnits(bandedMinor(bands, tolledMetres), currency));
    return [...each, {step: 'sum-of-bands', exact}, roundStep(step, tollMinor, currency)];
}

function rateStep(rateMinorPerKm: Decimal, metres: number, currency: Currency): PriceStep {
    const rate = inUnits(rateMinorPerKm, currency);
    return {
        step: 'rate-times-length', ratePerKm: decimalText(rate), metres,
        exact: decimalText({digits: rate.digits * BigInt(metres), scale: rate.scale + 3}),
    };
}

function inUnits({digits, scale}: Decimal, {minorDigits}: Currency): Decimal {
    return {digits, scale: scale + minorDigits};
}

function roundStep(
    {stepMinor, rounding}: Step, resultMinor: bigint, currency: Currency,
): PriceStep {
    return {
        step: 'round', to: moneyText(stepMinor, currency), rounding,
        result: moneyText(resultMinor, currency),
    };
}

function roundedMinor(digits: bigint, scale: number, {stepMinor, rounding}: Step): bigint {
    return roundRatio(digits, 10n ** BigInt(scale), stepMinor, rounding);
}

/** The row that priced these sections; of several the first, as well known as the weakest. */
export function originFor(line: TariffLine, sections: readonly Section[]): Origin {
    const origins = originsOf(line, sections);
    return {...origins[0]!, status: weakest(origins.map(origin => origin.status))};
}

/** What a tariff line or a surcharge rests on, as it is told: `tariffs.csv:12`. */
export function originText({place, source, sourceDate, status}: Origin): string {
    return `${status}, ${source}, ${sourceDate} (${place.file}:${place.line})`;
}

/** The line and the rule that a due names; undefined where the scheme is another version. */
export function pricedBy(
    scheme: Scheme, tariff: string, surcharge: string | null,
): {line: TariffLine; rule: Surcharge | undefined} | undefined {
    const line = scheme.tariffs.find(each => each.id === tariff);
    const rule = scheme.surcharges.find(each => each.id === surcharge);
    if (!line || (surcharge !== null && !rule)) return undefined;
    return {line, rule};
}
