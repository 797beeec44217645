/**
 * PostgreSQL array literals, written by hand: a column of a batch goes over the wire as one text
 * and `unnest($1::text[])` turns it back into rows. Ten times cheaper than a parameter per value.
 */
const NEEDS_ESCAPE = /["\\]/g;

/** `{"a","b",NULL}`. Throws on a NUL character, which no PostgreSQL text can hold. */
export function textArray(values: readonly (string | undefined)[]): string {
    return textsAsTheyAre(values) ?? textsOneByOne(values);
}

// A column of plain words, as nearly all are, is one join; a text that is put together piece by
// piece leaves twice as much behind for the collector.
function textsAsTheyAre(values: readonly (string | undefined)[]): string | undefined {
    if (values.length === 0 || values.includes(undefined)) return undefined;
    const literal = `{"${values.join('","')}"}`;
    // Every quote there is must be one of ours.
    let quotes = 0;
    for (let at = literal.indexOf('"'); at >= 0; at = literal.indexOf('"', at + 1)) quotes++;
    return quotes === 2 * values.length && !UNPLAIN.test(literal) ? literal : undefined;
}

const UNPLAIN = /[\\\0]/;

function textsOneByOne(values: readonly (string | undefined)[]): string {
    let literal = '{';
    // In many columns a value is that of the row before: a road, a day, a class.
    let [last, lastQuoted] = ['', '""'];
    for (let i = 0; i < values.length; i++) {
        if (i > 0) literal += ',';
        const value = values[i];
        if (value === undefined) {
            literal += 'NULL';
            continue;
        }
        if (value !== last) [last, lastQuoted] = [value, quoted(value)];
        literal += lastQuoted;
    }
    return literal + '}';
}

/** Lists of whole numbers, each as a text: a column of lists goes over the wire as texts. */
export function wholeLists(lists: readonly (readonly number[])[]): string {
    return lists.length === 0 ? '{}' : `{"${lists.map(wholeArray).join('","')}"}`;
}

/** Lists of texts, each as a text. */
export function textLists(lists: readonly (readonly string[])[]): string {
    return textArray(lists.map(list => isPlain(list) ? `{${list.join(',')}}` : textArray(list)));
}

// What needs no quotes in a list needs no escapes in the text that the list becomes.
const PLAIN = /^(?!null$)[\w.:-]+$/i;

function isPlain(list: readonly string[]): boolean {
    return list.every(text => PLAIN.test(text));
}

function quoted(value: string): string {
    if (value.includes('\0')) throw new Error('a text for the database holds a NUL character');
    return value.includes('"') || value.includes('\\')
        ? `"${value.replace(NEEDS_ESCAPE, '\\$&')}"` : `"${value}"`;
}

/** `{1,-2,NULL}` for whole numbers. Throws on a fraction or on a number too large to be exact. */
export function wholeArray(values: readonly (number | bigint | undefined)[]): string {
    if (values.length === 1 && values[0] !== undefined) return `{${exact(values[0])}}`;
    if (values.length <= FEW) {
        return `{${values.map(value => value === undefined ? 'NULL' : exact(value)).join(',')}}`;
    }
    const text = scratchOf(2 + values.length * MOST_BYTES);
    let end = text.write('{');
    for (const value of values) {
        end = writeWhole(text, end, value);
        text[end++] = COMMA;
    }
    text[end - 1] = CLOSING;
    return text.toString('latin1', 0, end);
}

// Nobody else writes while a column is written, so one buffer does for all of them.
let scratch = Buffer.alloc(0);

function scratchOf(bytes: number): Buffer {
    if (scratch.length < bytes) scratch = Buffer.alloc(2 * bytes);
    return scratch;
}

/** Up to so many values are not worth a buffer. */
const FEW = 16;
/** A sign, nineteen digits and a comma. */
const MOST_BYTES = 21;
const COMMA = 44;
const CLOSING = 125;
const MINUS = 45;
const ZERO = 48;

function exact(value: number | bigint): number | bigint {
    if (typeof value === 'number' && !Number.isSafeInteger(value)) {
        throw new Error(`${value} is no whole number that can be stored exactly`);
    }
    return value;
}

// Digit by digit: the engine's own text of a number beyond 2^31 takes four times as long.
function writeWhole(text: Buffer, start: number, value: number | bigint | undefined): number {
    if (value === undefined) return start + text.write('NULL', start, 'latin1');
    if (typeof value === 'bigint') return start + text.write(`${value}`, start, 'latin1');
    let at = start;
    if (exact(value) < 0) text[at++] = MINUS;
    const size = Math.abs(value);
    const high = Math.floor(size / 1e9);
    if (high === 0) return writeDigits(text, at, size);
    at = writeDigits(text, at, high);
    let low = size - high * 1e9;
    for (let digit = at + 8; digit >= at; digit--) {
        const rest = Math.floor(low / 10);
        text[digit] = ZERO + low - rest * 10;
        low = rest;
    }
    return at + 9;
}

// Of a number below ten to the ninth.
function writeDigits(text: Buffer, start: number, value: number): number {
    let digits = 1;
    for (let least = 10; value >= least; least *= 10) digits++;
    let rest = value;
    for (let digit = start + digits - 1; digit >= start; digit--) {
        const tenth = Math.floor(rest / 10);
        text[digit] = ZERO + rest - tenth * 10;
        rest = tenth;
    }
    return start + digits;
}

/** `{100,-2}` for whole numbers that are written already, in decimal digits. */
export function decimalArray(values: readonly string[]): string {
    const literal = values.join(',');
    if (!/^[-\d,]*$/.test(literal)) {
        throw new Error('an amount for the database is no whole number');
    }
    return `{${literal}}`;
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
