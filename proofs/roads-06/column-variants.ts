import {keysOf} from './cell-variants.ts';
import {columnOf} from './columns.ts';
import {clashingDays} from './references.ts';
import type {SchemeTexts} from './scheme-texts.ts';
import {cellIn, tableOf, type RawCell, type Table} from './table.ts';
import {accepted, refusedAt, type Expected, type Rule, type Spot, type Variant} from './variant.ts';

/** Columns that a table may do without. */
const MAY_BE_LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
    'interchanges.csv': ['lat', 'lon', 'note'],
    'sections.csv': ['note'],
    'points.csv': ['low_km', 'high_km', 'lat', 'lon', 'note'],
    'devices.csv': [],
    'tariffs.csv': ['last_day', 'days', 'hours', 'gantry', 'from', 'to', 'round_to', 'rounding',
        'rule', 'of', 'beyond_km', 'symmetric', 'printed_class', 'note'],
    'surcharges.csv': ['last_day', 'note'],
    'matrix.csv': ['days', 'hours'],
};

/** What names a row of a matrix; its other columns are exits. */
const MATRIX_HEAD: ReadonlySet<string> = new Set(
    ['road', 'class', 'first_day', 'days', 'hours', 'entry']);

/** The ways in which a whole column is broken. */
export function columnVariants(scheme: SchemeTexts, table: Table, column: string): Variant[] {
    const nth = table.columns.indexOf(column);
    const header = table.header[nth]!;
    const make = (rule: Rule, how: string, text: string, expected: Expected): Variant => ({
        rule, how, file: table.file, field: `${table.name} ${column}`, text, expected,
    });
    const twice = edited(table, row => row.toSpliced(nth, 0, row[nth]!));
    const gone = edited(table, row => row.toSpliced(nth, 1));
    const misspelt = table.text.slice(0, header.start) + `${header.text}s`
        + table.text.slice(header.end);
    const second = tableOf(table.file, twice).header[nth + 1]!;
    return [
        make('double', 'double column', twice, refusedAt(second)),
        make('retype', 'misspell column', misspelt, refusedAt(header)),
        make('drop', 'drop column', gone,
            withoutColumn(scheme, table, column, tableOf(table.file, gone))),
        ...swapped(table, nth).map(text =>
            make('shift', 'swap columns', text, accepted('order-free'))),
    ];
}

function edited(table: Table, edit: (row: readonly string[]) => string[]): string {
    const raw = (row: readonly RawCell[]): string[] =>
        row.map(cell => table.text.slice(cell.start, cell.end));
    let text = table.text;
    for (const row of [table.header, ...table.rows].toReversed()) {
        text = text.slice(0, row[0]!.start) + edit(raw(row)).join(',')
            + text.slice(row.at(-1)!.end);
    }
    return text;
}

// A column goes with all that it said: refused are the rows that needed it.
function withoutColumn(
    scheme: SchemeTexts, table: Table, column: string, left: Table,
): Expected {
    if (table.name === 'matrix.csv' && !MATRIX_HEAD.has(column)) {
        return refusedAt(...left.rows.map(row => row[0]!));
    }
    if (!MAY_BE_LEFT_OUT[table.name]!.includes(column)) return refusedAt(left.header[0]!);
    if (column === 'symmetric') {
        // What stood for the way back too leaves its pairs without a price.
        return refusedAt(...scheme.rows('matrix.csv').flatMap(({row}) => row));
    }
    if (column === 'last_day') return withoutLastDays(scheme, left);
    const spots: Spot[] = table.rows.flatMap((row, nth) => {
        const said = cellIn(table, row, column)!.text !== '';
        return said ? needing(column, table, left, nth) : [];
    });
    return spots.length > 0 ? refusedAt(...spots) : accepted('optional');
}

// Lines that never end run into those that follow.
function withoutLastDays(scheme: SchemeTexts, left: Table): Expected {
    const changed = scheme.withTable(left.file, left.text);
    const spots = clashingDays(changed.rows(left.name), keysOf(left.name));
    return spots.length > 0 ? refusedAt(...spots) : accepted('optional');
}

function needing(column: string, table: Table, left: Table, nth: number): readonly Spot[] {
    const row = left.rows[nth]!;
    const isPerGantry = cellIn(table, table.rows[nth]!, 'basis')?.text === 'per-gantry';
    switch (column) {
        case 'lat': return [cellIn(left, row, 'lon')!];
        case 'lon': return [cellIn(left, row, 'lat')!];
        case 'round_to': case 'rounding': return isPerGantry ? [] : row;
        case 'gantry': case 'from': case 'to': case 'rule': case 'of': case 'hours': case 'days':
        case 'beyond_km': return row;
        default: return [];
    }
}

function swapped(table: Table, nth: number): string[] {
    if (nth + 1 >= table.columns.length) return [];
    return [edited(table, row => row.toSpliced(nth, 2, row[nth + 1]!, row[nth]!))];
}

/** Every column of the tables that is described and none that is not. */
export function undescribed(table: Table): string[] {
    return table.columns.filter(column => !columnOf(table.name, column));
}
