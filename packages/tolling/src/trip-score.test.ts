import assert from 'node:assert/strict';
import test from 'node:test';
import {calibrationOf, scoreTrips, verdictsOn} from './trip-score.ts';

// Each stop as the trip it was put in and the trip that was given; - counts on neither side.
const stories: Readonly<Record<string, [made: string, given: string, exact: string]>> = {
    'all the same': ['aabb', 'aabb', '2 of 2 made, 2 given'],
    'names do not matter': ['bbaa', 'aabb', '2 of 2 made, 2 given'],
    'one trip cut in two': ['aabc', 'aabb', '1 of 3 made, 2 given'],
    'two trips joined': ['aaaa', 'aabb', '0 of 1 made, 2 given'],
    'a stop in the wrong trip spoils both': ['aabb', 'aaab', '0 of 2 made, 2 given'],
    'what does not count is dropped on both sides': ['aaab', 'aa-b', '2 of 2 made, 2 given'],
    'a trip of nothing that counts is no trip': ['ab', 'a-', '1 of 1 made, 1 given'],
    'nothing given': ['ab', '--', '0 of 0 made, 0 given'],
};

const numbers = (text: string) =>
    Int32Array.from(text, each => each === '-' ? -1 : each.charCodeAt(0) - 97);

for (const [name, [made, given, expected]] of Object.entries(stories)) {
    test(name, () => {
        const score = scoreTrips(numbers(made), numbers(given));
        assert.equal(`${score.exact} of ${score.trips} made, ${score.given} given`, expected);
        assert.equal(score.precision, score.trips ? score.exact / score.trips : 0);
        assert.equal(score.recall, score.given ? score.exact / score.given : 0);
    });
}

test('calibrated means as often right as said', () => {
    const made = Int32Array.from({length: 20}, (_, at) => at);
    const given = made.map(trip => trip % 4 === 3 ? 99 : trip);
    const verdicts = verdictsOn(made, given);
    const right = calibrationOf(new Float64Array(20).fill(0.75), verdicts);
    const boastful = calibrationOf(new Float64Array(20).fill(1), verdicts);
    assert.ok(right.ece < 1e-12);
    assert.equal(boastful.ece, 0.25);
});

test('the least sure hundredth is set aside', () => {
    const made = Int32Array.from({length: 200}, (_, at) => at);
    const given = made.map(trip => trip === 7 || trip === 8 ? 999 : trip);
    const sure = Float64Array.from(made, trip => trip === 7 || trip === 8 ? 0.4 : 0.99);
    assert.equal(calibrationOf(sure, verdictsOn(made, given)).exactBeyondLeastSure, 1);
});
