import {findIndicator} from '@karwan/base';
import type {Agreements, Commitment, Measurement, Project, Range} from './agreements.ts';
import {COMMITMENT, MEASUREMENT} from './read-figures.ts';

type Values = readonly string[];

/** The files of a corridor's agreements by name; reading them gives the same again. */
export function agreementFiles(agreements: Agreements): Map<string, string> {
    const {sources, parties, conflicts, commitments, measurements} = agreements;
    return new Map([
        ['agreements.yaml', headText(agreements)],
        ['sources.csv', table(['id', 'title', 'date'],
            sources.map(({id, title, date}) => [id, title, date]))],
        ['parties.csv', table(['id', 'name', 'country'],
            parties.map(({id, name, country}) => [id, name, country]))],
        ['agreements.csv', agreementTable(agreements)],
        ['commitments/all.csv', table(COMMITMENT, commitments.map(commitmentValues))],
        ['measurements.csv', table(MEASUREMENT, measurements.map(measurementValues))],
        ['conflicts.csv', table(['project', 'indicator', 'aspect', 'rule', 'named', 'why'],
            conflicts.map(({project, indicator, aspect, rule, named, why}) =>
                [project, indicator, aspect, rule, named, why]))],
    ]);
}

function headText({id, name, version, publisher, prefix, projects}: Agreements): string {
    const line = ([key, value]: [string, string]): string => `${key}: ${JSON.stringify(value)}`;
    const project = (each: Project): string => Object.entries(each)
        .filter(([, value]) => value !== '').map(line)
        .map((text, index) => `    ${index === 0 ? '- ' : '  '}${text}\n`).join('');
    const head = Object.entries({id, name, version, publisher, prefix}).map(line).join('\n');
    return `${head}\nprojects:\n${projects.map(project).join('')}`;
}

function agreementTable({agreements}: Agreements): string {
    return table(
        ['id', 'name', 'kind', 'date', 'place', 'parties', 'projects', 'source', 'note'],
        agreements.map(({id, name, kind, date, place, parties, projects, source, note}) =>
            [id, name, kind, date, place, parties.join(';'), projects.join(';'), source, note]));
}

function commitmentValues(each: Commitment): Values {
    const {id, project, indicator, aspect, standing, due, party, agreement, date} = each;
    return [id, project, indicator, aspect, standing, ...rangeValues(each.figure),
        unitOf(indicator), due, party, agreement, date, each.source, each.status, each.note];
}

function measurementValues(each: Measurement): Values {
    const {id, project, indicator, aspect, evidence, party, date} = each;
    return [id, project, indicator, aspect, ...rangeValues(each.figure), unitOf(indicator),
        evidence, party, date, each.source, each.status, each.note];
}

function unitOf(indicator: string): string {
    return findIndicator(indicator)?.unit ?? '';
}

function rangeValues(range: Range | undefined): Values {
    if (!range) return ['', '', ''];
    const {low, value, high} = range;
    return [low === value ? '' : `${low}`, `${value}`, high === value ? '' : `${high}`];
}

function table(columns: readonly string[], rows: readonly Values[]): string {
    return [columns, ...rows].map(row => `${row.map(cellText).join(',')}\n`).join('');
}

function cellText(text: string): string {
    return /[",\n]|^#|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
