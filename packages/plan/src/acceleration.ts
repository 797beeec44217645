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
    readonly #asked: number[][] = [];
    readonly #off: number[][] = [];

    /** What to ask next, after this was asked and that was told, in the same order of figures. */
    next(asked: readonly number[], told: readonly number[]): number[] {
        const off = told.map((value, i) => value - asked[i]!);
        this.#asked.push([...asked]);
        this.#off.push(off);
        if (this.#asked.length > REMEMBERED + 1) {
            this.#asked.shift();
            this.#off.shift();
        }
        const last = this.#off.length - 1;
        if (last === 0) return asked.map((value, i) => value + FIRST_STEP * off[i]!);
        const changes = this.#off.slice(0, last).map((each, k) =>
            each.map((value, i) => this.#off[k + 1]![i]! - value));
        const shares = leastSquares(changes, off);
        return asked.map((value, i) => {
            let advised = value + off[i]!;
            shares.forEach((share, k) => {
                const moved = this.#asked[k + 1]![i]! - this.#asked[k]![i]!;
                advised -= share * (moved + changes[k]![i]!);
            });
            return told[i]! >= 0 ? Math.max(0, advised) : advised;
        });
    }
}

// The shares of these columns that come nearest to a target, by the normal equations, with a
// touch of damping: columns that are almost alike would else be taken with huge shares.
function leastSquares(
    columns: readonly (readonly number[])[], target: readonly number[],
): number[] {
    const n = columns.length;
    const dot = (a: readonly number[], b: readonly number[]): number =>
        a.reduce((sum, value, i) => sum + value * b[i]!, 0);
    const matrix = columns.map((a, i) => [...columns.map((b, j) =>
        dot(a, b) * (i === j ? 1 + 1e-10 : 1)), dot(a, target)]);
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
