/** How near to nothing a value counts as nothing, as a share of the sum of its terms. */
const RELATIVE_ZERO = 1e-13;

/**
 * The roots in (0, 1] of the polynomial c0 + c1 x + c2 x^2 …, ascending, each once however often
 * it is one. Between neighbouring roots of its derivative a polynomial only rises or only falls, so
 * that it has at most one root there, which halving finds; the derivative's roots are found alike.
 */
export function rootsWithin(coefficients: readonly number[]): number[] {
    const largest = Math.max(0, ...coefficients.map(Math.abs));
    if (largest === 0) return [];
    const scaled = coefficients.map(c => c / largest);
    if (changesOfSign(scaled) === 0) return [];
    const derivative = scaled.slice(1).map((c, index) => c * (index + 1));
    const ends = [0, ...rootsWithin(derivative), 1];
    const roots: number[] = [];
    for (let index = 0; index + 1 < ends.length; index++) {
        const root = rootBetween(scaled, ends[index]!, ends[index + 1]!);
        if (root !== undefined && root > 0 && !isNear(root, roots.at(-1))) roots.push(root);
    }
    return roots;
}

// Descartes' rule of signs: no change, no root above zero.
function changesOfSign(coefficients: readonly number[]): number {
    const signs = coefficients.filter(c => c !== 0).map(Math.sign);
    return signs.filter((sign, index) => index > 0 && sign !== signs[index - 1]).length;
}

// A root that two neighbouring stretches share is found in both.
function isNear(root: number, before: number | undefined): boolean {
    return before !== undefined && root - before <= 1e-9 * root;
}

// The curve only rises or only falls between here and there. A root that it merely touches lies at
// an end, where rounding leaves a value that is almost nothing.
function rootBetween(
    coefficients: readonly number[], from: number, to: number,
): number | undefined {
    const atFrom = signAt(coefficients, from);
    const atTo = signAt(coefficients, to);
    if (atFrom === 0) return from;
    if (atTo === 0) return to;
    if (atFrom === atTo) return undefined;
    let [low, high] = [from, to];
    for (;;) {
        const middle = (low + high) / 2;
        if (middle <= low || middle >= high) return middle;
        const value = valueAt(coefficients, middle);
        if (value === 0) return middle;
        if (Math.sign(value) === atFrom) low = middle;
        else high = middle;
    }
}

function valueAt(coefficients: readonly number[], x: number): number {
    return coefficients.reduceRight((rest, c) => rest * x + c, 0);
}

function signAt(coefficients: readonly number[], x: number): number {
    const value = valueAt(coefficients, x);
    const size = coefficients.reduceRight((rest, c) => rest * x + Math.abs(c), 0);
    return Math.abs(value) <= RELATIVE_ZERO * size ? 0 : Math.sign(value);
}
