/**
 * The standard normal distribution function, to about 1e-15 (J. F. Hart's rational approximation in
 * the form of West 2005, "Better approximations to cumulative normal functions").
 */
export function normalShare(x: number): number {
    const size = Math.abs(x);
    if (size > 37) return x > 0 ? 1 : 0;
    const density = Math.exp(-size * size / 2);
    const tail = size < 7.07106781186547 ? density * hart(size) : density / fraction(size);
    return x > 0 ? 1 - tail : tail;
}

function hart(x: number): number {
    return polynomial(x, [3.52624965998911e-02, 0.700383064443688, 6.37396220353165,
        33.912866078383, 112.079291497871, 221.213596169931, 220.206867912376])
        / polynomial(x, [8.83883476483184e-02, 1.75566716318264, 16.064177579207,
            86.7807322029461, 296.564248779674, 637.333633378831, 793.826512519948,
            440.413735824752]);
}

function polynomial(x: number, coefficients: readonly number[]): number {
    return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
}

function fraction(x: number): number {
    const inner = [4, 3, 2, 1].reduce((rest, k) => x + k / rest, x + 0.65);
    return inner * 2.506628274631;
}
