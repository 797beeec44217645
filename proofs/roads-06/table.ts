import type {Spot} from './variant.ts';

/** A cell of a table with the stretch of text that it takes, quotes included. */
export interface RawCell extends Spot {
    text: string;
    start: number;
    end: number;
}

/** A table as it stands: its header and its rows, comments and blank lines left out. */
export interface Table {
    file: string;
    /** The file's own name, without the folder of a road. */
    name: string;
    text: string;
    columns: readonly string[];
    header: readonly RawCell[];
    rows: readonly (readonly RawCell[])[];
}

/** Splits a file into cells by a few lines of its own: it shares nothing with the reader. */
export function tableOf(file: string, text: string): Table {
    const records: RawCell[][] = [];
    let start = 0;
    text.split('\n').forEach((content, index) => {
        const isRow = content.trim() !== '' && !content.startsWith('#');
        if (isRow) records.push(cellsOf(file, content, index + 1, start));
        start += content.length + 1;
    });
    const [header = [], ...rows] = records;
    return {
        file, name: file.slice(file.lastIndexOf('/') + 1), text, header, rows,
        columns: header.map(cell => cell.text),
    };
}

function cellsOf(file: string, content: string, line: number, offset: number): RawCell[] {
    const cells: RawCell[] = [];
    for (let at = 0; ;) {
        const raw = /^"(?:[^"]|"")*"|^[^,]*/.exec(content.slice(at))![0];
        const text = raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw.trim();
        const start = offset + at;
        cells.push({file, line, column: at + 1, text, start, end: start + raw.length});
        at += raw.length;
        if (content[at] !== ',') return cells;
        at++;
    }
}

/** The cell of a row in a column; undefined where the table has no such column. */
export function cellIn(
    table: Table, row: readonly RawCell[], column: string,
): RawCell | undefined {
    return row[table.columns.indexOf(column)];
}

export function textIn(table: Table, row: readonly RawCell[], column: string): string {
    return cellIn(table, row, column)?.text ?? '';
}

/** The file with other text in the place of one cell. */
export function withCell({text}: Table, cell: RawCell, raw: string): string {
    return text.slice(0, cell.start) + raw + text.slice(cell.end);
}

/** The text of a row from its first cell to its last. */
export function rowText({text}: Table, row: readonly RawCell[]): string {
    return text.slice(row[0]!.start, row.at(-1)!.end);
}

/** The file with other text in the place of a row; undefined takes the line out. */
export function withRow(
    {text}: Table, row: readonly RawCell[], other: string | undefined,
): string {
    const from = row[0]!.start;
    const to = row.at(-1)!.end;
    return other === undefined ? text.slice(0, from) + text.slice(to + 1)
        : text.slice(0, from) + other + text.slice(to);
}

/** A value as it is written in a cell. */
export function quoted(text: string): string {
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
