import assert from 'node:assert/strict';
import test from 'node:test';
import {surveyFaults} from './survey.ts';

// Surveyed kilometres, then the seconds that cars take between them at an ordinary 100 km/h.
const stories: Record<string, string> = {
    'all is well': '0 10 20 30 40 | 360 360 360 360 -> ',
    'ordinary speeds differ a little': '0 10 20 30 40 | 350 365 372 345 -> ',
    'one stands 3 km too far on': '0 10 23 30 40 | 360 360 360 360 -> 2 at 20',
    'one stands 3 km too near': '0 10 17 30 40 | 360 360 360 360 -> 2 at 20',
    'surveyed behind the next one': '0 10 31 30 40 | 360 360 360 360 -> 2 at 20',
    'a section is slow by itself': '0 10 20 30 40 | 360 720 360 360 -> slow 1',
    'both, far apart': '0 10 24 30 40 50 60 | 360 360 360 360 720 360 -> 2 at 20, slow 4',
    'both, side by side': '0 10 24 30 40 50 60 | 360 360 720 360 360 360 -> 2 at 20, slow 2',
    'two in a row': '0 10 24 26 40 50 60 | 360 360 360 360 360 360 -> 2 at 20, 3 at 30',
};

for (const [name, story] of Object.entries(stories)) {
    test(name, () => {
        const [given, expected] = story.split('->').map(side => side.trim());
        const [places, seconds] = given!.split('|').map(
            side => side.trim().split(/\s+/).map(Number));
        const faults = surveyFaults({
            placesMetres: places!.map(km => km * 1000), secondsBetween: seconds!});
        assert.equal(faults.map(fault => fault.kind === 'misplaced'
            ? `${fault.nth} at ${Math.round(fault.impliedMetres / 1000)}` : `slow ${fault.nth}`,
        ).join(', '), expected);
    });
}
