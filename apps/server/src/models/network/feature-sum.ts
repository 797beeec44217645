import {WIDTH} from './feature.ts';
import type {PairWays} from './trade.ts';

/** Sums what loads take, over trades whose ways are over the same stretches and gates. */
export class FeatureSum {
    readonly #stretches: readonly Float64Array[];
    readonly #gates: PairWays['gates'];
    readonly #byPart: Float64Array;
    readonly #byGate: Float64Array;

    constructor({stretches, gates}: PairWays) {
        this.#stretches = stretches;
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

    /** What all of it comes to, feature by feature. */
    features(): Float64Array {
        const sum = new Float64Array(WIDTH);
        const [byPart, byGate] = [this.#byPart, this.#byGate];
        for (let part = 0; part < byPart.length; part++) {
            const load = byPart[part]!;
            if (load !== 0) addTo(sum, this.#stretches[part]!, load);
        }
        for (let gate = 0; gate < byGate.length; gate++) {
            addTo(sum, this.#gates[gate]!.features, byGate[gate]!);
        }
        return sum;
    }
}

function addTo(sum: Float64Array, features: Float64Array, load: number): void {
    for (let i = 0; i < WIDTH; i++) sum[i]! += load * features[i]!;
}
