import {groupedBy, minorFrom, weakest, type Currency, type Decimal} from '@karwan/base';
import type {Section} from '@karwan/journey';
import type {Days} from './days.ts';
import {piecesOf, timeText} from './price-times.ts';
import type {MatrixRow} from './read-matrix.ts';
import {isByGantry, type PriceRow} from './read-prices.ts';
import type {RoadEntry} from './read-roads.ts';
import type {Stretch} from './read-tables.ts';
import {pairKey, type GantryRow, type Origin, type TariffLine} from './scheme.ts';
import {tollAtRate} from './tariff.ts';

/** What stands in the files beside the rows of prices: what a price is the price of. */
interface Priced {
    roads: readonly RoadEntry[];
    stretches: readonly Stretch[];
    matrix: readonly MatrixRow[];
    sections: readonly Section[];
    /** The kinds of day that there are. */
    days: Days;
}

/** Tariff lines from checked rows: the rows of gantries that count at one time make one line. */
export function linesFrom(
    rows: readonly PriceRow[], priced: Priced, currency: Currency,
): TariffLine[] {
    const groups = groupedBy(rows, row =>
        isByGantry(row.basis) ? `${row.road} ${row.class}` : lineId(row));
    return [...groups.values()].flatMap(group => isByGantry(group[0]!.basis)
        ? linesByGantry(group, priced, currency) : [lineFrom(group, priced, currency)]);
}

function lineFrom(group: readonly PriceRow[], priced: Priced, currency: Currency): TariffLine {
    const {road, class: vehicleClass, validFromMs, validToMs, hours, days} = group[0]!;
    const id = lineId(group[0]!);
    return {
        id, road, class: vehicleClass, validFromMs, validToMs,
        price: priceFrom(id, group, priced, currency), origin: originOfLine(group),
        ...hours ? {hours} : {}, ...days === undefined ? {} : {days},
    };
}

// Where gantries cut their time differently, a line is a piece of time that none of them cuts.
function linesByGantry(
    group: readonly PriceRow[], {sections, days: all}: Priced, currency: Currency,
): TariffLine[] {
    return piecesOf(group, all).map(({validFromMs, validToMs, days, hours, text, rows}) => {
        const {road, class: vehicleClass, origin} = rows[0]!;
        const firstDay = rows.reduce((last, row) => row.firstDay > last ? row.firstDay : last, '');
        const own = rows.flatMap(row => atGantries(row, sections, currency));
        return {
            id: `${road}/${vehicleClass}/${firstDay}${text === '' ? '' : `@${text}`}`,
            road, class: vehicleClass, validFromMs, validToMs, origin,
            price: {
                basis: 'per-gantry',
                amountMinor: new Map(own.map(each => [each.gantry, each.amountMinor])),
                rows: new Map(own.map(({gantry, row}) => [gantry, row])),
            },
            ...hours ? {hours} : {}, ...days === undefined ? {} : {days},
        };
    });
}

// A rate per kilometre is rounded at each gantry; without a gantry it is that of all of the road.
function atGantries(
    {road, basis, gantry, amount, step, origin}: PriceRow, sections: readonly Section[],
    currency: Currency,
): {gantry: string; amountMinor: bigint; row: GantryRow}[] {
    if (basis === 'per-gantry') {
        return [{gantry, amountMinor: minorFrom(amount, currency)!, row: {origin}}];
    }
    const rateMinorPerKm = perKm(amount, currency);
    return sections.filter(s => s.road === road && (gantry === '' || s.gantry === gantry))
        .map(({gantry: id, tolledMetres: metres}) => ({
            gantry: id,
            amountMinor: tollAtRate(rateMinorPerKm, metres, step!),
            row: {origin, rate: {rateMinorPerKm, metres, step: step!}},
        }));
}

// A line of several rates is as well known as the weakest of them.
function originOfLine(group: readonly PriceRow[]): Origin {
    const {origin, beyondMetres} = group.find(row => row.beyondMetres > 0) ?? group[0]!;
    return beyondMetres === 0 ? origin
        : {...origin, status: weakest(group.map(row => row.origin.status))};
}

/** `M-2/car/2024-08-26`, `@mon-fri 06:30-10:00` behind it: what explanations call a line. */
export function lineId(
    row: Pick<PriceRow, 'road' | 'class' | 'firstDay' | 'daysText' | 'hoursText'>,
): string {
    const line = `${row.road}/${row.class}/${row.firstDay}`;
    const time = timeText(row.daysText, row.hoursText);
    return time === '' ? line : `${line}@${time}`;
}

function priceFrom(
    id: string, group: readonly PriceRow[], {roads, stretches, matrix}: Priced,
    currency: Currency,
): TariffLine['price'] {
    const {basis, amount, step, road} = group[0]!;
    if (basis === 'per-km') {
        if (group.length === 1) {
            return {basis, rateMinorPerKm: perKm(amount, currency), step: step!};
        }
        const bands = group.map(row => ({
            beyondMetres: row.beyondMetres, rateMinorPerKm: perKm(row.amount, currency),
        })).sort((a, b) => a.beyondMetres - b.beyondMetres);
        return {basis: 'per-km-in-bands', bands, step: step!};
    }
    if (basis === 'flat') return {basis, amountMinor: minorFrom(amount, currency)!};
    if (basis === 'matrix') {
        const pairs = matrix.filter(each => lineId(each) === id).flatMap(({entry, exits}) =>
            [...exits].flatMap(([exit, {amountMinor, place}]) => amountMinor === undefined ? []
                : [[pairKey(entry, exit), {amountMinor, place}] as const]));
        return {basis, pairs: new Map(pairs)};
    }
    const wholeMetres = pricedStretches(group[0]!, stretches)
        .reduce((sum, s) => sum + s.tolledMetres, 0);
    const part = roads.find(r => r.id === road)!.part!;
    return {
        basis: 'share-of-road', wholeMinor: minorFrom(amount, currency)!, wholeMetres, step: step!,
        part,
    };
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
