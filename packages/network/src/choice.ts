/** An alternative to choose: what it costs, and of which things, by their lengths, it consists. */
export interface Option {
    cost: number;
    parts: ReadonlyMap<number, number>;
}

/**
 * The share that takes each option: path-size logit (Ben-Akiva and Bierlaire 1999). `theta` is by
 * how much the logarithm of the odds falls for one unit of cost. Options that share parts are
 * counted by their path size, so that a second name for the same road draws nobody.
 */
export function sharesOf(options: readonly Option[], theta: number): number[] {
    if (options.length === 0) return [];
    const least = Math.min(...options.map(option => option.cost));
    const weights = options.map(option =>
        pathSize(option, options) * Math.exp(-theta * (option.cost - least)));
    const sum = weights.reduce((a, b) => a + b, 0);
    return weights.map(weight => weight / sum);
}

/** The part of an option that is its own: 1 where it shares nothing, 1/n where n are the same. */
export function pathSize(option: Option, options: readonly Option[]): number {
    let length = 0;
    let size = 0;
    for (const [part, partLength] of option.parts) {
        length += partLength;
        size += partLength / options.filter(other => other.parts.has(part)).length;
    }
    return length === 0 ? 1 : size / length;
}
