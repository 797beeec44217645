import assert from 'node:assert/strict';
import test from 'node:test';
import {besideOf, drivenFrom, type MissedBesideRule} from './missed-beside.ts';
import {storyPassages} from './story-passage.ts';
import {storySetting} from './story-scheme.ts';
import type {Edge} from './trip-edges.ts';
import {TRIP_MODEL_FORMAT, type TripModel} from './trip-model.ts';

const {scheme, ways} = storySetting;

function edge(gantry: string, missed: string, side: Edge['side'], chance: number): Edge {
    return {gantry, missed, side, trips: 100, expected: 100 * chance, chance};
}

// U1, U2 and U3 stand upwards on the coast, H1 behind it on the hill.
const tripModel: TripModel = {
    format: TRIP_MODEL_FORMAT, learnedFrom: 'given trips', carriageways: [], bands: [], rows: [],
    edges: [
        edge('U2', 'U1', 'before', 0.97), edge('U2', 'U3', 'after', 0.8),
        edge('U1', 'U3', 'after', 0.99), edge('U3', 'H1', 'after', 0.99),
        edge('U3', 'U2', 'before', 0.4),
    ],
};

function road(missedBeside: MissedBesideRule | undefined) {
    const rules = missedBeside ? {...scheme.rules, missedBeside} : scheme.rules;
    return {scheme: {rules, tripModel}, ways};
}

// The rule and the passages, what counts as driven (what nobody reported in brackets) and, after a
// bar, what may have missed the vehicle and is not charged.
const stories: Readonly<Record<string, string>> = {
    'a scheme that says nothing charges what was seen': ' U2@0 -> U2 | U1 U3',
    'the smaller charge': 'smaller U2@0 -> U2 | U1 U3',
    'so it is until a person has looked': 'review U2@0 -> U2 | U1 U3',
    'beyond doubt it is charged, in doubt it is not': 'beyond-doubt U2@0 -> (U1) U2 | U3',
    'a ramp that recorded who comes on leaves no doubt':
        'beyond-doubt in-B@0 U2@7 -> U2 | U3',
    'nor one that recorded who goes off': 'beyond-doubt U2@0 out-C@7 -> (U1) U2 | ',
    'a gantry that saw the trip has not missed it': 'beyond-doubt U1@0 U2@7 -> U1 U2 | U3',
    'who was seen beyond was not missed beside': 'beyond-doubt U2@0 U3@7 -> (U1) U2 U3 | ',
    'only the very next gantry, and of the same road': 'beyond-doubt U1@0 -> U1 | ',
    'less likely than not is not worth a word': 'beyond-doubt U3@0 -> U3 | ',
};

for (const [name, story] of Object.entries(stories)) {
    test(name, () => {
        const [given, expected] = story.split(' -> ') as [string, string];
        const [rule, ...words] = given.split(' ');
        const setting = road((rule || undefined) as MissedBesideRule | undefined);
        const passages = storyPassages(words.join(' '));
        const driven = drivenFrom(passages, setting).flat();
        const path = driven.map(({section}) => section.gantry);
        const inferred = driven.filter(drive => drive.passages.length === 0)
            .map(({section}) => section.gantry);
        const doubts = driven.flatMap(({beside = []}) => beside.map(({missed}) => missed));
        const said = path.map(gantry => inferred.includes(gantry) ? `(${gantry})` : gantry);
        assert.equal(`${said.join(' ')} | ${doubts.join(' ')}`, expected);
        // From what is stored the same is told.
        const told = besideOf(
            {gantries: path, inferred}, {path, points: passages.map(({point}) => point)}, setting);
        assert.deepEqual(told.filter(one => !one.isCharged).map(({missed}) => missed), doubts);
        assert.deepEqual(told.filter(one => one.isCharged).map(({missed}) => missed), inferred);
    });
}

// A charge's gantries, all that its trip drove, and what may have been missed beside the window.
const stored: Readonly<Record<string, string>> = {
    'the whole trip': 'U2 of U2 -> U1 U3',
    'where it drives on, there is no end': 'U2 of U2 U3 -> U1',
    'where it came from, no beginning': 'U2 of U1 U2 -> U3',
    'turned round: no way leads there, and both are ends': 'U2 of D3 U2 D2 -> U1 U3',
    'what the trip drove elsewhere it has not missed': 'U2 of U2 D2 U3 -> U1',
    'a charge of nothing': ' of U2 -> ',
};

for (const [name, story] of Object.entries(stored)) {
    test(`beside a window, from what is stored of it: ${name}`, () => {
        const [gantries, path, expected] =
            story.split(/ ?of | -> /).map(part => part.split(' ').filter(Boolean));
        const told = besideOf(
            {gantries: gantries!, inferred: []}, {path: path!, points: path!}, road('smaller'));
        assert.deepEqual(told.map(({missed}) => missed), expected);
        assert(told.every(({isCharged}) => !isCharged));
    });
}
