import assert from 'node:assert/strict';
import test from 'node:test';
import {shareOf} from './interval.ts';

// Counted of trials: the share and its interval in tenths of a per cent. The second and third lines
// are of Newcombe, Statistics in Medicine 17 (1998), table I: 15 of 148, 0 of 20.
const stories: Record<string, string> = {
    '3 of 200': '15 5..43',
    '15 of 148': '101 62..160',
    '0 of 20': '0 0..161',
    '29 of 29': '1000 883..1000',
};

for (const [story, expected] of Object.entries(stories)) {
    test(story, () => {
        const [count, trials] = story.split(' of ').map(Number);
        const {value, low, high} = shareOf(count!, trials!)!;
        const tenths = [value, low, high].map(each => Math.round(each * 1000));
        assert.equal(`${tenths[0]} ${tenths[1]}..${tenths[2]}`, expected);
    });
}

test('without a trial there is no share', () => assert.equal(shareOf(0, 0), undefined));
