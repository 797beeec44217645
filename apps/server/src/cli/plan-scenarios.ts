import {existsSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {askedFor, asGiven, compareScenarios, editText, presentValue} from '@karwan/plan';
import {comparisonOf} from '../plan/comparison-json.ts';
import {comparisonText, money} from '../plan/comparison-text.ts';
import {checkedTotals, type CheckedTotal} from '../plan/demand-check.ts';
import {studyFor} from '../plan/find-study.ts';
import {figuresOf} from '../plan/told-figures.ts';
import type {Said} from './command.ts';
import {Stop} from './exit-code.ts';

type Options = Record<string, unknown>;

/** The scenarios of a corridor. Exits: `done`, `not-found`, `refused-input`. */
export function listScenarios(options: Options): Said {
    const {study} = studyFor(options['corridor'] as string, []);
    const scenarios = [...study.scenarios.values()];
    return {
        json: {corridor: study.network.id, scenarios: scenarios.map(({id, name, day, edits}) =>
            ({id, name, day, edits: edits.map(editText)}))},
        text: scenarios.map(({id, name, edits}) =>
            [`${id.padEnd(20)} ${name}`, ...edits.map(edit => `${' '.repeat(22)}${editText(edit)}`)]
                .join('\n')).join('\n'),
    };
}

/**
 * Whether scenarios can be read, and the fitted demand beside published totals. Exits: `done`,
 * `no` where less than nine tenths of the totals are met, `not-found`, `refused-input`.
 */
export function checkPlan(words: readonly string[], options: Options): Said {
    const {study, scenarios} = studyFor(options['corridor'] as string, words);
    const checked = checkedTotals(study);
    const totals = checked.filter(({total}) => !isPrice(total.measure));
    const met = totals.filter(({isWithin}) => isWithin).length;
    const judging = totals.filter(({total}) => !total.isFitted);
    const {reluctance} = study.fitted;
    return {
        json: {corridor: study.network.id, met, of: totals.length, reluctance,
            totals: checked.map(({total: {line, ...total}, fitted, isWithin}) =>
                ({...total, ours: fitted, isWithin, at: `demand/totals.csv:${line}`}))},
        text: [
            ...scenarios.map(({id, edits}) => `${id}: ${edits.length} edits, no faults`),
            `Fitted against published: ${met} of ${totals.length} totals lie within their range or `
                + `15 % (${Math.round(100 * met / totals.length)} %); of ${
                    judging.length} that it was not fitted to, ${
                    judging.filter(({isWithin}) => isWithin).length}.`,
            ...totals.map(totalLine), '', 'Prices and days beside them, which are no totals:',
            ...checked.filter(({total}) => isPrice(total.measure)).map(totalLine), '',
            `To meet them a consignment of 20 t keeps off the railway as if it cost ${
                money(reluctance.rail)} USD more, off toll roads ${money(reluctance.toll)}.`,
        ].join('\n'),
        exit: met >= 0.9 * totals.length ? 'done' : 'no',
    };
}

function isPrice(measure: string): boolean {
    return ['usd', 'days', 'detour'].includes(measure.split(':')[0]!);
}

function totalLine({total, fitted, isWithin}: CheckedTotal): string {
    const {what, low, value, high, unit, source, isFitted} = total;
    const range = low === undefined && high === undefined ? '' : ` (${low ?? ''} to ${high ?? ''})`;
    return `  ${isWithin ? 'within' : 'BEYOND'} ${isFitted ? 'fitted' : 'judges'} ${
        what.padEnd(58)} ${money(fitted).padStart(9)} against ${value}${range} ${unit}; ${source}`;
}

/** What a scenario comes to in some years. Exits: `done`, `not-found`, `refused-input`. */
export function runScenario(word: string, options: Options): Said {
    const {study, scenarios: [scenario]} = studyFor(options['corridor'] as string, [word]);
    const {firstYear, years} = study.frame;
    const at = [firstYear, firstYear + 9, firstYear + years - 1];
    const figures = at.map(year => figuresOf(study, scenario!, year));
    const names = [...new Set(figures.flatMap(each => [...each.keys()]))];
    const rows = names.map(id => ({
        id, unit: figures.find(each => each.has(id))!.get(id)!.unit,
        values: figures.map(each => each.get(id)?.value ?? null),
    }));
    return {
        json: {scenario: scenario!.id, name: scenario!.name, years: at, figures: rows},
        text: [scenario!.name, ...scenario!.edits.map(edit => `  ${editText(edit)}`), '',
            `${''.padEnd(46)}${at.map(year => String(year).padStart(11)).join('')}`,
            ...rows.map(({id, unit, values}) => `${`${id}, ${unit}`.padEnd(46)}${values.map(
                value => (value === null ? '-' : money(value)).padStart(11)).join('')}`),
            '', 'All of it estimated.'].join('\n'),
    };
}

/** One scenario against another. Exits: `done`, `not-found`, `refused-input`, `wrong-usage`. */
export function compareHere([a, b]: [string, string], options: Options): Said {
    const {study, scenarios} = studyFor(options['corridor'] as string, [a, b]);
    const json = comparisonOf(
        study, scenarios[0]!, scenarios[1]!, drawsOf(options, study.frame.draws));
    return {json, text: comparisonText(json)};
}

function drawsOf(options: Options, usual: number): number {
    if (options['draws'] === undefined) return usual;
    const draws = Number(options['draws']);
    if (Number.isInteger(draws) && draws >= 0 && draws <= 100_000) return draws;
    throw new Stop('wrong-usage', `--draws: found "${
        options['draws'] as string}", expected a whole number from 0 to 100000`);
}

/**
 * Where the figures of a comparison come from: the inputs that were asked for with their sources,
 * and an effect year by year. Exits: `done`, `not-found`, `refused-input`.
 */
export function explainPlan([a, b]: [string, string], options: Options): Said {
    const {study, scenarios} = studyFor(options['corridor'] as string, [a, b]);
    const [without, withIt] = [scenarios[0]!, scenarios[1]!];
    const {models, inputs, frame} = study;
    const asked = askedFor(models, without, withIt, inputs, frame);
    const used = inputs.filter(({id}) => asked.has(id));
    const {effects} = compareScenarios(models, without, withIt, asGiven(inputs), frame);
    const name = options['effect'] as string | undefined;
    const meant = effects.filter(({id}) => name === undefined || id === name);
    if (meant.length === 0 && name !== undefined) {
        throw new Stop('not-found', `no effect "${name}", expected one of ${
            [...new Set(effects.map(({id}) => id))].join(', ')}`);
    }
    return {
        json: {inputs: used.map(({at, ...input}) => ({...input, at: `${at.file}:${at.line}`})),
            effects: meant, edits: withIt.edits.map(edit => ({text: editText(edit),
                at: `${edit.at.file}:${edit.at.line}`}))},
        text: [
            'Edits', ...withIt.edits.map(edit =>
                `  ${editText(edit).padEnd(60)} ${edit.at.file}:${edit.at.line}`), '',
            `Effects in ${frame.firstYear}, ${frame.firstYear + 10} and ${
                frame.firstYear + frame.years - 1}, and what they count`,
            ...meant.map(({id, bearer, unit, values, counts}) => `  ${id}, ${bearer.party} ${
                bearer.country}: ${[0, 10, frame.years - 1].map(year => money(values[year]!))
                .join(', ')} ${unit}; worth ${money(presentValue(
                values, frame.rate, frame.baseYear))}; counts ${counts.slice(0, 4).join(', ')}${
                counts.length > 4 ? ` and ${counts.length - 4} more` : ''}`), '',
            'Inputs that it asks for',
            ...used.map(({id, low, value, high, unit, status, source, date, at}) =>
                `  ${id.padEnd(24)} ${value} (${low} to ${high}) ${unit}; ${status}; ${source}, ${
                    date}; ${at.file}:${at.line}`), '',
            'Lengths, speeds, prices, border hours of the network: karwan route, with each source.',
        ].join('\n'),
    };
}

/**
 * Writes the two pages of a comparison. Exits: `done`, `not-found`, `refused-input`,
 * `wrong-usage`.
 */
export async function reportHere([a, b]: [string, string], options: Options): Promise<Said> {
    const {study, scenarios} = studyFor(options['corridor'] as string, [a, b]);
    const to = options['to'] as string;
    if (!existsSync(to)) mkdirSync(to, {recursive: true});
    const json = comparisonOf(
        study, scenarios[0]!, scenarios[1]!, drawsOf(options, study.frame.draws));
    const {reportHtml} = await import('../plan/report-html.ts');
    const {printedPdf} = await import('../plan/report-pdf.ts');
    const page = join(to, `${scenarios[1]!.id}.html`);
    writeFileSync(page, reportHtml(json, study));
    const pdf = await printedPdf(page);
    return {
        json: {html: page, pdf: pdf ?? null},
        text: pdf === undefined
            ? `Written to ${page}; no Chromium was found to print it with (KARWAN_CHROMIUM).`
            : `Written to ${page} and ${pdf}.`,
    };
}
