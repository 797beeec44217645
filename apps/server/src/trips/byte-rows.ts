import {Refusal} from '@karwan/base';
import {openBytes, type ByteSource} from './unpack.ts';

const NEWLINE = 10;
const RETURN = 13;
const COMMA = 44;
const QUOTE = 34;

/** A row must fit in here. */
const BUFFER_BYTES = 1 << 18;
const WORDS_BEYOND = 8;

/** A column whose values are all of one width need not be searched for its end. */
export interface FixedColumn {
    column: number;
    widthBytes: number;
}

/**
 * The rows of a CSV file, one after the other. They lie in one buffer that is filled again and
 * again: what a row's bytes say must be taken while the row is visited.
 */
export class ByteRows {
    readonly file: string;
    readonly bytes: Uint8Array;
    /** The same memory, to be read by words; a word may begin at any of the bytes. */
    readonly words: DataView;
    readonly header: readonly string[];
    readonly #source: ByteSource;
    readonly #starts: Int32Array;
    /** What of the buffer is filled and not yet visited, and whether the file has more. */
    #from = 0;
    #to = 0;
    #isAtEnd = false;

    /** Opens the file, gzip or not, and reads its header. */
    constructor(file: string) {
        this.file = file;
        const memory = new ArrayBuffer(BUFFER_BYTES + WORDS_BEYOND);
        this.bytes = new Uint8Array(memory, 0, BUFFER_BYTES);
        this.words = new DataView(memory);
        this.#source = openBytes(file);
        this.#refill();
        const {names, endsAt} = headerIn(this.bytes, this.#to);
        this.header = names;
        this.#starts = new Int32Array(this.header.length + 1);
        this.#from = endsAt;
    }

    /** About how many rows there are, by the length of the first ones: rather too many. */
    get expectedRows(): number {
        const first = this.bytes.subarray(this.#from, this.#to);
        const rows = first.reduce((count, byte) => count + (byte === NEWLINE ? 1 : 0), 1);
        return Math.ceil(1.1 * rows * this.#source.sizeBytes / Math.max(1, first.length)) + 16;
    }

    /** Where a column stands. Throws a Refusal where the file has none of that name. */
    columnOf(name: string): number {
        const column = this.header.indexOf(name);
        if (column >= 0) return column;
        throw new Refusal([{
            place: {file: this.file, line: 1, column: 1}, what: 'header',
            found: this.header.join(','), expected: `a column called ${name}`,
        }]);
    }

    /**
     * Visits every row: its number from 0 and where its fields start in `bytes`; a field ends one
     * byte before the next starts. Who names a fixed column must check its bytes. Throws a Refusal
     * at a row with more or fewer fields than the header, or with quotation marks. Returns the
     * number of rows.
     */
    each(visit: (row: number, starts: Int32Array) => void, fixed?: FixedColumn): number {
        const jumpAt = fixed?.column ?? -1;
        const jumpBytes = fixed?.widthBytes ?? 0;
        let row = 0;
        do {
            const end = this.#endOfWholeRows();
            let from = this.#from;
            while (from < end) {
                const next = this.#fieldsFrom(from, end, jumpAt, jumpBytes);
                if (next < 0) {
                    if (this.#isBlankFrom(from)) break;
                    throw this.#rowFault(row, from);
                }
                visit(row++, this.#starts);
                from = next;
            }
            this.#from = end;
        } while (this.#refill());
        this.#source.close();
        return row;
    }

    /** Throws the Refusal of one field of the row that is being visited. */
    refuseField(row: number, field: number, expected: string): never {
        const start = this.#starts[field]!;
        const found = Buffer.from(this.bytes.subarray(start, this.#starts[field + 1]! - 1));
        throw new Refusal([{
            place: {file: this.file, line: row + 2, column: start - this.#starts[0]! + 1},
            what: this.header[field]!, found: JSON.stringify(found.toString()), expected,
        }]);
    }

    #endOfWholeRows(): number {
        if (this.#isAtEnd) return this.#to;
        const newline = this.bytes.lastIndexOf(NEWLINE, this.#to - 1);
        return Math.max(this.#from, newline + 1);
    }

    /** Brings what is not visited to the front and more behind it; false at the end of the file. */
    #refill(): boolean {
        if (this.#isAtEnd) return false;
        this.bytes.copyWithin(0, this.#from, this.#to);
        this.#to -= this.#from;
        this.#from = 0;
        if (this.#to === BUFFER_BYTES) throw this.#rowFault(NaN, 0);
        const count = this.#source.fill(this.bytes, this.#to);
        this.#to += count;
        this.#isAtEnd = count === 0;
        return true;
    }

    // Finds the starts of a row's fields; gives where the next row begins, below 0 for no such row.
    #fieldsFrom(from: number, end: number, jumpAt: number, jumpBytes: number): number {
        const {bytes} = this;
        const starts = this.#starts;
        const width = starts.length - 1;
        starts[0] = from;
        let field = 1;
        let at = from;
        if (jumpAt === 0 && bytes[at + jumpBytes] === COMMA) at += jumpBytes;
        for (; at < end; at++) {
            const byte = bytes[at]!;
            if (byte > COMMA) continue;
            if (byte === COMMA) {
                if (field === width) return -1;
                if (field === jumpAt && bytes[at + 1 + jumpBytes] === COMMA) {
                    starts[field++] = at + 1;
                    at += jumpBytes;
                    continue;
                }
                starts[field++] = at + 1;
            } else if (byte === NEWLINE) break;
            else if (byte === QUOTE) return -1;
        }
        if (field !== width) return -1;
        starts[width] = bytes[at - 1] === RETURN ? at : at + 1;
        return at + 1;
    }

    #isBlankFrom(from: number): boolean {
        return this.#isAtEnd
            && this.bytes.subarray(from, this.#to)
                .every(byte => byte === NEWLINE || byte === RETURN);
    }

    #rowFault(row: number, from: number): Refusal {
        const newline = this.bytes.indexOf(NEWLINE, from);
        const end = newline < 0 || newline > this.#to ? this.#to : newline;
        const line = Buffer.from(this.bytes.subarray(from, Math.min(end, from + 80))).toString();
        const expected = `${this.header.length} fields with commas between them, `
            + 'and no quotation marks';
        return new Refusal([{
            place: {file: this.file, line: row + 2, column: 1}, what: 'row',
            found: JSON.stringify(line), expected,
        }]);
    }
}

/** The names of the columns, which the first of the bytes say, and where the first row begins. */
export function headerIn(bytes: Uint8Array, filled: number): {names: string[]; endsAt: number} {
    const newline = bytes.subarray(0, filled).indexOf(NEWLINE);
    const end = newline < 0 ? filled : newline;
    const text = Buffer.from(bytes.subarray(0, end)).toString().replace(/^\uFEFF/, '');
    return {names: text.trimEnd().split(','), endsAt: Math.min(end + 1, filled)};
}
