import assert from 'node:assert/strict';
import test from 'node:test';
import type {Stop} from './trip.ts';
import {uploadsAmong} from './trip-uploads.ts';

const ROAD = [['S1', 'G1', 'G2', 'G3']];

// Stops by second, and whose times are those of an upload.
const stories: Readonly<Record<string, string>> = {
    'ten minutes from gantry to gantry': 'G1@0 G2@600 G3@1200 -> ',
    'two gantries in three seconds': 'G1@0 G2@600 G3@603 -> G2 G3',
    'all of them': 'G1@0 G2@2 G3@4 -> G1 G2 G3',
    'one gantry that reported twice': 'G1@0 G1@2 G2@600 -> ',
    'a ramp and the gantry behind it': 'S1@0 G1@2 -> ',
};

for (const [name, story] of Object.entries(stories)) {
    test(name, () => {
        const [words, expected] = story.split('->').map(side => side.trim()) as [string, string];
        const stops = words.split(' ').map((word): Stop => {
            const [place, second] = word.split('@') as [string, string];
            return {place, kind: place.startsWith('S') ? 'entry-tag' : 'gantry',
                atMs: Number(second) * 1000};
        });
        assert.equal(uploadsAmong(stops, ROAD).join(' '), expected);
    });
}
