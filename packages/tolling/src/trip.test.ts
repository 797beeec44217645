import assert from 'node:assert/strict';
import test from 'node:test';
import {tripsFrom, type Stop, type StopKind} from './trip.ts';
import {BANDS, TRIP_MODEL_FORMAT, type TripModel, type TripRow} from './trip-model.ts';
import {Places} from './trip-places.ts';
import {columnsOf, tableRule, TripTable} from './trip-table.ts';

const ROAD = [['S1', 'G1', 'S2', 'G2', 'G3', 'S3']];
const ANY = {from: 'any', fromPlace: 'any', to: 'any', toPlace: 'any', context: 'any'} as const;
const NO_STEPS = Array.from({length: BANDS.length + 1}, () => [0, 0] as const);

function row(newTripAfterSeconds: number | null, key: Partial<TripRow> = {}): TripRow {
    return {...ANY, newTripAfterSeconds, seen: 0, newTrips: 0, wrong: 0, byBand: NO_STEPS, ...key};
}

// Between G2 and G3 there is no way off; after an entry one may rest at the services for long.
const MODEL: TripModel = {
    format: TRIP_MODEL_FORMAT, learnedFrom: 'given trips', carriageways: ROAD, bands: BANDS,
    rows: [
        row(7_200, {from: 'gantry', fromPlace: 'G2', to: 'gantry', toPlace: 'G3'}),
        row(4 * 3_600, {from: 'entry-tag', to: 'gantry'}),
        row(600, {from: 'exit', to: 'gantry'}),
        row(1_800),
    ],
};

// A stop is place@minute, with t, m or x behind the place for a ramp's tag, hand or exit record.
const KINDS: Readonly<Record<string, StopKind>> = {
    t: 'entry-tag', m: 'entry-manual', x: 'exit', '': 'gantry',
};

const stories = {
    'one drive': 'S1t@0 G1@5 G2@12 G3@20 S3x@25 -> S1t G1 G2 G3 S3x',
    'given out of order': 'S3x@25 G2@12 S1t@0 G3@20 G1@5 -> S1t G1 G2 G3 S3x',
    'home, and out again in the evening': 'G1@0 G2@7 G1@600 G2@607 -> G1 G2 | G1 G2',
    'a long stop where the table says 30 minutes': 'G1@0 G2@31 -> G1 | G2',
    'a stop just within': 'G1@0 G2@29 -> G1 G2',
    'no way off between G2 and G3, so an hour is a rest': 'G1@0 G2@7 G3@67 -> G1 G2 G3',
    'a rest of hours after the entry': 'S1t@0 G1@200 G2@207 -> S1t G1 G2',
    'the next entry begins a trip, however soon': 'G1@0 S2t@2 G2@5 -> G1 | S2t G2',
    'tag and hand record of one entry are one entry': 'S1t@0 S1m@1 G1@5 -> S1t S1m G1',
    'the same entry after an hour is another': 'S1m@0 S1m@60 G1@65 -> S1m | S1m G1',
    'a record one minute late still comes before the gantry behind the ramp':
        'G1@0 G1@500 S1t@501 G2@507 -> G1 | S1t G1 G2',
    'a record ten minutes late is an entry of its own':
        'G1@500 S1t@510 G2@520 -> G1 | S1t G2',
    'in the same moment the entry comes first': 'G2@5 S2t@5 -> S2t G2',
    'a gantry stamped after the exit, by clocks that differ': 'G3@20 S3x@25 G3@26 -> G3 S3x G3',
    'after the exit, another trip': 'G3@20 S3x@25 G1@60 -> G3 S3x | G1',
    'one stop': 'G1@0 -> G1',
    'nothing seen': ' -> ',
};

function stopIn(word: string): Stop {
    const [, place, kind, minute] = /^([SG]\d)([tmx]?)@(\d+)$/.exec(word)!;
    return {place: place!, kind: KINDS[kind!]!, atMs: Number(minute) * 60_000};
}

for (const [name, story] of Object.entries(stories)) {
    test(name, () => {
        const [given, expected] = story.split('->').map(side => side.trim());
        const words = given!.split(' ').filter(Boolean);
        const trips = tripsFrom(words.map(stopIn), tableRule(MODEL, ROAD));
        const told = trips.map(trip => trip.stops.map(at => words[at]!.split('@')[0]).join(' '));
        assert.equal(told.join(' | '), expected);
    });
}

test('a trip is sure as far as steps like its own were right', () => {
    const steps = BANDS.map(() => [0, 0] as const);
    const model = (byBand: TripRow['byBand']) => ({...MODEL, rows: [row(1_800, {byBand})]});
    const sure = (byBand: TripRow['byBand']) =>
        tripsFrom(['G1@0', 'G2@10'].map(stopIn), tableRule(model(byBand), ROAD))[0]!.sure;
    const often = sure([...steps.slice(0, 3), [9_980, 20], ...steps.slice(4), [0, 0]]);
    const seldom = sure([...steps.slice(0, 3), [9_980, 2_000], ...steps.slice(4), [0, 0]]);
    assert.equal(sure(NO_STEPS), 0.5);
    assert.ok(often > 0.99 && often < 1, `often right: ${often}`);
    assert.ok(Math.abs(seldom - 0.8) < 0.01, `right four times in five: ${seldom}`);
});

test('a step of a trip is told with the row that decided it', () => {
    const told = (rows: TripRow[], words: string) =>
        tableRule({...MODEL, rows}, ROAD).reasons(words.split(' ').map(stopIn));
    assert.deepEqual(told([...MODEL.rows.slice(0, 3), row(1_800, {seen: 90, wrong: 4})],
        'G1@0 G2@7 G3@67 S3x@70 S1t@90'), [
        'G1 to G2: 420 s, and a new trip from 1800 s on '
            + '(90 such steps learned from, 4 against it)',
        'G2 to G3: 3600 s, and a new trip from 7200 s on '
            + '(0 such steps learned from, 0 against it)',
        'G3 to S3: 180 s, and a new trip from 1800 s on '
            + '(90 such steps learned from, 4 against it)',
        'S3 to S1: who comes on begins a trip',
    ]);
    assert.deepEqual(told([row(null)], 'G1@0 G2@7'), ['G1 to G2: 420 s, and never a new trip '
        + '(0 such steps learned from, 0 against it)']);
    assert.throws(() => told([], 'G1@0 G2@7'), /no row that speaks for any step/);
});

test('where the table says never, a trip still has no pause of more than a day', () => {
    const rule = tableRule({...MODEL, rows: [row(null)]}, ROAD);
    const begins = (words: string) => [...rule.boundaries(words.split(' ').map(stopIn)).begins];
    assert.deepEqual(begins('G1@0 G2@1439'), [1, 0]);
    assert.deepEqual(begins('G1@0 G2@1440'), [1, 1]);
});

test('by an operator\'s sequence a passage before its record is of the trip before', () => {
    const places = new Places(ROAD);
    const table = new TripTable(MODEL, places, 'operator');
    const stops = ['G1@0', 'G1@500', 'S1t@501', 'G2@507'].map(stopIn);
    const columns = columnsOf(stops, places);
    const answers = {begins: new Uint8Array(4), sure: new Float64Array(4)};
    table.putInSequence({rows: Uint32Array.of(0, 1, 2, 3), columns}, 0, 4);
    table.decide(columns, 0, 4, answers);
    assert.deepEqual([...answers.begins], [1, 0, 1, 0]);
});

test('a place on no carriageway cannot come in', () => {
    const stop: Stop = {place: 'G9', kind: 'gantry', atMs: 0};
    assert.throws(() => tripsFrom([stop], tableRule(MODEL, ROAD)), /G9 stands on no carriageway/);
});
