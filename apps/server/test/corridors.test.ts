import assert from 'node:assert/strict';
import {join} from 'node:path';
import test from 'node:test';
import {Ways, type Section} from '@karwan/journey';
import {priceOf, surchargeOf, tollRangeOf, type Scheme} from '@karwan/tolling';
import {checkoutFolder} from '../src/checkout.ts';
import {schemeFrom} from '../src/scheme-files.ts';

const pakistan = schemeFrom(join(checkoutFolder(), 'corridors', 'pakistan'));
const reference = schemeFrom(join(checkoutFolder(), 'corridors', 'gantry-corridor'));

const DAYS = ['2024-03-01', '2024-08-01', '2024-11-01', '2025-03-03', '2025-05-01', '2026-01-01',
    '2026-11-24'];

function carriageway(scheme: Scheme, road: string, direction: string): Section[] {
    return scheme.corridor.sections.filter(s => s.road === road && s.direction === direction);
}

function tollOf(scheme: Scheme, sections: readonly Section[], name: string, day: string): bigint {
    const {road} = sections[0]!;
    const atMs = Date.parse(`${day}T12:00:00Z`);
    return priceOf(scheme, {road, class: name, atMs, sections})?.tollMinor ?? -1n;
}

// Every entry with every exit, in the order driven.
function* stretches(sections: readonly Section[]): Generator<Section[]> {
    for (let from = 0; from < sections.length; from++) {
        for (let to = from + 1; to <= sections.length; to++) yield sections.slice(from, to);
    }
}

for (const {id: road, directions} of pakistan.corridor.roads) {
    test(`${road}: there costs as much as back, and farther never less`, () => {
        const [there, back] = directions.map(d => carriageway(pakistan, road, d));
        const backByStart = new Map(back!.map(s => [s.from, s]));
        for (const day of DAYS) {
            for (const name of pakistan.corridor.classes) {
                let before = 0n;
                for (const driven of stretches(there!)) {
                    const toll = tollOf(pakistan, driven, name, day);
                    if (driven.length === 1) before = 0n;
                    assert(toll < 0n || toll >= before, `${name} ${day} ${driven.at(-1)!.to}`);
                    before = toll;
                    const returned = driven.map(s => backByStart.get(s.to)!);
                    assert.equal(tollOf(pakistan, returned, name, day), toll);
                }
            }
        }
    });

    test(`${road}: a class that is dearer on the whole road is never cheaper on a part`, () => {
        const there = carriageway(pakistan, road, directions[0]!);
        for (const driven of stretches(there)) {
            const tolls = pakistan.corridor.classes.map(
                name => tollOf(pakistan, driven, name, '2025-03-03'));
            assert.deepEqual(tolls, tolls.toSorted((a, b) => Number(a - b)));
        }
    });

    test(`${road}: a toll lies within what its lengths allow`, () => {
        const there = carriageway(pakistan, road, directions[0]!);
        const atMs = Date.parse('2025-03-03');
        for (const sections of stretches(there)) {
            const driven = {road, class: 'car', atMs, sections};
            const {tollMinor} = priceOf(pakistan, driven)!;
            const {lowMinor, highMinor} = tollRangeOf(pakistan, driven)!;
            assert(lowMinor <= tollMinor && tollMinor <= highMinor);
        }
    });
}

test('lengths: the M-2 between its plazas, the E-35 to Mansehra, the others throughout', () => {
    const km = {
        'M-1': [155, 155], 'M-2': [375.23, 358.23], 'M-3': [230, 230], 'M-4': [294, 294],
        'M-5': [392, 392], 'M-9': [136, 136], 'M-11': [91.47, 91.47], 'M-14': [292, 292],
        'E-35': [177, 98],
    };
    for (const [road, [length, tolled]] of Object.entries(km)) {
        const {directions} = pakistan.corridor.roads.find(r => r.id === road)!;
        for (const direction of directions) {
            const sections = carriageway(pakistan, road, direction);
            const sum = (key: 'lengthMetres' | 'tolledMetres') =>
                sections.reduce((metres, section) => metres + section[key], 0) / 1000;
            assert.deepEqual([road, sum('lengthMetres'), sum('tolledMetres')],
                [road, length, tolled]);
        }
    }
});

test('on 3 March 2025 these tolls are published, and a part of a road is assumed', () => {
    const atMs = Date.parse('2025-03-03T00:00:00+05:00');
    const known = (road: string, part: boolean): string => {
        const {directions} = pakistan.corridor.roads.find(r => r.id === road)!;
        const whole = carriageway(pakistan, road, directions[0]!);
        const sections = part ? whole.slice(1, 4) : whole;
        return pakistan.corridor.classes.map(name =>
            priceOf(pakistan, {road, class: name, atMs, sections})!.status[0]).join('');
    };
    const roads = pakistan.corridor.roads.map(road => road.id);
    assert.deepEqual(roads.map(road => `${road} ${known(road, false)} ${known(road, true)}`), [
        'M-1 pppppp aaaaaa', 'M-2 pppppp pppppp', 'M-3 peeeee aaaaaa', 'M-4 peeeee aaaaaa',
        'M-5 pppppp aaaaaa', 'M-9 aaaaaa aaaaaa', 'M-11 aaaaaa aaaaaa', 'M-14 peeeee aaaaaa',
        'E-35 peeeee aaaaaa',
    ]);
    assert.equal(surchargeOf(pakistan, 500_00n, 'no-tag', atMs)!.rule.factor.digits, 125n);
});

test('no way leads round in a circle: nobody comes back under a gantry that was passed', () => {
    const ways = new Ways(pakistan.corridor);
    const gantries = pakistan.corridor.sections.map(section => section.gantry);
    for (const gantry of gantries) {
        for (const other of gantries) {
            const there = ways.between(gantry, other);
            assert(!there || !ways.between(other, gantry), `${gantry} to ${other} and back`);
        }
    }
});

test('from Sukkur to Thakot is one way over five roads', () => {
    const ways = new Ways(pakistan.corridor);
    const way = ways.between('M5N-10', 'E35N-07')!;
    const roads = [...new Set(way.sections.map(section => section.road))];
    assert.deepEqual(roads, ['M-5', 'M-4', 'M-2', 'M-1', 'E-35']);
    // To Lahore it is shorter over the M-3.
    const lahore = ways.between('M5N-10', 'M2S-01')!;
    assert.deepEqual([...new Set(lahore.sections.map(section => section.road))],
        ['M-5', 'M-4', 'M-3', 'M-2']);
});

test('from Lahore to Peshawar and back is one way across the junction', () => {
    const ways = new Ways(pakistan.corridor);
    const there = ways.between('M2N-01', 'M1W-14')!;
    const back = ways.between('M1E-14', 'M2S-01')!;
    assert.equal(there.sections.length, 35);
    assert.deepEqual(back.sections.map(s => s.to).toReversed(), there.sections.map(s => s.from));
    assert.equal(there.metres, back.metres);
    // Nobody turns round on a motorway.
    assert.equal(ways.between('M2N-01', 'M2S-01'), undefined);
});

test('each gantry has a laser, an antenna and a camera; both of a section one site', () => {
    const kinds = new Map<string, string[]>();
    const sites = new Map<string, Set<string>>();
    for (const {point, kind, site} of pakistan.corridor.devices) {
        kinds.set(point, [...kinds.get(point) ?? [], kind]);
        sites.set(site, (sites.get(site) ?? new Set()).add(point));
    }
    assert.equal(kinds.size, 206);
    for (const found of kinds.values()) assert.deepEqual(found, ['laser', 'antenna', 'camera']);
    for (const points of sites.values()) assert.equal(points.size, 2);
});

test('the reference corridor stands in its order, at its mapped chainage', () => {
    const {points} = reference.corridor;
    assert.equal(points.map(p => p.id).join(' '), 'S13 G1 G2 S12 G3 S11 G4 S15 S10 G5 S9 G6 S8 G7 '
        + 'S14 G8 S7 G9 S6 G10 G11 S5 G12 S4 G13 S3 G14 S2 G15 S1');
    assert.deepEqual(points.filter(p => p.kind === 'gantry').map(p => p.chainageMetres), [
        0, 43800, 45700, 57590, 66110, 69680, 72790, 89780, 99480, 101830, 107270, 108330, 118880,
        128640, 150350,
    ]);
    const chainages = points.map(p => p.chainageMetres);
    assert.deepEqual(chainages, chainages.toSorted((a, b) => a - b));
});
