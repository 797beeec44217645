import type {Corridor, Device, Token} from '@karwan/journey';
import {
    Alarms, type Alarm, type Evidence, type Trouble, type TroubleKind,
} from './alarm.ts';
import {Brackets, type Bracket} from './brackets.ts';
import {Clocks, type ClockVerdict} from './clock.ts';
import type {DeviceHealth, HeardReading, MonitorState} from './device-health.ts';
import {beaten, heard, newDevice, underwayOf, type DeviceState} from './device.ts';
import {shareOf} from './interval.ts';
import {
    learn, newLossTest, SHARE_PLAN, SILENCE_PLAN, testLoss, usualShare, type LossPlan,
    type Stretch,
} from './loss.ts';
import {Roads} from './roads.ts';
import {Places} from './places.ts';
import {Settling} from './settling.ts';
import {lastOf, SILENT_AFTER_MS, silenceOf} from './silence.ts';

/** Readings are put in order before they are judged, so that two of one second cannot deceive. */
const HOLD_MS = 5_000;
/** What needs no vehicle is looked for so often. */
const LOOK_MS = 15_000;
/** Log-likelihood ratio, well against lost, at which a device counts as well again. */
const RECOVERED = 7;
/** Of the latest trials that the page shows; then older ones count half. */
const RECENT_TRIALS = 400;
/** A clock by receipt: nothing closer than this is called off. */
const LEAST_RECEIPT_OFF_MS = 5_000;

/** Watches the devices of a corridor: readings, heartbeats and the time go in, alarms come out. */
export class Monitor {
    readonly #corridor: Corridor;
    readonly #roads: Roads;
    readonly #brackets: Brackets;
    readonly #devices = new Map<string, DeviceState>();
    readonly #known: ReadonlyMap<string, Device>;
    /** By point and kind of token: who should have seen it. */
    readonly #seers = new Map<string, Device>();
    readonly #roadOf: ReadonlyMap<string, string>;
    readonly #order: ReadonlyMap<string, number>;
    readonly #clocks: Clocks;
    readonly #places: Places;
    readonly #alarms: Alarms;
    #held: HeardReading[] = [];
    readonly #settling = [SILENCE_PLAN, SHARE_PLAN].map(
        plan => ({plan, brackets: new Settling(plan.settleMs)}));
    #nowMs = -Infinity;
    #lookedMs = -Infinity;
    #listeningMs = -Infinity;

    constructor(corridor: Corridor, state?: MonitorState) {
        this.#corridor = corridor;
        this.#roads = new Roads(corridor);
        this.#brackets = new Brackets(this.#roads);
        this.#known = new Map(corridor.devices.map(device => [device.id, device]));
        this.#roadOf = new Map(corridor.points.map(point => [point.id, point.road]));
        this.#order = new Map(corridor.points.map(({id, chainageMetres, direction, road}) => {
            const isForward = corridor.roads.find(r => r.id === road)?.directions[0] === direction;
            return [id, isForward ? chainageMetres : -chainageMetres];
        }));
        for (const device of corridor.devices) {
            const {kind, point} = device;
            if (kind === 'antenna' || kind === 'gantry') this.#seers.set(`${point} tag`, device);
            if (kind === 'camera' || kind === 'gantry') this.#seers.set(`${point} plate`, device);
        }
        for (const device of state?.devices ?? []) this.#devices.set(device.id, device);
        this.#clocks = new Clocks(state?.clocks);
        this.#places = new Places(corridor, this.#roads, state?.places);
        this.#alarms = new Alarms(state?.alarms);
    }

    get state(): MonitorState {
        return {
            devices: [...this.#devices.values()], clocks: this.#clocks.state,
            places: this.#places.state, alarms: [...this.#alarms.open],
        };
    }

    /** Follows vehicles by readings that were judged before a start: nothing is concluded. */
    remember(readings: readonly HeardReading[]): void {
        const inOrder = [...readings].sort((a, b) => this.#inOrder(a, b));
        for (const {point, tag, plate, atMs} of inOrder) {
            const gantry = this.#roads.find(point);
            if (gantry === undefined) continue;
            for (const token of [tag, plate]) {
                if (token) this.#brackets.see(token, gantry, atMs);
            }
        }
    }

    /** Silence is counted from here at the earliest: before, we did not listen. */
    listenFrom(nowMs: number): void {
        this.#listeningMs = nowMs;
    }

    /** That a device lives: its own clock's time, and ours when we heard it. */
    beat(device: string, atMs: number, receivedMs: number): void {
        if (this.#known.has(device)) beaten(this.#device(device), atMs, receivedMs);
    }

    /** Takes readings in any order and judges those that are older than a few seconds. */
    take(readings: readonly HeardReading[], nowMs: number): void {
        this.#nowMs = Math.max(this.#nowMs, nowMs);
        for (const reading of readings) {
            if (!this.#known.has(reading.device)) continue;
            heard(this.#device(reading.device), reading.atMs, reading.receivedMs);
            this.#held.push(reading);
        }
        this.#held.sort((a, b) => this.#inOrder(a, b));
        let count = 0;
        while (count < this.#held.length && this.#held[count]!.atMs <= this.#nowMs - HOLD_MS) {
            this.#see(this.#held[count++]!);
        }
        this.#held.splice(0, count);
        for (const {plan, brackets} of this.#settling) {
            for (const bracket of brackets.settled(this.#nowMs)) this.#try(bracket, plan);
        }
        if (this.#nowMs - this.#lookedMs < LOOK_MS) return;
        this.#lookedMs = this.#nowMs;
        this.#look();
    }

    /** What was opened, changed or ended since it was last asked. */
    takeChanged(): Alarm[] {
        this.#alarms.forget(this.#nowMs);
        return this.#alarms.takeChanged();
    }

    get openAlarms(): Alarm[] {
        return this.#alarms.standing;
    }

    /** Every device of the corridor, heard of or not. */
    devices(): DeviceHealth[] {
        return this.#corridor.devices.map(({id, point, kind, site}) => {
            const state = this.#devices.get(id);
            const gantry = this.#roads.find(point);
            return {
                device: id, point, kind, site, lastHeardMs: lastOf(state),
                missed: state && shareOf(state.recent.missed, state.recent.trials),
                trials: Math.round(state?.recent.trials ?? 0),
                clock: this.#clockOf(state, gantry),
                impliedMetres: gantry === undefined ? undefined : this.#places.implied(gantry),
                troubles: this.#alarms.troublesOf([id, point]),
            };
        });
    }

    #clockOf(
        state: DeviceState | undefined, gantry: number | undefined,
    ): DeviceHealth['clock'] {
        const found = gantry === undefined ? undefined : this.#clocks.find(gantry);
        if (found) return {...found, by: 'neighbours'};
        const way = state && underwayOf(state);
        if (!way) return undefined;
        return {
            offsetMs: Math.round(this.#usualDelayMs() - way.leastMs), plusMinusMs: way.spreadMs,
            by: 'receipt',
        };
    }

    #device(id: string): DeviceState {
        let device = this.#devices.get(id);
        if (!device) this.#devices.set(id, device = newDevice({id}));
        return device;
    }

    #inOrder(a: HeardReading, b: HeardReading): number {
        return a.atMs - b.atMs
            || (this.#order.get(a.point) ?? 0) - (this.#order.get(b.point) ?? 0);
    }

    #see({point, tag, plate, measuredClass, atMs}: HeardReading): void {
        const gantry = this.#roads.find(point);
        if (gantry === undefined) return;
        for (const token of [tag, plate]) {
            if (token) this.#follow(token, gantry, atMs, measuredClass);
        }
    }

    #follow(
        token: Token, gantry: number, atMs: number, measuredClass: string | undefined,
    ): void {
        const {brackets, triple, isLate} = this.#brackets.see(token, gantry, atMs);
        for (const each of this.#settling) {
            if (isLate) each.brackets.takeBack(token, gantry);
            for (const bracket of brackets) each.brackets.put(bracket);
        }
        if (!triple) return;
        const isTriple = this.#roads.isNext(triple.before, triple.at)
            && this.#roads.isNext(triple.at, triple.after);
        // Cars keep one speed; where nobody says what a vehicle is, all are taken.
        const isCar = measuredClass === undefined || measuredClass === this.#corridor.classes[0];
        if (!isTriple || !isCar) return;
        for (const verdict of this.#clocks.take(triple)) this.#clock(verdict);
        for (const fault of this.#places.take(triple)) this.#begin(fault);
    }

    #try({gantry, isSeen, token, passedMs, knownMs}: Bracket, plan: LossPlan): void {
        const point = this.#roads.gantries[gantry]!;
        const of = this.#seers.get(`${point} ${token.startsWith('tag:') ? 'tag' : 'plate'}`);
        if (!of) return;
        const device = this.#device(of.id);
        if (passedMs <= device.silentUntilMs) return;
        const usual = usualShare(device.usual);
        const troubles = (['silent', 'losing'] as const)
            .flatMap(kind => this.#alarms.find(kind, of.id) ?? []);
        if (plan === SHARE_PLAN) {
            learn(device.recent, isSeen);
            if (device.recent.trials >= RECENT_TRIALS) {
                device.recent.trials /= 2;
                device.recent.missed /= 2;
            }
        }
        if (troubles.length > 0) {
            if (plan === SILENCE_PLAN) this.#recover(device, troubles, isSeen, usual, knownMs);
            return;
        }
        const test = plan === SILENCE_PLAN ? device.silence : device.share;
        const sounded = testLoss(test, plan, isSeen, passedMs, usual);
        if (!sounded) {
            if (plan === SHARE_PLAN) learn(device.usual, isSeen);
            return;
        }
        this.#lost(of, device, sounded, usual);
    }

    #lost(of: Device, device: DeviceState, stretch: Stretch, usual: number): void {
        const {trials, missed, fromMs} = stretch;
        const {low, high} = shareOf(missed, trials)!;
        device.silence = newLossTest(SILENCE_PLAN);
        device.share = newLossTest(SHARE_PLAN);
        device.recovery = 0;
        this.#begin({
            kind: low > 0.5 ? 'silent' : 'losing', subject: of.id, point: of.point,
            sinceMs: fromMs,
            evidence: {test: 'vehicles-at-neighbours', trials, missed, low, high, usual},
        });
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
                this.#alarms.end(trouble, knownMs);
            }
        }
    }

    // What needs no vehicle: heartbeats that stay away, traffic that stays away, times of receipt.
    #look(): void {
        const othersMs = this.#usualDelayMs();
        const quiet = [...this.#devices.values()].filter(device => this.#isQuiet(device));
        const sites = (devices: readonly {id: string}[]): number =>
            new Set(devices.map(({id}) => this.#known.get(id)?.site)).size;
        // Where most sites went quiet at once it is the line to all of them, or we ourselves.
        const isWide = sites(quiet) >= 3 && sites(quiet) * 2 > sites([...this.#devices.values()]);
        for (const device of quiet) this.#silent(device, isWide);
        for (const device of this.#devices.values()) {
            this.#lookForReturn(device);
            this.#lookAtReceipt(device, othersMs);
        }
    }

    #quietMs(device: DeviceState): number {
        const lastMs = lastOf(device);
        return lastMs === undefined ? 0 : this.#nowMs - Math.max(lastMs, this.#listeningMs);
    }

    #isQuiet(device: DeviceState): boolean {
        return silenceOf(device, this.#quietMs(device)) !== undefined && this.#known.has(device.id)
            && !this.#alarms.find('silent', device.id);
    }

    #silent(device: DeviceState, isWide: boolean): void {
        const {point} = this.#known.get(device.id)!;
        this.#begin({
            kind: 'silent', subject: device.id, point, sinceMs: lastOf(device)!, isWide,
            evidence: silenceOf(device, this.#quietMs(device))!,
        });
    }

    #lookForReturn(device: DeviceState): void {
        const found = this.#alarms.find('silent', device.id);
        if (!found || found.evidence.test === 'vehicles-at-neighbours') return;
        if (this.#quietMs(device) >= SILENT_AFTER_MS) return;
        device.silentUntilMs = lastOf(device)!;
        this.#alarms.end(found, device.silentUntilMs);
    }

    #usualDelayMs(): number {
        const delays = [...this.#devices.values()]
            .flatMap(device => underwayOf(device)?.leastMs ?? []).sort((a, b) => a - b);
        return delays[delays.length >> 1] ?? 0;
    }

    #lookAtReceipt(device: DeviceState, othersMs: number): void {
        const way = underwayOf(device);
        const of = this.#known.get(device.id);
        if (!way || !of) return;
        const offsetMs = othersMs - way.leastMs;
        // A line that holds messages back spreads their delays; a clock moves them all alike.
        const isOff = Math.abs(offsetMs) > Math.max(LEAST_RECEIPT_OFF_MS, 3 * way.spreadMs);
        const found = this.#alarms.find('clock', of.id);
        if (found && !isOff && found.evidence.test === 'receipt') {
            this.#alarms.end(found, this.#nowMs);
        }
        if (found || !isOff) return;
        this.#begin({
            kind: 'clock', subject: of.id, point: of.point, sinceMs: this.#nowMs,
            evidence: {
                test: 'receipt', offsetMs, messages: device.delaysMs.length,
                leastMs: way.leastMs, spreadMs: way.spreadMs, othersMs,
            },
        });
    }

    #clock({gantry, off}: ClockVerdict): void {
        const point = this.#roads.gantries[gantry]!;
        const found = this.#alarms.find('clock', point);
        if (found && !off) this.#alarms.end(found, this.#nowMs);
        if (found || !off) return;
        const {offsetMs, plusMinusMs, vehicles, fromMs} = off;
        this.#begin({
            kind: 'clock', subject: point, point, sinceMs: fromMs,
            evidence: {test: 'times-at-neighbours', offsetMs, plusMinusMs, vehicles},
        });
    }

    #begin({kind, subject, point, sinceMs, evidence, isWide = false}: {
        kind: TroubleKind; subject: string; point: string; sinceMs: number; evidence: Evidence;
        isWide?: boolean;
    }): void {
        if (this.#alarms.find(kind, subject)) return;
        const site = this.#corridor.devices.find(device => device.point === point)?.site ?? point;
        this.#alarms.begin({
            kind, subject, site, road: this.#roadOf.get(point) ?? '', sinceMs, isWide,
            foundMs: this.#nowMs, endedMs: undefined, evidence,
        });
    }
}
