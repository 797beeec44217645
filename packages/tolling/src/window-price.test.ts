import assert from 'node:assert/strict';
import test from 'node:test';
import {HOUR_MS} from '@karwan/base';
import type {Scheme, TariffLine} from './scheme.ts';
import {storySetting} from './story-scheme.ts';
import {priceOfSection, priceOfWindow} from './window-price.ts';

const {scheme, ways} = storySetting;
const {origin} = scheme.tariffs[0]!;
const EXACT = {stepMinor: 1n, rounding: 'nearest'} as const;

// There and back on the coast road costs 1.5 x the dearer way.
const thereAndBack: Scheme = {...scheme, windows: [{
    id: 'back', kind: 'return', roads: ['coast'], lateness: 'byEventTime', origin,
    back: {factor: {digits: 15n, scale: 1}, step: EXACT, withinMs: 6 * HOUR_MS},
}]};

// A car pays Rs 10 a stretch: 1.5 x the dearer way, and never more than each way by itself.
const returns: Record<string, [sections: string[], there: number, tollMinor: bigint]> = {
    'all the way and all the way back': [['U1', 'U2', 'D2', 'D1'], 2, 3_000n],
    'a short way back costs what it costs': [['U1', 'U2', 'U3', 'D3'], 3, 4_000n],
    'a longer way back is the dearer': [['U1', 'D3', 'D2', 'D1'], 1, 4_000n],
    'two thirds of the way back': [['U1', 'U2', 'U3', 'D3', 'D2'], 3, 4_500n],
};
for (const [name, [gantries, thereSections, tollMinor]] of Object.entries(returns)) {
    test(`the tariff of there and back: ${name}`, () => {
        const sections = gantries.map(gantry => ways.section(gantry));
        const price = priceOfWindow(thereAndBack, {
            id: '1/coast/return', trip: 1, road: 'coast', entry: 'A', exit: 'A', fromMs: 0, toMs: 1,
            sections, passages: [], inferred: [], thereSections,
        }, 'car');
        assert.equal(price!.tollMinor, tollMinor);
    });
}

// A day's kilometres cost Rs 0 up to 5 km, then Rs 3, and beyond 8 km Rs 2 each.
const banded: TariffLine = {...scheme.tariffs[0]!, price: {
    basis: 'per-km-in-bands', step: EXACT, bands: [
        {beyondMetres: 0, rateMinorPerKm: {digits: 0n, scale: 0}},
        {beyondMetres: 5_000, rateMinorPerKm: {digits: 300n, scale: 0}},
        {beyondMetres: 8_000, rateMinorPerKm: {digits: 200n, scale: 0}},
    ],
}};

test('by the tariff a section is worth its length in the dearest band, whichever it lay in', () => {
    const driven = {road: 'coast', class: 'car', atMs: 0, sections: [ways.section('U1')]};
    const inBands = {...scheme, tariffs: [banded]};
    assert.equal(priceOfSection(inBands, driven)!.tollMinor, 3_000n);
    assert.equal(priceOfSection(scheme, driven)!.tollMinor, 1_000n);
    assert.equal(priceOfSection({...scheme, tariffs: []}, driven), undefined);
});
