import type {Check, Place} from '@karwan/base';
import {ALL_DAYS, daysText, type Days} from './days.ts';
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
        for (const [found, {names, rows: own}] of faultsIn(priced, all)) {
            if (told.has(found)) continue;
            told.add(found);
            const where = names.length === priced.length ? '' : ` at ${names.join(', ')}`;
            const [price, time] = found.split(' from ');
            const row = (lastOfTwo(own) ?? own[0] ?? slice.rows[0]!).placed;
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

/** Gantries at which something is wrong, and the rows by which it is at the first of them. */
interface Wrong {
    names: string[];
    rows: readonly PlacedRow[];
}

/** What is wrong in words, with where it is. */
function faultsIn(priced: readonly Priced[], all: Days): Map<string, Wrong> {
    const faults = new Map<string, Wrong>();
    const known = new Map<string, Found[]>();
    for (const {gantry, rows} of priced) {
        const key = rows.map(({placed: {value}}) => `${value.daysText} ${value.hoursText}`)
            .sort().join('\n');
        const found = known.get(key) ?? foundIn(rows, all);
        known.set(key, found);
        for (const {text, rows: own} of found) {
            const before = faults.get(text);
            if (before) before.names.push(gantry);
            // A gantry without any price of its own is told at the first row that there is.
            else faults.set(text, {names: [gantry], rows: own});
        }
    }
    return faults;
}

/** What is wrong in words, and the rows of the days on which it is. */
interface Found {
    text: string;
    rows: readonly PlacedRow[];
}

function foundIn(rows: readonly PlacedRow[], all: Days): Found[] {
    return dayGroupsOf(rows, all).flatMap(group => {
        const hours = group.rows.map(row => row.hours);
        const free = stretchCovered(hours, times => times === 0);
        const twice = stretchCovered(hours, times => times > 1);
        const on = group.days === all ? '' : ` on ${daysText(group.days)}`;
        return [
            ...free ? [{text: `no price from ${free}${on}`, rows}] : [],
            ...twice ? [{text: `two prices from ${twice}${on}`, rows: group.rows}] : [],
        ];
    });
}

/** Of rows that claim the same hours the last; undefined where none do. */
function lastOfTwo(rows: readonly PlacedRow[]): PlacedRow | undefined {
    return rows.findLast((row, nth) => rows.some((other, i) => i !== nth
        && ((row.days ?? ALL_DAYS) & (other.days ?? ALL_DAYS)) !== 0
        && stretchCovered([row.hours, other.hours], times => times > 1) !== undefined));
}

function placeIn({value, cells, place}: PlacedPrice): Place {
    if (value.hoursText !== '') return cells.hours.place;
    return value.daysText !== '' ? cells.days.place : place;
}
