import assert from 'node:assert/strict';
import test from 'node:test';
import type {Section} from '@karwan/journey';
import {priceSteps} from './explain.ts';
import {loadScheme} from './load-scheme.ts';
import {schemeSkeleton} from './scheme-skeleton.ts';
import type {Scheme, TariffLine} from './scheme.ts';
import {bandedMinor, inBands, priceOf, surchargeOf, tollOf} from './tariff.ts';

const ROW = 'assumed,own,2026-11-24,';
const PART = `\n    partOfRoad: {status: assumed, source: own, date: '2026-11-24'}`;

// The small scheme's road with one price for cars: 12.5 and 27.5 km tolled.
function schemeWith(price: string): Scheme {
    const files = schemeSkeleton('small');
    const header = files.get('tariffs.csv')!.split('\n').find(line => line.startsWith('road'));
    const truck = `MY-1,truck,2025-01-01,,per-km,,14.71,10,nearest,${ROW}`;
    files.set('tariffs.csv', [header, ...price.split('\n'), truck].join('\n'));
    files.set('corridor.yaml', files.get('corridor.yaml')!.replace(
        '{id: MY-1, name: My motorway, directions: [east, west]}',
        `id: MY-1\n    name: My motorway\n    directions: [east, west]${PART}`));
    return loadScheme(files, '');
}

function toll(scheme: Scheme, gantries: string, at = '2025-03-03T12:00:00+05:00'): string {
    const sections = gantries.split(' ')
        .map(id => scheme.corridor.sections.find(s => s.gantry === id)!);
    const price = priceOf(scheme, {road: 'MY-1', class: 'car', atMs: Date.parse(at), sections});
    return price ? `${price.tollMinor} ${price.tolledMetres} m ${price.status}` : 'no price';
}

const perKm = (rate: string, rounding = '10,nearest') =>
    schemeWith(`MY-1,car,2025-01-01,,per-km,,${rate},${rounding},published,own,2025,`);

test('rate x length, to the nearest ten', () => {
    assert.equal(toll(perKm('3.39'), 'E1'), '4000 12500 m published');      // 42.375
    assert.equal(toll(perKm('3.39'), 'E2'), '9000 27500 m published');      // 93.225
    assert.equal(toll(perKm('3.39'), 'E1 E2'), '14000 40000 m published');  // 135.6
});

test('a tie goes up, and only a tie', () => {
    assert.equal(toll(perKm('3.6'), 'E1'), '5000 12500 m published');       // 45
    assert.equal(toll(perKm('3.5999999'), 'E1'), '4000 12500 m published');
});

test('up and down are taken at their word', () => {
    assert.equal(toll(perKm('3.21', '10,up'), 'E1'), '5000 12500 m published');    // 40.125
    assert.equal(toll(perKm('3.21', '10,down'), 'E1'), '4000 12500 m published');
    assert.equal(toll(perKm('3.2', '10,up'), 'E1'), '4000 12500 m published');
});

test('a part of a road costs its share; the whole what is printed', () => {
    const scheme = schemeWith(
        'MY-1,car,2025-01-01,,share-of-road,,505,10,nearest,published,own,2025,');
    assert.equal(toll(scheme, 'W2 W1'), '50500 40000 m published');
    assert.equal(toll(scheme, 'W1'), '16000 12500 m assumed');              // 157.8
});

test('gantry by gantry', () => {
    const amounts = {E1: '10', E2: '20.5', W1: '0', W2: '7'};
    const scheme = schemeWith(Object.entries(amounts).map(([gantry, amount]) =>
        `MY-1,car,2025-01-01,,per-gantry,${gantry},${amount},,,assumed,own,2025,`).join('\n'));
    assert.equal(scheme.tariffs.length, 2);
    assert.equal(toll(scheme, 'E1 E2'), '3050 40000 m assumed');
    assert.equal(toll(scheme, 'W1'), '0 12500 m assumed');
});

test('a price counts from its first midnight to its last', () => {
    const scheme = schemeWith(
        'MY-1,car,2025-02-01,2025-02-28,share-of-road,,500,10,nearest,published,own,2025,\n'
        + 'MY-1,car,2025-03-01,,share-of-road,,600,10,nearest,published,own,2025,');
    assert.equal(toll(scheme, 'E1 E2', '2025-01-31T23:59:59.999+05:00'), 'no price');
    assert.equal(toll(scheme, 'E1 E2', '2025-02-01T00:00:00+05:00'), '50000 40000 m published');
    assert.equal(toll(scheme, 'E1 E2', '2025-02-28T23:59:59.999+05:00'), '50000 40000 m published');
    assert.equal(toll(scheme, 'E1 E2', '2025-03-01T00:00:00+05:00'), '60000 40000 m published');
});

// Toll, and what is paid in all without a tag: first + 25 % but at least Rs 50, then + 50 %.
const surcharged: [day: string, toll: bigint, total: bigint][] = [
    ['2025-01-31', 500_00n, 500_00n],
    ['2025-02-01', 500_00n, 650_00n],
    ['2025-02-01', 30_00n, 80_00n],
    ['2025-02-01', 550_00n, 700_00n],
    ['2025-06-14', 400_00n, 500_00n],
    ['2025-06-15', 400_00n, 600_00n],
    ['2025-06-15', 550_00n, 850_00n],
    ['2025-06-15', 1210_00n, 1800_00n],
    ['2025-06-15', 10_00n, 10_00n],
    ['2025-06-15', 0n, 0n],
];

test('surcharges by day', () => {
    const files = schemeSkeleton('small');
    const header = files.get('surcharges.csv')!.split('\n').find(line => line.startsWith('id'));
    files.set('surcharges.csv', `${header}
early,no-tag,2025-02-01,2025-06-14,1.25,50,50,nearest,byEventTime,${ROW}
late,no-tag,2025-06-15,,1.5,0,50,nearest,byEventTime,${ROW}`);
    const scheme = loadScheme(files, '');
    for (const [day, tollMinor, total] of surcharged) {
        const atMs = Date.parse(`${day}T12:00:00+05:00`);
        const extra = surchargeOf(scheme, tollMinor, 'no-tag', atMs);
        assert.equal(tollMinor + (extra?.surchargeMinor ?? 0n), total, `${day} ${tollMinor}`);
        assert.equal(surchargeOf(scheme, tollMinor, 'low-balance', atMs), undefined);
    }
});

test('a gantry without a price is a fault of ours', () => {
    const scheme = schemeWith(['E1', 'E2', 'W1', 'W2'].map(gantry =>
        `MY-1,car,2025-01-01,,per-gantry,${gantry},1,,,assumed,own,2025,`).join('\n'));
    const stray = {...scheme.corridor.sections[0]!, gantry: 'E9'} satisfies Section;
    assert.throws(() => priceOf(scheme, {
        road: 'MY-1', class: 'car', atMs: Date.parse('2025-03-03'), sections: [stray],
    }));
});

// The first 20 km cost nothing, then a kilometre 120 and beyond 200 km 90.5 minor units.
const BANDS = [
    {beyondMetres: 0, rateMinorPerKm: {digits: 0n, scale: 0}},
    {beyondMetres: 20_000, rateMinorPerKm: {digits: 120n, scale: 0}},
    {beyondMetres: 200_000, rateMinorPerKm: {digits: 905n, scale: 1}},
];
const bandedTolls: [km: number, tollMinor: bigint, metresByBand: number[]][] = [
    [0, 0n, []],
    [20, 0n, [20_000]],
    [21, 120n, [20_000, 1_000]],
    [200, 21_600n, [20_000, 180_000]],
    [201, 21_691n, [20_000, 180_000, 1_000]],               // 21,690.5
    [210, 22_505n, [20_000, 180_000, 10_000]],
];

for (const [km, tollMinor, metresByBand] of bandedTolls) {
    test(`by a tariff in bands ${km} km cost the sum over the bands, rounded once`, () => {
        const line = {price: {
            basis: 'per-km-in-bands', bands: BANDS, step: {stepMinor: 1n, rounding: 'nearest'},
        }} as unknown as TariffLine;
        assert.equal(tollOf(line, km * 1000, []), tollMinor);
        assert.deepEqual(inBands(BANDS, km * 1000).map(({metres}) => metres), metresByBand);
    });
}

test('the sum over the bands of a tariff is exact before it is rounded', () => {
    const {digits, scale} = bandedMinor(BANDS, 200_001);
    assert.equal(Number(digits) / 10 ** scale, 21_600.090_5);
});

test('a flat tariff asks for its amount, whatever is driven', () => {
    const line = {price: {basis: 'flat', amountMinor: 50_000n}} as unknown as TariffLine;
    assert.deepEqual([0, 1, 90_000].map(metres => tollOf(line, metres, [])),
        [50_000n, 50_000n, 50_000n]);
});

test('a matrix costs what is printed for entry and exit, there and back', () => {
    const files = schemeSkeleton('small').set('tariffs.csv', [
        'road,class,first_day,last_day,basis,amount,status,source,source_date',
        'MY-1,car,2025-01-01,,matrix,,published,own,2025',
        'MY-1,truck,2025-01-01,,matrix,,published,own,2025',
    ].join('\n')).set('matrix.csv', MATRIX);
    const scheme = loadScheme(files, '');
    assert.equal(toll(scheme, 'E1'), '4050 12500 m published');
    assert.equal(toll(scheme, 'E1 E2'), '9000 40000 m published');
    assert.equal(toll(scheme, 'W2 W1'), '8000 40000 m published');
    assert.equal(toll(scheme, 'W1'), '0 12500 m published');
    assert.deepEqual(priceSteps({
        line: scheme.tariffs[0]!, surcharge: undefined, tollMinor: 9_000n, surchargeMinor: 0n,
        isExempt: false, sections: ['E1', 'E2'].map(id =>
            scheme.corridor.sections.find(s => s.gantry === id)!),
    }, scheme.corridor.currency), [{
        step: 'pair-of-matrix', entry: 'a', exit: 'c', amount: '90.00',
        place: {file: 'matrix.csv', line: 2, column: 31},
    }]);
});

const MATRIX = `road,class,first_day,entry,a,b,c
MY-1,car,2025-01-01,a,-,40.50,90
MY-1,car,2025-01-01,b,0,,55
MY-1,car,2025-01-01,c,80,55,-
MY-1,truck,2025-01-01,a,-,100,200
MY-1,truck,2025-01-01,b,100,-,150
MY-1,truck,2025-01-01,c,200,150,-
`;
