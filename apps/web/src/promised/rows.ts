import {COLUMNS, type Column, type Names, type PromisedRow, type PromisedTold, type Told}
    from '../data/promised.ts';
import type {PromisedSearch} from './search.ts';
import type {PromisedWord, PromisedWords} from './use-promised-words.ts';

/** The name of a row in the address. */
export function rowKey({project, indicator, aspect}: PromisedRow): string {
    return `${project}/${indicator}/${aspect}`;
}

/** How many figures of a row disagree: those of commitments, where a rule picks among them. */
export function disagreeing(row: PromisedRow): number {
    return row.choice ? saidIn(row).length : 0;
}

/** The figures that parties said and studies planned: a rule picks among these. */
export function saidIn({promised, planned}: PromisedRow): Told[] {
    return [...promised, ...planned].filter(({made}) => made === null);
}

/** What something is called in the language of the person, else in English. */
export function nameIn({language}: PromisedWords, names: Names): string {
    return names[language.id] ?? names.en;
}

export function indicatorName({t}: PromisedWords, {indicator}: PromisedRow): string {
    return t(`indicator.${indicator}` as PromisedWord);
}

/** What tells figures of one indicator apart; in English where nobody translated it. */
export function aspectName(
    words: PromisedWords, {aspect}: PromisedRow, {aspects}: PromisedTold,
): string {
    const names = aspects.find(({en}) => en === aspect);
    return names ? nameIn(words, names) : aspect;
}

export function unitName({t}: PromisedWords, {unit}: PromisedRow): string {
    return t(`measure.${unit}` as PromisedWord);
}

/** The rows of an address, in the order of the plan's commitments. */
export function rowsShown(
    told: PromisedTold, {pledge, only, find}: PromisedSearch, words: PromisedWords,
): PromisedRow[] {
    const wanted = find?.trim().toLowerCase();
    const meant = told.pledges.filter(({id}) => pledge === undefined || id === pledge);
    const names = new Map(told.projects.map(each => [each.id, each.names]));
    const isFound = (row: PromisedRow): boolean => wanted === undefined || [
        row.name, indicatorName(words, row), row.aspect, aspectName(words, row, told),
        names.get(row.project)!.en, nameIn(words, names.get(row.project)!),
    ].some(text => text.toLowerCase().includes(wanted));
    return meant.flatMap(({projects}) => told.rows.filter(row => projects.includes(row.project)))
        .filter(row => only !== 'conflicts' || row.choice !== null)
        .filter(row => only !== 'unmeasured' || !row.isMeasured)
        .filter(isFound);
}

/** A value as it was said: no digit is added or lost, and a year is no thousands. */
export function valueText({language}: PromisedWords, value: number, unit: string): string {
    return new Intl.NumberFormat(`${language.id}-u-nu-latn`, {
        maximumFractionDigits: 4, useGrouping: unit !== 'year',
    }).format(value);
}

/** A figure in a cell: as it was said, or what was made to as many places as say something. */
export function figureText(words: PromisedWords, told: Told, unit: string): string {
    const {figure, made} = told;
    if (!figure) return words.t('promised.words');
    if (made) return words.amount(figure.value);
    const text = (value: number): string => valueText(words, value, unit);
    return figure.low === figure.high ? text(figure.value)
        : `${text(figure.low)} – ${text(figure.high)}`;
}

/** Each figure of rows as a line of a file. */
export function csvRows(told: PromisedTold, rows: readonly PromisedRow[]): (string | number)[][] {
    const pledgeOf = new Map(told.pledges.flatMap(({id, projects}) =>
        projects.map(project => [project, id] as const)));
    const line = (row: PromisedRow, column: Column, each: Told): (string | number)[] => [
        pledgeOf.get(row.project) ?? '', row.project, row.indicator, row.aspect, row.unit, column,
        each.figure?.value ?? '', each.figure?.low ?? '', each.figure?.high ?? '', each.due,
        each.party, each.date, each.source, each.status, each.note, each.at, each.id,
        row.choice?.chosen === each.id ? row.choice.rule : '',
        each.made?.kind === 'scenario' ? `${each.made.draws} draws, seed ${each.made.seed}`
            : each.made ? `${each.made.counted} of ${each.made.of}` : '',
    ];
    return [
        ['commitment', 'project', 'indicator', 'aspect', 'unit', 'column', 'value', 'low', 'high',
            'due', 'party', 'date', 'source', 'status', 'note', 'stands_in', 'id',
            'taken_by_rule', 'made_of'],
        ...rows.flatMap(row => [
            ...COLUMNS.flatMap(column => row[column].map(each => line(row, column, each))),
            ...row.isMeasured ? [] : [[
                pledgeOf.get(row.project) ?? '', row.project, row.indicator, row.aspect, row.unit,
                'measured', 'not measured', ...new Array<string>(12).fill(''),
            ]],
        ]),
    ];
}
