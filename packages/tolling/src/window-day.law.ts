import assert from 'node:assert/strict';
import test from 'node:test';
import {chanceFrom, compareText, type Chance} from '@karwan/base';
import type {Passage} from './passage.ts';
import {storyPassage} from './story-passage.ts';
import {storySetting} from './story-scheme.ts';
import {sharedWindows, windowsOfTrip, type TripDriven} from './window-day.ts';
import {WindowRules, windowKinds, type WindowRule} from './window-rule.ts';
import {stretchesFrom, type Window} from './window.ts';

const {scheme, ways, zone} = storySetting;
const {origin} = scheme.tariffs[0]!;
const GANTRIES = ['U1', 'U2', 'U3', 'H1', 'H2', 'G2', 'G1', 'D3', 'D2', 'D1'];

// Random trips over three days under a random rule for each road: every section driven lies in
// exactly one window, whichever trips are told first; and days asked for one by one give the same.

function randomRules(chance: Chance): WindowRules {
    const always = windowKinds.filter(each => each !== 'pass' && each !== 'untagged-day');
    const rules = ['coast', 'hill'].map((road): WindowRule => {
        const kind = chance.pick(always);
        const back = {
            factor: {digits: 15n, scale: 1}, withinMs: chance.below(24) * 3_600_000,
            step: {stepMinor: 1n, rounding: 'nearest'} as const,
        };
        return {
            id: `of-${road}`, kind, roads: [road], lateness: 'byEventTime', origin,
            ...kind === 'return' ? {back} : {},
        };
    });
    if (chance.below(2) === 0) return new WindowRules(rules);
    // What those without a tag are asked instead, on one road or on both.
    return new WindowRules([...rules, {
        id: 'untagged', kind: 'untagged-day', origin,
        roads: chance.pick([['coast'], ['hill'], ['coast', 'hill']]),
        lateness: chance.pick(['byEventTime', 'asKnown'] as const),
    }]);
}

function randomTrips(chance: Chance): TripDriven[] {
    let [id, atMs] = [1, chance.below(86_400_000)];
    return Array.from({length: 1 + chance.below(8)}, () => {
        const trip = id;
        const fromMs = atMs;
        const passages = Array.from({length: 1 + chance.below(4)}, (): Passage => {
            atMs += chance.below(900_000);
            return storyPassage({id: id++, point: chance.pick(GANTRIES), atMs});
        });
        atMs += chance.below(36_000_000);
        const [byEventTime, asKnown] = [chance.below(2) === 0, chance.below(2) === 0];
        return {
            id: trip, fromMs, stretches: stretchesFrom(passages, ways),
            untagged: {byEventTime, asKnown},
        };
    });
}

function windowsOf(
    trips: readonly TripDriven[], rules: WindowRules, isAsked: (day: string) => boolean,
): Window[] {
    return [...trips.flatMap(trip => windowsOfTrip(trip, rules)),
        ...sharedWindows(trips, rules, zone, isAsked)].sort((a, b) => compareText(a.id, b.id));
}

const gantriesOf = (windows: readonly Window[]): string[] =>
    windows.flatMap(window => window.sections.map(section => section.gantry)).sort();

for (let seed = 1; seed <= 150; seed++) {
    test(`each section driven is priced once, told in any order (seed ${seed})`, () => {
        const chance = chanceFrom(seed);
        const [trips, rules] = [randomTrips(chance), randomRules(chance)];
        const windows = windowsOf(trips, rules, () => true);
        const driven = trips.flatMap(trip => trip.stretches.flat())
            .map(({section}) => section.gantry).sort();
        assert.deepEqual(gantriesOf(windows), driven);
        assert.equal(new Set(windows.map(({id}) => id)).size, windows.length, 'a name twice');
        for (const {trip, id} of windows) assert(id.startsWith(`${trip}/`));
        assert.deepEqual(windowsOf(trips.toReversed(), rules, () => true), windows);
    });

    test(`days asked one by one are those asked together (seed ${seed})`, () => {
        const chance = chanceFrom(seed);
        const [trips, rules] = [randomTrips(chance), randomRules(chance)];
        const together = sharedWindows(trips, rules, zone, () => true);
        const days = new Set(together.map(window => zone.day(window.fromMs)));
        const apart = [...days].flatMap(day =>
            sharedWindows(trips, rules, zone, each => each === day));
        const byId = (a: Window, b: Window) => compareText(a.id, b.id);
        assert.deepEqual(apart.sort(byId), together.sort(byId));
    });
}
