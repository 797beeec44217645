import type {SchemeTexts} from './scheme-texts.ts';
import {cellsIn, type Placed} from './scheme-texts.ts';
import {textIn} from './table.ts';
import type {Spot} from './variant.ts';
import {yamlFields} from './yaml-fields.ts';

/** The cells that refer to what a row defines: what must be refused once that is gone. */
export function referencesTo(scheme: SchemeTexts, {table, row}: Placed): Spot[] {
    const text = (column: string): string => textIn(table, row, column);
    switch (table.name) {
        case 'interchanges.csv': return toInterchange(scheme, text('road'), text('id'));
        case 'points.csv': return [
            ...cellsIn(scheme.rowsWith('devices.csv', {point: text('id')}), 'point'),
            ...cellsIn(scheme.rowsWith('tariffs.csv', {gantry: text('id')}), 'gantry'),
        ];
        default: return [];
    }
}

function toInterchange(scheme: SchemeTexts, road: string, id: string): Spot[] {
    return [
        ...cellsIn(scheme.rowsWith('sections.csv', {road, from: id}), 'from'),
        ...cellsIn(scheme.rowsWith('sections.csv', {road, to: id}), 'to', 'from'),
        ...cellsIn(scheme.rowsWith('points.csv', {road, at: id}), 'at'),
        ...cellsIn(scheme.rowsWith('tariffs.csv', {road, from: id}), 'from'),
        ...cellsIn(scheme.rowsWith('tariffs.csv', {road, to: id}), 'to', 'from'),
        ...[...scheme.files].filter(([file]) => file === 'corridor.yaml')
            .flatMap(([file, body]) => yamlFields(file, body))
            .filter(field => field.pattern === 'junctions[].at' && field.text === id)
            .map(field => field.spot),
    ];
}

/** The rows of tariffs whose amount stands on this row's line. */
export function derivedOf(scheme: SchemeTexts, {table, row}: Placed): Spot[] {
    const text = (column: string): string => textIn(table, row, column);
    const own = `${text('road')}/${text('class')}/${text('first_day')}`;
    const ladderClass = new Map(priceRules(scheme).map(rule => [rule.id, rule.ladderOf]));
    return cellsIn(scheme.rows('tariffs.csv').filter(each => {
        if (each.row === row) return false;
        const of = textIn(each.table, each.row, 'of');
        if (of === '') return false;
        const ladder = ladderClass.get(textIn(each.table, each.row, 'rule'));
        const [road, , day] = of.split('/');
        const here = `${textIn(each.table, each.row, 'road')}/${ladder}/`
            + textIn(each.table, each.row, 'first_day');
        return [of, ...ladder ? [here, `${road}/${ladder}/${day}`] : []].includes(own);
    }), 'of');
}

/** The price rules of corridor.yaml, as they are written. */
export function priceRules(
    scheme: SchemeTexts,
): {id: string; factor?: string; ladderOf?: string}[] {
    const listed = scheme.yaml.get('corridor.yaml')!['priceRules'];
    return (listed ?? []) as {id: string; factor?: string; ladderOf?: string}[];
}

/** The rules that make the amount themselves. */
export function makesAmount(scheme: SchemeTexts, id: string): boolean {
    const rule = priceRules(scheme).find(each => each.id === id);
    return rule !== undefined && (rule.factor !== undefined || rule.ladderOf !== undefined);
}

/** Cells at which two lines of a class on a road would count at once, or a line ends too early. */
export function clashingDays(placed: readonly Placed[], keys: readonly string[]): Spot[] {
    const cell = ({table, row}: Placed, column: string): string => textIn(table, row, column);
    const groups = new Map<string, Placed[]>();
    for (const each of placed) {
        const key = keys.map(column => cell(each, column)).join(' ');
        groups.set(key, [...groups.get(key) ?? [], each]);
    }
    return [...groups.values()].flatMap(group => {
        const lines = group.toSorted(
            (a, b) => cell(a, 'first_day') < cell(b, 'first_day') ? -1 : 1);
        return lines.flatMap((line, i) => {
            const [first, last] = [cell(line, 'first_day'), cell(line, 'last_day') || '9999-12-31'];
            const next = lines[i + 1];
            const isOver = next && cell(next, 'first_day') <= last
                && cell(next, 'first_day') !== first;
            return [
                ...last < first ? cellsIn([line], 'last_day') : [],
                ...isOver ? cellsIn([next], 'first_day') : [],
            ];
        });
    });
}

/** Where prices by days and hours of a row's class are told to leave a gap, or to clash. */
export function timeSpots(scheme: SchemeTexts, {table, row}: Placed): Spot[] {
    const [road, of] = [textIn(table, row, 'road'), textIn(table, row, 'class')];
    const lines = scheme.rowsWith(table.name, {road, class: of});
    const isTimed = lines.some(each =>
        ['days', 'hours'].some(name => textIn(each.table, each.row, name) !== ''));
    return isTimed ? cellsIn(lines, 'hours', 'days', 'road') : [];
}

/** True for a cell of a matrix of which a part stands for the way back. */
export function isOfTriangle(
    {scheme, placed: {table, row}}: {scheme: SchemeTexts; placed: Placed},
): boolean {
    return table.name === 'matrix.csv' && scheme.rowsWith('tariffs.csv', {
        road: textIn(table, row, 'road'), class: textIn(table, row, 'class'), symmetric: 'yes',
    }).length > 0;
}
