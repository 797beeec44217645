/** A table as CSV (RFC 4180), with a byte order mark so that spreadsheets read it as UTF-8. */
export function csvOf(rows: readonly (readonly (string | number)[])[]): string {
    const cell = (value: string | number): string => {
        const text = String(value);
        // A text that a spreadsheet would take for a formula is kept a text.
        const isFormula = typeof value === 'string' && /^[=+@\t\r]|^-(?![\d.])/.test(text);
        const safe = isFormula ? `'${text}` : text;
        return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
    };
    return `\uFEFF${rows.map(row => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** Hands a table to the browser as a file. */
export function saveCsv(name: string, rows: readonly (readonly (string | number)[])[]): void {
    const address = URL.createObjectURL(new Blob([csvOf(rows)], {type: 'text/csv'}));
    const link = Object.assign(document.createElement('a'), {href: address, download: name});
    link.click();
    URL.revokeObjectURL(address);
}
