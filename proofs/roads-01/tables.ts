import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Check, foundText, readTable, type Row} from '@karwan/base';

/** A toll as it was printed, with the class of ours that it is for. */
export interface PrintedToll {
    line: number;
    road: string;
    basis: string;
    payer: string;
    validFrom: string;
    printedClass: string;
    class: string;
    amount: string;
}

export type Verdict = 'input' | 'computed' | 'conflict' | 'outside';

/** What became of the printed rows that it takes. */
export interface Fate {
    line: number;
    road: string;
    basis: string;
    payer: string;
    validFrom: string;
    /** Undefined: all classes. */
    classes: readonly string[] | undefined;
    verdict: Verdict;
    day: string;
}

/** Figures that disagree, and what was chosen; in rupees. */
export interface Conflict {
    road: string;
    class: string;
    day: string;
    payer: string;
    printed: string;
    other: string;
    /** Empty where neither is carried. */
    chosen: string;
    rule: string;
}

const VERDICTS: readonly Verdict[] = ['input', 'computed', 'conflict', 'outside'];

/** The printed tolls of the reference, each with our name of its class. */
export function printedTolls(reference: string, corridor: string): PrintedToll[] {
    const classes = rowsOf(join(corridor, 'printed-classes.csv'),
        ['road', 'printed', 'class'], []);
    const find = (road: string, printed: string): string | undefined =>
        classes.find(row => row.printed.text === printed && row.road.text === road)?.class.text;
    return rowsOf(join(reference, 'corridor-geo', 'pakistan_tolls.csv'), [
        'road', 'basis', 'payer', 'valid_from', 'valid_to', 'class', 'rupees', 'source_title',
        'source_date', 'note',
    ], []).map(row => {
        const printedClass = row.class.text;
        const own = find(row.road.text, printedClass) ?? find('', printedClass);
        if (own === undefined) throw new Error(`printed-classes.csv has no ${printedClass}`);
        return {
            line: row.road.place.line, road: row.road.text, basis: row.basis.text,
            payer: row.payer.text.startsWith('no tag') ? 'no tag' : row.payer.text,
            validFrom: row.valid_from.text, printedClass, class: own, amount: row.rupees.text,
        };
    });
}

/** printed-tolls.csv of the corridor's folder. */
export function fatesIn(corridor: string): Fate[] {
    return rowsOf(join(corridor, 'printed-tolls.csv'), [
        'road', 'basis', 'payer', 'valid_from', 'classes', 'verdict', 'day', 'note',
    ], []).map(row => ({
        line: row.road.place.line, road: row.road.text, basis: row.basis.text,
        payer: row.payer.text, validFrom: row.valid_from.text,
        classes: row.classes.text === '*' ? undefined : row.classes.text.split(' '),
        verdict: VERDICTS.find(each => each === row.verdict.text) ?? wrong(row.verdict.text),
        day: row.day.text,
    }));
}

function wrong(text: string): never {
    throw new Error(`found the verdict ${foundText(text)}, expected ${VERDICTS.join(', ')}`);
}

/** conflicts.csv of the corridor's folder. */
export function conflictsIn(corridor: string): Conflict[] {
    return rowsOf(join(corridor, 'conflicts.csv'), [
        'road', 'class', 'day', 'payer', 'printed', 'other', 'chosen', 'rule', 'other_source',
    ], []).map(row => ({
        road: row.road.text, class: row.class.text, day: row.day.text, payer: row.payer.text,
        printed: row.printed.text, other: row.other.text, chosen: row.chosen.text,
        rule: row.rule.text,
    }));
}

function rowsOf<C extends string>(
    file: string, columns: readonly C[], optional: readonly C[],
): Row<C>[] {
    const check = new Check();
    const rows = readTable(file, readFileSync(file, 'utf8'), columns, optional, check);
    check.refuseIfFaulty();
    return rows;
}
