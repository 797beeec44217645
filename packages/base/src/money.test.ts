import assert from 'node:assert/strict';
import test from 'node:test';
import {minorFrom, moneyText, parseMoney} from './money.ts';

// A currency by the digits of its minor unit, a text, and the minor units that it is.
const stories: [minorDigits: number, text: string, minor: bigint | undefined, written: string][] = [
    [2, '1210', 121_000n, '1210.00'],
    [2, '1210.5', 121_050n, '1210.50'],
    [2, '0.01', 1n, '0.01'],
    [2, '-0.01', -1n, '-0.01'],
    [2, '1.250', 125n, '1.25'],
    [2, '1.255', undefined, ''],
    [0, '12', 12n, '12'],
    [0, '12.0', 12n, '12'],
    [0, '12.5', undefined, ''],
    [3, '1', 1_000n, '1.000'],
    [2, 'twelve', undefined, ''],
];

for (const [minorDigits, text, minor, written] of stories) {
    test(`"${text}" in a currency of ${minorDigits} digits is ${minor ?? 'no amount'}`, () => {
        const currency = {code: 'XTS', minorDigits};
        assert.equal(parseMoney(text, currency), minor);
        if (minor !== undefined) assert.equal(moneyText(minor, currency), written);
    });
}

test('an amount that is finer than a minor unit is none', () => {
    assert.equal(minorFrom({digits: 339n, scale: 4}, {code: 'PKR', minorDigits: 2}), undefined);
    assert.equal(minorFrom({digits: 3_300n, scale: 4}, {code: 'PKR', minorDigits: 2}), 33n);
});
