import type {Plate} from '@karwan/journey';

const LETTERS = 26 ** 3;
const DIGITS = 10 ** 4;
/** A prime, so that every number comes to a serial of its own. */
const STRIDE = 48_271;

/** Plates and tags by a vehicle's number: millions of them, and none is kept. */
export class NumberedFleet {
    readonly #jurisdiction: string;
    readonly #tagPrefix: string;
    readonly #tagShare: number;

    constructor(jurisdiction: string, tagPrefix: string, tagShare: number) {
        this.#jurisdiction = jurisdiction;
        this.#tagPrefix = tagPrefix;
        this.#tagShare = tagShare;
    }

    /** Three letters and four digits; no two alike up to 175 million vehicles. */
    plate(vehicle: number): Plate {
        const place = vehicle * STRIDE % (LETTERS * DIGITS);
        let letters = '';
        for (let rest = Math.floor(place / DIGITS), i = 0; i < 3; i++) {
            letters += String.fromCharCode(65 + rest % 26);
            rest = Math.floor(rest / 26);
        }
        const serial = letters + String(place % DIGITS).padStart(4, '0');
        return {jurisdiction: this.#jurisdiction, serial};
    }

    /** Undefined where the vehicle carries none. */
    tag(vehicle: number): string | undefined {
        const isTagged = mixed(vehicle) < this.#tagShare;
        return isTagged ? `${this.#tagPrefix}${String(vehicle).padStart(9, '0')}` : undefined;
    }
}

// A number in [0, 1) that a vehicle keeps (Murmur3's last step, A. Appleby).
function mixed(vehicle: number): number {
    let h = vehicle + 1;
    h = Math.imul(h ^ h >>> 16, 0x85eb_ca6b);
    h = Math.imul(h ^ h >>> 13, 0xc2b2_ae35);
    return ((h ^ h >>> 16) >>> 0) / 2 ** 32;
}
