import {findIndicator, indicators, type Indicator} from '@karwan/base';
import {
    choicesOf, subjectKey, type Agreements, type Commitment, type Evidence, type Measurement,
    type Range, type Standing, type Subject,
} from '@karwan/agreements';

/** The four columns of the front page, in their order. */
export const columns = ['promised', 'planned', 'simulated', 'measured'] as const;
export type Column = (typeof columns)[number];

/** How a figure came about that stands in no file: what it was made from. */
export type Made =
    | {
        kind: 'scenario'; scenario: string; name: string; figure: string; year: number;
        draws: number; seed: number; digest: string; atMs: number;
    }
    | {
        kind: 'journeys'; figure: string; counted: number; of: number; firstDay: string;
        lastDay: string; from: readonly string[];
    };

/** A figure with its evidence: who said or measured it, when, and where that is written. */
export interface Told {
    readonly id: string;
    readonly figure: Range | undefined;
    readonly due: string;
    readonly party: string;
    readonly date: string;
    readonly source: string;
    readonly status: string;
    readonly note: string;
    /** File and line in the corridor's folder; of what was made the scenario's, or nothing. */
    readonly at: string;
    readonly made: Made | null;
}

/** A figure that was made, not read: of a scenario, or of journeys. */
export interface MadeFigure {
    readonly subject: Subject;
    readonly column: Exclude<Column, 'promised'>;
    readonly told: Told;
}

/** One indicator of one project, with all that was said and measured of it. */
export interface PromisedRow {
    readonly project: string;
    readonly indicator: Indicator;
    readonly aspect: string;
    readonly columns: Readonly<Record<Column, readonly Told[]>>;
    /** Which figure a scenario takes where sources disagree, by which rule and why. */
    readonly choice: {rule: string; why: string; chosen: string | null} | undefined;
}

/** Where a commitment stands. */
const OF_STANDING: Record<Standing, Column> = {promised: 'promised', planned: 'planned'};
/** Where a figure stands by what it rests on: a world's is never measured. */
export const OF_EVIDENCE: Record<Evidence, Column> = {
    published: 'measured', readings: 'measured', world: 'simulated',
};

/**
 * The columns joined by project, indicator and aspect, in the order of projects and indicators.
 * `made` are figures that do not stand in the files: of scenarios, and of journeys.
 */
export function promisedRows(
    agreements: Agreements, made: readonly MadeFigure[] = [],
): PromisedRow[] {
    const rows = new Map<string, Record<Column, Told[]> & {subject: Subject}>();
    const cell = (subject: Subject, column: Column): Told[] => {
        const key = subjectKey(subject);
        const row = rows.get(key)
            ?? {subject, promised: [], planned: [], simulated: [], measured: []};
        rows.set(key, row);
        return row[column];
    };
    const title = new Map(agreements.sources.map(each => [each.id, each.title]));
    const name = new Map(agreements.parties.map(each => [each.id, each.name]));
    const told = (each: Commitment | Measurement): Told => ({
        id: each.id, figure: each.figure, due: 'due' in each ? each.due : '',
        party: name.get(each.party) ?? each.party, date: each.date,
        source: title.get(each.source) ?? each.source, status: each.status, note: each.note,
        at: `agreements/${each.at.file}:${each.at.line}`, made: null,
    });
    for (const each of agreements.commitments) {
        cell(each, OF_STANDING[each.standing]).push(told(each));
    }
    for (const each of agreements.measurements) {
        cell(each, OF_EVIDENCE[each.evidence]).push(told(each));
    }
    for (const each of made) cell(each.subject, each.column).push(each.told);
    const choices = new Map(choicesOf(agreements).map(each => [subjectKey(each.subject), each]));
    return [...rows].map(([key, {subject, ...cells}]) => {
        const {conflict, chosen} = choices.get(key) ?? {};
        return {
            project: subject.project, indicator: findIndicator(subject.indicator)!,
            aspect: subject.aspect, columns: cells,
            choice: conflict && {
                rule: conflict.rule, why: conflict.why, chosen: chosen?.id ?? null,
            },
        };
    }).sort(byProject(agreements));
}

function byProject({projects}: Agreements) {
    const place = new Map(projects.map(({id}, index) => [id, index]));
    return (a: PromisedRow, b: PromisedRow): number =>
        place.get(a.project)! - place.get(b.project)!
        || indicators.indexOf(a.indicator) - indicators.indexOf(b.indicator);
}
