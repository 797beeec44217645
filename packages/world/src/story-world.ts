import type {Corridor, Section} from '@karwan/journey';
import {defaultRates} from './rates.ts';
import type {WorldTariff} from './tariff.ts';
import type {Traffic} from './traffic.ts';
import {worldFrom, type World, type WorldPlan} from './world.ts';

// The corridor of the stories: the coast road from Harbour over Mill to Fork, with a toll plaza
// after Harbour, and from Fork the hill road to Pass. Lengths in kilometres.
const places = [
    ['coast', 'harbour', 0], ['coast', 'plaza', 4], ['coast', 'mill', 20], ['coast', 'fork', 45],
    ['hill', 'fork', 0], ['hill', 'pass', 30],
] as const;
const stretches = [
    ['coast', 'harbour', 'plaza', 4, 0], ['coast', 'plaza', 'mill', 16, 16],
    ['coast', 'mill', 'fork', 25, 25], ['hill', 'fork', 'pass', 30, 30],
] as const;

const sections: Section[] = stretches.flatMap(([road, from, to, km, tolledKm]) => {
    const plain = {
        road, lengthMetres: km * 1000, tolledMetres: tolledKm * 1000, lengthStatus: 'assumed',
        lowMetres: km * 1000, highMetres: km * 1000,
    } as const;
    return [
        {...plain, direction: 'up', from, to, gantry: `${road}-up-${from}`},
        {...plain, direction: 'down', from: to, to: from, gantry: `${road}-down-${to}`},
    ];
});

/** Two roads that meet at a fork; the plaza has no ramps, and before it nothing is tolled. */
export const storyCorridor: Corridor = {
    id: 'story', name: 'Coast and hills', zone: 'Asia/Karachi',
    currency: {code: 'PKR', minorDigits: 2},
    classes: ['car', 'bus', 'truck'],
    roads: ['coast', 'hill'].map(id => ({id, name: id, directions: ['up', 'down']})),
    interchanges: places.map(([road, id, km]) => ({
        id, road, name: id, hasRamps: id !== 'plaza', chainageMetres: km * 1000,
        chainageStatus: 'assumed', lat: undefined, lon: undefined,
    })),
    sections,
    points: sections.map(({road, direction, from, gantry, lengthMetres}) => {
        const beginsKm = places.find(p => p[0] === road && p[1] === from)![2];
        const sign = direction === 'up' ? 1 : -1;
        return {
            id: gantry, kind: 'gantry', name: gantry, road, direction, at: from,
            chainageMetres: beginsKm * 1000 + sign * lengthMetres / 2,
            chainageStatus: 'assumed', lat: undefined, lon: undefined,
        };
    }),
    devices: sections.flatMap(({gantry}) => (['laser', 'antenna', 'camera'] as const).map(kind => ({
        id: `${gantry}.${kind}`, point: gantry, kind, site: `${gantry}-site`,
    }))),
    junctions: [
        {fromRoad: 'coast', fromDirection: 'up', toRoad: 'hill', toDirection: 'up', at: 'fork'},
        {fromRoad: 'hill', fromDirection: 'down', toRoad: 'coast', toDirection: 'down', at: 'fork'},
    ],
};

const classes = new Map([['car', 300], ['bus', 60], ['truck', 60]]);

export const storyTraffic: Traffic = {
    vehiclesPerDay: new Map([['coast', classes], ['hill', classes]]),
    hourlyShares: new Map(['car', 'bus', 'truck'].map(name =>
        [name, Array.from({length: 24}, (_, hour) => hour < 6 ? 1 : hour < 20 ? 6 : 3)])),
    speeds: new Map([
        ['car', {metresPerSecond: 28, deviation: 3}], ['bus', {metresPerSecond: 25, deviation: 2}],
        ['truck', {metresPerSecond: 19, deviation: 2}],
    ]),
    interchangeWeights: new Map([['coast/harbour', 3]]),
    meanTripMetres: 50_000,
    lanes: 2,
    plates: [
        {jurisdiction: 'PK-PB', share: 0.7, letters: 3, digits: 4},
        {jurisdiction: 'PK-KP', share: 0.3, letters: 2, digits: 4},
    ],
    tagPrefix: 'T',
    tagShares: new Map([['hill', 0.6]]),
};

const always = {validFromMs: -Infinity, validToMs: Infinity};
const nearestTen = {stepMinor: 1_000n, rounding: 'nearest'} as const;

/** Rupees 2, 3 and 5 a kilometre on the coast; 150, 250 and 400 for all of the hills. */
export const storyTariff: WorldTariff = {
    prices: ['car', 'bus', 'truck'].flatMap((name, i) => [
        {
            ...always, road: 'coast', class: name, price: {
                basis: 'per-metre', numerator: [200n, 300n, 500n][i]!, denominator: 1_000n,
                step: nearestTen,
            },
        } as const,
        {
            ...always, road: 'hill', class: name, price: {
                basis: 'share-of-road', wholeMinor: [15_000n, 25_000n, 40_000n][i]!,
                wholeMetres: 30_000, step: nearestTen,
            },
        } as const,
    ]),
    surcharges: (['no-tag', 'low-balance'] as const).map(when => ({
        ...always, when, numerator: 5n, denominator: 4n, leastMinor: 5_000n,
        step: {stepMinor: 5_000n, rounding: 'nearest'},
    })),
};

/** The world of the stories, with what a story wants otherwise. */
export function storyWorld(seed: number, other: Partial<WorldPlan> = {}): World {
    return worldFrom({
        seed, corridor: storyCorridor, traffic: storyTraffic, tariff: storyTariff,
        rates: defaultRates, startMs: Date.parse('2025-03-03T00:00:00+05:00'), days: 1, ...other,
    });
}
