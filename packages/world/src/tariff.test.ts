import assert from 'node:assert/strict';
import test from 'node:test';
import {surchargeMinor, tollMinor, type WorldStep, type WorldTariff} from './tariff.ts';

const always = {validFromMs: 0, validToMs: 1_000};
const leg = {road: 'R', entry: 'a', exit: 'b', gantries: ['g1', 'g2']};
const ten = (rounding: WorldStep['rounding']): WorldStep => ({stepMinor: 1_000n, rounding});

type Price = WorldTariff['prices'][number]['price'];
const perKm = (minor: bigint, step: WorldStep): Price =>
    ({basis: 'per-metre', numerator: minor, denominator: 1_000n, step});
const share = (step: WorldStep): Price =>
    ({basis: 'share-of-road', wholeMinor: 50_500n, wholeMetres: 155_000, step});

const tolls: Record<string, [price: Price, metres: number, expectedMinor: bigint]> = {
    '24.6 km at 3.39, to the nearest 10': [perKm(339n, ten('nearest')), 24_600, 8_000n],
    'a tie goes up': [perKm(250n, ten('nearest')), 2_000, 1_000n],
    'a hair below a tie goes down': [perKm(249n, ten('nearest')), 2_000, 0n],
    'always up': [perKm(250n, ten('up')), 1, 1_000n],
    'nothing stays nothing, also upwards': [perKm(250n, ten('up')), 0, 0n],
    'always down': [perKm(250n, ten('down')), 3_999, 0n],
    'half a road costs its share': [share(ten('nearest')), 77_500, 25_000n],
    'the whole road costs what is printed, step or no step':
        [share(ten('nearest')), 155_000, 50_500n],
    'a pair costs what its matrix says, whatever its length':
        [{basis: 'by-pair', pairMinor: new Map([['b a', 1n], ['a b', 730n]])}, 9, 730n],
    'gantries are summed, and one without a price is free':
        [{basis: 'per-gantry', amountMinor: new Map([['g1', 700n]])}, 9, 700n],
};

for (const [name, [price, tolledMetres, expected]] of Object.entries(tolls)) {
    test(name, () => {
        const tariff = {prices: [{...always, road: 'R', class: 'car', price}], surcharges: []};
        assert.equal(tollMinor(tariff, {...leg, tolledMetres}, 'car', 500), expected);
    });
}

const surcharges: Record<string, [tollMinor: bigint, atMs: number, expectedMinor: bigint]> = {
    'a quarter more': [121_000n, 500, 29_000n],
    'at least the least': [8_000n, 500, 5_000n],
    'none after its time': [121_000n, 1_000, 0n],
    'none before its time': [121_000n, -1, 0n],
};

for (const [name, [toll, atMs, expected]] of Object.entries(surcharges)) {
    test(`surcharge: ${name}`, () => {
        const step = {stepMinor: 5_000n, rounding: 'nearest'} as const;
        const rule = {
            ...always, when: 'no-tag', numerator: 5n, denominator: 4n, leastMinor: 5_000n, step,
        } as const;
        const tariff = {prices: [], surcharges: [rule]};
        assert.equal(surchargeMinor(tariff, 'no-tag', toll, atMs), expected);
        assert.equal(surchargeMinor(tariff, 'low-balance', toll, atMs), 0n);
    });
}

test('a road without a price then is an error that names it', () => {
    const tariff = {prices: [], surcharges: []};
    assert.throws(() => tollMinor(tariff, {...leg, tolledMetres: 1}, 'car', 500), /R has no price/);
});
