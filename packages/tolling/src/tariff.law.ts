import assert from 'node:assert/strict';
import test from 'node:test';
import {chanceFrom, type Chance} from '@karwan/base';
import type {Section} from '@karwan/journey';
import type {Scheme, TariffLine} from './scheme.ts';
import {priceOf, surchargeOf} from './tariff.ts';

const ORIGIN = {
    place: {file: 'law', line: 1, column: 1}, source: 'law', sourceDate: '', note: '',
    status: 'assumed',
} as const;
const ALWAYS = {validFromMs: 0, validToMs: Infinity};

function sectionsFor(chance: Chance): Section[] {
    return Array.from({length: 1 + chance.below(12)}, (_, index) => {
        const lengthMetres = 1 + chance.below(40_000);
        return {
            road: 'R', direction: 'on', from: `i${index}`, to: `i${index + 1}`, gantry: `g${index}`,
            lengthMetres, lowMetres: 0, highMetres: lengthMetres, lengthStatus: 'assumed' as const,
            tolledMetres: chance.happens(0.2) ? 0 : lengthMetres,
        };
    });
}

function priceFor(chance: Chance, sections: readonly Section[]): TariffLine['price'] {
    const step = {
        stepMinor: chance.pick([1n, 100n, 1000n, 5000n]),
        rounding: chance.pick(['nearest', 'up', 'down'] as const),
    };
    const wholeMetres = sections.reduce((sum, s) => sum + s.tolledMetres, 0);
    return chance.pick<() => TariffLine['price']>([
        () => ({
            basis: 'per-km', step,
            rateMinorPerKm: {digits: BigInt(chance.below(5000)), scale: chance.below(4)},
        }),
        // A whole road's toll is a multiple of its step, as printed tolls are.
        () => ({
            basis: 'share-of-road', step, wholeMetres: wholeMetres || 1, part: ORIGIN,
            wholeMinor: BigInt(chance.below(300)) * step.stepMinor,
        }),
        () => ({
            basis: 'per-gantry',
            amountMinor: new Map(sections.map(s => [s.gantry, BigInt(chance.below(9000))])),
        }),
    ])();
}

function schemeFor(chance: Chance): Scheme {
    const sections = sectionsFor(chance);
    const line: TariffLine = {
        id: 'R/car', road: 'R', class: 'car', ...ALWAYS, origin: ORIGIN,
        price: priceFor(chance, sections),
    };
    return {
        id: 'law', version: '1', digest: '', rules: {} as Scheme['rules'], tariffs: [line],
        tripModel: undefined,
        surcharges: [{
            id: 's', when: 'no-tag', ...ALWAYS, lateness: 'byEventTime', origin: ORIGIN,
            factor: {digits: BigInt(100 + chance.below(200)), scale: 2},
            leastMinor: BigInt(chance.below(3) * 2500),
            step: {stepMinor: chance.pick([100n, 5000n]), rounding: 'nearest'},
        }],
        corridor: {
            id: 'law', name: '', zone: 'UTC', currency: {code: 'XTS', minorDigits: 2}, roads: [],
            interchanges: [], points: [], devices: [], junctions: [], classes: ['car'], sections,
        },
    };
}

function tollFor(scheme: Scheme, sections: readonly Section[]): bigint {
    return priceOf(scheme, {road: 'R', class: 'car', atMs: 1, sections})!.tollMinor;
}

for (const seed of [11, 12, 13, 14]) {
    test(`driving on never costs less, seed ${seed}`, () => {
        const chance = chanceFrom(seed);
        for (let world = 0; world < 250; world++) {
            const scheme = schemeFor(chance);
            const {sections} = scheme.corridor;
            const tolls = sections.map((_, i) => tollFor(scheme, sections.slice(0, i + 1)));
            tolls.reduce((before, toll) => {
                assert(toll >= before, `${toll} after ${before}`);
                return toll;
            }, 0n);
        }
    });

    test(`the order in which sections are told does not matter, seed ${seed}`, () => {
        const chance = chanceFrom(seed);
        for (let world = 0; world < 250; world++) {
            const scheme = schemeFor(chance);
            const mixed = scheme.corridor.sections.toSorted(() => chance.uniform() - 0.5);
            assert.equal(tollFor(scheme, mixed), tollFor(scheme, scheme.corridor.sections));
        }
    });

    test(`a surcharge never gives money back and is at least the least, seed ${seed}`, () => {
        const chance = chanceFrom(seed);
        for (let world = 0; world < 250; world++) {
            const scheme = schemeFor(chance);
            const toll = tollFor(scheme, scheme.corridor.sections);
            const extra = surchargeOf(scheme, toll, 'no-tag', 1);
            assert.equal(extra === undefined, toll === 0n);
            if (extra) assert(extra.surchargeMinor >= extra.rule.leastMinor);
        }
    });

    test(`a rounded toll lies within one step of the exact one, seed ${seed}`, () => {
        const chance = chanceFrom(seed);
        for (let world = 0; world < 250; world++) {
            const scheme = schemeFor(chance);
            const {price} = scheme.tariffs[0]!;
            if (price.basis !== 'per-km') continue;
            const {sections} = scheme.corridor;
            const metres = sections.reduce((sum, s) => sum + s.tolledMetres, 0);
            const {digits, scale} = price.rateMinorPerKm;
            // In thousandths of a minor unit x 10^scale: there the exact toll is a whole number.
            const exact = digits * BigInt(metres);
            const unit = 1000n * 10n ** BigInt(scale);
            const off = tollFor(scheme, sections) * unit - exact;
            const {stepMinor, rounding} = price.step;
            const step = stepMinor * unit;
            if (rounding === 'up') assert(off >= 0n && off < step);
            else if (rounding === 'down') assert(off <= 0n && -off < step);
            else assert(2n * off <= step && -2n * off < step);
        }
    });
}
