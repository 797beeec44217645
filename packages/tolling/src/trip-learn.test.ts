import assert from 'node:assert/strict';
import test from 'node:test';
import {learnTripModel, type Lesson} from './trip-learn.ts';
import {parseTripModel, printTripModel, type TripModel} from './trip-model.ts';
import {Places} from './trip-places.ts';

const places = new Places([['G1', 'G2', 'G3']]);
const gantry = (name: string) => places.post('gantry', places.find(name)!);

/** One vehicle a step: from place, to place, minutes between, and whether a trip began. */
type Step = readonly [from: string, to: string, minutes: number, isNew: boolean];

function lessonOf(steps: readonly Step[]): Lesson {
    const columns = {
        atMs: Float64Array.from(steps.flatMap(([, , minutes]) => [0, minutes * 60_000])),
        post: Uint16Array.from(steps.flatMap(([from, to]) => [gantry(from), gantry(to)])),
    };
    return {
        columns,
        starts: Uint32Array.from({length: steps.length + 1}, (_, at) => 2 * at),
        newTrip: Float64Array.from(steps.flatMap(([, , , isNew]) => [NaN, isNew ? 1 : 0])),
    };
}

function many(count: number, step: Step): Step[] {
    return Array.from({length: count}, () => step);
}

function rowOf(model: TripModel, fromPlace: string, toPlace: string) {
    return model.rows.find(row => row.fromPlace === fromPlace && row.toPlace === toPlace
        && row.from === 'gantry')!;
}

const steps = [
    ...many(40, ['G1', 'G2', 10, false]), ...many(10, ['G1', 'G2', 40, true]),
    ...many(40, ['G2', 'G3', 10, false]), ...many(10, ['G2', 'G3', 100, false]),
    ...many(10, ['G2', 'G3', 900, true]),
];
const model = learnTripModel(lessonOf(steps), places, 'given trips');

test('each pair of places gets a gap of its own, between what went on and what began', () => {
    const short = rowOf(model, 'G1', 'G2').newTripAfterSeconds!;
    const long = rowOf(model, 'G2', 'G3').newTripAfterSeconds!;
    assert.ok(short > 600 && short <= 2_400, `G1 to G2 after ${short} s`);
    assert.ok(long > 6_000 && long <= 54_000, `G2 to G3 after ${long} s`);
});

test('a row says what it rests on', () => {
    const {seen, newTrips, wrong, byBand} = rowOf(model, 'G1', 'G2');
    assert.deepEqual([seen, newTrips, wrong], [50, 10, 0]);
    assert.equal(byBand.reduce((sum, [count]) => sum + count, 0), 50);
});

test('where trips were never parted the answer is never', () => {
    const whole = learnTripModel(
        lessonOf(many(30, ['G1', 'G2', 10, false])), places, 'given trips');
    assert.equal(rowOf(whole, 'G1', 'G2').newTripAfterSeconds, null);
});

test('labels that contradict each other are counted as wrong', () => {
    const torn = learnTripModel(lessonOf([
        ...many(30, ['G1', 'G2', 10, false]), ...many(10, ['G1', 'G2', 10, true]),
    ]), places, 'given trips');
    assert.equal(rowOf(torn, 'G1', 'G2').wrong, 10);
});

test('steps of unknown answer teach nothing', () => {
    const lesson = lessonOf(steps);
    const unknown = {...lesson, newTrip: lesson.newTrip.map(() => NaN)};
    assert.equal(learnTripModel(unknown, places, 'given trips').rows.length, 0);
});

test('a table is printed and read back the same', () => {
    assert.deepEqual(parseTripModel(printTripModel(model), 'table.json'), model);
});

const refused: Readonly<Record<string, [(text: string) => string, RegExp]>> = {
    'not JSON': [text => text.slice(1), /table.json: not JSON/],
    'another format': [text => text.replace('-table-1', '-table-0'), /expected a trip table/],
    'an unknown place': [text => text.replace('"toPlace":"G2"', '"toPlace":"G9"'),
        /row \d+: place G9 is on no carriageway/],
    'a gap below zero': [
        text => text.replace(/"newTripAfterSeconds":\d+/, '"newTripAfterSeconds":-1'),
        /row \d+: newTripAfterSeconds: found -1/],
    'more wrong than seen': [text => text.replace('[0,0]', '[0,1]'), /row \d+: byBand/],
};

for (const [name, [spoil, message]] of Object.entries(refused)) {
    test(`a table is refused: ${name}`, () => {
        assert.throws(() => parseTripModel(spoil(printTripModel(model)), 'table.json'), message);
    });
}
