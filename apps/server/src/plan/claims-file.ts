import {findIndicator, readTable, type Check} from '@karwan/base';
import type {Agreements} from '@karwan/agreements';
import type {CorridorFrame} from './frame-file.ts';

/** What somebody claimed of a scenario, with the figure of ours that it is held against. */
export interface Claim {
    scenarios: readonly string[];
    what: string;
    figure: string;
    year: number;
    commitment: string | null;
    low: number | null;
    value: number | null;
    high: number | null;
    unit: string;
    source: string;
    date: string;
    note: string;
    line: number;
}

const COLUMNS = ['scenarios', 'what', 'figure', 'year', 'commitment', 'low', 'value', 'high',
    'unit', 'source', 'source_date', 'note'] as const;

/** Reads `claims.csv`; a claim that names a commitment takes figure, source and date of it. */
export function readClaims(
    file: string, text: string, agreements: Agreements,
    conversions: CorridorFrame['conversions'], check: Check,
): Claim[] {
    const titles = new Map(agreements.sources.map(({id, title}) => [id, title]));
    return readTable(file, text, COLUMNS, ['note'], check).map(row => {
        const number = (cell: typeof row.low): number | null =>
            check.optional(cell, each => check.number(each, 'claim', -1e9, 1e9)) ?? null;
        const commitment = row.commitment.text === '' ? undefined
            : agreements.commitments.find(({id}) => id === row.commitment.text);
        if (row.commitment.text !== '' && !commitment) {
            check.fault(row.commitment.place, 'commitment', `"${row.commitment.text}"`,
                'one of ../agreements');
        }
        const figure = commitment?.figure;
        const unit = check.text(row.unit, 'unit');
        const promisedIn = commitment && findIndicator(commitment.indicator)?.unit;
        const scale = 1 / (conversions.find(({from, to}) =>
            from === promisedIn && to === unit)?.divideBy ?? 1);
        const scaled = (value: number | undefined): number | null =>
            value === undefined ? null : value * scale;
        return {
            scenarios: row.scenarios.text.split(';'), what: check.text(row.what, 'what'),
            figure: check.text(row.figure, 'figure'),
            year: check.number(row.year, 'year', 2000, 2100), commitment: commitment?.id ?? null,
            low: commitment ? scaled(figure?.low) : number(row.low),
            value: commitment ? scaled(figure?.value) : number(row.value),
            high: commitment ? scaled(figure?.high) : number(row.high), unit,
            source: commitment ? titles.get(commitment.source) ?? commitment.source
                : check.text(row.source, 'source'),
            date: commitment?.date ?? check.text(row.source_date, 'source_date'),
            note: row.note.text, line: row.scenarios.place.line,
        };
    });
}
