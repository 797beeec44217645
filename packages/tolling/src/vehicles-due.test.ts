import assert from 'node:assert/strict';
import test from 'node:test';
import {QUARTER_MS} from './trip-traffic.ts';
import {VehiclesDue} from './vehicles-due.ts';

// Each story: vehicles noted at a minute, how many minutes are known, and what is then done.
// Counting (c) is due 1 minute after a quarter of an hour, ending (e) 20 minutes after it.
const stories = {
    'nothing is due before its quarter has ended': '7@3 -> 15: ',
    'a vehicle is counted, and later ended': '7@3 -> 16: c7, 35: e7',
    'both at once, each kind before the next': '7@3 8@20 -> 99: c7 c8 e7 e8',
    'seen twice in a quarter is one piece of work': '7@3 7@4 -> 16: c7',
    'seen in two quarters is two': '7@3 7@20 -> 99: c7 c7 e7 e7',
    'back in an earlier quarter is work there too': '7@20 7@3 -> 16: c7, 31: c7',
    'the earlier quarter comes first, whatever was noted first': '8@20 7@3 -> 99: c7 c8 e7 e8',
};

for (const [name, story] of Object.entries(stories)) {
    test(name, () => {
        const [noted, steps] = story.split(' -> ') as [string, string];
        const due = new VehiclesDue();
        for (const word of noted.split(' ')) {
            const [vehicle, minute] = word.split('@').map(Number);
            due.note(vehicle!, minute! * QUARTER_MS / 15);
        }
        for (const step of steps.split(', ')) {
            const [minute, expected] = step.split(':') as [string, string];
            const done: string[] = [];
            const work = (kind: string, minutes: number) => ({
                afterMs: minutes * 60_000,
                on: (vehicle: number) => { done.push(`${kind}${vehicle}`); },
            });
            due.work(Number(minute) * 60_000, [work('c', 1), work('e', 20)]);
            assert.equal(done.join(' '), expected.trim());
        }
    });
}
