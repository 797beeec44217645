import {median} from '@karwan/base';
import type {Corridor, Device, Token} from '@karwan/journey';
import {beaten, heard, newDevice, underwayOf, type DeviceState} from './device.ts';

/** The devices of a corridor and what is kept of those that were heard. */
export class Devices {
    readonly #states = new Map<string, DeviceState>();
    readonly #known: ReadonlyMap<string, Device>;
    /** By point and kind of token: who should have seen it. */
    readonly #seers = new Map<string, Device>();

    constructor({devices}: Corridor, states: readonly DeviceState[] = []) {
        this.#known = new Map(devices.map(device => [device.id, device]));
        for (const device of devices) {
            const {kind, point} = device;
            if (kind === 'antenna' || kind === 'gantry') this.#seers.set(`${point} tag`, device);
            if (kind === 'camera' || kind === 'gantry') this.#seers.set(`${point} plate`, device);
        }
        for (const state of states) this.#states.set(state.id, state);
    }

    get states(): DeviceState[] {
        return [...this.#states.values()];
    }

    /** Undefined where the corridor has no such device. */
    find(id: string): Device | undefined {
        return this.#known.get(id);
    }

    /** Undefined where it was never heard of. */
    stateIfHeard(id: string): DeviceState | undefined {
        return this.#states.get(id);
    }

    stateOf(id: string): DeviceState {
        let state = this.#states.get(id);
        if (!state) this.#states.set(id, state = newDevice({id}));
        return state;
    }

    /** The device of a point that sees tags, or plates, by the kind of a token. */
    seerOf(point: string, token: Token): Device | undefined {
        return this.#seers.get(`${point} ${token.startsWith('tag:') ? 'tag' : 'plate'}`);
    }

    /** True where the corridor has the device. */
    heard(id: string, atMs: number, receivedMs: number): boolean {
        if (!this.#known.has(id)) return false;
        heard(this.stateOf(id), atMs, receivedMs);
        return true;
    }

    beaten(id: string, atMs: number, receivedMs: number): void {
        if (this.#known.has(id)) beaten(this.stateOf(id), atMs, receivedMs);
    }

    /** How long messages are under way at the middle one of all devices. */
    usualDelayMs(): number {
        const delays = this.states.flatMap(device => underwayOf(device)?.leastMs ?? []);
        return delays.length === 0 ? 0 : median(delays);
    }
}
