import {
    choiceText, foundText, readTable, type Cell, type Check, type Place, type Row,
} from '@karwan/base';

/**
 * What a column holds: a text, a number (also 1e-08), a number that may be left out, a lifetime
 * (a number or `inf`), or one of some words.
 */
export type ColumnKind = 'text' | 'number' | 'number?' | 'lifetime' | readonly string[];
export type Columns = Readonly<Record<string, ColumnKind>>;

/** A row of a table with these columns, and where it stands. */
export type RowOf<C extends Columns> = {readonly at: Place} & {
    readonly [K in keyof C]: C[K] extends 'number' | 'lifetime' ? number
        : C[K] extends 'number?' ? number | undefined
            : C[K] extends readonly (infer W)[] ? W : string;
};

const NUMBER = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** The rows of a table, each cell read as its column's kind; what is wrong goes to `check`. */
export function readRows<C extends Columns>(
    file: string, text: string, columns: C, check: Check,
): RowOf<C>[] {
    const names = Object.keys(columns);
    return readTable(file, text, names, [], check).map(row => rowOf(row, columns, check));
}

/** The same of a table that has a column of numbers for each year besides. */
export function readYearRows<C extends Columns>(
    file: string, text: string, columns: C, [firstYear, years]: readonly [number, number],
    check: Check,
): (RowOf<C> & {byYear: readonly number[]})[] {
    const names = Array.from({length: years}, (_, year) => String(firstYear + year));
    return readTable(file, text, [...Object.keys(columns), ...names], [], check).map(row => ({
        ...rowOf(row, columns, check),
        byYear: names.map(name => numberOf(row[name]!, name, check)),
    }));
}

function rowOf<C extends Columns>(row: Row<string>, columns: C, check: Check): RowOf<C> {
    const values = Object.entries(columns).map(([name, kind]): [string, unknown] =>
        [name, valueOf(row[name]!, name, kind, check)]);
    const at = Object.values<Cell>(row)[0]!.place;
    return Object.fromEntries([...values, ['at', {...at, column: 1}]]) as RowOf<C>;
}

function valueOf(cell: Cell, name: string, kind: ColumnKind, check: Check): unknown {
    if (kind === 'text') return cell.text;
    if (kind === 'number?' && cell.text === '') return undefined;
    if (kind === 'lifetime' && cell.text === 'inf') return Infinity;
    if (kind === 'number' || kind === 'number?' || kind === 'lifetime') {
        return numberOf(cell, name, check);
    }
    if (!kind.includes(cell.text)) {
        check.fault(cell.place, name, foundText(cell.text), choiceText(kind));
    }
    return cell.text;
}

/** A number as tables of values write it. */
export function numberOf(cell: Cell, what: string, check: Check): number {
    if (NUMBER.test(cell.text)) return Number(cell.text);
    if (!cell.isRefused) check.fault(cell.place, what, foundText(cell.text), 'a number');
    return 0;
}
