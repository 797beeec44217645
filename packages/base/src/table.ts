import {choiceText, foundText, type Cell, type Check} from './check.ts';

/** A row of a table by column, and where its first cell stands. */
export type Row<C extends string> = Readonly<Record<C, Cell>>;

/**
 * Reads a CSV table (RFC 4180: commas, double quotes, a header) and keeps where each cell stands,
 * which no reader known to us does for cells. Columns may stand in any order, those of `optional`
 * may be left out (their cells are empty), blank lines and lines beginning with # are skipped, and
 * a column that is neither is a fault, because it is likely a misspelt one.
 */
export function readTable<C extends string>(
    file: string, text: string, columns: readonly C[], optional: readonly C[], check: Check,
): Row<C>[] {
    const [header, ...records] = recordsOf(file, text, check);
    if (!header) {
        check.fault({file, line: 1, column: 1}, 'header', 'nothing', columns.join(','));
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
            record[places.get(column) ?? -1] ?? {text: '', place: record[0]!.place};
        return [Object.fromEntries(columns.map(c => [c, cellOf(c)])) as Record<C, Cell>];
    });
}

// Where each column stands in the records.
function placesOf<C extends string>(
    header: readonly Cell[], columns: readonly C[], optional: readonly C[], check: Check,
): ReadonlyMap<C, number> {
    const places = new Map<C, number>();
    header.forEach((cell, index) => {
        const column = columns.find(c => c === cell.text);
        if (column === undefined || places.has(column)) {
            const found = `${foundText(cell.text)}${column === undefined ? '' : ' twice'}`;
            check.fault(cell.place, 'column', found, choiceText(columns));
        } else places.set(column, index);
    });
    for (const column of columns) {
        if (places.has(column) || optional.includes(column)) continue;
        check.fault(header[0]!.place, 'header', `no column ${column}`, columns.join(','));
    }
    return places;
}

// A character at a time: inside quotes a comma, a line's end and a doubled quote are text.
function recordsOf(file: string, text: string, check: Check): Cell[][] {
    const records: Cell[][] = [];
    const end = text.length;
    let at = text.startsWith('\uFEFF') ? 1 : 0;
    let line = 1;
    let lineStart = at;
    while (at < end) {
        const record: Cell[] = [];
        const isComment = text[at] === '#';
        for (;;) {
            const place = {file, line, column: at - lineStart + 1};
            let value = '';
            if (text[at] === '"') {
                at++;
                for (;;) {
                    const quote = text.indexOf('"', at);
                    const stop = quote < 0 ? end : quote;
                    for (let i = text.indexOf('\n', at); i >= 0 && i < stop;
                        i = text.indexOf('\n', i + 1)) {
                        line++;
                        lineStart = i + 1;
                    }
                    value += text.slice(at, stop);
                    at = stop + 1;
                    if (quote < 0) check.fault(place, 'cell', 'a quote', 'its closing quote');
                    if (quote < 0 || text[at] !== '"') break;
                    value += '"';
                    at++;
                }
            }
            const rest = restOf(text, at);
            if (value !== '' && rest.trim() !== '' && !isComment) {
                check.fault(place, 'cell', `"${rest}" after its closing quote`, 'a comma');
            }
            at += rest.length;
            record.push({text: value === '' ? rest.trim() : value, place});
            if (text[at] !== ',') break;
            at++;
        }
        const isBlank = record.length === 1 && record[0]!.text === '';
        if (!isBlank && !isComment) records.push(record);
        at++;
        line++;
        lineStart = at;
    }
    return records;
}

function restOf(text: string, at: number): string {
    let stop = at;
    while (stop < text.length && text[stop] !== ',' && text[stop] !== '\n') stop++;
    return text.slice(at, stop);
}
