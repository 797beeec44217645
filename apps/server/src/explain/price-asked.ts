import {moneyText, weakest, Zone} from '@karwan/base';
import {Ways, type Section} from '@karwan/journey';
import {
    priceOf, surchargeOf, windowRulesOf, type Scheme, type SurchargeWhen,
} from '@karwan/tolling';
import type {ExplainedSection} from './charge.ts';
import {groundLines, priceGrounds, type PriceTold} from './charge-text.ts';
import {priceOf as explainedPrice} from './price.ts';

/** A drive that nobody drove: what it would cost is asked. */
export interface Asked {
    sections: readonly Section[];
    class: string;
    atMs: number;
    /** Why more than the tag toll would be owed; undefined with a tag that pays. */
    when: SurchargeWhen | undefined;
}

/** The price of one road of a drive; `unpriced` where no line counts then. */
export type PriceAnswer = PriceTold | {unpriced: true; road: string; entry: string; exit: string};

/**
 * The shortest drive from one interchange to another without leaving the roads; undefined where
 * there is none.
 */
export function driveBetween(
    {corridor}: Scheme, from: string, to: string, road?: string,
): readonly Section[] | undefined {
    const ways = new Ways(corridor);
    const onRoad = corridor.sections.filter(s => road === undefined || s.road === road);
    let best: {metres: number; sections: readonly Section[]} | undefined;
    for (const first of onRoad.filter(section => section.from === from)) {
        for (const last of corridor.sections.filter(section => section.to === to)) {
            const between = first === last ? [] : ways.between(first.gantry, last.gantry)?.sections;
            if (!between) continue;
            const sections = first === last ? [first] : [first, ...between, last];
            const metres = sections.reduce((sum, section) => sum + section.lengthMetres, 0);
            if (!best || metres < best.metres) best = {metres, sections};
        }
    }
    return best?.sections;
}

/**
 * What a drive would cost, road by road, as a charge would be explained; where a day is priced, as
 * if nothing else were driven in it.
 */
export function pricesOf(asked: Asked, scheme: Scheme): PriceAnswer[] {
    const rules = windowRulesOf(scheme);
    const isUntagged = asked.when === 'no-tag';
    const untagged = {byEventTime: isUntagged, asKnown: isUntagged};
    const pricedAs = ({road}: Section): string => rules.pricedAs(road, untagged);
    const parts: Section[][] = [];
    for (const section of asked.sections) {
        const part = parts.at(-1);
        const isSame = part && pricedAs(part[0]!) === pricedAs(section);
        if (isSame) part.push(section);
        else parts.push([section]);
    }
    return parts.map(sections =>
        priceOn(pricedAs(sections[0]!), sections, asked, scheme));
}

function priceOn(
    road: string, sections: readonly Section[], {class: vehicleClass, atMs, when}: Asked,
    scheme: Scheme,
): PriceAnswer {
    const {currency} = scheme.corridor;
    const [{from: entry}, {to: exit}] = [sections[0]!, sections.at(-1)!];
    const price = priceOf(scheme, {road, class: vehicleClass, atMs, sections});
    if (!price) return {unpriced: true, road, entry, exit};
    const {tollMinor, line, tolledMetres, status} = price;
    const isOfUntagged = windowRulesOf(scheme).dayNamed(road)?.kind === 'untagged-day';
    const extra = when && !isOfUntagged ? surchargeOf(scheme, tollMinor, when, atMs) : undefined;
    const surchargeMinor = extra?.surchargeMinor ?? 0n;
    return {
        road, entry, exit, currency, tolledMetres,
        sections: sections.map(told),
        ...explainedPrice({
            tariff: line.id, surcharge: extra?.rule.id ?? null, toll_minor: String(tollMinor),
            surcharge_minor: String(surchargeMinor), state: 'charged',
        }, sections, scheme),
        toll: moneyText(tollMinor, currency),
        surchargeAmount: moneyText(surchargeMinor, currency),
        surchargeWhen: extra ? when! : null,
        amount: moneyText(tollMinor + surchargeMinor, currency),
        status: weakest([status, ...extra ? [extra.rule.origin.status] : []]),
    };
}

function told(section: Section): ExplainedSection {
    const {gantry, from, to, lengthMetres, tolledMetres, lowMetres, highMetres} = section;
    return {
        gantry, from, to, lengthMetres, tolledMetres, lowMetres, highMetres,
        status: section.lengthStatus, isSeen: false,
    };
}

/** The prices of a drive on one screen. */
export function pricesText(
    prices: readonly PriceAnswer[], asked: Asked, tag: string, scheme: Scheme,
): string {
    const {corridor, id, version, digest} = scheme;
    const [entry, exit] = [asked.sections[0]!.from, asked.sections.at(-1)!.to];
    const at = `${new Zone(corridor.zone).text(asked.atMs)} (${corridor.zone})`;
    const lines = prices.flatMap(price => 'unpriced' in price
        ? ['', `${price.road}: no tariff line gives a price for ${asked.class} then`]
        : ['', ...groundLines(priceGrounds(price))]);
    return [
        `${entry} to ${exit}, ${asked.class}, ${at}, tag ${tag}: ${totalText(prices, scheme)}`,
        ...lines, '', ...groundLines([{label: 'by', lines: [
            `scheme ${id} ${version} (${digest.slice(0, 12)}); nothing was driven or charged`]}]),
    ].join('\n');
}

/** The sum over all roads; says where one of them has no price. */
export function totalText(prices: readonly PriceAnswer[], {corridor: {currency}}: Scheme): string {
    const priced = prices.flatMap(price => 'unpriced' in price ? [] : [price.amount]);
    if (priced.length < prices.length) return 'no price';
    const {minorDigits} = currency;
    const minor = priced.reduce((sum, text) => sum + BigInt(text.replace('.', '')), 0n);
    return `${currency.code} ${moneyText(minor, {...currency, minorDigits})}`;
}
