import assert from 'node:assert/strict';
import test from 'node:test';
import {findingsOf, totalsCompared} from './findings.ts';
import {graphOf} from './graph.ts';
import {loadNetwork} from './load-network.ts';
import {knownKmOf} from './shares.ts';
import {storyFiles} from './story-network.ts';

function findings(...edits: [file: string, old: string, changed: string][]): string[] {
    const files = storyFiles();
    for (const [file, old, changed] of edits) {
        assert(files.get(file)!.includes(old), `${file} has no ${old}`);
        files.set(file, files.get(file)!.replace(old, changed));
    }
    const network = loadNetwork(files);
    return findingsOf(network, graphOf(network)).map(({kind, what}) => `${kind}: ${what}`);
}

const usual = findings();

// A change of the files, and what is found unlikely then that was not before.
const stories: Record<string, [file: string, old: string, changed: string, told: string]> = {
    'shorter than the great circle': [
        'links/road.csv', '210,,,chord', '20,,,chord', 'length: length of r8'],
    'a gauge change gone': [
        'handovers.csv', 'change,yard,gauge,1676,1520', 'change,yard,gauge,1435,1520',
        'gauge: gauges at yard'],
    'a coordinate far from another source': [
        'coordinates.csv', 'plain,27.01', 'plain,27.2', 'coordinate: coordinate of plain'],
    'a crossing without a link': [
        'crossings.csv', 'west,West Pass', 'north,North Pass,AA;BB,\nwest,West Pass',
        'crossing: crossing north'],
    'an island': [
        'links/road.csv', '210,,,chord,estimated,a map,2021,open',
        '210,,,chord,estimated,a map,2021,abandoned', ''],
    'shares of a toll that leave some of it out': [
        'tolls.csv', 'r1,truck,12.00,12.00', 'r1,truck,5.00,12.00',
        'toll: toll of truck on N-1 in AA'],
    'a total that its links do not reach': [
        'totals.csv', 'plain,719', 'plain,900', 'total: berth to east-post by ML-1'],
};

for (const [name, [file, old, changed, told]] of Object.entries(stories)) {
    test(name, () => {
        const more = findings([file, old, changed]).filter(each => !usual.includes(each));
        assert.deepEqual(more, told === '' ? [] : [told]);
    });
}

test('what no open link joins is an island, what waits for a planned line is none', () => {
    assert.deepEqual(
        findings(['places/places.csv', 'far,Far Town', 'lone,Lone,town,BB,,,34,71,,assumed,own,'
            + '2020,\nfar,Far Town']).filter(each => !usual.includes(each)), ['island: 1 places']);
});

test('a toll shared out over two countries that number a road alike adds up in neither', () => {
    assert.deepEqual(findings(
        ['links/road.csv', 'r7,east-gate,capital,,road,B-2', 'r7,east-gate,capital,,road,N-1'],
        ['tolls.csv', 'r1,truck,12.00,12.00,', 'r7,truck,7.00,12.00,2025-07-01,,published,'
            + 'a notice,2025,\nr1,truck,5.00,12.00,'],
    ).filter(each => !usual.includes(each)), [
        'toll: toll of truck on N-1 in BB', 'toll: toll of truck on N-1 in AA']);
});

test('totals are summed over open links of their line, by what lies on the way', () => {
    const network = loadNetwork(storyFiles());
    assert.deepEqual(totalsCompared(network).map(({sumKm}) => sumKm), [720, 1_136]);
});

test('kilometres by how well they are known add up', () => {
    const {all, rows} = knownKmOf(loadNetwork(storyFiles()));
    assert.equal(all.km, rows.filter(row => row.mode !== 'sea')
        .reduce((sum, row) => sum + row.km, 0));
    assert.equal(Object.values(all.byStatus).reduce((a, b) => a + b), all.km);
    assert.equal(all.byStatus.published, 300 + 420 + 410 + 400 + 390 + 310 + 410 + 380);
    assert.equal(all.readKm, all.byStatus.published - 420);
});
