import assert from 'node:assert/strict';
import test from 'node:test';
import {modelsConcerned} from './comparison.ts';
import {editKey, type Edit} from './edit.ts';
import type {Model} from './model.ts';
import type {Scenario} from './scenario.ts';
import {circlesOf} from './study.ts';

const model = (id: string, takes: string[], tells: string[], more: Partial<Model> = {}): Model => ({
    id, names: {}, takes, tells, ...more,
    run: () => ({
        gives: new Map(), figures: () => [], outcome: () => ({amounts: [], markets: []}),
    }),
});
const models = [
    model('works', [], ['works.'], {names: {restore: ['works']}}),
    model('inland', ['works.'], []),
    model('roads', ['hours.'], ['trucks.'], {mindsTariffs: true}),
    model('border', ['trucks.'], ['hours.']),
];
const base: Scenario = {
    id: 'base', name: 'Base', day: '2025-12-31', demand: 'd', tariffs: '2025-12-31', seed: 1,
    edits: [],
};
const restore: Edit = {
    kind: 'restore', of: 'works', days: 365, mode: undefined, factor: 1, to: 'new',
    capital: 'cheap', first: 2027, years: 2, owner: {party: 'works', country: 'AA'},
    at: {file: 'a.yaml', line: 1, column: 1},
};
const concerned = (withIt: Partial<Scenario>): string =>
    modelsConcerned(models, base, {...base, ...withIt}).map(({id}) => id).join(' ');

test('only models that hear one another go round in a circle', () => {
    assert.deepEqual(circlesOf(models).map(circle => circle.map(({id}) => id)),
        [['works'], ['inland'], ['roads', 'border']]);
});

test('another day of tariffs concerns who minds it and who hears of it, and nobody else', () => {
    assert.equal(concerned({tariffs: '2024-12-31'}), 'roads border');
    assert.equal(concerned({edits: [restore]}), 'works inland');
    assert.equal(concerned({}), '');
});

test('an edit with another capital or owner is another edit, wherever it stands', () => {
    const elsewhere = {...restore, at: {file: 'b.yaml', line: 9, column: 2}};
    assert.equal(editKey(restore), editKey(elsewhere));
    assert.notEqual(editKey(restore), editKey({...restore, capital: 'dear'}));
    assert.notEqual(editKey(restore), editKey({...restore, owner: {party: 'x', country: 'AA'}}));
});
