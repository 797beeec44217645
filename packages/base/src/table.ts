import {Check, choiceText, foundText, type Cell} from './check.ts';
import type {Place} from './refusal.ts';
import {separatorOf, type Separator} from './separator.ts';

/** A row of a table by column, and where its first cell stands. */
export type Row<C extends string> = Readonly<Record<C, Cell>>;

/**
 * Reads a CSV table (RFC 4180: double quotes, a header; commas, or the semicolons or tabs that the
 * header shows) and keeps where each cell stands (decision 0005 says why by ourselves). Columns may
 * stand in any order, those of `optional` may be left out (their cells are empty), blank lines and
 * lines beginning with # are skipped, and a column that is neither is a fault, because it is likely
 * a misspelt one.
 */
export function readTable<C extends string>(
    file: string, text: string, columns: readonly C[], optional: readonly C[], check: Check,
): Row<C>[] {
    const [header, ...records] = recordsOf(file, text, check);
    if (!header) {
        check.fault({file, line: 1, column: 1}, 'header', 'nothing', columns.join(','));
        return [];
    }
    const [only] = header;
    if (header.length === 1 && columns.length > 1 && !columns.some(c => c === only!.text)) {
        check.fault(only!.place, 'header', 'one column',
            `${columns.join(',')} with a comma, a semicolon or a tab between them`);
        return [];
    }
    const places = placesOf(header, columns, optional, check);
    return records.flatMap(record => {
        if (record.length !== header.length) {
            check.fault(record[0]!.place, 'row', `${record.length} cells`,
                `${header.length} as in the header`);
            return [];
        }
        const cellOf = (column: C): Cell =>
            record[places.get(column) ?? -1]
                ?? {text: '', place: record[0]!.place, isWithoutColumn: true};
        return [Object.fromEntries(columns.map(c => [c, cellOf(c)])) as Record<C, Cell>];
    });
}

// Where each column stands in the records.
/** What the header of a table names, whatever is wrong with it. */
export function columnsOf(text: string): string[] {
    const [header] = recordsOf('', text, new Check());
    return header?.map(cell => cell.text) ?? [];
}

function placesOf<C extends string>(
    header: readonly Cell[], columns: readonly C[], optional: readonly C[], check: Check,
): ReadonlyMap<C, number> {
    const places = new Map<C, number>();
    header.forEach((cell, index) => {
        const column = columns.find(c => c === cell.text);
        if (column === undefined || places.has(column)) {
            const found = `${foundText(cell.text)}${column === undefined ? '' : ' twice'}`;
            check.fault(cell.place, 'column', found,
                choiceText(columns, column === undefined ? cell.text : ''));
        } else places.set(column, index);
    });
    for (const column of columns) {
        if (places.has(column) || optional.includes(column)) continue;
        check.fault(header[0]!.place, 'header', `no column ${column}`, columns.join(','));
    }
    return places;
}

// A comma, a line's end and a doubled quote are text inside quotes; so a record may span lines.
function recordsOf(file: string, text: string, check: Check): Cell[][] {
    const scanner = new Scanner(file, text, check);
    const records: Cell[][] = [];
    while (!scanner.isAtEnd) {
        if (scanner.skipsLine()) continue;
        const record = [scanner.cell()];
        while (scanner.takesSeparator()) record.push(scanner.cell());
        records.push(record);
        scanner.takes('\n');
    }
    return records;
}

class Scanner {
    readonly #file: string;
    readonly #text: string;
    readonly #check: Check;
    /** Known as soon as the header is met. */
    #separator: Separator | undefined;
    #at: number;
    #line = 1;
    #lineStart: number;

    constructor(file: string, text: string, check: Check) {
        this.#file = file;
        this.#text = text;
        this.#check = check;
        this.#at = text.startsWith('\uFEFF') ? 1 : 0;
        this.#lineStart = this.#at;
    }

    get isAtEnd(): boolean {
        return this.#at >= this.#text.length;
    }

    /** Steps over this character where it is next. */
    takes(character: string): boolean {
        if (this.#text[this.#at] !== character) return false;
        this.#step(this.#at + 1);
        return true;
    }

    /** Steps over what stands between two cells. */
    takesSeparator(): boolean {
        return this.takes(this.#separator ?? ',');
    }

    /** Steps over a line that is blank or a comment. The first that is neither is the header. */
    skipsLine(): boolean {
        const end = this.#find('\n');
        const line = this.#text.slice(this.#at, end);
        if (line.trim() !== '' && !line.startsWith('#')) {
            this.#separator ??= separatorOf(line);
            return false;
        }
        this.#step(end + 1);
        return true;
    }

    /** The next cell, up to the separator or the line's end behind it. */
    cell(): Cell {
        const place = {
            file: this.#file, line: this.#line, column: this.#at - this.#lineStart + 1,
        };
        const quoted = this.#text[this.#at] === '"' ? this.#quoted(place) : undefined;
        const separator = this.#separator ?? ',';
        const end = Math.min(this.#find(separator), this.#find('\n'));
        const plain = this.#text.slice(this.#at, end).trim();
        this.#step(end);
        if (quoted !== undefined && plain !== '') {
            this.#check.fault(place, 'cell', `"${plain}" after its closing quote`,
                separatorWords[separator]);
        }
        return {text: quoted ?? plain, place};
    }

    #quoted(place: Place): string {
        let value = '';
        for (;;) {
            const close = this.#text.indexOf('"', this.#at + 1);
            const end = close < 0 ? this.#text.length : close;
            value += this.#text.slice(this.#at + 1, end);
            this.#step(end + 1);
            if (close < 0) this.#check.fault(place, 'cell', 'a quote', 'its closing quote');
            if (this.#text[this.#at] !== '"') return value;
            value += '"';
        }
    }

    #find(character: string): number {
        const at = this.#text.indexOf(character, this.#at);
        return at < 0 ? this.#text.length : at;
    }

    // Goes on to there and counts the lines that were passed.
    #step(to: number): void {
        for (;;) {
            const end = this.#text.indexOf('\n', this.#at);
            if (end < 0 || end >= to) break;
            this.#line++;
            this.#lineStart = end + 1;
            this.#at = end + 1;
        }
        this.#at = to;
    }
}

const separatorWords = {',': 'a comma', ';': 'a semicolon', '\t': 'a tab'};
