/** A table as its lines, so that a cell can be changed and its new place be known. */
export interface TextTable {
    file: string;
    /** Line numbers count from 1, as in an editor. */
    rows: {line: number; cells: string[]}[];
    header: string[];
    lines: string[];
}

/** A table of one record a line, comments aside. */
export function tableOf(file: string, text: string): TextTable {
    const lines = text.trimEnd().split('\n');
    const records = lines.map((line, i) => ({line: i + 1, text: line}))
        .filter(({text: each}) => each.trim() !== '' && !each.startsWith('#'));
    const [header, ...rows] = records.map(({line, text: each}) => ({line, cells: cellsOf(each)}));
    return {file, lines, header: header!.cells, rows};
}

function cellsOf(line: string): string[] {
    const cells: string[] = [];
    for (let at = 0; at <= line.length;) {
        const quoted = line[at] === '"' ? /^"((?:[^"]|"")*)"/.exec(line.slice(at)) : null;
        const raw = quoted ? quoted[0] : /^[^,]*/.exec(line.slice(at))![0];
        cells.push(quoted ? quoted[1]!.replaceAll('""', '"') : raw);
        at += raw.length + 1;
    }
    return cells;
}

/** The table with other cells in one of its lines, and the column at which each of them begins. */
export function withLine(
    table: TextTable, line: number, cells: readonly string[],
): {text: string; columns: number[]} {
    const raw = cells.map(cell => /[",]/.test(cell) || cell !== cell.trim()
        ? `"${cell.replaceAll('"', '""')}"` : cell);
    const columns: number[] = [];
    raw.reduce((at, cell) => {
        columns.push(at);
        return at + cell.length + 1;
    }, 1);
    const lines = table.lines.with(line - 1, raw.join(','));
    return {text: `${lines.join('\n')}\n`, columns};
}
