import {existsSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {groupedBy, indicators} from '@karwan/base';
import type {Agreements} from '@karwan/agreements';
import {agreementsIn, findAgreementsFolder} from '../agreement-files.ts';
import {checkoutFolder} from '../checkout.ts';
import {columns, promisedRows, type PromisedRow, type Told} from '../promised.ts';
import type {Said} from './command.ts';
import {Stop} from './exit-code.ts';

/**
 * The table of promised, planned, simulated and measured figures. Exits: `done`, `refused-input`,
 * `not-found`.
 */
export function tellPromised(
    name: string | undefined, options: Record<string, unknown>,
): Said {
    const agreements = agreementsIn(agreementsFolder(name));
    const {indicator, project} = options as {indicator?: string; project?: string};
    refuseUnknown('indicator', indicator, indicators.map(({id}) => id));
    refuseUnknown('project', project, agreements.projects.map(({id}) => id));
    const rows = promisedRows(agreements).filter(row =>
        (indicator === undefined || row.indicator.id === indicator)
        && (project === undefined || row.project === project));
    return {
        json: {corridor: agreements.id, version: agreements.version, rows: rows.map(jsonOf)},
        text: tableText(agreements, rows),
    };
}

/** The folder of a corridor's agreements. Stops where there is none, or more than one is meant. */
export function agreementsFolder(name: string | undefined): string {
    const checkout = checkoutFolder();
    const corridors = join(checkout, 'corridors');
    const all = readdirSync(corridors)
        .filter(each => existsSync(join(corridors, each, 'agreements', 'agreements.yaml')));
    const [only, ...others] = all;
    const meant = name ?? (others.length === 0 ? only : undefined);
    const folder = meant === undefined ? undefined : findAgreementsFolder(meant, checkout);
    if (folder !== undefined) return folder;
    throw new Stop('not-found', `found no agreements of ${meant ?? 'a corridor without a name'}; `
        + `expected a folder with an agreements.yaml, or one of ${all.join(', ')}`);
}

function refuseUnknown(what: string, id: string | undefined, known: readonly string[]): void {
    if (id === undefined || known.includes(id)) return;
    throw new Stop('not-found', `found no ${what} ${id}; expected one of ${known.join(', ')}`);
}

function jsonOf({project, indicator, aspect, columns: cells, choice}: PromisedRow): unknown {
    return {
        project, indicator: indicator.id, unit: indicator.unit, aspect,
        countsAsMeasured: indicator.countsAsMeasured, ...cells,
        isMeasured: cells.measured.length > 0, choice: choice ?? null,
    };
}

function tableText(agreements: Agreements, rows: readonly PromisedRow[]): string {
    const names = new Map(agreements.projects.map(({id, name}) => [id, name]));
    const count = (column: (typeof columns)[number]): number =>
        rows.flatMap(row => row.columns[column]).length;
    return [
        `${agreements.name}, version ${agreements.version}`,
        ...[...groupedBy(rows, ({project}) => project)].flatMap(([project, those]) =>
            ['', `${names.get(project)} (${project})`, line(HEAD), ...those.flatMap(rowLines)]),
        '',
        `${rows.length} rows: ${columns.map(each => `${count(each)} ${each}`).join(', ')}; `
            + `${rows.filter(row => row.columns.measured.length === 0).length} not measured.`,
        'A figure with * is the one that a scenario takes; --json has who said each, and where.',
    ].join('\n');
}

const HEAD = ['', ...columns];
const WIDTHS = [44, 36, 20, 12, 26];

function line(cells: readonly string[]): string {
    return cells.map((cell, index) => cell.padEnd(WIDTHS[index]!)).join(' ').trimEnd();
}

// One figure under another where there are several.
function rowLines(row: PromisedRow): string[] {
    const {indicator: {name, unit}, aspect, choice} = row;
    const cells = columns.map(column => {
        const told = row.columns[column].map(each => toldText(each, choice?.chosen === each.id));
        if (told.length > 0) return told;
        return [column === 'measured' ? 'not measured' : '-'];
    });
    const title = wrapped(`${name}${aspect === '' ? '' : `, ${aspect}`}, ${unit}`, WIDTHS[0]! - 3);
    const height = Math.max(title.length, ...cells.map(each => each.length));
    return Array.from({length: height}, (_, at) => line(
        [`  ${title[at] ?? ''}`, ...cells.map(each => each[at] ?? '')]));
}

function wrapped(text: string, width: number): string[] {
    const lines: string[] = [''];
    for (const word of text.split(' ')) {
        const last = lines.at(-1)!;
        if (last !== '' && last.length + word.length + 1 > width) lines.push(`  ${word}`);
        else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
    }
    return lines;
}

function toldText({figure, due, date}: Told, isChosen: boolean): string {
    if (!figure) return `in words alone (${date})`;
    const {low, value, high} = figure;
    const range = low === high ? `${value}` : `${low} to ${high}`;
    const by = due === '' || due === `${value}` ? '' : ` by ${due}`;
    return `${range}${by} (${date})${isChosen ? ' *' : ''}`;
}
