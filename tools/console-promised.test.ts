import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'node:test';
import {indicators} from '../packages/base/src/index.ts';
import {conflictRules} from '../packages/agreements/src/index.ts';
import {checkoutFolder} from '../apps/server/src/checkout.ts';
import type {PromisedRow, PromisedTold, Told} from '../apps/web/src/data/promised.ts';
import {csvRows, figureText, rowsShown} from '../apps/web/src/promised/rows.ts';
import {promisedSearch} from '../apps/web/src/promised/search.ts';
import type {PromisedWords} from '../apps/web/src/promised/use-promised-words.ts';

test('each indicator, unit and rule has its word in three languages', () => {
    const wanted = [
        ...indicators.flatMap(({id, unit}) => [`indicator.${id}`, `measure.${unit}`]),
        ...conflictRules.map(rule => `promised.rule.${rule}`),
    ];
    for (const language of ['en', 'ur', 'ru']) {
        const words = JSON.parse(readFileSync(join(checkoutFolder(), 'apps', 'web', 'src',
            'promised', 'words', `${language}.json`), 'utf8')) as Record<string, string>;
        assert.deepEqual(wanted.filter(word => !words[word]), [], language);
    }
});

test('an address is what is looked at; what is none of it is left out', () => {
    const search = {
        pledge: 'uap', only: 'conflicts', find: 'cost', row: 'uap/freight/by 2030',
        source: 'uap-647:new-line.mt:2032',
    };
    assert.deepEqual(promisedSearch(search), search);
    assert.deepEqual(promisedSearch({
        pledge: '<b>', only: 'all', find: '', row: 'uap', source: 'a b', other: 'x'}), {});
});

const words = {
    language: {id: 'en'}, t: (word: string) => word, amount: (value: number) => value.toFixed(2),
} as unknown as PromisedWords;

function told(id: string, figure?: Told['figure'], made: Told['made'] = null): Told {
    return {
        id, due: '', party: 'nha', date: '2025', source: 's', status: 'published', note: '',
        at: 'agreements/a.csv:2', made, ...figure && {figure},
    };
}

function row(indicator: string, change: Partial<PromisedRow>): PromisedRow {
    return {
        project: 'uap', indicator, name: indicator, unit: 'km', aspect: '', countsAsMeasured: '',
        isMeasured: false, choice: null, promised: [], planned: [], simulated: [], measured: [],
        ...change,
    };
}

const range = (low: number, value: number, high: number) => ({low, value, high});
const cost = row('capital-cost', {
    planned: [told('a', range(4, 4, 4)), told('b', range(8, 8, 8))],
    choice: {rule: 'latest', why: 'newer', chosen: 'b'},
});
const length = row('length', {
    isMeasured: true, measured: [told('c', range(75, 75, 75))], aspect: 'first stretch'});
const table = {
    pledges: [{id: 'uap', names: {en: 'UAP'}, projects: ['uap']}], aspects: [],
    projects: [{id: 'uap', names: {en: 'Line'}, status: '', description: ''}],
    rows: [cost, length],
} as unknown as PromisedTold;

test('rows are shown by commitment, conflict, gap and name', () => {
    const shown = (search: Parameters<typeof rowsShown>[1]): string[] =>
        rowsShown(table, search, words).map(({indicator}) => indicator);
    assert.deepEqual(shown({}), ['capital-cost', 'length']);
    assert.deepEqual(shown({only: 'conflicts'}), ['capital-cost']);
    assert.deepEqual(shown({only: 'unmeasured'}), ['capital-cost']);
    assert.deepEqual(shown({find: 'STRETCH'}), ['length']);
    assert.deepEqual(shown({pledge: 'other'}), []);
});

test('a figure as it was said; of a scenario to as many places as say something', () => {
    const text = (each: Told, unit = 'km'): string => figureText(words, each, unit);
    assert.equal(text(told('a', range(3, 4, 5))), '3 – 5');
    assert.equal(text(told('a', range(1.2375, 1.2375, 1.2375))), '1.2375');
    assert.equal(text(told('a', range(1520, 1520, 1520)), 'mm'), '1,520');
    assert.equal(text(told('a', range(2027, 2027, 2027)), 'year'), '2027');
    assert.equal(text(told('a')), 'promised.words');
    const made = {kind: 'journeys'} as unknown as Told['made'];
    assert.equal(text(told('a', range(61.234, 61.234, 61.234), made)), '61.23');
});

test('the file has a line for each figure, and says where nothing was measured', () => {
    const [head, ...lines] = csvRows(table, table.rows);
    assert.deepEqual(lines.map(line => [line[5], line[6], line[17]]), [
        ['planned', 4, ''], ['planned', 8, 'latest'], ['measured', 'not measured', ''],
        ['measured', 75, ''],
    ]);
    for (const line of lines) assert.equal(line.length, head!.length);
});
