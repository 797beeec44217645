import assert from 'node:assert/strict';
import test from 'node:test';
import {chanceFrom} from '@karwan/base';
import {Places} from './trip-places.ts';
import {roadTimesOf} from './trip-road-times.ts';
import type {StopColumns} from './trip-sequence.ts';
import {STEP_FEATURES, StepFeatures} from './trip-step-features.ts';
import {Traffic} from './trip-traffic.ts';

const places = new Places([['G1', 'R1', 'G2', 'G3']]);
const gantry = (name: string) => places.post('gantry', places.find(name)!);
const START_MS = Date.parse('2025-03-03T06:00:00Z');
const PAIR = gantry('G1') * places.postCount + gantry('G2');

/** Cars from G1 to G2: ten minutes, but half an hour for those that set out from 8 to 9. */
function cars(): {columns: StopColumns; starts: Uint32Array} {
    const stops = Array.from({length: 1_200}, (_, car) => {
        const atMs = START_MS + car * 12_000;
        const hour = (atMs / 3_600_000) % 24;
        return [atMs, atMs + (hour >= 8 && hour < 9 ? 1_800_000 : 600_000)];
    });
    return {
        columns: {
            atMs: Float64Array.from(stops.flat()),
            post: Uint16Array.from(stops.flatMap(() => [gantry('G1'), gantry('G2')])),
        },
        starts: Uint32Array.from({length: stops.length + 1}, (_, car) => 2 * car),
    };
}

const {columns: driven, starts} = cars();
const times = roadTimesOf(driven, starts, places);

function trafficWith(more: StopColumns | undefined): Traffic {
    const traffic = new Traffic(places, times);
    for (let car = 0; car + 1 < starts.length; car++) {
        traffic.add(driven, starts[car]!, starts[car + 1]!);
    }
    if (more) traffic.add(more, 0, more.post.length);
    return traffic;
}

test('the usual time is that of a free road, and a jam is seen while it lasts', () => {
    assert.equal(times.usualSeconds[PAIR], 600);
    const traffic = trafficWith(undefined);
    const delayAt = (hour: number) =>
        traffic.delayOf(PAIR, START_MS + (hour - 6) * 3_600_000, 0.5);
    assert.ok(delayAt(7) > 0.9 && delayAt(7) < 1.1, `at 7 ${delayAt(7)}`);
    assert.ok(delayAt(8.3) > 2.8 && delayAt(8.3) < 3.2, `at 8.3 ${delayAt(8.3)}`);
    assert.equal(delayAt(20), 1, 'nobody drove then');
    assert.equal(traffic.delayOf(PAIR + 1, START_MS, 0.5), -1, 'nobody ever drives there');
});

test('a second in which two gantries saw one vehicle is one of an upload', () => {
    const atMs = START_MS + 40 * 3_600_000;
    const upload = {
        atMs: Float64Array.of(atMs, atMs + 1_000),
        post: Uint16Array.of(gantry('G1'), gantry('G2')),
    };
    assert.equal(trafficWith(upload).uploadShareAt(atMs), 1);
    assert.equal(trafficWith(undefined).uploadShareAt(atMs), 0);
    assert.equal(trafficWith(upload).uploadShareAt(atMs + 5_000), 0);
});

/** One vehicle's stops, `place@minutes`, as a row of features of the step to its n-th stop. */
function featuresOf(story: string, at: number): Record<string, number> {
    const stops = story.split(' ').map(word => {
        const [, sign, place, minutes] = /^(\+?)(\w+)@(-?\d+)$/.exec(word)!;
        return {
            post: places.post(sign ? 'entry-tag' : 'gantry', places.find(place!)!),
            atMs: START_MS + Number(minutes) * 60_000,
        };
    });
    const columns = {
        atMs: Float64Array.from(stops, stop => stop.atMs),
        post: Uint16Array.from(stops, stop => stop.post),
    };
    const row = new Float64Array(STEP_FEATURES.length).fill(NaN);
    new StepFeatures(places, times, trafficWith(undefined))
        .write(columns, at, 0, stops.length, row);
    assert.ok(row.every(Number.isFinite), `${story}: ${row.findIndex(Number.isNaN)} is not told`);
    return Object.fromEntries(STEP_FEATURES.map((name, index) => [name, row[index]!]));
}

// A vehicle's stops, the stop that is asked about, and what must be told of the step to it.
const stories: readonly (readonly [string, number, Record<string, number>])[] = [
    ['G1@0 G2@15', 1, {gap: 900, gapBefore: -1, gapNext: -1, steps: 2, overUsual: 300,
        sinceBegin: 900, stopsSinceBegin: 1, fromEntry: 0, stepsNext: 999, hourHere: 6.25}],
    ['+R1@0 G2@5 G3@12', 2, {gap: 420, gapBefore: 300, steps: 1, steps2: 1, fromEntry: 1,
        sinceBegin: 720, stopsSinceBegin: 2, hereSinceBegin: 0}],
    // Up the road: it has turned, and the way down says how far it is.
    ['G2@0 G1@30', 1, {steps: -2, overUsual: 1_200, hereSinceBegin: 0}],
    ['G1@0 G2@10 G1@90 G2@100', 2, {hereSinceBegin: 1, gapNext: 600}],
    // In the jam from 8 to 9 half an hour is what everybody takes.
    ['G1@130 G2@160', 1, {gap: 1_800, overUsual: 1_200}],
    // Every day from G1 to G2 and no further: here it begins, there it ends.
    ['G1@0 G2@10 G1@1440 G2@1450 G1@2880 G2@2890', 4, {
        endsThere: 1, goesOnThere: 0, beginsThere: 1, slowerAgain: 1}],
    // A late stamp is no time, and not less than none.
    ['G1@10 G2@9', 1, {gap: 0}],
];

for (const [story, at, expected] of stories) {
    test(`${story}: what is known of the step to stop ${at + 1}`, () => {
        const found = featuresOf(story, at);
        for (const [name, value] of Object.entries(expected)) {
            assert.equal(found[name], value, name);
        }
    });
}

test('against others in the jam the step is no longer slow', () => {
    const {overNow, overUsual} = featuresOf('G1@130 G2@160', 1);
    assert.ok(Math.abs(overNow!) < 200 && overUsual === 1_200, `${overNow}`);
});

for (const seed of [1, 2]) {
    test(`whatever the stops, every feature is told (seed ${seed})`, () => {
        const chance = chanceFrom(seed);
        for (let round = 0; round < 200; round++) {
            let minutes = 0;
            const story = Array.from({length: 2 + chance.below(9)}, () => {
                minutes += chance.below(3) === 0 ? 0 : chance.below(600);
                return `${chance.pick(['G1', 'G2', 'G3', '+R1'])}@${minutes}`;
            });
            featuresOf(story.join(' '), 1 + chance.below(story.length - 1));
        }
    });
}
