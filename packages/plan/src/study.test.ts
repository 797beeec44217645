import assert from 'node:assert/strict';
import test from 'node:test';
import {compareScenarios, worthOf, type Frame} from './comparison.ts';
import type {Edit} from './edit.ts';
import type {MarketTable} from './market-table.ts';
import type {Model} from './model.ts';
import type {Scenario} from './scenario.ts';
import {settle} from './study.ts';

const bearer = {party: 'shippers', country: 'AA'};
const frame: Frame = {
    firstYear: 2026, years: 3, rate: 0, otherRates: [], baseYear: 'first-year-is-0',
    unit: 'M', tolerance: 1e-9, limit: 100,
};

// A border where lorries wait the longer the more come, and fewer come the longer they wait.
function border(steepness: number): Model[] {
    const table = (lorries: number, hours: number): MarketTable => ({
        id: 'trade', unit: 'M', bearers: [{bearer, share: 1}],
        trips: Float64Array.of(lorries), costs: Float64Array.of(hours, 1, 0, 0),
    });
    const road: Model = {
        id: 'road', names: {shut: ['pass']}, takes: ['hours'], tells: ['lorries'],
        run: ({edits}, _scenario, _drawn, exchange) => {
            const hours = (exchange.get('hours') ?? 0) + (edits.length > 0 ? 10 : 0);
            const lorries = 100 - 2 * hours;
            return {
                gives: new Map([['lorries', lorries]]), figures: () => [],
                outcome: () => ({amounts: [], markets: [table(lorries, hours)]}),
            };
        },
    };
    const queue: Model = {
        id: 'queue', names: {}, takes: ['lorries'], tells: ['hours'],
        run: (_moment, _scenario, _drawn, exchange) => ({
            gives: new Map([['hours', steepness * exchange.get('lorries')!]]),
            figures: () => [], outcome: () => ({amounts: [], markets: []}),
        }),
    };
    return [road, queue];
}

const open: Scenario = {
    id: 'open', name: 'Open', day: '2025-12-31', demand: 'd', tariffs: '2025-12-31', seed: 1,
    edits: [],
};
const shut: Edit = {
    kind: 'shut', of: 'pass', days: 365, mode: undefined, factor: 1, to: undefined,
    capital: undefined, first: undefined, years: 0, owner: undefined,
    at: {file: 'shut.yaml', line: 1, column: 1},
};

for (const steepness of [0.1, 1, 20]) {
    test(`models that overreact by ${2 * steepness} meet where both agree`, () => {
        const {exchange, isStable} = settle(border(steepness), {year: 2026, edits: []}, open,
            new Map(), frame);
        assert.ok(isStable);
        const lorries = 100 / (1 + 2 * steepness);
        assert.ok(Math.abs(exchange.get('lorries')! - lorries) < 1e-6);
    });
}

test('what does not settle is said so', () => {
    const noise: Model = {
        id: 'noise', names: {}, takes: ['n'], tells: ['n'],
        run: (_m, _s, _d, exchange) => ({
            gives: new Map([['n', (exchange.get('n') ?? 0) > 50 ? 0 : 100]]), figures: () => [],
            outcome: () => ({amounts: [], markets: []}),
        }),
    };
    assert.equal(settle([noise], {year: 2026, edits: []}, open, new Map(), frame).isStable, false);
});

test('a closure costs those who stay all of its hours, those who leave half', () => {
    const closed = {...open, id: 'closed', edits: [shut]};
    const {effects} = compareScenarios(border(0), open, closed, new Map(), frame);
    // 100 lorries at 0 hours, 80 at 10: (100 + 80) / 2 x 10, in each of three years.
    assert.equal(worthOf(effects, frame), -2700);
});

test('a scenario against itself is 0 in every series', () => {
    const {effects} = compareScenarios(border(1), open, {...open, id: 'twin'}, new Map(), frame);
    assert.ok(effects.every(({values}) => values.every(value => value === 0)));
});
