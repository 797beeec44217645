import {readTable, type Cell, type Check, type Currency, type Place} from '@karwan/base';
import {readHours} from './hours.ts';
import type {Placed} from './placed.ts';
import {moneyOf} from './read-prices.ts';

/** A row of matrix.csv: what a class pays from one entry to each exit, from one day. */
export interface MatrixRow {
    road: string;
    class: string;
    firstDay: string;
    daysText: string;
    hoursText: string;
    entry: string;
    /** By exit: the amount in minor units, undefined where the cell is empty. */
    exits: ReadonlyMap<string, {amountMinor: bigint | undefined; place: Place}>;
}

type Head = (typeof HEAD)[number];
export type PlacedMatrixRow = Placed<MatrixRow, Head>;

const HEAD = ['road', 'class', 'first_day', 'days', 'hours', 'entry'] as const;

/** What may stand where entry and exit are one. */
const NO_PAIR = '-';

/**
 * matrix.csv: prices from entry to exit, as they are printed. Each exit is a column of its own,
 * named after its interchange.
 */
export function readMatrix(
    file: string, text: string, interchanges: readonly string[], currency: Currency, check: Check,
): PlacedMatrixRow[] {
    const exits = [...new Set(interchanges)].filter(id => !HEAD.some(column => column === id));
    const columns: readonly string[] = [...HEAD, ...exits];
    return readTable(file, text, columns, ['days', 'hours', ...exits], check).map(row => {
        const cells = row as Readonly<Record<Head, Cell>>;
        readHours(cells.hours, check);
        const value = {
            road: check.text(cells.road, 'road'),
            class: check.text(cells.class, 'class'),
            firstDay: check.day(cells.first_day, 'first_day'),
            daysText: cells.days.text,
            hoursText: cells.hours.text,
            entry: check.text(cells.entry, 'entry'),
            exits: new Map(exits.map(exit => [exit, {
                place: row[exit]!.place, amountMinor: amountOf(row[exit]!, exit, currency, check),
            }])),
        };
        return {value, place: cells.road.place, cells};
    });
}

function amountOf(
    cell: Cell, exit: string, currency: Currency, check: Check,
): bigint | undefined {
    if (cell.text === '' || cell.text === NO_PAIR) return undefined;
    return moneyOf(cell, `price to ${exit}`, currency, check, currency.minorDigits);
}
