import assert from 'node:assert/strict';
import test from 'node:test';
import type {DeviceKind} from '@karwan/journey';
import {detectionsIn, isPart} from './detection.ts';

// What the devices at one place said of one vehicle, and how often that counts it.
const stories: Record<string, string> = {
    'laser, antenna and camera count a vehicle once': 'laser antenna camera -> 1',
    'a tag and a plate that no laser saw count none': 'antenna camera -> 0',
    'a laser that counts twice has counted twice': 'laser laser antenna -> 2',
    'a gantry that tells all in one message counts': 'gantry -> 1',
    'a gantry that says it again has counted again': 'gantry gantry -> 2',
    'records of stations on ramps count none': 'entry-tag entry-manual exit -> 0',
    'nothing said, nothing counted': ' -> 0',
};

for (const [name, story] of Object.entries(stories)) {
    test(`a detection: ${name}`, () => {
        const [said, count] = story.split(' -> ');
        const claims = said!.split(' ').filter(Boolean).map(kind => ({kind: kind as DeviceKind}));
        assert.equal(detectionsIn(claims), Number(count));
    });
}

/** Whether others of the lane may tell more of the vehicle. */
const waits: Record<DeviceKind, boolean> = {
    'laser': true, 'antenna': true, 'camera': true, 'gantry': false, 'entry-tag': false,
    'entry-manual': false, 'exit': false,
};

for (const [kind, isWaiting] of Object.entries(waits)) {
    test(`a detection by ${kind} ${isWaiting ? 'waits for the rest' : 'is all there is'}`, () =>
        assert.equal(isPart(kind as DeviceKind), isWaiting));
}
