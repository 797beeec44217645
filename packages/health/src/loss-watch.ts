import type {Device, Token} from '@karwan/journey';
import type {Trouble} from './alarm.ts';
import type {Bracket} from './brackets.ts';
import type {DeviceState} from './device.ts';
import type {Devices} from './devices.ts';
import {shareOf} from './interval.ts';
import {
    learn, newLossTest, SHARE_PLAN, SILENCE_PLAN, testLoss, usualShare, type LossPlan,
    type Stretch,
} from './loss.ts';
import type {Roads} from './roads.ts';
import {Settling} from './settling.ts';
import type {TroubleBook} from './trouble-book.ts';

/** Log-likelihood ratio, well against lost, at which a device counts as well again. */
const RECOVERED = 7;
/** Of the latest trials that the page shows; then older ones count half. */
const RECENT_TRIALS = 400;

/** Finds devices that miss vehicles which both their neighbours saw: all of them, or a share. */
export class LossWatch {
    readonly #roads: Roads;
    readonly #devices: Devices;
    readonly #book: TroubleBook;
    readonly #settling = [SILENCE_PLAN, SHARE_PLAN].map(
        plan => ({plan, brackets: new Settling(plan.settleMs)}));

    constructor(roads: Roads, devices: Devices, book: TroubleBook) {
        this.#roads = roads;
        this.#devices = devices;
        this.#book = book;
    }

    /** Takes what one sighting made known; judged when late readings have had their time. */
    take(token: Token, gantry: number, brackets: readonly Bracket[], isLate: boolean): void {
        for (const {brackets: waiting} of this.#settling) {
            if (isLate) waiting.takeBack(token, gantry);
            for (const bracket of brackets) waiting.put(bracket);
        }
    }

    /** Judges what has waited long enough. */
    settle(nowMs: number): void {
        for (const {plan, brackets} of this.#settling) {
            for (const bracket of brackets.settled(nowMs)) this.#try(bracket, plan, nowMs);
        }
    }

    #try({gantry, isSeen, token, passedMs, knownMs}: Bracket, plan: LossPlan, nowMs: number): void {
        const of = this.#devices.seerOf(this.#roads.gantries[gantry]!, token);
        if (!of) return;
        const device = this.#devices.stateOf(of.id);
        if (passedMs <= device.silentUntilMs) return;
        const usual = usualShare(device.usual);
        if (plan === SHARE_PLAN) learnRecent(device, isSeen);
        const troubles = (['silent', 'losing'] as const)
            .flatMap(kind => this.#book.find(kind, of.id) ?? []);
        if (troubles.length > 0) {
            if (plan === SILENCE_PLAN) this.#recover(device, troubles, isSeen, usual, knownMs);
            return;
        }
        const test = plan === SILENCE_PLAN ? device.silence : device.share;
        const sounded = testLoss(test, plan, isSeen, passedMs, usual);
        if (sounded) this.#lost(of, device, sounded, usual, nowMs);
        else if (plan === SHARE_PLAN) learn(device.usual, isSeen);
    }

    #lost(
        of: Device, device: DeviceState, {trials, missed, fromMs}: Stretch, usual: number,
        nowMs: number,
    ): void {
        const {low, high} = shareOf(missed, trials)!;
        device.silence = newLossTest(SILENCE_PLAN);
        device.share = newLossTest(SHARE_PLAN);
        device.recovery = 0;
        this.#book.begin({
            kind: low > 0.5 ? 'silent' : 'losing', subject: of.id, point: of.point,
            sinceMs: fromMs,
            evidence: {test: 'vehicles-at-neighbours', trials, missed, low, high, usual},
        }, nowMs);
    }

    // The same likelihoods the other way: is it well, rather than losing what it lost?
    #recover(
        device: DeviceState, troubles: readonly Trouble[], isSeen: boolean, usual: number,
        knownMs: number,
    ): void {
        const lost = Math.max(0.05, ...troubles.map(({evidence}) =>
            'low' in evidence ? evidence.low : 0.5));
        const missing = usual + lost * (1 - usual);
        const ratio = isSeen ? (1 - usual) / (1 - missing) : usual / missing;
        device.recovery = Math.max(0, device.recovery + Math.log(ratio));
        if (device.recovery < RECOVERED) return;
        for (const trouble of troubles) {
            if (trouble.evidence.test === 'vehicles-at-neighbours') {
                this.#book.end(trouble, knownMs);
            }
        }
    }
}

function learnRecent({recent}: DeviceState, isSeen: boolean): void {
    learn(recent, isSeen);
    if (recent.trials < RECENT_TRIALS) return;
    recent.trials /= 2;
    recent.missed /= 2;
}
