import assert from 'node:assert/strict';
import test from 'node:test';
import {itemOf, parseReviewId, type ReviewReason} from './review.ts';
import {storyPassage} from './story-passage.ts';

/** For each reason: is nobody charged until a person has decided? */
const holdsBack: Record<ReviewReason, boolean> = {
    'nobody-identified': true,
    'plate-too-unsure': true,
    'tag-not-registered': true,
    'tag-and-plate-differ': false,
    'class-differs': false,
    'no-tariff': true,
    'missed-beside': false,
};

for (const [reason, isHeld] of Object.entries(holdsBack) as [ReviewReason, boolean][]) {
    test(`${reason} ${isHeld ? 'waits for' : 'is charged before'} a decision`, () => {
        const passage = {...storyPassage({id: 12, tag: 'tag:t1'}), vehicle: undefined};
        const item = itemOf(passage, reason, '2025-03-03', 1_000n);
        assert.equal(item.holdsBack, isHeld);
        assert.deepEqual(parseReviewId(item.id), {passage: 12, reason});
        assert.deepEqual([item.passage, item.tag, item.plate, item.day, item.worthMinor],
            [12, 'tag:t1', undefined, '2025-03-03', 1_000n]);
    });
}

for (const text of ['', '12', ':no-tariff', '12:', 'x:no-tariff', '12:no tariff', '-1:no-tariff',
    '12:no-tariff:', '1234567890123456:no-tariff']) {
    test(`"${text}" is no item`, () => assert.equal(parseReviewId(text), undefined));
}
