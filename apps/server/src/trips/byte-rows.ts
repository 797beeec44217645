import {Refusal} from '@karwan/base';
import {readFileSync} from 'node:fs';
import {constants, gunzipSync} from 'node:zlib';

const NEWLINE = 10;
const RETURN = 13;
const COMMA = 44;
const QUOTE = 34;
const MAX_CHUNK = 1 << 30;

/** A CSV file whole and unpacked; its rows are read one after the other, as places of bytes. */
export interface ByteRows {
    file: string;
    bytes: Uint8Array;
    /** How many fields a row has, and the text of the header. */
    width: number;
    header: readonly string[];
    /** Where the first row begins. */
    firstRow: number;
}

/** Opens a CSV file, unpacked when it is gzip. Throws a Refusal where it is damaged. */
export function openRows(file: string): ByteRows {
    const bytes = unpacked(file);
    const newline = bytes.indexOf(NEWLINE);
    const end = newline < 0 ? bytes.length : newline;
    const text = Buffer.from(bytes.subarray(0, end)).toString().replace(/^\uFEFF/, '');
    const header = text.trimEnd().split(',');
    return {file, bytes, header, width: header.length, firstRow: Math.min(end + 1, bytes.length)};
}

function unpacked(file: string): Uint8Array {
    const bytes = readFileSync(file);
    const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b && bytes.length > 18;
    if (!isGzip) return bytes;
    // The last four bytes say the size: one chunk of it, since many would be copied together.
    const size = bytes.readUInt32LE(bytes.length - 4);
    const chunkSize = Math.min(Math.max(size + 1024, constants.Z_MIN_CHUNK), MAX_CHUNK);
    try {
        return gunzipSync(bytes, {chunkSize});
    } catch (error) {
        throw new Refusal([{
            place: {file, line: 1, column: 1}, what: 'gzip',
            found: (error as Error).message, expected: 'a whole gzip file',
        }]);
    }
}

/** Where a column stands. Throws a Refusal where the file has none of that name. */
export function columnOf({file, header}: ByteRows, name: string): number {
    const column = header.indexOf(name);
    if (column >= 0) return column;
    throw new Refusal([{
        place: {file, line: 1, column: 1}, what: 'header',
        found: header.join(','), expected: `a column called ${name}`,
    }]);
}

/** About how many rows there are, by the length of the first ones; rather too many. */
export function guessRows({bytes, firstRow}: ByteRows): number {
    const sample = bytes.subarray(firstRow, firstRow + SAMPLE_BYTES);
    const lines = sample.reduce((count, byte) => count + (byte === NEWLINE ? 1 : 0), 1);
    return Math.ceil((bytes.length - firstRow) / sample.length * lines * 1.2) + 16;
}

const SAMPLE_BYTES = 1 << 16;

/**
 * Visits every row: its number from 0 and where its fields start; a field ends one byte before the
 * next starts. Throws a Refusal at a row with more or fewer fields, or with quotation marks.
 */
export function eachRow(
    rows: ByteRows, visit: (row: number, starts: Int32Array) => void,
): number {
    const {bytes, width, firstRow} = rows;
    const starts = new Int32Array(width + 1);
    let row = 0;
    for (let at = firstRow; at < bytes.length;) {
        const next = fieldsOf(bytes, at, starts, width);
        if (next < 0) {
            if (isBlankFrom(bytes, at)) break;
            throw new Refusal([rowFault(rows, row, at)]);
        }
        visit(row, starts);
        row++;
        at = next;
    }
    return row;
}

function fieldsOf(bytes: Uint8Array, start: number, starts: Int32Array, width: number): number {
    starts[0] = start;
    let field = 1;
    let at = start;
    for (; at < bytes.length; at++) {
        const byte = bytes[at]!;
        if (byte > COMMA) continue;
        if (byte === COMMA) {
            if (field === width) return -1;
            starts[field++] = at + 1;
        } else if (byte === NEWLINE) break;
        else if (byte === QUOTE) return -1;
    }
    if (field !== width) return -1;
    starts[width] = bytes[at - 1] === RETURN ? at : at + 1;
    return at + 1;
}

function isBlankFrom(bytes: Uint8Array, at: number): boolean {
    return bytes.subarray(at).every(byte => byte === NEWLINE || byte === RETURN);
}

function rowFault({file, bytes, width}: ByteRows, row: number, at: number) {
    const newline = bytes.indexOf(NEWLINE, at);
    const line = Buffer.from(bytes.subarray(at, newline < 0 ? bytes.length : newline)).toString();
    return {
        place: {file, line: row + 2, column: 1}, what: 'row',
        found: JSON.stringify(line.slice(0, 80)),
        expected: `${width} fields with commas between them and no quotation marks`,
    };
}

/** Throws the Refusal of one field. */
export function refuseField(
    {file, bytes, header}: ByteRows, row: number, starts: Int32Array, field: number,
    expected: string,
): never {
    const start = starts[field]!;
    const text = Buffer.from(bytes.subarray(start, starts[field + 1]! - 1)).toString();
    throw new Refusal([{
        place: {file, line: row + 2, column: start - starts[0]! + 1}, what: header[field]!,
        found: JSON.stringify(text), expected,
    }]);
}
