import type {Column} from '../thread/store.ts';
import type {Difference} from './difference.ts';

/** Between fields, between the values of a list, and for null: none stands in a field. */
const FIELD = '\x1f';
const VALUE = '\x1e';
const NULL = '\x18';

/** Which place in the log a row was decided or opened at depends on how batches were cut. */
const PLACES = new Set(['decided_seq', 'opened_seq']);

interface Derived<Row> {
    name: string;
    key: keyof Row & string;
    columns: readonly Column<Row>[];
}

/** The columns that are a function of the log. */
export function derivedColumns<Row>({columns}: Derived<Row>): readonly Column<Row>[] {
    return columns.filter(({name}) => !PLACES.has(name));
}

/** SQL for the whole row as one text; `rowText` writes the same. One text compares fast. */
export function rowTextSql<Row>(table: Derived<Row>, alias: string): string {
    const fields = derivedColumns(table).map(({name, type}) => {
        const column = `${alias}."${name}"`;
        if (type.endsWith('[]')) return `array_to_string(${column}, chr(30))`;
        // The bits of a float as they are stored, so that no way of writing it counts.
        const text = type === 'real' ? `encode(float4send(${column}), 'hex')` : `${column}::text`;
        return `coalesce(${text}, chr(24))`;
    });
    return `concat_ws(chr(31), ${fields.join(', ')})`;
}

/** A row as the text that `rowTextSql` gives where the database holds it. */
export function rowText<Row>(columns: readonly Column<Row>[], row: Row): string {
    return columns.map(({name, type}) => fieldText(row[name], type)).join(FIELD);
}

function fieldText(value: unknown, type: string): string {
    if (value === null || value === undefined) return NULL;
    if (Array.isArray(value)) return value.join(VALUE);
    return type === 'real' ? floatText(value as number) : String(value);
}

const floatBytes = new DataView(new ArrayBuffer(4));

function floatText(value: number): string {
    floatBytes.setFloat32(0, value);
    return floatBytes.getUint32(0).toString(16).padStart(8, '0');
}

/** The columns in which two texts of one row differ. */
export function columnDifferences<Row>(
    table: Derived<Row>, key: string, found: string, expected: string,
): Difference[] {
    const is = found.split(FIELD);
    const must = expected.split(FIELD);
    return derivedColumns(table).flatMap(({name, type}, i) => is[i] === must[i] ? [] : [{
        table: table.name, key, column: name,
        found: readable(is[i]!, type), expected: readable(must[i]!, type),
    }]);
}

function readable(text: string, type: string): string {
    if (text === NULL) return 'nothing';
    if (type.endsWith('[]')) return `{${text.split(VALUE).join(',')}}`;
    if (type !== 'real') return text;
    floatBytes.setUint32(0, Number.parseInt(text, 16));
    return String(floatBytes.getFloat32(0));
}
