import type {Chance} from '@karwan/base';
import type {Claim} from './gantry.ts';
import type {Rates} from './rates.ts';
import {wireTime, type Delivery} from './wire.ts';

const QUICKEST_MS = 300;
const MEAN_MS = 700;
const SLOWEST_MS = 5_000;
const LATEST_REPEAT_MS = 10 * 60_000;

/** The line from the devices: numbers each device's messages, and now and then sends one twice. */
export class Line {
    readonly #numbers = new Map<string, number>();
    readonly #rates: Rates;

    constructor(rates: Rates) {
        this.#rates = rates;
    }

    /** Claims come in the order of the devices' clocks. */
    send({device, atMs, delayMs, says}: Claim, chance: Chance): Delivery[] {
        const number = (this.#numbers.get(device.id) ?? 0) + 1;
        this.#numbers.set(device.id, number);
        const message = {device: device.id, at: wireTime(atMs), message: String(number), ...says};
        const underwayMs = Math.min(QUICKEST_MS + chance.exponential(MEAN_MS), SLOWEST_MS);
        const receivedMs = Math.ceil(atMs + delayMs + underwayMs);
        const first = {receivedMs, site: device.site, message};
        if (!chance.happens(this.#rates.doubledMessages.value)) return [first];
        const again = receivedMs + 1_000 + chance.below(LATEST_REPEAT_MS);
        return [first, {...first, receivedMs: again}];
    }
}
