import {groupedBy, minorFrom, type Currency} from '@karwan/base';
import type {PriceRow} from './read-prices.ts';
import type {RoadEntry} from './read-roads.ts';
import type {Stretch} from './read-tables.ts';
import type {TariffLine} from './scheme.ts';

/** Tariff lines from checked rows: the rows of one road, class and day make one per-gantry line. */
export function linesFrom(
    rows: readonly PriceRow[], roads: readonly RoadEntry[], stretches: readonly Stretch[],
    currency: Currency,
): TariffLine[] {
    const groups = groupedBy(rows, row => lineId(row));
    return [...groups].map(([id, group]) => {
        const {road, class: vehicleClass, validFromMs, validToMs, hours, origin} = group[0]!;
        const price = priceFrom(group, roads, stretches, currency);
        return {
            id, road, class: vehicleClass, validFromMs, validToMs, price, origin,
            ...hours ? {hours} : {},
        };
    });
}

/** `M-2/car/2024-08-26`, `@06:30-10:00` behind it: what a line is called in explanations. */
export function lineId(row: PriceRow): string {
    const line = `${row.road}/${row.class}/${row.firstDay}`;
    return row.hoursText === '' ? line : `${line}@${row.hoursText}`;
}

function priceFrom(
    group: readonly PriceRow[], roads: readonly RoadEntry[], stretches: readonly Stretch[],
    currency: Currency,
): TariffLine['price'] {
    const {basis, amount, step, road} = group[0]!;
    if (basis === 'per-gantry') {
        const amounts = group.map(row => [row.gantry, minorFrom(row.amount, currency)!] as const);
        return {basis, amountMinor: new Map(amounts)};
    }
    if (basis === 'per-km') {
        const {digits, scale} = amount;
        const shift = scale - currency.minorDigits;
        const rateMinorPerKm = shift >= 0
            ? {digits, scale: shift} : {digits: digits * 10n ** BigInt(-shift), scale: 0};
        return {basis, rateMinorPerKm, step: step!};
    }
    const wholeMetres = pricedStretches(group[0]!, stretches)
        .reduce((sum, s) => sum + s.tolledMetres, 0);
    const part = roads.find(r => r.id === road)!.part!;
    return {basis, wholeMinor: minorFrom(amount, currency)!, wholeMetres, step: step!, part};
}

/**
 * What a share-of-road price is the price of: the whole road, or the stretch that it names; nothing
 * where no stretch leads from its one end to the other.
 */
export function pricedStretches(
    {road, from, to}: PriceRow, stretches: readonly Stretch[],
): readonly Stretch[] {
    const whole = stretches.filter(s => s.road === road);
    if (from === '' && to === '') return whole;
    const priced: Stretch[] = [];
    let next = whole.find(s => s.from === from);
    while (next && !priced.includes(next)) {
        priced.push(next);
        const {to: end} = next;
        if (end === to) return priced;
        next = whole.find(s => s.from === end);
    }
    return [];
}
