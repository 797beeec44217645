/**
 * An exact decimal number: `digits` x 10^-`scale`. A tariff's 3.39 rupees per kilometre is
 * {digits: 339n, scale: 2}, never a float.
 */
export interface Decimal {
    digits: bigint;
    scale: number;
}

const FORM = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Reads `-12.50`; undefined where the text is no plain decimal. */
export function parseDecimal(text: string): Decimal | undefined {
    const parts = FORM.exec(text);
    if (!parts) return undefined;
    const fraction = parts[3] ?? '';
    const digits = BigInt(parts[2]! + fraction);
    return {digits: parts[1] ? -digits : digits, scale: fraction.length};
}

/** Writes what parseDecimal reads, every digit of the scale kept. */
export function decimalText({digits, scale}: Decimal): string {
    const sign = digits < 0n ? '-' : '';
    const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
    return scale === 0 ? sign + text : `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`;
}

/** The exact product. */
export function times(a: Decimal, b: Decimal): Decimal {
    return {digits: a.digits * b.digits, scale: a.scale + b.scale};
}

/** How a tie or a remainder goes: to the nearest step with ties up, always up, always down. */
export type Rounding = 'nearest' | 'up' | 'down';

/**
 * The multiple of `step` that numerator/denominator rounds to; denominator and step positive,
 * numerator not negative. Whole numbers only, so no float decides a tie.
 */
export function roundRatio(
    numerator: bigint, denominator: bigint, step: bigint, rounding: Rounding,
): bigint {
    if (denominator <= 0n || step <= 0n || numerator < 0n) {
        throw new Error(`cannot round ${numerator}/${denominator} to steps of ${step}`);
    }
    const whole = denominator * step;
    const steps = numerator / whole;
    const rest = numerator % whole;
    const isUp = rounding === 'up' ? rest > 0n : rounding === 'nearest' && rest * 2n >= whole;
    return (steps + (isUp ? 1n : 0n)) * step;
}
