import assert from 'node:assert/strict';
import test from 'node:test';
import {chanceFrom} from '@karwan/base';
import type {Lesson} from './trip-learn.ts';
import {learnTripModel} from './trip-learn.ts';
import {Places} from './trip-places.ts';
import {cutRuns} from './trip-runs.ts';
import {TripTable} from './trip-table.ts';
import {trafficOf, TripTrees} from './trip-trees.ts';
import {learnTripTrees} from './trip-trees-learn.ts';
import {parseTreesModel, printTreesModel, type TreesModel} from './trip-trees-model.ts';

const places = new Places([['G1', 'G2', 'G3', 'G4']]);
const DAY_MS = 86_400_000;
const START_MS = Date.parse('2025-03-03T00:00:00Z');

/**
 * Vehicles that drive 10 minutes from gantry to gantry. One in six leaves the road after G2 and is
 * back at G3 40 minutes later. From 8 to 9 o'clock a jam holds everybody up for 35 minutes there.
 */
function road(seed: number, vehicles: number): Lesson {
    const chance = chanceFrom(seed);
    const stops: {atMs: number; post: number; newTrip: number}[] = [];
    const starts = [0];
    for (let vehicle = 0; vehicle < vehicles; vehicle++) {
        let atMs = START_MS + chance.below(3) * DAY_MS + (6 + 8 * chance.uniform()) * 3_600_000;
        let isNew = false;
        for (const place of [0, 1, 2, 3]) {
            stops.push({atMs, post: places.post('gantry', place),
                newTrip: place === 0 ? NaN : isNew ? 1 : 0});
            isNew = place === 1 && chance.happens(1 / 6);
            const hour = (atMs % DAY_MS) / 3_600_000;
            const isHeldUp = place === 1 && hour >= 8 && hour < 9;
            const minutes = 10 + (isHeldUp ? 35 : 0) + (isNew ? 40 : 0);
            atMs += minutes * 60_000 * (0.9 + 0.2 * chance.uniform());
        }
        starts.push(stops.length);
    }
    return {
        columns: {
            atMs: Float64Array.from(stops, stop => stop.atMs),
            post: Uint16Array.from(stops, stop => stop.post),
        },
        starts: Uint32Array.from(starts),
        newTrip: Float64Array.from(stops, stop => stop.newTrip),
    };
}

const learned = road(1, 4_000);
const model = learnTripTrees(learned, places, 'given trips');
const other = road(2, 2_000);
const trees = (trained: TreesModel) =>
    new TripTrees(trained, places, 'physical', trafficOf(other, places, trained));

function wrongIn(begins: Uint8Array): number {
    return other.newTrip.reduce((wrong, newTrip, at) =>
        wrong + (Number.isNaN(newTrip) || begins[at] === newTrip ? 0 : 1), 0);
}

test('in a jam trips stay whole that a gap of their own would part', () => {
    const table = new TripTable(learnTripModel(learned, places, 'given trips'), places, 'physical');
    const byTable = wrongIn(cutRuns(other, table).begins);
    const byTrees = wrongIn(cutRuns(other, trees(model)).begins);
    assert.ok(byTable > 40 && byTrees < byTable / 4, `table ${byTable}, trees ${byTrees} wrong`);
});

test('most steps are not asked about, and the model says how it did', () => {
    const {plain, beyondDoubt, asked} = model;
    const told = JSON.stringify({plain, beyondDoubt, asked});
    assert.ok(plain.steps > 2 * (beyondDoubt.steps + asked.steps), told);
    assert.ok(beyondDoubt.wrong + asked.wrong < 0.02 * (beyondDoubt.steps + asked.steps), told);
});

test('what is stated comes true as often as it says', () => {
    const {sure} = cutRuns(other, trees(model));
    const stated = other.newTrip.reduce((sum, newTrip, at) =>
        sum + (Number.isNaN(newTrip) ? 0 : 1 - sure[at]!), 0);
    const wrong = wrongIn(cutRuns(other, trees(model)).begins);
    assert.ok(Math.abs(stated - wrong) < 15, `${stated} expected, ${wrong} wrong`);
});

test('the same lesson gives the same model; printed and read back it answers the same', () => {
    const text = printTreesModel(model);
    assert.equal(printTreesModel(learnTripTrees(learned, places, 'given trips')), text);
    const again = parseTreesModel(text, 'trees.json');
    assert.deepEqual(again, model);
    assert.deepEqual(cutRuns(other, trees(again)), cutRuns(other, trees(model)));
});

test('a pause of more than a day parts a trip, whatever trees say', () => {
    const two = {
        columns: {atMs: Float64Array.of(START_MS, START_MS + 25 * 3_600_000),
            post: Uint16Array.of(places.post('gantry', 0), places.post('gantry', 1))},
        starts: Uint32Array.of(0, 2),
    };
    assert.deepEqual([...cutRuns(two, trees(model)).begins], [1, 1]);
});

test('where no step is known there is nothing to learn', () => {
    const unknown = {...learned, newTrip: learned.newTrip.map(() => NaN)};
    assert.throws(() => learnTripTrees(unknown, places, 'given trips'), /nothing to learn/);
});

const refused: Readonly<Record<string, [(text: string) => string, RegExp]>> = {
    'not JSON': [text => text.slice(1), /trees.json: not JSON/],
    'another format': [text => text.replace('-trees-1', '-trees-0'), /expected trip trees/],
    'an unknown place': [text => text.replace('"place":"G2"', '"place":"G9"'),
        /post \d+: place G9 is on no carriageway/],
    'a time below zero': [text => text.replace(/"usualSeconds":\d+/, '"usualSeconds":-1'),
        /pair \d+: expected counts and seconds/],
    'another feature': [text => text.replace('"gapNext2"', '"gapNext9"'),
        /forest: .*(gapNext2|expected the features)/],
    'no calibration': [text => text.replace('"scale"', '"size"'), /calibration/],
    'more wrong than steps': [text => text.replace(/"wrong": [\d.]+/, '"wrong": 1e9'),
        /expected carriageways, posts, pairs, plain, beyondDoubt and asked/],
};

for (const [name, [spoil, message]] of Object.entries(refused)) {
    test(`trees are refused: ${name}`, () => {
        assert.throws(() => parseTreesModel(spoil(printTreesModel(model)), 'trees.json'), message);
    });
}
