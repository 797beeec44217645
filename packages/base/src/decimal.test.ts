import assert from 'node:assert/strict';
import test from 'node:test';
import {decimalText, parseDecimal, roundRatio, times, type Rounding} from './decimal.ts';

// A text, what it is, and how it is written again.
const read: Record<string, string> = {
    '3.39': '339 / 10^2', '1210': '1210 / 10^0', '-12.50': '-1250 / 10^2', '0.05': '5 / 10^2',
    '-0.5': '-5 / 10^1', '007': '7 / 10^0', '0': '0 / 10^0', '0.00': '0 / 10^2',
};

for (const [text, expected] of Object.entries(read)) {
    test(`"${text}" is ${expected}`, () => {
        const {digits, scale} = parseDecimal(text)!;
        assert.equal(`${digits} / 10^${scale}`, expected);
        assert.equal(decimalText({digits, scale}), text === '007' ? '7' : text);
    });
}

for (const text of ['', ' 1', '1 ', '1.', '.5', '1e3', '1,5', '+1', '--1', 'abc', '0x1', '1_000']) {
    test(`"${text}" is no decimal`, () => assert.equal(parseDecimal(text), undefined));
}

test('a product is exact, with the digits of both', () => {
    assert.equal(decimalText(times(parseDecimal('3.39')!, parseDecimal('-1.25')!)), '-4.2375');
});

// A ratio and a step, and what each rounding makes of it.
const rounded: [ratio: string, step: bigint, told: Record<Rounding, bigint>][] = [
    ['44/1', 10n, {nearest: 40n, up: 50n, down: 40n}],
    ['45/1', 10n, {nearest: 50n, up: 50n, down: 40n}],
    ['50/1', 10n, {nearest: 50n, up: 50n, down: 50n}],
    ['449/10', 10n, {nearest: 40n, up: 50n, down: 40n}],
    ['450/10', 10n, {nearest: 50n, up: 50n, down: 40n}],
    ['1/3', 1n, {nearest: 0n, up: 1n, down: 0n}],
    ['1/2', 1n, {nearest: 1n, up: 1n, down: 0n}],
    ['0/7', 50n, {nearest: 0n, up: 0n, down: 0n}],
    ['9007199254740993/1', 1n, {
        nearest: 9007199254740993n, up: 9007199254740993n, down: 9007199254740993n}],
];

for (const [ratio, step, told] of rounded) {
    for (const [rounding, expected] of Object.entries(told) as [Rounding, bigint][]) {
        test(`${ratio} to steps of ${step}, ${rounding}: ${expected}`, () => {
            const [numerator, denominator] = ratio.split('/').map(BigInt);
            assert.equal(roundRatio(numerator!, denominator!, step, rounding), expected);
        });
    }
}

for (const [numerator, denominator, step] of [[1n, 0n, 1n], [1n, -1n, 1n], [1n, 1n, 0n],
    [-1n, 1n, 1n]] as const) {
    test(`${numerator}/${denominator} cannot be rounded to steps of ${step}`, () => {
        assert.throws(() => roundRatio(numerator, denominator, step, 'nearest'), /cannot round/);
    });
}
