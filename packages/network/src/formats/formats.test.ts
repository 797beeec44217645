import assert from 'node:assert/strict';
import test from 'node:test';
import {loadNetwork} from '../load-network.ts';
import type {Network} from '../network.ts';
import {storyFiles, storyNetwork} from '../story-network.ts';
import {filesFromGeoJson, geoJsonFrom} from './geojson.ts';
import {gmnsFaults} from './gmns-faults.ts';
import {filesFromGmns, gmnsFrom} from './gmns.ts';
import {filesFrom} from './network-text.ts';

// Where a row stands in its file is the one thing that a round trip may change.
function unplaced(network: Network): unknown {
    return JSON.parse(JSON.stringify(network, (key, value: unknown) =>
        key === 'at' ? (value as {file: string}).file : value));
}

const trips: Record<string, (network: Network) => ReadonlyMap<string, string>> = {
    'its own files': network => filesFrom(network),
    'GMNS': network => filesFromGmns(gmnsFrom(network)),
    'GeoJSON': network => filesFromGeoJson(JSON.stringify(geoJsonFrom(network))),
};

for (const [name, trip] of Object.entries(trips)) {
    test(`a network comes back whole from ${name}`, () => {
        const network = storyNetwork();
        assert.deepEqual(unplaced(loadNetwork(trip(network))), unplaced(network));
    });
}

test('texts with commas, quotes, blanks and a hash come back', () => {
    const files = storyFiles();
    files.set('crossings.csv', files.get('crossings.csv')!.replace(
        'West Pass,AA;BB,', '" #West, ""the"" Pass ",AA;BB,"#1, two"'));
    const network = loadNetwork(files);
    assert.equal(network.crossings[0]!.name, ' #West, "the" Pass ');
    for (const trip of Object.values(trips)) {
        assert.deepEqual(unplaced(loadNetwork(trip(network))), unplaced(network));
    }
});

test('what is written passes the published checks of GMNS, and a broken table does not', () => {
    const gmns = gmnsFrom(storyNetwork());
    assert.deepEqual(gmnsFaults(gmns), []);
    const broken: [string, string, string, RegExp][] = [
        ['link.csv', ',false,', ',maybe,', /directed "maybe" is neither true nor false/],
        ['link.csv', 'r1,N-1,harbour', 'r1,N-1,nowhere', /from_node_id "nowhere" is no node_id/],
        ['node.csv', 'berth,Harbour berths,67', 'berth,Harbour berths,east',
            /x_coord "east" is no/],
        ['node.csv', 'x_coord', 'x', /no field x_coord/],
        ['config.csv', ',string', ',text', /id_type "text" is none of the choices/],
    ];
    for (const [file, old, changed, told] of broken) {
        assert(gmns.get(file)!.includes(old), `${file} has no ${old}`);
        const files = new Map(gmns).set(file, gmns.get(file)!.replace(old, changed));
        assert.match(gmnsFaults(files).join('\n'), told);
    }
});
