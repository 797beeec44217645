import assert from 'node:assert/strict';
import test from 'node:test';
import {habitsOf, likelihoodOfNewTrip} from './trip-habits.ts';
import {Places} from './trip-places.ts';
import {usualGaps} from './trip-usual.ts';

const places = new Places([['S1', 'G1', 'G2', 'G3', 'G4']]);

/** How likely a trip begins at the last of one vehicle's stops: `G1@0`, a place and a minute. */
function lastLikelihood(words: string): number {
    const stops = words.split(' ').map(word => word.split('@') as [string, string]);
    const columns = {
        atMs: Float64Array.from(stops, ([, minute]) => Number(minute) * 60_000),
        post: Uint16Array.from(stops, ([place]) => places.post(
            place.startsWith('S') ? 'entry-tag' : 'gantry', places.find(place)!)),
    };
    const starts = Uint32Array.of(0, stops.length);
    const usual = usualGaps(columns, starts, places);
    const habits = habitsOf(columns, starts, places, usual, new Float64Array(stops.length));
    return likelihoodOfNewTrip(columns, starts, places, usual, habits).at(-1)!;
}

// Nobody turns on a motorway: up the road again is a late message, or a new trip.
const stories: Readonly<Record<string, 'goes on' | 'may begin'>> = {
    'G1@0 G3@10 G2@60': 'goes on',
    'G1@0 G4@20 G2@400': 'goes on',
    'S1@0 G4@20 G2@60': 'goes on',
    'G1@0 G2@5 G3@10 G2@60': 'may begin',
    'G2@0 G3@10 G1@60': 'may begin',
    // Half a day lies between: that was another drive.
    'G1@0 G3@700 G2@760': 'may begin',
    // Not even messages are that late.
    'G1@0 G3@10 G2@1600': 'may begin',
    // Down the road it is the gap that tells.
    'G1@0 G2@10 G3@400': 'may begin',
};

for (const [words, expected] of Object.entries(stories)) {
    test(`${words}: a trip ${expected}`, () => {
        assert.equal(lastLikelihood(words) > 0 ? 'may begin' : 'goes on', expected);
    });
}
