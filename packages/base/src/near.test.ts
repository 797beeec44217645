import assert from 'node:assert/strict';
import test from 'node:test';
import {choiceText} from './check.ts';
import {nearWord} from './near.ts';

const stories: [text: string, words: string[], meant: string | undefined][] = [
    ['lory', ['car', 'lorry'], 'lorry'],
    ['trukc', ['car', 'truck'], 'truck'],
    ['perkm', ['per-km', 'per-gantry'], 'per-km'],
    ['E1.Antenna', ['E1.antenna', 'E1.camera'], 'E1.antenna'],
    ['E9.antenna', ['E1.antenna', 'E2.antenna'], undefined],
    ['tram', ['car', 'bus'], undefined],
    ['ab', ['ac'], undefined],
    ['', ['a'], undefined],
    ['Car', ['car', 'cab'], 'car'],
    ['cat', ['car', 'car'], 'car'],
    ['cat', ['cab', 'car', 'car'], undefined],
];

for (const [text, words, meant] of stories) {
    test(`"${text}" of ${words.join(', ')}: ${meant ?? 'none'}`, () => {
        assert.equal(nearWord(text, words), meant);
    });
}

test('a choice names the near word behind it', () => {
    assert.equal(choiceText(['car', 'lorry'], 'lory'), 'one of car, lorry; likely lorry');
    assert.equal(choiceText(['car', 'lorry'], 'ship'), 'one of car, lorry');
});
