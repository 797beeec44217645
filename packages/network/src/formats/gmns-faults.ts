import {Check, readTable, type Cell} from '@karwan/base';
import {gmnsSchemas, type SchemaField, type TableSchema} from './gmns-schema.ts';

/** What the published schemas of GMNS find wrong with these files, one line each. */
export function gmnsFaults(
    files: ReadonlyMap<string, string>,
    schemas: Readonly<Record<string, TableSchema>> = gmnsSchemas,
): string[] {
    const check = new Check();
    const tables = new Map<string, Readonly<Record<string, Cell>>[]>();
    const faults: string[] = [];
    for (const [name, schema] of Object.entries(schemas)) {
        const text = files.get(`${name}.csv`);
        if (text === undefined) {
            if (name === 'node' || name === 'link') faults.push(`${name}.csv: is missing`);
            continue;
        }
        const columns = text.split('\n')[0]!.trim().split(',');
        faults.push(...schema.fields.filter(field => !columns.includes(field.name))
            .map(field => `${name}.csv: no field ${field.name}`));
        tables.set(name, readTable(`${name}.csv`, text, columns, [], check));
    }
    check.refuseIfFaulty();
    for (const [name, rows] of tables) {
        const schema = schemas[name]!;
        for (const row of rows) {
            faults.push(...schema.fields.flatMap(field => cellFaults(row[field.name], field)));
        }
        faults.push(...keyFaults(name, rows, schema, tables));
    }
    return faults;
}

const NUMBER = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

function cellFaults(cell: Cell | undefined, field: SchemaField): string[] {
    if (!cell || cell.text === '' || cell.text === 'NaN') {
        return field.isRequired ? [`${where(cell, field)} is required`] : [];
    }
    const {text} = cell;
    const told: string[] = [];
    const say = (what: string): number => told.push(`${where(cell, field)} "${text}" ${what}`);
    if (field.type === 'number' && !NUMBER.test(text)) say('is no number');
    if (field.type === 'integer' && !/^-?\d+$/.test(text)) say('is no whole number');
    if (field.type === 'boolean' && !/^(true|True|TRUE|1|false|False|FALSE|0)$/.test(text)) {
        say('is neither true nor false');
    }
    if (field.minimum !== undefined && Number(text) < field.minimum) say('is too small');
    if (field.maximum !== undefined && Number(text) > field.maximum) say('is too large');
    if (field.choices && !field.choices.includes(text)) say('is none of the choices');
    return told;
}

function keyFaults(
    name: string, rows: readonly Readonly<Record<string, Cell>>[], schema: TableSchema,
    tables: ReadonlyMap<string, readonly Readonly<Record<string, Cell>>[]>,
): string[] {
    const {primaryKey, foreignKeys} = schema;
    const seen = new Set<string>();
    const told: string[] = [];
    for (const row of primaryKey === undefined ? [] : rows) {
        const key = row[primaryKey!]!.text;
        if (seen.has(key)) told.push(`${name}.csv: ${primaryKey} "${key}" twice`);
        seen.add(key);
    }
    for (const {field, table, of} of foreignKeys) {
        const known = new Set((tables.get(table) ?? []).map(row => row[of]?.text));
        for (const row of rows) {
            const cell = row[field];
            if (!cell || cell.text === '' || known.has(cell.text)) continue;
            told.push(`${name}.csv:${cell.place.line} ${field} "${cell.text}" is no ${of} of `
                + table);
        }
    }
    return told;
}

function where(cell: Cell | undefined, {name}: SchemaField): string {
    return cell ? `${cell.place.file}:${cell.place.line} ${name}` : name;
}
