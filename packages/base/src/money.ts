import type {Decimal} from './decimal.ts';
import {decimalText, parseDecimal} from './decimal.ts';

/** A currency (ISO 4217): `minorDigits` 2 says that 1 PKR is 100 minor units. */
export interface Currency {
    code: string;
    minorDigits: number;
}

/** `1210.00` from 121000n; the wire's form of money is a decimal string. */
export function moneyText(amountMinor: bigint, currency: Currency): string {
    return decimalText({digits: amountMinor, scale: currency.minorDigits});
}

/** Minor units from `1210` or `1210.00`; undefined where the text is finer than a minor unit. */
export function parseMoney(text: string, currency: Currency): bigint | undefined {
    const decimal = parseDecimal(text);
    return decimal && minorFrom(decimal, currency);
}

/** Minor units of an exact decimal amount; undefined where it is finer than a minor unit. */
export function minorFrom({digits, scale}: Decimal, currency: Currency): bigint | undefined {
    const shift = currency.minorDigits - scale;
    if (shift >= 0) return digits * 10n ** BigInt(shift);
    const divisor = 10n ** BigInt(-shift);
    return digits % divisor === 0n ? digits / divisor : undefined;
}
