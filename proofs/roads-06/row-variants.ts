import type {Chance} from '@karwan/base';
import {columnOf} from './columns.ts';
import {keysOf} from './cell-variants.ts';
import {
    clashingDays, derivedOf, isOfTriangle, referencesTo, timeSpots,
} from './references.ts';
import {cellsIn, type Placed, type SchemeTexts} from './scheme-texts.ts';
import {cellIn, quoted, rowText, textIn, withRow, type RawCell, type Table} from './table.ts';
import {
    accepted, refusedAt, refusedThere, type Expected, type Rule, type Spot, type Variant,
} from './variant.ts';
import {yamlFields} from './yaml-fields.ts';

/** The ways in which one row is broken. */
export function rowVariants(scheme: SchemeTexts, placed: Placed, chance: Chance): Variant[] {
    return [
        dropRow(scheme, placed), doubleRow(placed), ...cutRow(placed, chance),
        ...swapRows(scheme, placed), ...shiftCells(scheme, placed, chance),
    ];
}

function variant(
    table: Table, rule: Rule, how: string, text: string, expected: Expected,
): Variant {
    return {rule, how, file: table.file, field: `${table.name} row`, text, expected};
}

function dropRow(scheme: SchemeTexts, placed: Placed): Variant {
    const {table, row} = placed;
    const text = withRow(table, row, undefined);
    const left = scheme.withTable(table.file, text);
    return variant(table, 'drop', 'drop row', text, withoutRow(scheme, left, placed));
}

// Places are those of the changed files: what stood below the row stands a line higher now.
function withoutRow(scheme: SchemeTexts, left: SchemeTexts, placed: Placed): Expected {
    const {table, row} = placed;
    const text = (column: string): string => textIn(table, row, column);
    const road = text('road');
    switch (table.name) {
        case 'interchanges.csv': return refusedAt(
            ...referencesTo(left, placed), ...roadSpots(left, road));
        case 'sections.csv':
            return refusedAt(...cellsIn(
                left.rowsWith('interchanges.csv', {road, id: text('to')}), 'id'));
        case 'points.csv': {
            const at = text('at');
            const needed = text('kind') === 'gantry' ? cellsIn([
                ...left.rowsWith('sections.csv', {road, from: at}),
                ...left.rowsWith('sections.csv', {road, to: at})], 'from') : [];
            const spots = [...referencesTo(left, placed), ...needed];
            return spots.length > 0 ? refusedAt(...spots) : accepted('not-needed');
        }
        case 'devices.csv':
            return left.rowsWith('devices.csv', {point: text('point')}).length > 0
                ? accepted('not-needed')
                : refusedAt(...cellsIn(left.rowsWith('points.csv', {id: text('point')}), 'id'));
        case 'tariffs.csv': return withoutPrice(scheme, left, placed);
        case 'matrix.csv': return isOfTriangle({scheme, placed})
            ? withoutRowOfTriangle(left, placed)
            : refusedAt(...cellsIn(left.rowsWith('tariffs.csv', {
                road, class: text('class'), first_day: text('first_day')}), 'basis'));
        default: return accepted('not-needed');
    }
}

// What the row said both ways stands nowhere then; of the last row of a triangle nothing does.
function withoutRowOfTriangle(left: SchemeTexts, {table, row}: Placed): Expected {
    const [road, of] = [textIn(table, row, 'road'), textIn(table, row, 'class')];
    const saysNothing = row.slice(table.columns.indexOf('entry') + 1)
        .every(({text}) => text === '' || text === '-');
    return saysNothing ? accepted('not-needed') : refusedAt(
        ...left.rowsWith('matrix.csv', {road, class: of}).flatMap(each => each.row),
        ...cellsIn(left.rowsWith('tariffs.csv', {road, class: of}), 'basis'));
}

function withoutPrice(scheme: SchemeTexts, left: SchemeTexts, {table, row}: Placed): Expected {
    const text = (column: string): string => textIn(table, row, column);
    const [road, of, day] = [text('road'), text('class'), text('first_day')];
    const line = left.rowsWith('tariffs.csv', {road, class: of, first_day: day});
    // Without a later band the one below it counts on.
    if (line.length > 0 && Number(text('beyond_km')) > 0) return accepted('not-needed');
    if (line.length > 0) {
        return refusedAt(...cellsIn(line, 'gantry', 'first_day', 'beyond_km'),
            ...timeSpots(left, {table, row}));
    }
    const matrix = left.rowsWith('matrix.csv', {road, class: of, first_day: day});
    if (matrix.length > 0) return refusedAt(...cellsIn(matrix, 'road', 'class', 'first_day'));
    const standing = derivedOf(left, {table, row});
    if (standing.length > 0) return refusedAt(...standing);
    const isPriced = left.rowsWith('tariffs.csv', {road, class: of}).length > 0;
    return isPriced ? accepted('not-needed') : refusedAt(...roadSpots(scheme, road));
}

/** Where a road is written: its id. */
export function roadSpots(scheme: SchemeTexts, road: string): Spot[] {
    return [...scheme.files].filter(([file]) => file.endsWith('.yaml'))
        .flatMap(([file, body]) => yamlFields(file, body))
        .filter(field => field.text === road
            && ['roads[].id', 'id', 'windows[].id'].includes(field.pattern))
        .map(field => field.spot);
}

/** The cells by which a table knows a row again. */
function keyCells({table, row}: Placed): RawCell[] {
    const names: Readonly<Record<string, readonly string[]>> = {
        'sections.csv': ['from'], 'tariffs.csv': ['first_day', 'gantry', 'hours', 'days', 'road'],
        'matrix.csv': ['entry'],
    };
    return (names[table.name] ?? ['id']).flatMap(name => cellIn(table, row, name) ?? []);
}

function doubleRow(placed: Placed): Variant {
    const {table, row} = placed;
    const twice = `${rowText(table, row)}\n${rowText(table, row)}`;
    const below = keyCells(placed).map(({file, line, column}) => ({file, line: line + 1, column}));
    return variant(table, 'double', 'double row', withRow(table, row, twice), refusedAt(...below));
}

// A comma too many or too few is said at the row.
function cutRow({table, row}: Placed, chance: Chance): Variant[] {
    const nth = chance.below(row.length);
    const raw = row.map(cell => table.text.slice(cell.start, cell.end));
    const less = raw.filter((_, i) => i !== nth).join(',');
    const more = raw.toSpliced(nth, 0, raw[nth]!).join(',');
    const expected = refusedThere(row[0]!);
    return [
        variant(table, 'drop', 'drop cell with its comma', withRow(table, row, less), expected),
        variant(table, 'double', 'double cell', withRow(table, row, more), expected),
    ];
}

function swapRows(scheme: SchemeTexts, {table, row}: Placed): Variant[] {
    const other = table.rows[table.rows.indexOf(row) + 1];
    if (!other || other[0]!.line !== row[0]!.line + 1) return [];
    const text = table.text.slice(0, row[0]!.start) + rowText(table, other) + '\n'
        + rowText(table, row) + table.text.slice(other.at(-1)!.end);
    const isOrder = table.name === 'interchanges.csv'
        && textIn(table, row, 'road') === textIn(table, other, 'road');
    const lines = new Set([row[0]!.line, other[0]!.line]);
    const changed = scheme.withTable(table.file, text).rows(table.name).filter(each =>
        each.table.file === table.file && lines.has(each.row[0]!.line));
    return [variant(table, 'shift', 'swap rows', text,
        isOrder ? refusedAt(...cellsIn(changed, 'km')) : accepted('order-free'))];
}

// A cell that was pasted one column further moves the rest of its row along.
function shiftCells(scheme: SchemeTexts, placed: Placed, chance: Chance): Variant[] {
    const {table, row} = placed;
    const needed = row.map((cell, nth) => ({cell, nth})).filter(({cell, nth}) =>
        cell.text !== '' && !columnOf(table.name, table.columns[nth]!)!.mayBeEmpty
        && row.at(-1)!.text === '');
    if (needed.length === 0) return [];
    const {cell, nth} = chance.pick(needed);
    const raw = row.map(each => quoted(each.text));
    const moved = raw.toSpliced(nth, 0, '').slice(0, row.length).join(',');
    const text = withRow(table, row, moved);
    const line = scheme.withTable(table.file, text)
        .rows(table.name).find(each => each.table.file === table.file
            && each.row[0]!.line === cell.line)!;
    const shifted: Variant[] = [
        variant(table, 'shift', `shift cells from ${table.columns[nth]}`, text,
            refusedAt(...line.row.slice(nth))),
    ];
    return [...shifted, ...swapDays(scheme, placed)];
}

// First and last day the wrong way round.
function swapDays(scheme: SchemeTexts, {table, row}: Placed): Variant[] {
    const [first, last] = [cellIn(table, row, 'first_day'), cellIn(table, row, 'last_day')];
    if (!first || !last || last.text === '' || last.text === first.text) return [];
    const raw = row.map(cell => quoted(cell === first ? last.text
        : cell === last ? first.text : cell.text));
    const text = withRow(table, row, raw.join(','));
    const changed = scheme.withTable(table.file, text);
    const spots = clashingDays(changed.rows(table.name), keysOf(table.name));
    return [variant(table, 'shift', 'swap first and last day', text, refusedAt(...spots))];
}
