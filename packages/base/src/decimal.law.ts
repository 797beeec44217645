import assert from 'node:assert/strict';
import test from 'node:test';
import {chanceFrom} from './chance.ts';
import {decimalText, parseDecimal, roundRatio} from './decimal.ts';
import {moneyText, parseMoney} from './money.ts';

for (const seed of [1, 2, 3]) {
    test(`a rounded ratio is the multiple that its rounding says (seed ${seed})`, () => {
        const chance = chanceFrom(seed);
        for (let i = 0; i < 2_000; i++) {
            const [numerator, denominator, step] = [
                chance.below(100_000), 1 + chance.below(200), 1 + chance.below(60)].map(BigInt);
            const at = (rounding: 'nearest' | 'up' | 'down') =>
                roundRatio(numerator!, denominator!, step!, rounding);
            const [down, nearest, up] = [at('down'), at('nearest'), at('up')];
            // Compared as whole numbers over the denominator: no quotient is ever taken.
            const over = (multiple: bigint) => multiple * denominator! - numerator!;
            assert(over(down) <= 0n && over(down + step!) > 0n);
            assert(over(up) >= 0n && over(up - step!) < 0n);
            assert.equal(down % step! + up % step!, 0n);
            assert.equal(nearest, -over(down) < over(up) ? down : up);
        }
    });

    test(`what is written is read back (seed ${seed})`, () => {
        const chance = chanceFrom(seed);
        for (let i = 0; i < 2_000; i++) {
            const digits = BigInt(chance.below(2_000_000) - 1_000_000);
            const scale = chance.below(5);
            assert.deepEqual(parseDecimal(decimalText({digits, scale})), {digits, scale});
            const currency = {code: 'XTS', minorDigits: scale};
            assert.equal(parseMoney(moneyText(digits, currency), currency), digits);
        }
    });
}
