import pg from 'pg';

/** A statement by name: PostgreSQL plans it once a connection, and a test prepares every one. */
export interface Statement {
    name: string;
    text: string;
}

/** Whoever runs statements: a connection, or one that counts what passes through. */
export interface Connection {
    query(config: pg.QueryConfig): Promise<pg.QueryResult>;
}

// Places in the log and milliseconds fit a double exactly; money is selected as text and becomes
// a bigint where it is read. The driver's own default hands every int8 over as a string.
const INT8 = 20;
const INT8_ARRAY = 1016;

/** How values come back: whole numbers as numbers. For a query that has no name. */
export const sqlTypes = {
    getTypeParser(oid: number, format?: 'text' | 'binary') {
        if (oid === INT8) return Number;
        if (oid === INT8_ARRAY) return wholeNumbers;
        return pg.types.getTypeParser(oid, format);
    },
} as pg.CustomTypesConfig;

function wholeNumbers(literal: string): number[] {
    return literal === '{}' ? [] : literal.slice(1, -1).split(',').map(Number);
}

/** Runs a statement and hands over its rows. */
export async function rowsOf<Row>(
    connection: Connection, {name, text}: Statement, values: readonly unknown[],
): Promise<Row[]> {
    const result = await connection.query({name, text, values: [...values], types: sqlTypes});
    return result.rows as Row[];
}

/** Runs a statement that changes rows and says how many. */
export async function changedBy(
    connection: Connection, {name, text}: Statement, values: readonly unknown[],
): Promise<number> {
    const result = await connection.query({name, text, values: [...values], types: sqlTypes});
    return result.rowCount ?? 0;
}
