/** The gaps that a threshold may be, in seconds: from always, by steps of about 5 %, to 45 days. */
export const GAP_SECONDS: readonly number[] = gapGrid(300, 45 * 86_400);

function gapGrid(steps: number, longest: number): number[] {
    const gaps = new Set([0]);
    for (let step = 0; step <= steps; step++) {
        gaps.add(Number(Math.exp(Math.log(longest) * step / steps).toPrecision(3)));
    }
    return [...gaps].map(Math.round).filter((gap, i, all) => all.indexOf(gap) === i);
}

/** The last gap of the grid that is not longer than this one; a gap below zero counts as none. */
export function gapBinOf(gapMs: number): number {
    let low = 0;
    let high = GAP_SECONDS.length;
    while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (GAP_SECONDS[middle]! * 1000 <= gapMs) low = middle;
        else high = middle;
    }
    return low;
}

/** A row leans on the row above it as if by this many steps of its own. */
const BORROWED_STEPS = 1;

/** Steps by gap, those that went on and those where a trip began, in two folds of vehicles. */
export class Tally {
    /** How many steps were counted; then how many of them went on, and where a trip began. */
    steps = 0;
    same = 0;
    begun = 0;
    readonly #same = [new Float64Array(GAP_SECONDS.length), new Float64Array(GAP_SECONDS.length)];
    readonly #begun = [new Float64Array(GAP_SECONDS.length), new Float64Array(GAP_SECONDS.length)];

    /** Counts a step, `newTrip` of it as begun and the rest as going on. */
    add(bin: number, newTrip: number, fold: number): void {
        this.#same[fold]![bin]! += 1 - newTrip;
        this.#begun[fold]![bin]! += newTrip;
        this.steps++;
        this.same += 1 - newTrip;
        this.begun += newTrip;
    }

    /** The bins of one fold that hold anything. */
    eachBin(fold: number, visit: (bin: number, same: number, begun: number) => void): void {
        const same = this.#same[fold]!;
        const begun = this.#begun[fold]!;
        for (let bin = 0; bin < same.length; bin++) {
            if (same[bin]! + begun[bin]! > 0) visit(bin, same[bin]!, begun[bin]!);
        }
    }

    /** For each threshold, the number of steps that it gets wrong; the last one is "never". */
    errors(folds: readonly number[]): {wrong: Float64Array; steps: number} {
        const wrong = new Float64Array(GAP_SECONDS.length + 1);
        let steps = 0;
        // At threshold 0 every step that went on is wrong; each bin passed turns its steps over.
        for (const fold of folds) wrong[0]! += sum(this.#same[fold]!);
        for (let bin = 0; bin < GAP_SECONDS.length; bin++) {
            let turned = 0;
            for (const fold of folds) {
                turned += this.#begun[fold]![bin]! - this.#same[fold]![bin]!;
                steps += this.#begun[fold]![bin]! + this.#same[fold]![bin]!;
            }
            wrong[bin + 1] = wrong[bin]! + turned;
        }
        return {wrong, steps};
    }
}

function sum(values: Float64Array): number {
    return values.reduce((total, value) => total + value, 0);
}

/**
 * The bin from which on a trip begins, `GAP_SECONDS.length` for never: the middle of the best
 * stretch, own steps first, each row above it as a share of errors over `BORROWED_STEPS` steps.
 */
export function bestThreshold(lineage: readonly Tally[], fold?: number): number {
    const folds = fold === undefined ? [0, 1] : [fold];
    let borrowed = new Float64Array(GAP_SECONDS.length + 1);
    for (const tally of [...lineage].reverse()) {
        const {wrong, steps} = tally.errors(folds);
        const whole = steps + BORROWED_STEPS;
        borrowed = wrong.map((own, at) => (own + BORROWED_STEPS * borrowed[at]!) / whole);
    }
    return middleOfLeast(borrowed);
}

function middleOfLeast(errors: Float64Array): number {
    const least = errors.reduce((a, b) => Math.min(a, b), Infinity);
    const slack = least + 1e-12;
    const first = errors.findIndex(error => error <= slack);
    let last = first;
    while (last + 1 < errors.length && errors[last + 1]! <= slack) last++;
    return last === errors.length - 1 && first > 0 ? last : (first + last) >> 1;
}
