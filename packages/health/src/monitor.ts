import type {Corridor, Token} from '@karwan/journey';
import type {Alarm} from './alarm.ts';
import {Brackets, type Triple} from './brackets.ts';
import {Clocks, type ClockVerdict} from './clock.ts';
import type {DeviceHealth, HeardReading, MonitorState} from './device-health.ts';
import {underwayOf, type DeviceState} from './device.ts';
import {Devices} from './devices.ts';
import {shareOf} from './interval.ts';
import {LossWatch} from './loss-watch.ts';
import {Places} from './places.ts';
import {QuietWatch} from './quiet-watch.ts';
import {Roads} from './roads.ts';
import {lastOf} from './silence.ts';
import {TroubleBook} from './trouble-book.ts';

/** Readings are put in order before they are judged, so that two of one second cannot deceive. */
const HOLD_MS = 5_000;
/** What needs no vehicle is looked for so often. */
const LOOK_MS = 15_000;

/** Watches the devices of a corridor: readings, heartbeats and the time go in, alarms come out. */
export class Monitor {
    readonly #corridor: Corridor;
    readonly #roads: Roads;
    readonly #brackets: Brackets;
    readonly #devices: Devices;
    /** By point: along the traffic, so that two sightings of one second come in their order. */
    readonly #order: ReadonlyMap<string, number>;
    readonly #book: TroubleBook;
    readonly #losses: LossWatch;
    readonly #quiet: QuietWatch;
    readonly #clocks: Clocks;
    readonly #places: Places;
    #held: HeardReading[] = [];
    #nowMs = -Infinity;
    #lookedMs = -Infinity;

    constructor(corridor: Corridor, state?: MonitorState) {
        this.#corridor = corridor;
        this.#roads = new Roads(corridor);
        this.#brackets = new Brackets(this.#roads);
        this.#devices = new Devices(corridor, state?.devices);
        this.#order = new Map(corridor.points.map(({id, chainageMetres, direction, road}) => {
            const isForward = corridor.roads.find(r => r.id === road)?.directions[0] === direction;
            return [id, isForward ? chainageMetres : -chainageMetres];
        }));
        this.#book = new TroubleBook(corridor, state?.alarms);
        this.#losses = new LossWatch(this.#roads, this.#devices, this.#book);
        this.#quiet = new QuietWatch(this.#devices, this.#book);
        this.#clocks = new Clocks(state?.clocks);
        this.#places = new Places(corridor, this.#roads, state?.places);
    }

    get state(): MonitorState {
        return {
            devices: this.#devices.states, clocks: this.#clocks.state,
            places: this.#places.state, alarms: [...this.#book.alarms.open],
        };
    }

    /** Follows vehicles by readings that were judged before a start: nothing is concluded. */
    remember(readings: readonly HeardReading[]): void {
        for (const {tokens, gantry, atMs} of [...readings]
            .sort((a, b) => this.#inOrder(a, b)).flatMap(each => this.#sighted(each))) {
            for (const token of tokens) this.#brackets.see(token, gantry, atMs);
        }
    }

    /** Silence is counted from here at the earliest: before, we did not listen. */
    listenFrom(nowMs: number): void {
        this.#quiet.listenFrom(nowMs);
    }

    /** That a device lives: its own clock's time, and ours when we heard it. */
    beat(device: string, atMs: number, receivedMs: number): void {
        this.#devices.beaten(device, atMs, receivedMs);
    }

    /** Takes readings in any order and judges those that are older than a few seconds. */
    take(readings: readonly HeardReading[], nowMs: number): void {
        this.#nowMs = Math.max(this.#nowMs, nowMs);
        for (const reading of readings) {
            const {device, atMs, receivedMs} = reading;
            if (this.#devices.heard(device, atMs, receivedMs)) this.#held.push(reading);
        }
        this.#held.sort((a, b) => this.#inOrder(a, b));
        let count = 0;
        while (count < this.#held.length && this.#held[count]!.atMs <= this.#nowMs - HOLD_MS) {
            this.#see(this.#held[count++]!);
        }
        this.#held.splice(0, count);
        this.#losses.settle(this.#nowMs);
        if (this.#nowMs - this.#lookedMs < LOOK_MS) return;
        this.#lookedMs = this.#nowMs;
        this.#quiet.look(this.#nowMs);
    }

    /** What was opened, changed or ended since it was last asked. */
    takeChanged(): Alarm[] {
        this.#book.alarms.forget(this.#nowMs);
        return this.#book.alarms.takeChanged();
    }

    get openAlarms(): Alarm[] {
        return this.#book.alarms.standing;
    }

    /** Every device of the corridor, heard of or not. */
    devices(): DeviceHealth[] {
        return this.#corridor.devices.map(({id, point, kind, site}) => {
            const state = this.#devices.stateIfHeard(id);
            const gantry = this.#roads.find(point);
            return {
                device: id, point, kind, site, lastHeardMs: lastOf(state),
                missed: state && shareOf(state.recent.missed, state.recent.trials),
                trials: Math.round(state?.recent.trials ?? 0),
                clock: this.#clockOf(state, gantry),
                impliedMetres: gantry === undefined ? undefined : this.#places.implied(gantry),
                troubles: this.#book.alarms.troublesOf([id, point]),
            };
        });
    }

    #clockOf(state: DeviceState | undefined, gantry: number | undefined): DeviceHealth['clock'] {
        const found = gantry === undefined ? undefined : this.#clocks.find(gantry);
        if (found) return {...found, by: 'neighbours'};
        const way = state && underwayOf(state);
        if (!way) return undefined;
        return {
            offsetMs: Math.round(this.#devices.usualDelayMs() - way.leastMs),
            plusMinusMs: way.spreadMs, by: 'receipt',
        };
    }

    #inOrder(a: HeardReading, b: HeardReading): number {
        return a.atMs - b.atMs
            || (this.#order.get(a.point) ?? 0) - (this.#order.get(b.point) ?? 0);
    }

    // The tokens that a gantry saw; none where the point is no gantry.
    #sighted(
        {point, tag, plate, atMs}: HeardReading,
    ): {tokens: Token[]; gantry: number; atMs: number}[] {
        const gantry = this.#roads.find(point);
        if (gantry === undefined) return [];
        return [{tokens: [tag, plate].filter(token => token !== undefined), gantry, atMs}];
    }

    #see(reading: HeardReading): void {
        for (const {tokens, gantry, atMs} of this.#sighted(reading)) {
            for (const token of tokens) {
                const {brackets, triple, isLate} = this.#brackets.see(token, gantry, atMs);
                this.#losses.take(token, gantry, brackets, isLate);
                if (triple && this.#isCar(reading)) this.#drive(triple);
            }
        }
    }

    // Cars keep one speed; where nobody says what a vehicle is, all are taken.
    #isCar({measuredClass}: HeardReading): boolean {
        return measuredClass === undefined || measuredClass === this.#corridor.classes[0];
    }

    #drive(triple: Triple): void {
        const {before, at, after} = triple;
        if (!this.#roads.isNext(before, at) || !this.#roads.isNext(at, after)) return;
        for (const verdict of this.#clocks.take(triple)) this.#clock(verdict);
        for (const fault of this.#places.take(triple)) this.#book.begin(fault, this.#nowMs);
    }

    #clock({gantry, off}: ClockVerdict): void {
        const point = this.#roads.gantries[gantry]!;
        const found = this.#book.find('clock', point);
        if (found && !off) this.#book.end(found, this.#nowMs);
        if (!off) return;
        const {offsetMs, plusMinusMs, vehicles, fromMs} = off;
        this.#book.begin({
            kind: 'clock', subject: point, point, sinceMs: fromMs,
            evidence: {test: 'times-at-neighbours', offsetMs, plusMinusMs, vehicles},
        }, this.#nowMs);
    }
}
