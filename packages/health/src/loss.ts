/**
 * Whether a device began to lose vehicles: a sequential test on trials with two outcomes. For each
 * share that may be lost a Shiryaev-Roberts statistic (Pollak, Annals of Statistics 13, 1985), and
 * their mean. Where the device is well, that mean less the number of trials is a martingale, so by
 * optional stopping at least e to the threshold trials pass, in the mean, before a false alarm.
 */
export interface LossTest {
    /** One for each share of the plan. */
    statistics: number[];
    /** By share: log-likelihood ratios summed since the sum last lay at 0, and since when. */
    sums: number[];
    stretches: Stretch[];
}

/** Trials in a row. */
export interface Stretch {
    fromMs: number;
    trials: number;
    missed: number;
}

/** Which losses a test looks for, and when it sounds. */
export interface LossPlan {
    /** Shares of the vehicles that the device may begin to lose. */
    shares: readonly number[];
    /** Natural logarithm of the least mean number of trials between false alarms. */
    logTrials: number;
    /** So long after a miss is seen a late reading may still take it back. */
    settleMs: number;
}

/** Finds a device that went quiet, by a handful of vehicles; e^22 are 3.6 thousand million. */
export const SILENCE_PLAN: LossPlan = {shares: [0.9], logTrials: 22, settleMs: 40_000};

/** Finds a share lost; it waits an hour for what comes late. e^13 are 440,000 trials. */
export const SHARE_PLAN: LossPlan = {shares: [0.05, 0.2], logTrials: 13, settleMs: 65 * 60_000};

export function newLossTest({shares}: LossPlan): LossTest {
    return {
        statistics: shares.map(() => 0), sums: shares.map(() => 0),
        stretches: shares.map(() => ({fromMs: 0, trials: 0, missed: 0})),
    };
}

/**
 * Takes one trial. Where the test sounds, the stretch since the loss most likely began; undefined
 * otherwise. `usual` is the share that the device misses when it is well.
 */
export function testLoss(
    test: LossTest, plan: LossPlan, isSeen: boolean, atMs: number, usual: number,
): Stretch | undefined {
    let mean = 0;
    let best = 0;
    plan.shares.forEach((share, i) => {
        const missing = usual + share * (1 - usual);
        const ratio = isSeen ? (1 - missing) / (1 - usual) : missing / usual;
        test.statistics[i] = (1 + test.statistics[i]!) * ratio;
        mean += test.statistics[i]! / plan.shares.length;
        if (test.statistics[i]! > test.statistics[best]!) best = i;
        const stretch = test.stretches[i]!;
        if (test.sums[i]! <= 0) Object.assign(stretch, {fromMs: atMs, trials: 0, missed: 0});
        test.sums[i] = Math.max(0, test.sums[i]! + Math.log(ratio));
        stretch.trials++;
        if (!isSeen) stretch.missed++;
    });
    return mean >= Math.exp(plan.logTrials) ? {...test.stretches[best]!} : undefined;
}

/** What a device misses when it is well: learned from its own trials, old ones fading. */
export interface Usual {
    trials: number;
    missed: number;
}

/** Before a device has shown what it can, it is taken for one that misses 2 in 100. */
const PRIOR: Usual = {trials: 500, missed: 10};
/** Then older trials count half. */
const MOST_TRIALS = 20_000;

export function usualShare({trials, missed}: Usual): number {
    return (missed + PRIOR.missed) / (trials + PRIOR.trials);
}

/** Learns from one trial, as long as nothing is wrong with the device. */
export function learn(usual: Usual, isSeen: boolean): void {
    usual.trials++;
    if (!isSeen) usual.missed++;
    if (usual.trials < MOST_TRIALS) return;
    usual.trials /= 2;
    usual.missed /= 2;
}
