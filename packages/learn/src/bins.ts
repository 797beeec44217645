/**
 * The rows of a training set by feature, each value replaced by the number of its bin: growing a
 * tree then only counts, and never compares values.
 */
export interface BinnedRows {
    count: number;
    /** By feature, the bin of each row. */
    bins: readonly Uint8Array[];
    /** By feature, ascending: a value lies in bin b when b of the cuts are not above it. */
    cuts: readonly Float64Array[];
}

export const MOST_BINS = 256;

/** Bins rows given one after the other, `width` values each. Throws where a value is not finite. */
export function binnedRows(rows: Float64Array, width: number): BinnedRows {
    const count = rows.length / width;
    const bins: Uint8Array[] = [];
    const cuts: Float64Array[] = [];
    for (let feature = 0; feature < width; feature++) {
        const values = Float64Array.from({length: count}, (_, row) => rows[row * width + feature]!);
        if (!values.every(Number.isFinite)) throw new Error(`feature ${feature} is not finite`);
        const own = cutsOf(values.toSorted());
        cuts.push(own);
        bins.push(Uint8Array.from(values, value => binOf(value, own)));
    }
    return {count, bins, cuts};
}

/** Cuts between neighbouring values, so that about as many rows lie in each bin. */
function cutsOf(sorted: Float64Array): Float64Array {
    const steps: number[] = [];
    for (let at = 1; at < sorted.length; at++) if (sorted[at] !== sorted[at - 1]) steps.push(at);
    const isFew = steps.length < MOST_BINS;
    const share = isFew ? 1 : sorted.length / (MOST_BINS - 1);
    const cuts: number[] = [];
    let from = 0;
    for (const at of steps) {
        if (at - from < share) continue;
        cuts.push(between(sorted[at - 1]!, sorted[at]!));
        from = at;
    }
    return Float64Array.from(cuts);
}

/** The shortest number above `low` and not above `high`, near their middle: it will be printed. */
function between(low: number, high: number): number {
    const middle = (low + high) / 2;
    for (let digits = 2; digits < 17; digits++) {
        const rounded = Number(middle.toPrecision(digits));
        if (low < rounded && rounded <= high) return rounded;
    }
    return high;
}

function binOf(value: number, cuts: Float64Array): number {
    let low = 0;
    let high = cuts.length;
    while (low < high) {
        const middle = (low + high) >> 1;
        if (cuts[middle]! <= value) low = middle + 1;
        else high = middle;
    }
    return low;
}
