import assert from 'node:assert/strict';
import test from 'node:test';
import {
    benefitCostRatio, internalRates, paybackYears, presentValue, type BaseYear,
} from './discount.ts';

// What is worth how much, under which base year.
const values: [flows: number[], rate: number, baseYear: BaseYear, worth: number][] = [
    [[100], 0.1, 'first-year-is-0', 100],
    [[100], 0.1, 'first-year-is-1', 90.909],
    [[110, 121], 0.1, 'first-year-is-1', 200],
    [[-100, 110], 0.1, 'first-year-is-0', 0],
    [[100], 0.21, 'middle-of-year', 90.909],
    [[100, 100], -0.5, 'first-year-is-0', 300],
    [[], 0.1, 'first-year-is-0', 0],
];

for (const [flows, rate, baseYear, worth] of values) {
    test(`[${flows.join(', ')}] at ${rate}, ${baseYear}, is worth ${worth}`, () =>
        assert.equal(presentValue(flows, rate, baseYear).toFixed(3), worth.toFixed(3)));
}

// Flows, and every rate at which they are worth nothing.
const rates: Record<string, [flows: number[], rates: string]> = {
    'one change of sign': [[-100, 110], '0.100000'],
    'a pump that has two rates (Lorie and Savage 1955)': [
        [-1600, 10_000, -10_000], '0.250000 4.000000'],
    'three rates': [[-1000, 6000, -11_000, 6000], '0.000000 1.000000 2.000000'],
    'money never comes back': [[-100, -10], ''],
    'less comes back than went': [[-100, 50], '-0.500000'],
    'one rate above zero and one below': [[-100, 170, -66], '-0.400000 0.100000'],
    'a rate that the value only touches': [[100, -220, 121], '0.100000'],
    'two changes of sign and no rate': [[100, -100, 100], ''],
    'nothing at all': [[0, 0, 0], ''],
    'years without flow at both ends': [[0, -100, 110, 0], '0.100000'],
};

for (const [name, [flows, told]] of Object.entries(rates)) {
    test(`internal rates: ${name}`, () =>
        assert.equal(internalRates(flows).map(rate => rate.toFixed(6)).join(' '), told));
}

test('the ratio of benefits to costs, and none where nothing is spent', () => {
    assert.equal(benefitCostRatio([0, 220], [100, 0], 0.1, 'first-year-is-0'), 2);
    assert.equal(benefitCostRatio([0, 220], [0, 0], 0.1, 'first-year-is-0'), undefined);
});

// When it is paid back, in years from the beginning.
const paybacks: [name: string, flows: number[], rate: number, years: number | undefined][] = [
    ['half through the third year', [-100, 60, 80], 0, 2.5],
    ['later where discounted', [-100, 60, 80], 0.1, 2 + (100 - 60 / 1.1) / (80 / 1.21)],
    ['never', [-100, 60], 0, undefined],
    ['not where renewal spends it again', [-100, 120, -50, 40], 0, 3.75],
    ['at once where nothing is spent', [0, 10], 0, 0],
];

for (const [name, flows, rate, years] of paybacks) {
    test(`paid back ${name}`, () => {
        const found = paybackYears(flows, rate, 'first-year-is-0');
        assert.equal(found?.toFixed(9), years?.toFixed(9));
    });
}

test('a rate of -1 or below means nothing', () =>
    assert.throws(() => presentValue([1], -1, 'first-year-is-0'), /above -1/));
