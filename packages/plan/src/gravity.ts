/** A matrix of trips, row by row, from its margins and how far apart its ends are. */
export interface Gravity {
    rows: number;
    columns: number;
    trips: Float64Array;
    rounds: number;
}

/** The largest error of a margin at which a matrix counts as fitted, and how often it is tried. */
const TOLERANCE = 1e-10;
const MOST_ROUNDS = 1_000;

/**
 * A doubly constrained gravity matrix (Wilson 1967): the trips of a pair fall by e for each
 * `1 / deterrence` of cost, and rows and columns come to their margins by balancing (Furness
 * 1965). Columns are scaled to the sum of the rows. A pair whose cost is Infinity has no trips;
 * throws where a row with trips reaches nothing.
 */
export function gravityMatrix(
    rowTotals: readonly number[], columnTotals: readonly number[],
    cost: (row: number, column: number) => number, deterrence: number,
): Gravity {
    const [rows, columns] = [rowTotals.length, columnTotals.length];
    const whole = sumOf(rowTotals);
    const scale = whole / sumOf(columnTotals);
    const trips = new Float64Array(rows * columns);
    for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) {
            trips[i * columns + j] = Math.exp(-deterrence * cost(i, j))
                * rowTotals[i]! * columnTotals[j]!;
        }
    }
    for (let round = 1; round <= MOST_ROUNDS; round++) {
        let error = 0;
        for (let i = 0; i < rows; i++) {
            error = Math.max(error, balance(trips, i * columns, 1, columns, rowTotals[i]!));
        }
        for (let j = 0; j < columns; j++) {
            error = Math.max(error, balance(trips, j, columns, rows, columnTotals[j]! * scale));
        }
        if (error < TOLERANCE) return {rows, columns, trips, rounds: round};
    }
    return {rows, columns, trips, rounds: MOST_ROUNDS};
}

// Scales a row or a column to its total, and says by how much it was off.
function balance(
    trips: Float64Array, from: number, step: number, count: number, total: number,
): number {
    let sum = 0;
    for (let k = 0, at = from; k < count; k++, at += step) sum += trips[at]!;
    if (total === 0) return 0;
    if (!(sum > 0)) throw new Error('a zone that sends goods reaches no zone that takes them');
    const factor = total / sum;
    for (let k = 0, at = from; k < count; k++, at += step) trips[at]! *= factor;
    return Math.abs(factor - 1);
}

function sumOf(values: readonly number[]): number {
    return values.reduce((sum, value) => sum + value, 0);
}
