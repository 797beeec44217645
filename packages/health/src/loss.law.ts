import {chanceFrom, median} from '@karwan/base';
import assert from 'node:assert/strict';
import test from 'node:test';
import {newLossTest, SHARE_PLAN, SILENCE_PLAN, testLoss, type LossPlan} from './loss.ts';

const USUAL = 0.01;

// Vehicles until the test sounds, where the device misses this share.
function soundsAfter(
    plan: LossPlan, missing: number, seed: number, most: number,
): number {
    const chance = chanceFrom(seed);
    const state = newLossTest(plan);
    for (let nth = 1; nth <= most; nth++) {
        if (testLoss(state, plan, !chance.happens(missing), nth, USUAL)) return nth;
    }
    return most;
}

for (const [lost, most] of [[0.2, 35], [0.05, 300]] as const) {
    test(`a loss of ${lost * 100} % is found in ${most} vehicles, in the median (seeds 1 to 200)`,
        () => {
            const missing = USUAL + lost * (1 - USUAL);
            const after = Array.from({length: 200}, (_, seed) =>
                soundsAfter(SHARE_PLAN, missing, seed + 1, 5_000));
            assert(median(after) <= most, `${median(after)}`);
        });
}

test('silence is found in 5 vehicles; a fifth lost is seldom taken for it (seeds 1 to 200)', () => {
    assert.equal(soundsAfter(SILENCE_PLAN, 1, 1, 50), 5);
    const taken = Array.from({length: 200}, (_, seed) =>
        soundsAfter(SILENCE_PLAN, 0.2, seed + 1, 50)).filter(after => after < 50);
    assert(taken.length <= 10, `${taken.length}`);
});

// The stated bound is 440,000 vehicles in the mean; a test that sounded ten times as often would
// be quiet over these two million with a chance of e to the minus 45.
test('a device that is well seldom sounds (seeds 1 to 20)', () => {
    let alarms = 0;
    for (let seed = 1; seed <= 20; seed++) {
        if (soundsAfter(SHARE_PLAN, USUAL, seed, 100_000) < 100_000) alarms++;
    }
    assert(alarms <= 12, `${alarms}`);
});

test('where the loss began is told (seed 7)', () => {
    const chance = chanceFrom(7);
    const state = newLossTest(SHARE_PLAN);
    for (let nth = 1; ; nth++) {
        const missing = nth < 1_000 ? USUAL : 0.3;
        const found = testLoss(state, SHARE_PLAN, !chance.happens(missing), nth, USUAL);
        if (!found) continue;
        assert(nth >= 1_000 && nth < 1_060 && Math.abs(found.fromMs - 1_000) < 40, `${nth}`);
        assert(found.missed > 3);
        break;
    }
});
