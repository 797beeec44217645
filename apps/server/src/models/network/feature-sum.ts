import {AT, summed, WIDTH} from './feature.ts';
import type {PairWays} from './trade.ts';

/** Sums what loads take, over trades whose ways are over the same stretches and gates. */
export class FeatureSum {
    readonly #taken: Float64Array;
    readonly #gates: PairWays['gates'];
    readonly #byPart: Float64Array;
    readonly #byGate: Float64Array;

    constructor({taken, stretches, gates}: PairWays) {
        this.#taken = taken;
        this.#gates = gates;
        this.#byPart = new Float64Array(stretches.length);
        this.#byGate = new Float64Array(gates.length);
    }

    /** Adds a share of the loads of some ways. */
    add({partOf, gate}: PairWays, loads: Float64Array, share: number): void {
        const [byPart, byGate] = [this.#byPart, this.#byGate];
        for (let way = 0; way < loads.length; way++) {
            const load = share * loads[way]!;
            if (load === 0) continue;
            const [one, two] = [partOf[2 * way]!, partOf[2 * way + 1]!];
            byPart[one]! += load;
            if (two >= 0) byPart[two]! += load;
            if (gate[way]! >= 0) byGate[gate[way]!]! += load;
        }
    }

    /** What all of it comes to, by feature; those that no year is asked for are left at 0. */
    features(): Float64Array {
        const sum = new Float64Array(summed.length);
        const [taken, byPart] = [this.#taken, this.#byPart];
        for (let part = 0, at = 0; part < byPart.length; part++, at += sum.length) {
            const load = byPart[part]!;
            if (load === 0) continue;
            for (let i = 0; i < sum.length; i++) sum[i]! += load * taken[at + i]!;
        }
        const features = new Float64Array(WIDTH);
        summed.forEach((name, i) => {
            let whole = sum[i]!;
            this.#byGate.forEach((load, gate) => {
                whole += load * this.#gates[gate]!.features[AT[name]]!;
            });
            features[AT[name]] = whole;
        });
        return features;
    }
}
