import assert from 'node:assert/strict';
import test from 'node:test';
import {loadScheme} from './load-scheme.ts';
import {schemeSkeleton} from './scheme-skeleton.ts';
import type {Scheme} from './scheme.ts';
import {tollRangeOf} from './toll-range.ts';

// The small scheme: a to b 12.5 km (12 to 13), b to c 27.5 km (27 to 28), cars 3.39 per km to the
// nearest ten; where a length is given, the whole road lies in that range.
function schemeWith(wholeKm?: string): Scheme {
    const files = schemeSkeleton('small');
    if (wholeKm) {
        const [low, high] = wholeKm.split(' to ');
        const length = `value: 40, low: ${low}, high: ${high}, status: estimated`;
        files.set('corridor.yaml', files.get('corridor.yaml')!.replace(
            'directions: [east, west]}',
            `directions: [east, west], tolledLength: {${length}, source: own, date: '2026'}}`));
    }
    files.set('tariffs.csv', files.get('tariffs.csv')!.replaceAll(',10,nearest', ',0.01,nearest'));
    return loadScheme(files, '');
}

function range(scheme: Scheme, gantries: string): string {
    const sections = gantries.split(' ')
        .map(id => scheme.corridor.sections.find(s => s.gantry === id)!);
    const atMs = Date.parse('2025-03-03');
    const {lowMinor, highMinor} = tollRangeOf(
        scheme, {road: 'MY-1', class: 'car', atMs, sections})!;
    return `${lowMinor} to ${highMinor}`;
}

test('each section moves the toll by its own range', () => {
    assert.equal(range(schemeWith(), 'E1'), '4068 to 4407');           // 12 and 13 km
    assert.equal(range(schemeWith(), 'E1 E2'), '13221 to 13899');      // 39 and 41 km
    assert.equal(range(schemeWith(), 'W2'), '9153 to 9492');           // 27 and 28 km
});

test('a whole road that is better known than its parts', () => {
    assert.equal(range(schemeWith('39.9 to 40.2'), 'E1 E2'), '13526 to 13628');
    // 39.9 less 28, but at least 12; 40.2 less 27, but at most 13.
    assert.equal(range(schemeWith('39.9 to 40.2'), 'E1'), '4068 to 4407');
    // 40 less 28, and 40 less 27.2: the rest cannot be shorter than 27.
    assert.equal(range(schemeWith('40 to 40'), 'E2'), '9153 to 9492');
    assert.equal(range(schemeWith('40 to 40'), 'E1 E2'), '13560 to 13560');
});

test('a price by gantry does not move', () => {
    const files = schemeSkeleton('small');
    const header = files.get('tariffs.csv')!.split('\n').find(line => line.startsWith('road'));
    const rows = ['car', 'truck'].flatMap(name => ['E1', 'E2', 'W1', 'W2'].map(gantry =>
        `MY-1,${name},2025-01-01,,per-gantry,${gantry},10,,,assumed,own,2026,`));
    files.set('tariffs.csv', [header, ...rows].join('\n'));
    assert.equal(range(loadScheme(files, ''), 'E1 E2'), '2000 to 2000');
});

test('nothing priced, nothing moved', () => {
    const scheme = schemeWith();
    const driven = {road: 'MY-1', class: 'car', atMs: 0, sections: scheme.corridor.sections};
    assert.equal(tollRangeOf(scheme, driven), undefined);
});
