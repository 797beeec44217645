import assert from 'node:assert/strict';
import test from 'node:test';
import {storyPassages} from './story-passage.ts';
import {storySetting} from './story-scheme.ts';
import {windowsFrom} from './window.ts';

// A trip's passages in the order of time, point and minute, and what is priced together: road,
// entry and exit, the gantries under which it went (those that nobody reported in brackets), and
// the minutes between which it was. story-scheme.ts draws the roads.
const stories: Record<string, string> = {
    'one gantry, one section': 'U1@5 -> coast A>B: U1 from 5 to 5',
    'three in a row': 'U1@5 U2@12 U3@19 -> coast A>D: U1 U2 U3 from 5 to 19',
    'the other way': 'D3@5 D2@12 -> coast D>B: D3 D2 from 5 to 12',
    'a gantry that nobody reported lies on the way':
        'U1@5 U3@19 -> coast A>D: U1 (U2) U3 from 5 to 19',
    'two roads, two windows':
        'U3@5 H1@12 -> coast C>D: U3 from 5 to 5 | hill D>E: H1 from 12 to 12',
    'what is filled in lies on the road that it lies on':
        'U2@5 H2@26 -> coast B>D: U2 (U3) from 5 to 5 | hill D>F: (H1) H2 from 5 to 26',
    'on at a station, off at a station: all between was driven':
        'in-A@0 out-C@20 -> coast A>C: (U1) (U2) from 0 to 0',
    'on at a station and seen later': 'in-A@0 U2@12 -> coast A>C: (U1) U2 from 0 to 12',
    'seen, and off at a station': 'U1@5 out-D@26 -> coast A>D: U1 (U2) (U3) from 5 to 5',
    'a station alone owes nothing': 'in-A@0 -> ',
    'on and off at the same interchange owes nothing': 'in-B@0 out-B@3 -> ',
    'seen twice under one gantry': 'U1@5 U1@6 U2@12 -> coast A>C: U1 U2 from 5 to 12',
    'two at once, in whichever order they are told':
        'U2@5 U1@5 -> coast A>C: U1 U2 from 5 to 5',
    'clocks that differ by two minutes: what lies upstream came first':
        'U2@5 U1@7 U3@19 -> coast A>D: U1 U2 U3 from 5 to 19',
    'upstream and one filled in':
        'U3@5 U1@6 -> coast A>D: U1 (U2) U3 from 5 to 6',
    'one that was filled in turns up after all, late in order':
        'U1@5 U3@19 U2@20 -> coast A>D: U1 U2 U3 from 5 to 20',
    'clocks that differ by more: the vehicle has been elsewhere, and drives again':
        'U2@5 U1@8 -> coast B>C: U2 from 5 to 5 | coast A>B: U1 from 8 to 8',
    'turned round: no way leads there, so it left in between':
        'U1@5 D1@30 -> coast A>B: U1 from 5 to 5 | coast B>A: D1 from 30 to 30',
    'and then it drives on from there':
        'U3@0 D3@30 D2@37 -> coast C>D: U3 from 0 to 0 | coast D>B: D3 D2 from 30 to 37',
    'what was filled in was passed no earlier than the last that was seen':
        'U3@5 U3@6 H2@26 -> coast C>D: U3 from 5 to 6 | hill D>F: (H1) H2 from 6 to 26',
    'nothing passed, nothing owed': ' -> ',
    'a station between two gantries that were passed says nothing new':
        'U1@5 U3@19 out-B@20 H1@26 '
        + '-> coast A>D: U1 (U2) U3 from 5 to 19 | hill D>E: H1 from 26 to 26',
    'off at a station and an earlier gantry heard of late':
        'U2@5 out-C@6 U1@6 U3@12 -> coast A>D: U1 U2 U3 from 5 to 12',
};

for (const [name, story] of Object.entries(stories)) {
    test(name, () => {
        const [given, expected] = story.split('->').map(side => side.trim());
        const windows = windowsFrom(7, storyPassages(given!), storySetting.ways);
        const minute = (atMs: number) => atMs / 60_000;
        assert.equal(windows.map(window => {
            const path = window.sections.map(({gantry}) =>
                window.inferred.includes(gantry) ? `(${gantry})` : gantry);
            return `${window.road} ${window.entry}>${window.exit}: ${path.join(' ')} `
                + `from ${minute(window.fromMs)} to ${minute(window.toMs)}`;
        }).join(' | '), expected);
    });
}

test('windows are named by their trip and road, and counted where a road comes again', () => {
    const windows = windowsFrom(7, storyPassages('U3@5 H1@12 D1@60 G1@90'), storySetting.ways);
    assert.deepEqual(windows.map(window => window.id),
        ['7/coast', '7/hill', '7/coast/2', '7/hill/2']);
});

test('of a window beside which nothing may have been missed nothing of that kind is told', () => {
    const [window] = windowsFrom(7, storyPassages('U1@5 U3@12'), storySetting.ways);
    assert.equal('beside' in window!, false);
    assert.equal(window!.trip, 7);
});
