import assert from 'node:assert/strict';
import test from 'node:test';
import {storyPassages} from './story-passage.ts';
import {storySetting} from './story-scheme.ts';
import {TRIP_MODEL_FORMAT} from './trip-model.ts';
import {roadRule, tripRuleOf} from './trip-road.ts';
import {tripsFrom} from './trip.ts';

// A vehicle's stops, point and minute, and its trips. The slowest drive that is still driving is
// 10 metres a second, so 10 km take 16 minutes 40; the allowance for a stop is half an hour.
const stories: Record<string, string> = {
    'one drive': 'U1@0 U2@7 U3@14 -> U1 U2 U3',
    'the same at any time of the day': 'U1@900 U2@907 U3@914 -> U1 U2 U3',
    'a stop of half an hour on a slow drive': 'U1@0 U2@46 -> U1 U2',
    'a longer one is a new trip': 'U1@0 U2@47 -> U1 | U2',
    'the farther the next gantry, the longer the gap may be': 'U1@0 U3@63 -> U1 U3',
    'but no longer than the drive takes': 'U1@0 U3@64 -> U1 | U3',
    'turned round: no way leads there': 'U1@0 D1@9 -> U1 | D1',
    'over the fork onto the other road': 'U3@0 H1@9 -> U3 H1',
    'whoever comes off has ended a trip': 'U1@0 out-B@5 U2@6 -> U1 out-B | U2',
    'whoever comes on begins one': 'U1@0 in-B@5 U2@6 -> U1 | in-B U2',
    'twice under one gantry within two minutes': 'U1@0 U1@2 -> U1 U1',
    'and beyond them: it went round and came again': 'U1@0 U1@3 -> U1 | U1',
    'a clock that lags by a minute or two takes nothing apart': 'U2@0 U1@2 U3@9 -> U2 U1 U3',
    'one that lags by more does': 'U2@0 U1@3 U3@9 -> U2 | U1 U3',
    'told in any order': 'U3@14 U1@0 U2@7 -> U1 U2 U3',
    'at the same moment an entry comes before a gantry, and an exit behind':
        'out-B@0 U1@0 in-A@0 -> in-A U1 out-B',
    'at the same moment two gantries stand in the order of their names': 'U2@0 U1@0 -> U1 U2',
    'nobody comes on at two places in one moment': 'in-A@0 in-B@0 -> in-A | in-B',
    'nor drives both ways at once': 'U1@0 D1@0 -> D1 | U1',
    'nothing seen, nothing driven': ' -> ',
};

for (const [name, story] of Object.entries(stories)) {
    test(name, () => {
        const [given, expected] = story.split('->').map(side => side.trim());
        const stops = storyPassages(given!)
            .map(({point, kind, atMs}) => ({place: point, kind, atMs}));
        const trips = tripsFrom(stops, storySetting.tripRule);
        assert.equal(trips.map(trip => trip.stops.map(i => stops[i]!.place).join(' ')).join(' | '),
            expected);
    });
}

/** How sure the rule is of its answer at the second stop, in hundredths. */
function sureOf(text: string): number {
    const stops = storyPassages(text).map(({point, kind, atMs}) => ({place: point, kind, atMs}));
    return Math.round(storySetting.tripRule.boundaries(stops).sure[1]! * 100);
}

test('sure far from the threshold, a coin\'s toss at it', () => {
    assert.equal(sureOf('U1@0 U2@7'), 100);
    assert.equal(sureOf('U1@0 U2@46'), 53);
    assert.equal(sureOf('U1@0 U2@47'), 51);
    assert.equal(sureOf('U1@0 U2@600'), 100);
    assert.equal(sureOf('U1@0 D1@1'), 100);
    const alone = [{place: 'U1', kind: 'gantry', atMs: 0}] as const;
    assert.equal(storySetting.tripRule.boundaries(alone).sure[0], 1);
});

test('no pause in a trip is longer than a day, however slow one may drive', () => {
    const {scheme, ways} = storySetting;
    const rules = {...scheme.rules, stopAllowanceMs: 40 * 3_600_000};
    const stops = storyPassages('U1@0 U2@1440 U3@2881')
        .map(({point, kind, atMs}) => ({place: point, kind, atMs}));
    const {begins, sure} = roadRule({...scheme, rules}, ways).boundaries(stops);
    assert.deepEqual([...begins], [1, 0, 1]);
    assert.equal(sure[2], 1);
});

const stopsIn = (text: string) =>
    storyPassages(text).map(({point, kind, atMs}) => ({place: point, kind, atMs}));

test('a step of a trip is told with its gap and with what would have been too long', () => {
    assert.deepEqual(storySetting.tripRule.reasons(stopsIn('U1@0 U2@7 D2@9')), [
        'U1 to U2: 420 s, and up to 2800 s is one trip: a drive at 36 km/h and a stop of 1800 s',
        'U2 to D2: 120 s, and the road does not lead there',
    ]);
    assert.deepEqual(storySetting.tripRule.reasons(stopsIn('U1@0')), []);
});

test('who was missed more often than the scheme allows has been elsewhere', () => {
    const {scheme, ways} = storySetting;
    const begins = (mostMissedGantries: number, text: string): number[] => {
        const rule = roadRule({...scheme, rules: {...scheme.rules, mostMissedGantries}}, ways);
        return [...rule.boundaries(stopsIn(text)).begins];
    };
    assert.deepEqual(begins(1, 'U1@0 U3@14'), [1, 0]);
    assert.deepEqual(begins(0, 'U1@0 U3@14'), [1, 1]);
    assert.deepEqual(begins(0, 'U1@0 U2@7'), [1, 0]);
    assert.deepEqual(begins(0, 'U1@0 U3@0'), [1, 1], 'not even in one moment');
});

test('a trip is cut by the learned table where the scheme has one, else by its road rule', () => {
    const {scheme, ways} = storySetting;
    const any = {from: 'any', fromPlace: 'any', to: 'any', toPlace: 'any', context: 'any'} as const;
    const tripModel = {
        format: TRIP_MODEL_FORMAT, learnedFrom: 'given trips', carriageways: [], bands: [],
        rows: [{...any, newTripAfterSeconds: 60, seen: 9, newTrips: 1, wrong: 0, byBand: [[9, 0]]}],
    } as const;
    const begins = (given: typeof scheme): number[] =>
        [...tripRuleOf(given, ways).boundaries(stopsIn('U1@0 U2@7')).begins];
    assert.deepEqual(begins({...scheme, tripModel}), [1, 1]);
    assert.deepEqual(begins(scheme), [1, 0]);
});
