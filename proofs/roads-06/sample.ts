import type {Chance} from '@karwan/base';
import {cellVariants} from './cell-variants.ts';
import {columnVariants} from './column-variants.ts';
import {fileVariants} from './file-variants.ts';
import {rowVariants} from './row-variants.ts';
import type {SchemeTexts} from './scheme-texts.ts';
import {cellIn, type Table} from './table.ts';
import type {Variant} from './variant.ts';
import {yamlFields} from './yaml-fields.ts';
import {yamlVariants} from './yaml-variants.ts';

/** A variant with the scheme that it is one of. */
export interface Sampled {
    scheme: SchemeTexts;
    variant: Variant;
}

/** Makes the variants of one place of one scheme, drawn anew at each call. */
type Draw = (chance: Chance) => Sampled[];

/**
 * So many variants, or one of each way in which each field of each file can be broken where that
 * is more. Which row, list item or value it is, the chance says.
 */
export function sampleVariants(
    schemes: readonly SchemeTexts[], count: number, chance: Chance,
): {sampled: Sampled[]; ways: number} {
    const once = schemes.flatMap(wholesOf);
    const draws = schemes.flatMap(drawsOf);
    const seen = new Map<string, Sampled>();
    const ways = new Map<string, Sampled[]>();
    for (let round = 0; round < 40 && (round === 0 || seen.size < 2 * count); round++) {
        for (const each of [...round === 0 ? once : [], ...draws.flatMap(draw => draw(chance))]) {
            const {variant: {file, text}} = each;
            const key = `${each.scheme.name}\0${file}\0${text}`;
            if (seen.has(key)) continue;
            seen.set(key, each);
            const way = `${each.variant.field}\0${each.variant.how}`;
            ways.set(way, [...ways.get(way) ?? [], each]);
        }
    }
    return {sampled: oneOfEachWay(ways, count, chance), ways: ways.size};
}

// Every way comes once before any comes twice.
function oneOfEachWay(
    ways: ReadonlyMap<string, readonly Sampled[]>, count: number, chance: Chance,
): Sampled[] {
    const left = [...ways.values()].map(of => shuffled(of, chance));
    const taken: Sampled[] = [];
    for (let nth = 0; taken.length < count && left.some(of => of.length > nth); nth++) {
        taken.push(...shuffled(left.flatMap(of => of[nth] ?? []), chance));
    }
    return taken.slice(0, count);
}

function shuffled<T>(items: readonly T[], chance: Chance): T[] {
    return items.map(item => ({item, at: chance.uniform()}))
        .sort((a, b) => a.at - b.at).map(({item}) => item);
}

function drawsOf(scheme: SchemeTexts): Draw[] {
    const said = (variants: readonly Variant[]): Sampled[] =>
        variants.map(variant => ({scheme, variant}));
    const tables = scheme.tables.filter(table => table.rows.length > 0);
    return [
        ...tables.flatMap(table => table.columns.map((column): Draw => chance =>
            said(cellsOf(scheme, table, column, chance)))),
        ...tables.map((table): Draw => chance => said(
            rowVariants(scheme, {table, row: chance.pick(table.rows)}, chance))),
        ...[...scheme.files].filter(([file]) => file.endsWith('.yaml'))
            .map(([file, text]): Draw => chance => said(yamlsOf(scheme, file, text, chance))),
    ];
}

// Whole columns and files are broken in one way each, whatever the chance says.
function wholesOf(scheme: SchemeTexts): Sampled[] {
    const columns = scheme.tables.filter(table => table.rows.length > 0).flatMap(table =>
        table.columns.flatMap(column => columnVariants(scheme, table, column)));
    return [...columns, ...fileVariants(scheme)].map(variant => ({scheme, variant}));
}

function cellsOf(
    scheme: SchemeTexts, table: Table, column: string, chance: Chance,
): Variant[] {
    const row = chance.pick(table.rows);
    const cell = cellIn(table, row, column)!;
    return cellVariants({scheme, placed: {table, row}, column, cell});
}

// Of the values under one path one is drawn.
function yamlsOf(scheme: SchemeTexts, file: string, text: string, chance: Chance): Variant[] {
    const byPattern = new Map<string, ReturnType<typeof yamlFields>>();
    for (const field of yamlFields(file, text)) {
        byPattern.set(field.pattern, [...byPattern.get(field.pattern) ?? [], field]);
    }
    return [...byPattern.values()].flatMap(fields => yamlVariants(scheme, chance.pick(fields)));
}
