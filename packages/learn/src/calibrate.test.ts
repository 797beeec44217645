import assert from 'node:assert/strict';
import test from 'node:test';
import {calibrationError, calibrationFrom} from './calibrate.ts';
import {chanceOf} from './chance.ts';

const scores = Float64Array.from({length: 801}, (_, at) => (at - 400) / 50);

test('scores twice too sure are halved, and a shift is found', () => {
    const outcomes = scores.map(score => chanceOf(0.5 * score + 0.3));
    const {scale, shift} = calibrationFrom(scores, outcomes);
    assert.ok(Math.abs(scale - 0.5) < 0.01, `scale ${scale}`);
    assert.ok(Math.abs(shift - 0.3) < 0.01, `shift ${shift}`);
});

test('scores that part the outcomes without a fault stay finite', () => {
    const {scale, shift} = calibrationFrom(scores, scores.map(score => score > 0 ? 1 : 0));
    assert.ok(Number.isFinite(scale) && scale > 1 && Number.isFinite(shift));
});

test('no scores leave everything as it is', () => {
    assert.deepEqual(calibrationFrom(new Float64Array(0), new Float64Array(0)),
        {scale: 1, shift: 0});
});

// Stated chances, what came true, bins, and the error told by hand.
const stories: readonly (readonly [number[], number[], number, number])[] = [
    [[0.5, 0.5, 0.5, 0.5], [1, 0, 1, 0], 1, 0],
    [[0.9, 0.9, 0.9, 0.9], [1, 0, 1, 0], 1, 0.4],
    [[0.2, 0.2, 0.8, 0.8], [0, 0, 1, 1], 2, 0.2],
    // One bin hides what two show.
    [[0.2, 0.2, 0.8, 0.8], [0, 0, 1, 1], 1, 0],
    [[], [], 15, 0],
];

for (const [stated, cameTrue, bins, expected] of stories) {
    test(`stated ${stated.join(' ')}, came true ${cameTrue.join(' ')}: ${bins} bins`, () => {
        const error = calibrationError(
            Float64Array.from(stated), Uint8Array.from(cameTrue), bins);
        assert.ok(Math.abs(error - expected) < 1e-12, String(error));
    });
}
