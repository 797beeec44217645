import assert from 'node:assert/strict';
import test from 'node:test';
import {carriedLines} from './carried-text.ts';

// A figure of a closed day by its path, and how people read it.
const figures: Record<string, string> = {
    'charges.charges.minor': 'charged: 75.84, now 78.32 CLF',
    'charges.charges.count': 'charges: 7,584, now 7,832',
    'charges.paid.minor': 'paid, of the charges: 75.84, now 78.32 CLF',
    'passages.passages': 'passages: 7,584, now 7,832',
    'passages.inReview.count': 'in review, of the passages: 7,584, now 7,832',
    'passages.writtenOff.minor': 'written off, of the passages: 75.84, now 78.32 CLF',
    'detections.unidentifiable': 'unidentifiable, of the detections: 7,584, now 7,832',
};

for (const [name, text] of Object.entries(figures)) {
    test(`${name} of a closed day is told in words`, () => {
        const carried = {day: '2025-12-31', figures: [{name, closed: '7584', now: '7832'}]};
        assert.deepEqual(carriedLines(carried, {code: 'CLF', minorDigits: 2}), [
            '2025-12-31 is closed and stays as it was closed; what came later stands in the day '
                + 'that was open then:',
            `  ${text}`]);
    });
}
