import type {Chance} from '@karwan/base';
import {normalShare} from './normal.ts';
import {quantile, refuseBroken, type Correlation, type Uncertain} from './uncertain.ts';

/**
 * Draws of inputs that move together: correlated normal variables, each mapped onto its input's
 * distribution (a Gaussian copula; NORTA, Cario and Nelson 1997).
 */
export class Draws {
    readonly #inputs: readonly Uncertain[];
    /** Lower triangle of the correlations' root, in the order of the inputs. */
    readonly #root: readonly (readonly number[])[];

    /** Throws where correlations contradict one another or name no input. */
    constructor(inputs: readonly Uncertain[], correlations: readonly Correlation[]) {
        refuseBroken(inputs);
        this.#inputs = inputs;
        this.#root = rootOf(correlationsOf(inputs, correlations));
    }

    /** As many independent standard normal variables as there are inputs. */
    normals(chance: Chance): number[] {
        return this.#inputs.map(() => chance.normal(0, 1));
    }

    /** The inputs' values that these independent normal variables give. */
    values(normals: readonly number[]): number[] {
        return this.#root.map((row, index) => {
            const mixed = row.reduce((sum, weight, k) => sum + weight * normals[k]!, 0);
            return quantile(this.#inputs[index]!, normalShare(mixed));
        });
    }
}

function correlationsOf(
    inputs: readonly Uncertain[], correlations: readonly Correlation[],
): number[][] {
    const matrix = inputs.map((_a, i) => inputs.map((_b, j) => Number(i === j)));
    const at = (id: string): number => {
        const index = inputs.findIndex(input => input.id === id);
        if (index < 0) throw new Error(`a correlation names ${id}, which is no input`);
        return index;
    };
    for (const {a, b, correlation} of correlations) {
        if (!(Math.abs(correlation) <= 1) || a === b) {
            throw new Error(`${a} with ${b}: ${correlation} is no correlation of two inputs`);
        }
        matrix[at(a)]![at(b)] = correlation;
        matrix[at(b)]![at(a)] = correlation;
    }
    return matrix;
}

// Cholesky's root. A pivot below nothing means that no variables can be correlated like this.
function rootOf(matrix: readonly (readonly number[])[]): number[][] {
    const root: number[][] = [];
    matrix.forEach((row, i) => {
        const made: number[] = [];
        for (let j = 0; j <= i; j++) {
            const before = j === i ? made : root[j]!;
            let rest = row[j]!;
            for (let k = 0; k < j; k++) rest -= made[k]! * before[k]!;
            made.push(j < i ? ratio(rest, root[j]![j]!) : pivot(rest));
        }
        root.push(made);
    });
    return root;
}

function pivot(rest: number): number {
    if (rest < -1e-9) throw new Error('the correlations contradict one another');
    return rest > 1e-12 ? Math.sqrt(rest) : 0;
}

function ratio(rest: number, pivotBefore: number): number {
    if (pivotBefore > 0) return rest / pivotBefore;
    if (Math.abs(rest) > 1e-9) throw new Error('the correlations contradict one another');
    return 0;
}
