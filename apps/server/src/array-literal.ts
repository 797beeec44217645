/**
 * PostgreSQL array literals, written by hand: a column of a batch goes over the wire as one text
 * and `unnest($1::text[])` turns it back into rows. Ten times cheaper than a parameter per value.
 */
const NEEDS_ESCAPE = /["\\]/g;

/** `{"a","b",NULL}`. Throws on a NUL character, which no PostgreSQL text can hold. */
export function textArray(values: readonly (string | undefined)[]): string {
    let literal = '{';
    for (let i = 0; i < values.length; i++) {
        if (i > 0) literal += ',';
        const value = values[i];
        literal += value === undefined ? 'NULL' : quoted(value);
    }
    return literal + '}';
}

function quoted(value: string): string {
    if (value.includes('\0')) throw new Error('a text for the database holds a NUL character');
    return value.includes('"') || value.includes('\\')
        ? `"${value.replace(NEEDS_ESCAPE, '\\$&')}"` : `"${value}"`;
}

/** `{1,-2,NULL}` for whole numbers. Throws on a fraction or on a number too large to be exact. */
export function wholeArray(values: readonly (number | bigint | undefined)[]): string {
    let literal = '{';
    for (let i = 0; i < values.length; i++) {
        if (i > 0) literal += ',';
        const value = values[i];
        if (typeof value === 'number' && !Number.isSafeInteger(value)) {
            throw new Error(`${value} is no whole number that can be stored exactly`);
        }
        literal += value === undefined ? 'NULL' : value;
    }
    return literal + '}';
}

/** `{0.5,NULL}` for `real[]` and `double precision[]`. */
export function realArray(values: readonly (number | undefined)[]): string {
    return `{${values.map(value => value === undefined ? 'NULL' : value).join(',')}}`;
}

/** `{t,f,NULL}`. */
export function booleanArray(values: readonly (boolean | undefined)[]): string {
    return `{${values.map(value => value === undefined ? 'NULL' : value ? 't' : 'f').join(',')}}`;
}

/** `{"\\x00ff",NULL}` for `bytea[]`. */
export function bytesArray(values: readonly (Uint8Array | undefined)[]): string {
    const texts = values.map(value => value === undefined
        ? 'NULL' : `"\\\\x${Buffer.from(value).toString('hex')}"`);
    return `{${texts.join(',')}}`;
}
