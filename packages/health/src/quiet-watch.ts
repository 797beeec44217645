import {underwayOf, type DeviceState} from './device.ts';
import type {Devices} from './devices.ts';
import {lastOf, SILENT_AFTER_MS, silenceOf} from './silence.ts';
import type {TroubleBook} from './trouble-book.ts';

/** A clock by receipt: nothing closer than this is called off. */
const LEAST_RECEIPT_OFF_MS = 5_000;

/**
 * What needs no vehicle: heartbeats that stay away, traffic that stays away, and clocks that differ
 * from ours by more than messages are under way.
 */
export class QuietWatch {
    readonly #devices: Devices;
    readonly #book: TroubleBook;
    #listeningMs = -Infinity;

    constructor(devices: Devices, book: TroubleBook) {
        this.#devices = devices;
        this.#book = book;
    }

    /** Silence is counted from here at the earliest: before, we did not listen. */
    listenFrom(nowMs: number): void {
        this.#listeningMs = nowMs;
    }

    look(nowMs: number): void {
        const othersMs = this.#devices.usualDelayMs();
        const all = this.#devices.states;
        const quiet = all.filter(device => this.#isQuiet(device, nowMs));
        const sites = (devices: readonly {id: string}[]): number =>
            new Set(devices.map(({id}) => this.#devices.find(id)?.site)).size;
        // Where most sites went quiet at once it is the line to all of them, or we ourselves.
        const isWide = sites(quiet) >= 3 && sites(quiet) * 2 > sites(all);
        for (const device of quiet) this.#silent(device, isWide, nowMs);
        for (const device of all) {
            this.#lookForReturn(device, nowMs);
            this.#lookAtReceipt(device, othersMs, nowMs);
        }
    }

    #quietMs(device: DeviceState, nowMs: number): number {
        const lastMs = lastOf(device);
        return lastMs === undefined ? 0 : nowMs - Math.max(lastMs, this.#listeningMs);
    }

    #isQuiet(device: DeviceState, nowMs: number): boolean {
        return silenceOf(device, this.#quietMs(device, nowMs)) !== undefined
            && this.#devices.find(device.id) !== undefined
            && !this.#book.find('silent', device.id);
    }

    #silent(device: DeviceState, isWide: boolean, nowMs: number): void {
        const {point} = this.#devices.find(device.id)!;
        this.#book.begin({
            kind: 'silent', subject: device.id, point, sinceMs: lastOf(device)!, isWide,
            evidence: silenceOf(device, this.#quietMs(device, nowMs))!,
        }, nowMs);
    }

    #lookForReturn(device: DeviceState, nowMs: number): void {
        const found = this.#book.find('silent', device.id);
        if (!found || found.evidence.test === 'vehicles-at-neighbours') return;
        if (this.#quietMs(device, nowMs) >= SILENT_AFTER_MS) return;
        device.silentUntilMs = lastOf(device)!;
        this.#book.end(found, device.silentUntilMs);
    }

    #lookAtReceipt(device: DeviceState, othersMs: number, nowMs: number): void {
        const way = underwayOf(device);
        const of = this.#devices.find(device.id);
        if (!way || !of) return;
        const offsetMs = othersMs - way.leastMs;
        // A line that holds messages back spreads their delays; a clock moves them all alike.
        const isOff = Math.abs(offsetMs) > Math.max(LEAST_RECEIPT_OFF_MS, 3 * way.spreadMs);
        const found = this.#book.find('clock', of.id);
        if (found && !isOff && found.evidence.test === 'receipt') this.#book.end(found, nowMs);
        if (found || !isOff) return;
        this.#book.begin({
            kind: 'clock', subject: of.id, point: of.point, sinceMs: nowMs,
            evidence: {
                test: 'receipt', offsetMs, messages: device.delaysMs.length,
                leastMs: way.leastMs, spreadMs: way.spreadMs, othersMs,
            },
        }, nowMs);
    }
}
