/** What stands between the columns of a table. */
export type Separator = ',' | ';' | '\t';

const separators: readonly Separator[] = [',', ';', '\t'];

/**
 * The separator of a table, as its header shows it: whichever stands in it most often outside
 * quotes, the comma where none does. Spreadsheets write semicolons where the comma is for decimals.
 */
export function separatorOf(header: string): Separator {
    const plain = header.replace(/"(?:[^"]|"")*"?/g, '');
    const counts = separators.map(each => plain.split(each).length);
    return separators[counts.indexOf(Math.max(...counts))]!;
}
