import assert from 'node:assert/strict';
import test from 'node:test';
import {Refusal} from '@karwan/base';
import {editText} from './edit.ts';
import {readScenarios, type Vocabulary} from './read-scenario.ts';
import {scenarioText} from './scenario.ts';

const vocabulary: Vocabulary = {
    names: {open: ['pass'], shut: ['pass'], build: ['line'], reprice: ['tolls'], restore: ['mill']},
    ways: new Map([['mill', ['new', 'old']]]), shutForDays: ['pass'], modes: ['road', 'rail'],
    inputs: ['line.capital'], demands: ['fitted'], firstYear: 2026, lastYear: 2055,
};
const today = `name: Today
day: 2025-12-31
demand: fitted
tariffs: 2025-12-31
seed: 7
edits:
    - shut: pass
`;

function read(text: string) {
    return readScenarios(new Map([['today.yaml', today], ['mine.yaml', text]]), vocabulary);
}

/** A page, and either its edits in words or where it is refused. */
const stories: Readonly<Record<string, readonly [page: string, told: string]>> = {
    'a base lends its edits, day and seed': ['name: A\nfrom: today\n', 'shut pass'],
    'what is opened is no longer shut': [
        'name: A\nfrom: today\nedits: [{open: pass}]\n', 'open pass'],
    'shut for days instead of always': ['name: A\nfrom: today\nedits: [{shut: pass, days: 90}]\n',
        'shut pass for 90 days a year'],
    'a line serves the year after its last outlay': [
        'name: A\nfrom: today\nedits:\n    - {build: line, capital: line.capital, first: 2027, '
        + 'years: 5, owner: railway AA}\n', 'shut pass, build line from 2032'],
    'what another page edits is taken in': ['name: A\nfrom: today\nedits: [{include: today}]\n',
        'shut pass'],
    'a misspelt verb': ['name: A\nfrom: today\nedits: [{close: pass}]\n', 'mine.yaml:3:10'],
    'a pass that is none': ['name: A\nfrom: today\nedits:\n    - open: paß\n', 'mine.yaml:4:13'],
    'no owner': ['name: A\nfrom: today\nedits: [{build: line, capital: line.capital, first: 2027, '
        + 'years: 5}]\n', 'mine.yaml:3:17'],
    'a base that leads back': ['name: A\nfrom: mine\n', 'mine.yaml:2:7'],
    'more days than a year has': ['name: A\nfrom: today\nedits: [{shut: pass, days: 366}]\n',
        'mine.yaml:3:28'],
};

for (const [story, [page, told]] of Object.entries(stories)) {
    test(story, () => {
        try {
            assert.equal(read(page).get('mine')!.edits.map(editText).join(', '), told);
        } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            assert.match(error.message, new RegExp(`^${told.replaceAll('.', '\\.')} `, 'm'));
        }
    });
}

test('a scenario knows on what it builds, and one that stands alone on nothing', () => {
    const scenarios = read('name: A\nfrom: today\n');
    assert.equal(scenarios.get('mine')!.base, 'today');
    assert.equal(scenarios.get('today')!.base, undefined);
});

test('the same page has the same bytes, wherever its edits stand', () => {
    const page = 'name: A\nfrom: today\nedits: [{open: pass}]\n';
    const moved = 'name: A\n# a comment\nfrom: today\nedits:\n    - open: pass\n';
    assert.equal(scenarioText(read(page).get('mine')!), scenarioText(read(moved).get('mine')!));
});
