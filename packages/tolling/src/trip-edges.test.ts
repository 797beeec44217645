import assert from 'node:assert/strict';
import test from 'node:test';
import type {StopKind} from './trip.ts';
import {ChargedEdges, edgesOf, type TripRows} from './trip-edges.ts';
import {TripGantries} from './trip-gantries.ts';
import {Places} from './trip-places.ts';

// A ramp between each two gantries but G3 and G4; R5 is of both carriageways.
const places = new Places([
    ['G1', 'R1', 'G2', 'R2', 'G3', 'G4', 'R5'], ['R5', 'H1', 'R6', 'H2'],
]);
const KINDS: Readonly<Record<string, StopKind>> =
    {'+': 'entry-tag', '-': 'exit', '': 'gantry'};

/** Trips in words: `+R1 G2 -R5` comes on at ramp R1, is seen at G2 and leaves at R5. */
function tripsOf(words: readonly string[]): TripRows {
    const starts = [0];
    const post = words.flatMap(trip => {
        const posts = trip.split(' ').map(word => {
            const [, sign, place] = /^([+-]?)(\w+)$/.exec(word)!;
            return places.post(KINDS[sign!]!, places.find(place!)!);
        });
        starts.push(starts.at(-1)! + posts.length);
        return posts;
    });
    const columns = {atMs: Float64Array.from(post.keys()), post: Uint16Array.from(post)};
    return {columns, starts: Uint32Array.from(starts)};
}

const everyGantry = tripsOf(['G1 G2 G3 G4', 'H1 H2']);
const gantries = new TripGantries(places, everyGantry.columns);

function passed(trip: string, charged?: ChargedEdges): string {
    const {columns} = tripsOf([trip]);
    return gantries.stretchesOf(columns, 0, columns.post.length).map(found => {
        const {carriageway, fromGantry, toGantry} = charged?.extend(found) ?? found;
        return Array.from({length: toGantry - fromGantry}, (_, nth) =>
            gantries.nameOf(carriageway, fromGantry + nth)).join(' ');
    }).join(' | ');
}

const stories: Readonly<Record<string, string>> = {
    'G1 G2 G3': 'G1 G2 G3',
    // A gantry between two that saw the trip.
    'G1 G3': 'G1 G2 G3',
    // Ramps say how far it went.
    '+R1 G3': 'G2 G3',
    'G2 -R5': 'G2 G3 G4',
    '+R1 -R5': 'G2 G3 G4',
    '+R1 -R2': 'G2',
    // Out of order, as an upload comes.
    'G3 G1': 'G1 G2 G3',
    // From one carriageway to the other.
    'G4 +R5 H1': 'G4 | H1',
    // On and off at the same ramp, or only once: no gantry for certain.
    '+R2 -R2': '',
    '+R5': '',
};

for (const [trip, expected] of Object.entries(stories)) {
    test(`${trip} passed ${expected || 'none for certain'}`, () => {
        assert.equal(passed(trip), expected);
    });
}

const many = (count: number, trip: string) => Array.from({length: count}, () => trip);

// G3 misses one in ten. Of trips that begin at G3, one in ten so seems to begin at G4, where
// nobody can come on; at G2 people do come on.
const lossy = tripsOf([
    ...many(900, 'G1 G2 G3 G4'), ...many(133, 'G1 G2 G4'),
    ...many(450, 'G3 G4 -R5'), ...many(50, 'G4 -R5'),
    ...many(300, 'G2 G3 G4'),
]);

test('who begins where nobody can come on was missed before', () => {
    const edges = edgesOf(lossy, gantries, places);
    const at = (gantry: string, side: string) =>
        edges.find(edge => edge.gantry === gantry && edge.side === side);
    const before = at('G4', 'before')!;
    assert.deepEqual([before.missed, before.trips], ['G3', 50]);
    assert.ok(before.chance > 0.8 && before.expected <= 50, JSON.stringify(before));
    assert.ok(at('G3', 'before')!.chance < 0.05, JSON.stringify(at('G3', 'before')));
    // No gantry stands before G1, and of G1's own misses nothing is known.
    assert.equal(at('G1', 'before'), undefined);
    assert.equal(at('G2', 'before'), undefined);
});

test('beyond doubt it counts as passed, in doubt it does not, and beside a ramp never', () => {
    const edges = edgesOf(lossy, gantries, places);
    const brave = new ChargedEdges(edges, gantries, 0.8);
    assert.equal(passed('G4 -R5', brave), 'G3 G4');
    assert.equal(passed('G3 G4', brave), 'G3 G4');
    assert.equal(passed('+R2 G3 G4', brave), 'G3 G4');
    assert.equal(passed('G4 -R5', new ChargedEdges(edges, gantries, 0.999)), 'G4');
});

test('a gantry that was silent throughout tells nothing of its misses', () => {
    const silent = tripsOf([...many(100, 'G1 G2 G4'), ...many(100, 'G4 -R5')]);
    const edges = edgesOf(silent, gantries, places);
    assert.equal(edges.find(({missed}) => missed === 'G3'), undefined);
});
