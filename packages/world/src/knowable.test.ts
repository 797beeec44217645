import assert from 'node:assert/strict';
import test from 'node:test';
import {unknowableBy, type Cause, type FleetLeft} from './knowable.ts';
import {plateKey} from './plate.ts';
import {allRight, storyTrip, storyVehicle} from './story-trip.ts';
import type {Left} from './trip.ts';
import type {Vehicle} from './vehicle.ts';

const nothing: Left = {
    laser: 'missed', antenna: 'missed', camera: 'missed', read: undefined, confidence: undefined,
};
const other = {jurisdiction: 'PK-PB', serial: 'LEA1Z34'};
const wrong: Left = {...nothing, camera: 'wrong', read: other, confidence: 0.9};
const untagged: Partial<Vehicle> = {
    fittedTag: undefined, registeredTag: undefined, registration: 'never', declaredClass: undefined,
};

const nobody: FleetLeft = {
    misread: new Set(), carried: new Set(), tagsElsewhere: new Set(), touched: new Set(),
    leastConfidence: 0.75,
};

interface Story {
    vehicle?: Partial<Vehicle>;
    /** What the first of three gantries got; the others got everything. */
    first?: Left;
    all?: Left;
    fleet?: Partial<FleetLeft>;
}

// Every cause has a line. A new cause without a line does not compile.
const stories: Record<Cause, Story> = {
    'swapped-tag': {vehicle: {fittedTag: 'T2'}},
    'token-left-by-another': {fleet: {misread: new Set([plateKey(storyVehicle.plate)])}},
    'left-anothers-token': {
        first: {...wrong, antenna: 'right'}, fleet: {carried: new Set([plateKey(other)])},
    },
    'missed-edge': {first: nothing},
    'misread-edge': {first: wrong},
    'unreadable-edge': {first: {...nothing, camera: 'unreadable'}},
    'unregistered-tag-edge': {
        vehicle: {...untagged, fittedTag: 'T9'}, first: {...nothing, antenna: 'right'},
    },
    'unsure-edge': {first: {...allRight, antenna: 'missed', confidence: 0.6}},
    'read-astray': {first: {...allRight, astray: [{lane: 2, atMs: 0}]}},
    'held-back-low-wallet': {
        vehicle: {wallet: 'low'}, first: {...allRight, isHeldBack: true},
    },
    'class-never-measured': {vehicle: untagged, all: {...allRight, laser: 'missed'}},
};

for (const [cause, {vehicle, first, all, fleet}] of Object.entries(stories)) {
    test(cause, () => {
        const left = all ? [all, all, all] : [first ?? allRight];
        const trip = storyTrip('coast/harbour coast/fork', 0, left);
        assert.deepEqual(
            unknowableBy({...storyVehicle, ...vehicle}, [trip], {...nobody, ...fleet}), [cause]);
    });
}


test('what was missed between the edges, and a right tag beside a wrong plate, do no harm', () => {
    const left = [{...wrong, antenna: 'right'} as const, nothing, allRight];
    const trip = storyTrip('coast/harbour coast/fork', 0, left);
    assert.deepEqual(unknowableBy(storyVehicle, [trip], nobody), []);
});
