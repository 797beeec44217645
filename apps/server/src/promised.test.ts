import assert from 'node:assert/strict';
import test from 'node:test';
import type {Agreements, Evidence, Measurement} from '@karwan/agreements';
import {agreementsIn} from './agreement-files.ts';
import {checkoutFolder} from './checkout.ts';
import {columns, promisedRows, type Column} from './promised.ts';

const agreements: Agreements = agreementsIn(`${checkoutFolder()}/corridors/pakistan/agreements`);

function tagShare(evidence: Evidence, project = 'e-tagging'): Measurement {
    return {
        id: `m-${evidence}`, project, indicator: 'tag-share', aspect: 'M-2', evidence,
        figure: {value: 61, low: 61, high: 61}, party: 'nha', date: '2025-03-03', source: 'own',
        status: 'measured', note: '', at: {file: 'given', line: 1, column: 1},
    };
}

function withMeasured(measurements: readonly Measurement[]): Agreements {
    return {...agreements, measurements: [...agreements.measurements, ...measurements]};
}

// What a figure rests on, and the one column that it stands in.
const stories: Record<Evidence, Column> = {
    published: 'measured', readings: 'measured', world: 'simulated',
};

for (const [evidence, expected] of Object.entries(stories) as [Evidence, Column][]) {
    test(`a figure of ${evidence} stands in the column ${expected} and in no other`, () => {
        const given = tagShare(evidence);
        const rows = promisedRows(withMeasured([given]));
        const held = rows.flatMap(row => columns.filter(column =>
            row.columns[column].some(({id}) => id === given.id)));
        assert.deepEqual(held, [expected]);
    });
}

test('a world\'s figure never stands in the measured column, whatever it measures', () => {
    const given = agreements.projects.map(({id}) => ({...tagShare('world', id), id: `w-${id}`}));
    const rows = promisedRows(withMeasured(given));
    const measured = rows.flatMap(row => row.columns.measured);
    assert.equal(measured.filter(({id}) => id.startsWith('w-')).length, 0);
    assert.equal(rows.flatMap(row => row.columns.simulated).length, agreements.projects.length);
});

test('every figure of the files stands in the table once, with its source and its line', () => {
    const told = promisedRows(agreements).flatMap(row => columns.flatMap(c => row.columns[c]));
    const ids = [...agreements.commitments, ...agreements.measurements].map(({id}) => id);
    assert.deepEqual(told.map(({id}) => id).sort(), ids.sort());
    for (const {source, at} of told) {
        assert.ok(source.length > 5);
        assert.match(at, /^agreements\/.*\.csv:\d+$/);
    }
});

test('the length of the UAP: all six figures stay, and the rule in the data picks one', () => {
    const row = promisedRows(agreements).find(each =>
        each.project === 'uap' && each.indicator.id === 'length')!;
    const values = (['planned', 'promised'] as const).flatMap(column =>
        row.columns[column].map(({figure}) => figure!.value));
    assert.deepEqual(values.sort(), [573, 647, 760, 760, 780, 783]);
    assert.equal(row.choice!.chosen, 'uap-length-2025');
    assert.deepEqual(row.columns.measured, []);
});
