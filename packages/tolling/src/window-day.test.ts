import assert from 'node:assert/strict';
import test from 'node:test';
import {HOUR_MS} from '@karwan/base';
import {storyPassages} from './story-passage.ts';
import {storySetting} from './story-scheme.ts';
import {daysBetween, sharedWindows, windowsOfTrip} from './window-day.ts';
import {WindowRules, type WindowRule} from './window-rule.ts';
import {stretchesFrom} from './window.ts';

const {scheme, ways, zone} = storySetting;
const {origin} = scheme.tariffs[0]!;
const EXACT = {stepMinor: 1n, rounding: 'nearest'} as const;

// Rules of the stories: what is priced together on the coast road, and on the hill road behind it.
const rules: Record<string, WindowRule[]> = {
    'each gantry': [
        {id: 'g', kind: 'passage', roads: ['coast'], lateness: 'byEventTime', origin}],
    'a day': [{
        id: 'day', kind: 'vehicle-day', roads: ['coast', 'hill'], lateness: 'byEventTime', origin}],
    'a day on the coast': [
        {id: 'day', kind: 'vehicle-day', roads: ['coast'], lateness: 'byEventTime', origin}],
    'without a tag': [{
        id: 'no-tag', kind: 'untagged-day', roads: ['coast'], lateness: 'byEventTime', origin}],
    'without a tag as known': [
        {id: 'no-tag', kind: 'untagged-day', roads: ['coast'], lateness: 'asKnown', origin}],
    'there and back': [{
        id: 'back', kind: 'return', roads: ['coast'], lateness: 'byEventTime', origin,
        back: {factor: {digits: 15n, scale: 1}, step: EXACT, withinMs: 6 * HOUR_MS},
    }],
};

// A rule, the trips of a vehicle (named by a number, `!` without a tag, `?` one that has found its
// tag since; what was seen at which minute; the local day ends at minute 1140), and the windows:
// what each is called and the gantries that it takes in.
const stories: [name: string, story: string][] = [
    ['each gantry is a window, a filled-in one too',
        'each gantry | 1: U1@5 U3@19 -> 1/coast/U1: U1, 1/coast/U2: U2, 1/coast/U3: U3'],
    ['and the road behind is priced from entry to exit',
        'each gantry | 1: U3@5 H1@12 H2@19 -> 1/coast/U3: U3, 1/hill: H1 H2'],
    ['two trips of a day are one window', 'a day | 1: U1@5; 4: D1@300 '
        + '-> 1/day/1970-01-01: U1 D1'],
    ['over two roads', 'a day | 1: U3@5 H1@12 -> 1/day/1970-01-01: U3 H1'],
    ['it is named after the lowest trip, whenever that was',
        'a day | 7: U1@5; 4: D1@300 -> 4/day/1970-01-01: U1 D1'],
    ['the next day is another window', 'a day | 1: U1@5; 4: D1@1200 '
        + '-> 1/day/1970-01-01: U1, 4/day/1970-01-02: D1'],
    ['a trip over midnight is of two days', 'a day | 1: U1@1139 U2@1146 '
        + '-> 1/day/1970-01-01: U1, 1/day/1970-01-02: U2'],
    ['midnight is of the new day', 'a day | 1: U1@1139 U2@1140 '
        + '-> 1/day/1970-01-01: U1, 1/day/1970-01-02: U2'],
    ['what was filled in was passed when the last was seen', 'a day | 1: U1@1139 U3@1150 '
        + '-> 1/day/1970-01-01: U1 U2, 1/day/1970-01-02: U3'],
    ['a section twice in a day counts twice', 'a day | 1: U1@5; 2: U1@600 '
        + '-> 1/day/1970-01-01: U1 U1'],
    ['a road of no rule keeps its own windows', 'a day on the coast | 1: U3@5 H1@12 '
        + '-> 1/hill: H1, 1/day/1970-01-01: U3'],
    ['who drives without a tag pays by the day', 'without a tag | 1!: U1@5; 4!: D1@300 H1@600 '
        + '-> 4/hill: H1, 1/no-tag/1970-01-01: U1 D1'],
    ['who has a tag pays from entry to exit', 'without a tag | 1: U1@5; 4!: D1@300 '
        + '-> 1/coast: U1, 4/no-tag/1970-01-01: D1'],
    ['who has found it since', 'without a tag | 1?: U1@5 -> 1/coast: U1'],
    ['but not where it counts what was known',
        'without a tag as known | 1?: U1@5 -> 1/no-tag/1970-01-01: U1'],
    ['under one gantry twice on a trip', 'each gantry | 1: U1@5 D1@60 U1@120 '
        + '-> 1/coast/U1: U1, 1/coast/D1: D1, 1/coast/U1/2: U1'],
    ['of trips of one moment the lower comes first', 'a day | 4: D1@5; 1: U1@5 '
        + '-> 1/day/1970-01-01: U1 D1'],
    ['there and back in time are one', 'there and back | 1: U1@5 U2@12; 3: D2@200 D1@207 '
        + '-> 1/coast/return: U1 U2 D2 D1'],
    ['a part of the way back too', 'there and back | 1: U1@5 U2@12; 3: D2@200 '
        + '-> 1/coast/return: U1 U2 D2'],
    ['too late for the way there', 'there and back | 1: U1@5; 3: D1@366 '
        + '-> 1/coast: U1, 3/coast: D1'],
    ['just in time', 'there and back | 1: U1@5; 3: D1@365 -> 1/coast/return: U1 D1'],
    ['twice there is no way back', 'there and back | 1: U1@5; 3: U1@200 '
        + '-> 1/coast: U1, 3/coast: U1'],
    ['each way back belongs to one way there',
        'there and back | 1: U1@5; 2: D1@100; 3: U1@200; 4: D1@300 '
        + '-> 1/coast/return: U1 D1, 3/coast/return: U1 D1'],
    ['the first way back that there is', 'there and back | 1: U1@5; 2: U1@60; 3: D1@100 '
        + '-> 1/coast/return: U1 D1, 2/coast: U1'],
    ['on another day it is none', 'there and back | 1: U1@1100; 3: D1@1150 '
        + '-> 1/coast: U1, 3/coast: D1'],
];

for (const [name, story] of stories) {
    test(name, () => {
        const [rule, trips, expected] = story.split(/ \| | -> /);
        const cut = new WindowRules(rules[rule!]!);
        const driven = trips!.split('; ').map(trip => {
            const [, id, mark, seen] = /^(\d)([!?]?): (.+)$/.exec(trip)!;
            const passages = storyPassages(seen!);
            return {
                id: Number(id), fromMs: passages[0]!.atMs,
                untagged: mark ? {byEventTime: mark === '!', asKnown: true} : undefined,
                stretches: stretchesFrom(passages, ways),
            };
        });
        const windows = [
            ...driven.flatMap(trip => windowsOfTrip(trip, cut)),
            ...sharedWindows(driven, cut, zone, () => true)];
        assert.equal(windows.map(({id, sections}) =>
            `${id}: ${sections.map(section => section.gantry).join(' ')}`).join(', '), expected);
    });
}

// From when until when, in minutes, and the local days of it; each ends at minute 1140.
const spans: Record<string, string> = {
    'a moment is of its day': '5 5 -> 01',
    'up to the last minute of the day': '5 1139 -> 01',
    'midnight is of the next': '5 1140 -> 01 02',
    'over two midnights': '1139 2580 -> 01 02 03',
};
for (const [name, span] of Object.entries(spans)) {
    test(`the days that a window may be of: ${name}`, () => {
        const [fromMs, toMs] = span.split(' -> ')[0]!.split(' ').map(text => Number(text) * 60_000);
        assert.equal(daysBetween(fromMs!, toMs!, zone).map(day => day.slice(-2)).join(' '),
            span.split(' -> ')[1]);
    });
}

test('of the days of a window only those asked for are told', () => {
    const told = (rule: string) => sharedWindows([{
        id: 1, fromMs: 0, stretches: stretchesFrom(storyPassages('U1@5 U2@1200'), ways),
    }], new WindowRules(rules[rule]!), zone, day => day === '1970-01-02').map(({id}) => id);
    assert.deepEqual(told('a day'), ['1/day/1970-01-02']);
    assert.deepEqual(told('there and back'), []);
});
