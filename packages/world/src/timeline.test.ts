import assert from 'node:assert/strict';
import test from 'node:test';
import {HOUR_MS} from '@karwan/base';
import {Timeline} from './timeline.ts';

test('an hour comes in the order of time, and of one moment in the order of saying', () => {
    const timeline = new Timeline<string>(0, HOUR_MS);
    timeline.put(20, 'late');
    timeline.put(10, 'first');
    timeline.put(10, 'second');
    timeline.put(HOUR_MS, 'next hour');
    assert.deepEqual(timeline.takeStep(), ['first', 'second', 'late']);
    assert.equal(timeline.isEmpty, false);
    assert.deepEqual(timeline.takeStep(), ['next hour']);
    assert.equal(timeline.isEmpty, true);
});

test('of one moment the lower rank comes first, whichever was said first', () => {
    const timeline = new Timeline<string>(0, HOUR_MS);
    timeline.put(10, 'heartbeat', 1);
    timeline.put(10, 'reading');
    assert.deepEqual(timeline.takeStep(), ['reading', 'heartbeat']);
});

test('nothing is put into an hour that has passed', () => {
    const timeline = new Timeline<string>(0, HOUR_MS);
    timeline.takeStep();
    assert.throws(() => timeline.put(HOUR_MS - 1, 'too late'), /lies before step 1/);
});
