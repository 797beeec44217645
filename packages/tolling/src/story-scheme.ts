import {HOUR_MS, Zone} from '@karwan/base';
import {Ways, type Corridor, type Point, type Section} from '@karwan/journey';
import type {Setting} from './pipeline.ts';
import type {Origin, Scheme, TariffLine} from './scheme.ts';
import {roadRule} from './trip-road.ts';

// The scheme of the stories: the coast road A-B-C-D and from D the hill road D-E-F, each stretch
// 10 km with a gantry in its middle. Up they are U1 U2 U3 H1 H2, down G2 G1 D3 D2 D1. A car pays
// Rs 10 a stretch, a bus or truck Rs 20; on the hill road nothing is printed for trucks.

const stretches = [
    ['coast', 'A', 'B', 'U1', 'D1'], ['coast', 'B', 'C', 'U2', 'D2'],
    ['coast', 'C', 'D', 'U3', 'D3'],
    ['hill', 'D', 'E', 'H1', 'G1'], ['hill', 'E', 'F', 'H2', 'G2'],
] as const;
const STRETCH_METRES = 10_000;
const FIRST_OF: Readonly<Record<string, number>> = {coast: 0, hill: 3};

const sections: Section[] = stretches.flatMap(([road, from, to, up, down]) => {
    const plain = {
        road, lengthMetres: STRETCH_METRES, tolledMetres: STRETCH_METRES, lengthStatus: 'measured',
        lowMetres: STRETCH_METRES, highMetres: STRETCH_METRES,
    } as const;
    return [
        {...plain, direction: 'up', from, to, gantry: up},
        {...plain, direction: 'down', from: to, to: from, gantry: down},
    ];
});

const gantries: Point[] = stretches.flatMap(([road, from, to, up, down], nth) => {
    const plain = {
        kind: 'gantry', road, chainageStatus: 'measured', lat: undefined, lon: undefined,
        chainageMetres: (nth - FIRST_OF[road]! + 0.5) * STRETCH_METRES,
    } as const;
    return [
        {...plain, id: up, name: up, direction: 'up', at: from},
        {...plain, id: down, name: down, direction: 'down', at: to},
    ];
});

/** Stations on the ramps of the coast road, upwards: `in-A`, `out-C`, and so on. */
const stations: Point[] = ['A', 'B', 'C', 'D'].flatMap((at, nth) => ['in', 'out'].map(way => ({
    id: `${way}-${at}`, kind: 'station', name: at, road: 'coast', direction: 'up', at,
    chainageMetres: nth * STRETCH_METRES, chainageStatus: 'measured',
    lat: undefined, lon: undefined,
} as const)));

const places = [
    ['coast', 'A', 0], ['coast', 'B', 10], ['coast', 'C', 20], ['coast', 'D', 30],
    ['hill', 'D', 0], ['hill', 'E', 10], ['hill', 'F', 20],
] as const;

const corridor: Corridor = {
    id: 'story', name: 'Coast and hill', zone: 'Asia/Karachi',
    currency: {code: 'PKR', minorDigits: 2},
    classes: ['car', 'bus', 'truck'],
    roads: ['coast', 'hill'].map(id => ({id, name: id, directions: ['up', 'down']})),
    interchanges: places.map(([road, id, km]) => ({
        id, road, name: id, chainageMetres: km * 1000, chainageStatus: 'measured',
        lat: undefined, lon: undefined,
    })),
    sections, points: [...gantries, ...stations], devices: [],
    junctions: [
        {fromRoad: 'coast', fromDirection: 'up', toRoad: 'hill', toDirection: 'up', at: 'D'},
        {fromRoad: 'hill', fromDirection: 'down', toRoad: 'coast', toDirection: 'down', at: 'D'},
    ],
};

const origin: Origin = {
    place: {file: 'story', line: 1, column: 1}, source: 'story', sourceDate: '2025', note: '',
    status: 'published',
};
const ALWAYS = {validFromMs: 0, validToMs: Infinity};
const EXACT = {stepMinor: 1n, rounding: 'nearest'} as const;

function line(road: string, vehicleClass: string, rupeesPerKm: bigint): TariffLine {
    return {
        ...ALWAYS, id: `${road}/${vehicleClass}`, road, class: vehicleClass, origin,
        price: {
            basis: 'per-km', step: EXACT,
            rateMinorPerKm: {digits: rupeesPerKm * 100n, scale: 0},
        },
    };
}

const storyScheme: Scheme = {
    id: 'story', version: '1', digest: 'story', corridor, tripModel: undefined,
    tariffs: [
        line('coast', 'car', 1n), line('coast', 'bus', 2n), line('coast', 'truck', 2n),
        line('hill', 'car', 1n), line('hill', 'bus', 2n),
    ],
    surcharges: [
        {
            ...ALWAYS, id: 'no-tag', when: 'no-tag', factor: {digits: 15n, scale: 1},
            leastMinor: 0n, step: EXACT, lateness: 'byEventTime', origin,
        },
        {
            ...ALWAYS, id: 'low', when: 'low-balance', factor: {digits: 125n, scale: 2},
            leastMinor: 0n, step: EXACT, lateness: 'asKnown',
            origin: {...origin, status: 'assumed'},
        },
    ],
    rules: {
        samePassageMs: 2_000, leastPlateConfidence: 0.8, unregisteredTag: 'as-no-tag',
        stopAllowanceMs: HOUR_MS / 2, slowMetresPerSecond: 10,
        futureToleranceMs: 0, oldestReadingMs: 0, origins: {},
    },
};

const ways = new Ways(corridor);

/** All that the thread needs to price a trip of the stories. */
export const storySetting: Setting = {
    scheme: storyScheme, ways, zone: new Zone(corridor.zone), tripRule: roadRule(storyScheme, ways),
};
