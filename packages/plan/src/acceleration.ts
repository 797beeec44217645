/** How many earlier answers advise the next question. */
const REMEMBERED = 8;
/** How far one goes towards the first answer, when nothing is remembered yet. */
const FIRST_STEP = 0.5;

/**
 * Finds where figures no longer change by being asked for again: Anderson's acceleration (1965) of
 * `asked -> told`. Of the last answers those shares are taken whose errors cancel best, which is
 * a small least-squares problem. A figure that is told as nothing or more is never advised to be
 * less than nothing.
 */
export class Acceleration {
    /** From one question to the next: by how much it moved, and how its error changed. */
    readonly #moves: Float64Array[] = [];
    readonly #changes: Float64Array[] = [];
    #asked: Float64Array | undefined;
    #off: Float64Array | undefined;

    /** What to ask next, after this was asked and that was told, in the same order of figures. */
    next(asked: readonly number[], told: readonly number[]): Float64Array {
        const now = Float64Array.from(asked);
        const off = now.map((value, i) => told[i]! - value);
        if (this.#asked && this.#off) {
            this.#moves.push(minus(now, this.#asked));
            this.#changes.push(minus(off, this.#off));
            if (this.#moves.length > REMEMBERED) {
                this.#moves.shift();
                this.#changes.shift();
            }
        }
        const isFirst = this.#asked === undefined;
        [this.#asked, this.#off] = [now, off];
        if (isFirst) return now.map((value, i) => value + FIRST_STEP * off[i]!);
        const shares = leastSquares(this.#changes, off);
        return now.map((value, i) => {
            let advised = value + off[i]!;
            shares.forEach((share, k) => {
                advised -= share * (this.#moves[k]![i]! + this.#changes[k]![i]!);
            });
            return told[i]! >= 0 ? Math.max(0, advised) : advised;
        });
    }
}

function minus(a: Float64Array, b: Float64Array): Float64Array {
    return a.map((value, i) => value - b[i]!);
}

// The shares of these columns that come nearest to a target, by the normal equations, with a
// touch of damping: columns that are almost alike would else be taken with huge shares.
function leastSquares(columns: readonly Float64Array[], target: Float64Array): number[] {
    const n = columns.length;
    const matrix = columns.map(() => new Float64Array(n + 1));
    for (let i = 0; i < n; i++) {
        for (let j = i; j < n; j++) {
            const product = dot(columns[i]!, columns[j]!);
            matrix[i]![j] = i === j ? product * (1 + 1e-10) : product;
            matrix[j]![i] = matrix[i]![j]!;
        }
        matrix[i]![n] = dot(columns[i]!, target);
    }
    for (let i = 0; i < n; i++) {
        const pivot = matrix[i]![i]!;
        if (!(pivot > 0)) continue;
        for (let row = 0; row < n; row++) {
            if (row === i) continue;
            const factor = matrix[row]![i]! / pivot;
            for (let column = i; column <= n; column++) {
                matrix[row]![column]! -= factor * matrix[i]![column]!;
            }
        }
    }
    return matrix.map((row, i) => row[i]! > 0 ? row[n]! / row[i]! : 0);
}

function dot(a: Float64Array, b: Float64Array): number {
    let sum = 0;
    for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
    return sum;
}
