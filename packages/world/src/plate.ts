import type {Chance} from '@karwan/base';
import type {Plate} from '@karwan/journey';
import type {PlateSeries} from './traffic.ts';
import {Weighted} from './weighted.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** What a camera takes for what: shapes that differ by a stroke. */
const CONFUSABLE: Readonly<Record<string, string>> = {
    0: 'OD8', 1: 'I7L', 2: 'Z7', 3: '8B', 4: 'A9', 5: 'S6', 6: 'G8B', 7: '1T', 8: 'B3', 9: '4P',
    A: '4R', B: '8R', C: 'GO', D: '0O', E: 'FB', F: 'EP', G: '6C', H: 'MN', I: '1T', J: 'U1',
    K: 'XR', L: '1I', M: 'NH', N: 'MH', O: '0Q', P: 'RF', Q: 'O0', R: 'PK', S: '58', T: '7I',
    U: 'VJ', V: 'UY', W: 'VM', X: 'KY', Y: 'VX', Z: '27',
};

/** Plates as they are issued, no two alike. */
export class PlateOffice {
    readonly #series: Weighted<PlateSeries>;
    readonly #issued = new Set<string>();

    constructor(series: readonly PlateSeries[]) {
        this.#series = new Weighted(series, s => s.share);
    }

    issue(chance: Chance): Plate {
        for (let trial = 0; trial < 1_000; trial++) {
            const {jurisdiction, letters, digits} = this.#series.pick(chance);
            let serial = '';
            for (let i = 0; i < letters; i++) serial += LETTERS[chance.below(26)];
            for (let i = 0; i < digits; i++) serial += chance.below(10);
            const plate = {jurisdiction, serial};
            if (this.#issued.has(plateKey(plate))) continue;
            this.#issued.add(plateKey(plate));
            return plate;
        }
        throw new Error('the series of plates are used up');
    }
}

/** The same serial is issued by several jurisdictions: both together tell plates apart. */
export function plateKey({jurisdiction, serial}: Plate): string {
    return `${jurisdiction} ${serial}`;
}

/** A plate with so many characters taken for others. */
export function misread({jurisdiction, serial}: Plate, characters: number, chance: Chance): Plate {
    const read = [...serial];
    const places = [...read.keys()];
    for (let i = 0; i < characters; i++) {
        const [place] = places.splice(chance.below(places.length), 1);
        const others = CONFUSABLE[read[place!]!];
        if (others) read[place!] = chance.pick([...others]);
    }
    return {jurisdiction, serial: read.join('')};
}
