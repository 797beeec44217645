import type {Chance} from '@karwan/base';
import {newLossTest, SHARE_PLAN, testLoss, usualShare} from '@karwan/health';
import type {Trial} from './trials.ts';

/**
 * Takes away a share of what a gantry saw, from a moment drawn over the days, and counts the
 * vehicles until the loss is named. The trials are the corridor's own, in their order.
 */
export function vehiclesToLoss(
    trials: readonly Trial[][], share: number, chance: Chance, times: number,
): {median: number; missed: number; early: number} {
    const counts: number[] = [];
    let early = 0;
    const most = 5_000;
    const gantries = trials.filter(each => each.length > 8_000);
    while (counts.length < times) {
        const own = chance.pick(gantries);
        const from = 2_000 + chance.below(own.length - 2_000 - most);
        const before = own.slice(0, from);
        const usual = usualShare({
            trials: before.length, missed: before.filter(trial => !trial.isSeen).length});
        const test = newLossTest(SHARE_PLAN);
        // Settled first: an alarm before the loss is none of the loss.
        const isEarly = own.slice(from - 1_000, from).some(
            ({isSeen, atMs}) => testLoss(test, SHARE_PLAN, isSeen, atMs, usual) !== undefined);
        if (isEarly) {
            early++;
            continue;
        }
        let count = 0;
        for (const {isSeen, atMs} of own.slice(from, from + most)) {
            count++;
            const isKept = isSeen && !chance.happens(share);
            if (testLoss(test, SHARE_PLAN, isKept, atMs, usual)) break;
        }
        counts.push(count);
    }
    counts.sort((a, b) => a - b);
    return {
        median: counts[times >> 1]!, missed: counts.filter(count => count >= most).length, early};
}
