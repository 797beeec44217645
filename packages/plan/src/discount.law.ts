import assert from 'node:assert/strict';
import test from 'node:test';
import {chanceFrom} from '@karwan/base';
import {internalRates, presentValue} from './discount.ts';

// Flows whose rates are known, because they are the product of (x - root) for drawn rates; further
// factors (x^2 + b x + c) without a real root lengthen them and add none.
function plantedFlows(rates: readonly number[], bend: readonly [number, number][]): number[] {
    const factors = [
        ...rates.map(rate => [-1 / (1 + rate), 1]), ...bend.map(([b, c]) => [c, b, 1])];
    return factors.reduce((flows, factor) => {
        const product = new Array<number>(flows.length + factor.length - 1).fill(0);
        flows.forEach((flow, i) => factor.forEach((f, j) => {
            product[i + j]! += flow * f;
        }));
        return product;
    }, [1]);
}

for (const seed of [1, 2, 3, 20_261_124]) {
    test(`every planted rate of return is found, and no other (seed ${seed})`, () => {
        const chance = chanceFrom(seed);
        for (let world = 0; world < 300; world++) {
            const count = chance.below(4);
            const rates = Array.from({length: count}, (_, nth) =>
                -0.6 + nth * 0.5 + chance.uniform() * 0.4);
            const bend = Array.from({length: chance.below(5)}, (): [number, number] => {
                const c = 0.5 + chance.uniform();
                return [(chance.uniform() * 2 - 1) * 1.5 * Math.sqrt(c), c];
            });
            const flows = plantedFlows(rates, bend);
            const found = internalRates(flows);
            const wanted = rates.toSorted((a, b) => a - b);
            assert.deepEqual(found.map(rate => rate.toFixed(6)), wanted.map(r => r.toFixed(6)),
                `world ${world}: ${flows.join(' ')}`);
        }
    });

    test(`a value is nothing at each rate of return, under each base year (seed ${seed})`, () => {
        const chance = chanceFrom(seed);
        for (let world = 0; world < 200; world++) {
            const flows = Array.from({length: 2 + chance.below(40)}, (_, year) =>
                year < 3 ? -chance.uniform() : chance.normal(0.3, 0.5));
            for (const rate of internalRates(flows)) {
                const size = presentValue(flows.map(Math.abs), rate, 'first-year-is-1');
                const worth = presentValue(flows, rate, 'first-year-is-1');
                assert.ok(Math.abs(worth) <= 1e-9 * size, `world ${world}: ${rate} gives ${worth}`);
            }
        }
    });
}
