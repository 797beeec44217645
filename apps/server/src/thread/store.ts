import {
    booleanArray, decimalArray, realArray, textArray, textLists, wholeArray, wholeLists,
} from '../array-literal.ts';
import {changedBy, type Connection, type Statement} from '../sql.ts';
import type {DueRow, PassageRow, ReviewRow, TripRow} from './load-derived.ts';

/** One column of a table: its name, its type, and its values as one array literal. */
export interface Column<Row> {
    name: keyof Row & string;
    type: 'text' | 'bigint' | 'smallint' | 'real' | 'boolean' | 'bigint[]' | 'text[]';
    values(rows: readonly Row[]): string;
}

function text<Row>(name: keyof Row & string): Column<Row> {
    return {
        name, type: 'text',
        values: rows => textArray(rows.map(row => row[name] as string | null ?? undefined)),
    };
}

function whole<Row>(
    name: keyof Row & string, type: 'bigint' | 'smallint' = 'bigint',
): Column<Row> {
    return {
        name, type,
        values: rows => wholeArray(rows.map(row => row[name] as number | null ?? undefined)),
    };
}

/** Money: minor units as text on both sides, so that no double stands in between. */
function money<Row>(name: keyof Row & string): Column<Row> {
    return {
        name, type: 'bigint',
        values: rows => decimalArray(rows.map(row => row[name] as string)),
    };
}

function real<Row>(name: keyof Row & string): Column<Row> {
    return {
        name, type: 'real',
        values: rows => realArray(rows.map(row => row[name] as number | null ?? undefined)),
    };
}

function flag<Row>(name: keyof Row & string): Column<Row> {
    return {
        name, type: 'boolean',
        values: rows => booleanArray(rows.map(row => row[name] as boolean)),
    };
}

// unnest takes arrays of arrays apart wholly, so a list travels as its own literal in a text.
function wholes<Row>(name: keyof Row & string): Column<Row> {
    return {
        name, type: 'bigint[]',
        values: rows => wholeLists(rows.map(row => row[name] as number[])),
    };
}

function texts<Row>(name: keyof Row & string): Column<Row> {
    return {
        name, type: 'text[]',
        values: rows => textLists(rows.map(row => row[name] as string[])),
    };
}

/** A table that is derived: rows are put under their key or dropped, many in one statement. */
export interface DerivedTable<Row> {
    name: string;
    key: keyof Row & string;
    columns: readonly Column<Row>[];
    put: Statement;
    drop: Statement;
}

function derivedTable<Row>(
    name: string, key: keyof Row & string, columns: readonly Column<Row>[],
): DerivedTable<Row> {
    const quoted = columns.map(column => `"${column.name}"`);
    const isList = (column: Column<Row>) => column.type.endsWith('[]');
    const parameters = columns.map(
        (column, i) => `$${i + 1}::${isList(column) ? 'text' : column.type}[]`);
    const selected = columns.map(
        (column, i) => isList(column) ? `${quoted[i]}::${column.type}` : quoted[i]);
    const set = quoted.filter(column => column !== `"${key}"`)
        .map(column => `${column} = excluded.${column}`);
    const keyType = columns.find(column => column.name === key)!.type;
    return {
        name, key, columns,
        put: {
            name: `put-${name}`,
            text: `insert into ${name} (${quoted.join(', ')})
                   select ${selected.join(', ')}
                     from unnest(${parameters.join(', ')}) as row (${quoted.join(', ')})
                   on conflict ("${key}") do update set ${set.join(', ')}`,
        },
        drop: {
            name: `drop-${name}`,
            text: `delete from ${name} where "${key}" = any($1::${keyType}[])`,
        },
    };
}

export const passageTable = derivedTable<PassageRow>('passage', 'id', [
    whole('id'), text('kind'), text('point'), whole('lane', 'smallint'), whole('at_ms'),
    text('tag'), text('plate'), real('confidence'), text('measured_class'),
    whole('detections', 'smallint'), wholes('readings'), text('vehicle'), text('identified_by'),
    wholes('basis'),
]);

export const tripTable = derivedTable<TripRow>('trip', 'id', [
    whole('id'), text('vehicle'), whole('from_ms'), whole('to_ms'), real('sure'),
    wholes('passages'), texts('path'), texts('inferred'),
]);

export const dueTable = derivedTable<DueRow>('due', 'window', [
    text('window'), whole('trip'), text('vehicle'), text('road'), text('day'), whole('from_ms'),
    whole('to_ms'), text('entry'), text('exit'), whole('tolled_metres'), text('class'),
    text('class_by'), text('state'), text('tariff'), money('toll_minor'), text('surcharge'),
    text('surcharge_when'), money('surcharge_minor'), money('amount_minor'), text('payer'),
    text('status'), wholes('passages'), texts('inferred'), wholes('basis'), text('scheme'),
    whole('decided_seq'),
]);

export const reviewTable = derivedTable<ReviewRow>('review', 'id', [
    text('id'), whole('passage'), text('reason'), flag('holds_back'), text('vehicle'),
    text('tag'), text('plate'), text('day'), money('worth_minor'), text('state'),
    whole('decided_by'), text('assigned'), whole('opened_seq'),
]);

/** What changed in a derived table, as the values of its statements; nothing where none runs. */
export interface ChangedColumns {
    put: readonly string[];
    drop: readonly string[];
}

/** Rows that are put and keys that go, each column as one array literal. */
export function columnsOf<Row>(
    table: DerivedTable<Row>, {put, drop}: {put: readonly Row[]; drop: readonly Row[]},
): ChangedColumns {
    const key = table.columns.find(({name}) => name === table.key)!;
    return {
        put: put.length === 0 ? [] : table.columns.map(column => column.values(put)),
        drop: drop.length === 0 ? [] : [key.values(drop)],
    };
}

/** Writes what changed in a derived table: at most two statements, however many rows. */
export async function storeColumns<Row>(
    connection: Connection, table: DerivedTable<Row>, {put, drop}: ChangedColumns,
): Promise<void> {
    if (drop.length > 0) await changedBy(connection, table.drop, drop);
    if (put.length > 0) await changedBy(connection, table.put, put);
}
