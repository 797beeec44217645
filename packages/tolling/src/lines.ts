import {groupedBy, minorFrom, weakest, type Currency, type Decimal} from '@karwan/base';
import type {MatrixRow} from './read-matrix.ts';
import type {PriceRow} from './read-prices.ts';
import type {RoadEntry} from './read-roads.ts';
import type {Stretch} from './read-tables.ts';
import {pairKey, type Origin, type TariffLine} from './scheme.ts';

/** What stands in the files beside the rows of prices: what a price is the price of. */
interface Priced {
    roads: readonly RoadEntry[];
    stretches: readonly Stretch[];
    matrix: readonly MatrixRow[];
}

/** Tariff lines from checked rows: the rows of one road, class and day make one per-gantry line. */
export function linesFrom(
    rows: readonly PriceRow[], priced: Priced, currency: Currency,
): TariffLine[] {
    const groups = groupedBy(rows, row => lineId(row));
    return [...groups].map(([id, group]) => {
        const {road, class: vehicleClass, validFromMs, validToMs, hours} = group[0]!;
        const origin = originOfLine(group);
        const price = priceFrom(id, group, priced, currency);
        return {
            id, road, class: vehicleClass, validFromMs, validToMs, price, origin,
            ...hours ? {hours} : {},
        };
    });
}

// A line of several rates is as well known as the weakest of them.
function originOfLine(group: readonly PriceRow[]): Origin {
    const {origin, beyondMetres} = group.find(row => row.beyondMetres > 0) ?? group[0]!;
    return beyondMetres === 0 ? origin
        : {...origin, status: weakest(group.map(row => row.origin.status))};
}

/** `M-2/car/2024-08-26`, `@06:30-10:00` behind it: what a line is called in explanations. */
export function lineId(
    row: Pick<PriceRow, 'road' | 'class' | 'firstDay' | 'hoursText'>,
): string {
    const line = `${row.road}/${row.class}/${row.firstDay}`;
    return row.hoursText === '' ? line : `${line}@${row.hoursText}`;
}

function priceFrom(
    id: string, group: readonly PriceRow[], {roads, stretches, matrix}: Priced, currency: Currency,
): TariffLine['price'] {
    const {basis, amount, step, road} = group[0]!;
    if (basis === 'per-gantry') {
        const amounts = group.map(row => [row.gantry, minorFrom(row.amount, currency)!] as const);
        return {basis, amountMinor: new Map(amounts)};
    }
    if (basis === 'per-km') {
        if (group.length === 1) return {basis, rateMinorPerKm: perKm(amount, currency), step: step!};
        const bands = group.map(row => ({
            beyondMetres: row.beyondMetres, rateMinorPerKm: perKm(row.amount, currency),
        })).sort((a, b) => a.beyondMetres - b.beyondMetres);
        return {basis: 'per-km-in-bands', bands, step: step!};
    }
    if (basis === 'matrix') {
        const pairs = matrix.filter(each => lineId(each) === id).flatMap(({entry, exits}) =>
            [...exits].flatMap(([exit, {amountMinor, place}]) => amountMinor === undefined ? []
                : [[pairKey(entry, exit), {amountMinor, place}] as const]));
        return {basis, pairs: new Map(pairs)};
    }
    const wholeMetres = pricedStretches(group[0]!, stretches)
        .reduce((sum, s) => sum + s.tolledMetres, 0);
    const part = roads.find(r => r.id === road)!.part!;
    return {basis, wholeMinor: minorFrom(amount, currency)!, wholeMetres, step: step!, part};
}

function perKm({digits, scale}: Decimal, {minorDigits}: Currency): Decimal {
    const shift = scale - minorDigits;
    return shift >= 0 ? {digits, scale: shift}
        : {digits: digits * 10n ** BigInt(-shift), scale: 0};
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
