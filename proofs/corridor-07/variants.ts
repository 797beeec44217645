import type {Chance} from '@karwan/base';
import {columnRules, yamlRules} from './rules.ts';
import {tableOf, withLine, type TextTable} from './table.ts';

/** One changed file of a network, and where it must be refused. */
export interface Variant {
    /** `links/road.csv length_km "many"`. */
    how: string;
    file: string;
    /** What stands in the file now; undefined where it is gone. */
    text: string | undefined;
    /** The file and line of the fault; its column too, where a single cell is wrong. */
    line: number;
    column: number | undefined;
}

/** Every way in which a field, row or file can be broken, each at a place that the chance draws. */
export function variantsOf(files: ReadonlyMap<string, string>, chance: Chance): Variant[] {
    return [...files].flatMap(([file, text]) => file.endsWith('.yaml')
        ? [...yamlVariants(file, text), ...fileVariants(file)]
        : [...tableVariants(tableOf(file, text), chance), ...fileVariants(file)]);
}

function fileVariants(file: string): Variant[] {
    const base = {file, line: 1, column: 1};
    const isNeeded = ['network.yaml', 'crossings.csv', 'handovers.csv', 'rates.csv'].includes(file);
    return [
        {...base, how: `${file} empty`, text: ''},
        ...isNeeded ? [{...base, how: `${file} gone`, text: undefined}] : [],
    ];
}

function yamlVariants(file: string, text: string): Variant[] {
    const lines = text.split('\n');
    return yamlRules.flatMap(({how, line, becomes, below = 0}) => {
        const at = lines.findIndex(each => line.test(each));
        if (at < 0) return [];
        const changed = lines.with(at, lines[at]!.replace(line, becomes)).join('\n');
        const told = at + 1 + below;
        return [{how: `${file} ${how}`, file, text: changed, line: told, column: undefined}];
    });
}

function tableVariants(table: TextTable, chance: Chance): Variant[] {
    const folder = table.file.split('/')[0]!;
    const rules = columnRules[folder]!;
    const unknown = table.header.filter(column => !rules[column]);
    if (unknown.length > 0) throw new Error(`${table.file}: no rule for ${unknown.join(', ')}`);
    return [
        ...table.header.flatMap((column, nth) => [
            ...table.rows.length === 0 ? [] : rules[column]!.wrong.map(wrong =>
                cellVariant(table, nth, wrong, chance)),
            ...columnVariants(table, nth, rules[column]!.isNeeded),
        ]),
        ...table.rows.length === 0 ? [] : rowVariants(table, chance),
    ];
}

function cellVariant(table: TextTable, nth: number, wrong: string, chance: Chance): Variant {
    const row = chance.pick(table.rows);
    const {text, columns} = withLine(table, row.line, row.cells.with(nth, wrong));
    return {
        how: `${table.file} ${table.header[nth]} "${wrong}"`, file: table.file, text,
        line: row.line, column: columns[nth]!,
    };
}

function columnVariants(table: TextTable, nth: number, isNeeded: boolean): Variant[] {
    const line = table.lines.findIndex(each => !each.startsWith('#') && each.trim() !== '') + 1;
    const header = (cells: string[]) => withLine(table, line, cells);
    const name = table.header[nth]!;
    const misspelt = header(table.header.with(nth, `${name}s`));
    const twice = header([...table.header, name]);
    const gone = table.lines.map((each, i) => i + 1 < line || each.startsWith('#')
        || each.trim() === '' ? each
        : withLine(table, i + 1, [...tableOf(table.file, each).header].toSpliced(nth, 1))
            .text.split('\n')[i]!);
    return [
        {
            how: `${table.file} ${name} misspelt`, file: table.file, text: misspelt.text, line,
            column: misspelt.columns[nth]!,
        },
        {
            how: `${table.file} ${name} twice`, file: table.file, text: twice.text, line,
            column: twice.columns.at(-1)!,
        },
        ...isNeeded && table.header.length > 1 ? [{
            how: `${table.file} ${name} gone`, file: table.file, text: `${gone.join('\n')}\n`, line,
            column: 1,
        }] : [],
    ];
}

function rowVariants(table: TextTable, chance: Chance): Variant[] {
    const row = chance.pick(table.rows);
    const nth = chance.below(row.cells.length);
    const less = withLine(table, row.line, row.cells.toSpliced(nth, 1));
    const more = withLine(table, row.line, row.cells.toSpliced(nth, 0, 'more'));
    const open = withLine(table, row.line, row.cells);
    const lines = open.text.split('\n');
    const unclosed = lines.with(row.line - 1,
        `"${lines[row.line - 1]!.replaceAll('"', '')}`).join('\n');
    const base = {file: table.file, line: row.line, column: 1};
    const isKeyed = table.header.includes('id') || table.file === 'rates.csv';
    return [
        {...base, how: `${table.file} a cell less`, text: less.text},
        {...base, how: `${table.file} a cell more`, text: more.text},
        {...base, how: `${table.file} a quote open`, text: unclosed},
        ...isKeyed ? [{
            ...base, how: `${table.file} a row twice`, line: row.line + 1, column: undefined,
            text: lines.toSpliced(row.line, 0, lines[row.line - 1]!).join('\n'),
        }] : [],
    ];
}
