import type {Check, Place} from '@karwan/base';
import {daysText, type Days} from './days.ts';
import {stretchCovered} from './hours.ts';
import {lineId} from './lines.ts';
import {dayGroupsOf, slicesOf, type Timed} from './price-times.ts';
import {isByGantry, type PlacedPrice, type PriceRow} from './read-prices.ts';

type PlacedRow = Timed & {placed: PlacedPrice};

/** A gantry, or with no name the whole road, with the rows that price it. */
interface Priced {
    gantry: string;
    rows: readonly PlacedRow[];
}

/** True where prices go by the hour, by kinds of day, or each gantry by a rate of its own. */
export function isTimed(prices: readonly PlacedPrice[]): boolean {
    return prices.some(({value}) => value.hours !== undefined || value.days !== undefined
        || value.basis === 'per-km-at-gantry');
}

/**
 * Where prices of a class on a road go by days or hours, each hour of each kind of day has one of
 * them at each gantry. Each gantry may cut its time where it likes.
 */
export function checkTimes(
    lines: readonly PlacedPrice[], gantries: readonly string[], all: Days, check: Check,
): void {
    for (const {value, cells} of lines) {
        if (value.validToMs > value.validFromMs) continue;
        check.fault(cells.last_day.place, `tariff line ${lineId(value)}`,
            'a last_day before the first_day', 'the first_day or later');
    }
    const rows = lines.map(placed => ({...timeOf(placed.value), placed}));
    const told = new Set<string>();
    for (const slice of slicesOf(rows)) {
        const priced = pricedIn(slice.rows, gantries);
        for (const [found, names] of faultsIn(priced, all)) {
            if (told.has(found)) continue;
            told.add(found);
            const where = names.length === priced.length ? '' : ` at ${names.join(', ')}`;
            const [price, time] = found.split(' from ');
            const row = rowFor(slice.rows, names[0]!);
            check.fault(placeIn(row), `tariff line ${lineId(row.value)}`,
                `${price}${where} from ${time}`, names[0] === ''
                    ? 'one price for each hour of the day'
                    : 'one price at each gantry for each hour of the day');
        }
    }
}

function timeOf({validFromMs, validToMs, days, hours}: PriceRow): Timed {
    return {validFromMs, validToMs, days, hours};
}

// What is priced whole counts at every gantry.
function pricedIn(rows: readonly PlacedRow[], gantries: readonly string[]): Priced[] {
    if (!rows.some(({placed: {value}}) => isByGantry(value.basis))) return [{gantry: '', rows}];
    return gantries.map(gantry => ({gantry, rows: rows.filter(({placed: {value}}) =>
        value.gantry === '' || value.gantry === gantry)}));
}

/** What is wrong in words, with the gantries at which it is. */
function faultsIn(priced: readonly Priced[], all: Days): Map<string, string[]> {
    const faults = new Map<string, string[]>();
    const known = new Map<string, string[]>();
    for (const {gantry, rows} of priced) {
        const key = rows.map(({placed: {value}}) => `${value.daysText} ${value.hoursText}`)
            .sort().join('\n');
        const found = known.get(key) ?? foundIn(rows, all);
        known.set(key, found);
        for (const each of found) faults.set(each, [...faults.get(each) ?? [], gantry]);
    }
    return faults;
}

function foundIn(rows: readonly PlacedRow[], all: Days): string[] {
    return dayGroupsOf(rows, all).flatMap(group => {
        const hours = group.rows.map(row => row.hours);
        const free = stretchCovered(hours, times => times === 0);
        const twice = stretchCovered(hours, times => times > 1);
        const on = group.days === all ? '' : ` on ${daysText(group.days)}`;
        return [
            ...free ? [`no price from ${free}${on}`] : [],
            ...twice ? [`two prices from ${twice}${on}`] : [],
        ];
    });
}

function rowFor(rows: readonly PlacedRow[], gantry: string): PlacedPrice {
    const own = rows.find(({placed: {value}}) => value.gantry === '' || value.gantry === gantry);
    return (own ?? rows[0]!).placed;
}

function placeIn({value, cells, place}: PlacedPrice): Place {
    if (value.hoursText !== '') return cells.hours.place;
    return value.daysText !== '' ? cells.days.place : place;
}
