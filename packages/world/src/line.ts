import type {Chance} from '@karwan/base';
import {holdEndMs, type Fault, type Faults} from './fault.ts';
import type {Claim} from './gantry.ts';
import type {Rates} from './rates.ts';
import {wireTime, type Delivery} from './wire.ts';

const QUICKEST_MS = 300;
const MEAN_MS = 700;
const SLOWEST_MS = 5_000;
const LATEST_REPEAT_MS = 10 * 60_000;
/** Shuffled messages come up to so much later than they should. */
const SHUFFLED_MS = 40 * 60_000;
/** A line that comes back says what it kept so quickly: 500 messages a second. */
const FLOOD_MS = 2;

/** The line from the devices: numbers each device's messages, and now and then sends one twice. */
export class Line {
    readonly #numbers = new Map<string, number>();
    readonly #rates: Rates;
    readonly #faults: Faults;
    readonly #held = new Map<Fault, Delivery[]>();

    constructor(rates: Rates, faults: Faults) {
        this.#rates = rates;
        this.#faults = faults;
    }

    /** Claims come in the order of true time; what is held back comes out by `release`. */
    send(claim: Claim, chance: Chance, faulty: Chance): Delivery[] {
        const {device, atMs, delayMs, says} = claim;
        const number = (this.#numbers.get(device.id) ?? 0) + 1;
        this.#numbers.set(device.id, number);
        const at = wireTime(atMs + this.#faults.offsetMs(device, atMs));
        const message = {device: device.id, at, message: String(number), ...says};
        const underwayMs = Math.min(QUICKEST_MS + chance.exponential(MEAN_MS), SLOWEST_MS);
        const isDoubled = chance.happens(this.#rates.doubledMessages.value);
        const againMs = isDoubled ? 1_000 + chance.below(LATEST_REPEAT_MS) : 0;
        const first = {
            receivedMs: Math.ceil(atMs + delayMs + underwayMs) + this.#shuffled(claim, faulty),
            site: device.site, message,
        };
        const hold = this.#faults.of('hold-back', device, atMs);
        if (hold) {
            const held = this.#held.get(hold) ?? [];
            this.#held.set(hold, held);
            held.push(first);
            return [];
        }
        const again = {...first, receivedMs: first.receivedMs + againMs};
        return [
            first, ...isDoubled ? [again] : [], ...this.#doubled(claim, first, faulty)];
    }

    /** What lines that came back before this moment had kept, as it arrives in one flood. */
    release(beforeMs: number): Delivery[] {
        const released: Delivery[] = [];
        for (const [fault, held] of this.#held) {
            const endMs = holdEndMs(fault);
            if (endMs >= beforeMs) continue;
            held.forEach((delivery, nth) => {
                const receivedMs = Math.max(delivery.receivedMs, endMs + nth * FLOOD_MS);
                released.push({...delivery, receivedMs});
            });
            this.#held.delete(fault);
        }
        return released;
    }

    get isEmpty(): boolean {
        return this.#held.size === 0;
    }

    #shuffled({device, atMs}: Claim, faulty: Chance): number {
        const fault = this.#faults.of('shuffle', device, atMs);
        return fault && faulty.happens(fault.share ?? 1) ? faulty.below(SHUFFLED_MS) : 0;
    }

    #doubled({device, atMs}: Claim, first: Delivery, faulty: Chance): Delivery[] {
        const fault = this.#faults.of('double', device, atMs);
        if (!fault || !faulty.happens(fault.share ?? 1)) return [];
        return [{...first, receivedMs: first.receivedMs + 500 + faulty.below(LATEST_REPEAT_MS)}];
    }
}
