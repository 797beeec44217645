import assert from 'node:assert/strict';
import test from 'node:test';
import type {Told} from '../promised.ts';
import {toldText} from './promised.ts';

const told: Told = {
    id: 'a', figure: undefined, due: '', party: '', date: '2026-11-24', source: '',
    status: 'estimated', note: '', at: '', made: null,
};
const journeys: Told['made'] = {
    kind: 'journeys', figure: 'tag-share', counted: 1, of: 1, firstDay: '', lastDay: '', from: [],
};
const scenario: Told['made'] = {
    kind: 'scenario', scenario: 'ml1', name: 'ML-1', figure: 'trains', year: 2035, draws: 50,
    seed: 1, digest: '', atMs: 0,
};

/** What was made, its value, and how it stands in the table. */
const stories: Readonly<Record<string, readonly [Told['made'], number, string]>> = {
    'a share of all keeps its noughts': [journeys, 100, '100'],
    'so does a round number': [journeys, 120, '120'],
    'places beyond the third are left out': [journeys, 65.4321, '65.4'],
    'nothing is nothing': [journeys, 0, '0'],
    'a scenario with its range': [scenario, 1_000, '1000, 900 to 1100 (ml1 2035)'],
    'what was said stands as it was said': [null, 783.25, '783.25 (2026-11-24)'],
};

for (const [story, [made, value, expected]] of Object.entries(stories)) {
    test(story, () => {
        const [low, high] = made === null ? [value, value] : [0.9 * value, 1.1 * value];
        assert.equal(toldText({...told, figure: {value, low, high}, made}, false), expected);
    });
}
