import assert from 'node:assert/strict';
import test from 'node:test';
import {chanceFrom, type Chance} from '@karwan/base';
import {defaultRates} from '../rates.ts';
import {NumberedFleet} from './fleet.ts';
import {nationFrom, nationReadings, type Nation, type NationPlan} from './nation.ts';
import type {PairVolumes} from './pair-volumes.ts';

const INTERVAL_MS = 300_000;
const PLACES = 9;

// Gantries along a line: each pair leads on, a few skip one.
function randomVolumes(chance: Chance): PairVolumes {
    const rows: number[][] = [];
    for (let interval = 0; interval < 288; interval++) {
        for (let first = 0; first < PLACES - 1; first++) {
            const second = Math.min(PLACES - 1, first + (chance.happens(0.1) ? 2 : 1));
            for (const kind of [0, 1]) {
                const speed = chance.happens(0.05) ? 0 : 40 + chance.below(70);
                const count = chance.below(kind === 0 ? 12 : 3);
                rows.push([interval * INTERVAL_MS, first, second, kind, speed, count]);
            }
        }
    }
    const column = (nth: number): number[] => rows.map(row => row[nth]!);
    return {
        gantries: Array.from({length: PLACES}, (_, i) => `g${i}`), kinds: ['car', 'bus'],
        intervalMs: INTERVAL_MS, fromMs: Int32Array.from(column(0)),
        first: Uint16Array.from(column(1)), second: Uint16Array.from(column(2)),
        kind: Uint8Array.from(column(3)), kmPerHour: Float32Array.from(column(4)),
        count: Int32Array.from(column(5)),
    };
}

function planOf(seed: number, pairsPerTrip: number): NationPlan {
    const volumes = randomVolumes(chanceFrom(seed));
    return {
        seed, dayStartMs: Date.UTC(2024, 4, 10, 16), lanes: 4, messages: 'one',
        classOf: ['small', 'large'],
        unfolding: {
            volumes, pairsPerTrip, singlesPerTrip: 0.4,
            metresBetween: (first, second) => (second - first) * 4_000,
        },
        returning: {zone: volumes.gantries.map((_, i) => i >> 1), share: 0.6, leastStayMs: 600_000},
        fleet: new NumberedFleet('TW', 'E', 0.9),
        rates: defaultRates,
    };
}

/** By interval, gantries and kind, counted from trips alone. */
function countedAgain({unfolded: {passages, kind}, order}: Nation): Map<string, number> {
    const last = new Map<number, number>();
    const counts = new Map<string, number>();
    for (const passage of order) {
        const trip = passages.trip[passage]!;
        const before = last.get(trip);
        last.set(trip, passage);
        if (before === undefined) continue;
        const interval = Math.floor(passages.atMs[passage]! / INTERVAL_MS);
        const key = [interval, passages.gantry[before], passages.gantry[passage], kind[trip]]
            .join(' ');
        counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return counts;
}

for (const seed of [1, 2, 20_240_511]) {
    test(`trips counted again by pair are the volumes they came of (seed ${seed})`, () => {
        const plan = planOf(seed, 2);
        const {volumes} = plan.unfolding;
        const told = new Map<string, number>();
        volumes.count.forEach((count, row) => {
            const key = [volumes.fromMs[row]! / INTERVAL_MS, volumes.first[row],
                volumes.second[row], volumes.kind[row]].join(' ');
            if (count > 0) told.set(key, (told.get(key) ?? 0) + count);
        });
        assert.deepEqual(countedAgain(nationFrom(plan)), told);
    });

    test(`trips are as long as was said, and vehicles drive one at a time (seed ${seed})`, () => {
        const {unfolded: {passages, kind}, owned, order} = nationFrom(planOf(seed, 2));
        const pairs = passages.atMs.length - kind.length;
        const single = new Map<number, number>();
        passages.trip.forEach(trip => single.set(trip, (single.get(trip) ?? 0) + 1));
        const several = [...single.values()].filter(count => count > 1).length;
        assert(Math.abs(pairs / several - 2) < 0.1, `${pairs / several} pairs a trip`);
        assert(Math.abs((kind.length - several) / several - 0.4) < 0.01);
        const openMs = new Map<number, {trip: number; atMs: number}>();
        const trips = new Map<number, number>();
        for (const passage of order) {
            const trip = passages.trip[passage]!;
            const vehicle = owned.vehicle[trip]!;
            assert.equal(owned.kind[vehicle], kind[trip]);
            const before = openMs.get(vehicle);
            const atMs = passages.atMs[passage]!;
            if (before && before.trip !== trip) {
                assert(atMs - before.atMs >= 600_000, `vehicle ${vehicle} came too soon`);
            }
            if (before?.trip !== trip) trips.set(vehicle, (trips.get(vehicle) ?? 0) + 1);
            openMs.set(vehicle, {trip, atMs});
        }
        const all = [...trips.values()];
        assert.equal(all.reduce((a, b) => a + b, 0), kind.length, 'a trip was torn');
        assert(all.filter(count => count > 1).length > 0.2 * all.length);
    });

    test(`the same seed says the same, in order; no two vehicles are alike (seed ${seed})`, () => {
        const plan = planOf(seed, 2);
        const nation = nationFrom(plan);
        const readings = [...nationReadings(plan, nation)];
        assert.deepEqual([...nationReadings(plan, nationFrom(plan))], readings);
        readings.slice(1).forEach((reading, i) => assert(reading.at >= readings[i]!.at));
        const fleet = Array.from(nation.owned.kind, (_, vehicle) =>
            `${plan.fleet.plate(vehicle).serial} ${plan.fleet.tag(vehicle)}`);
        assert.equal(new Set(fleet.map(each => each.slice(0, 7))).size, fleet.length);
        const apart = [...nationReadings({...plan, messages: 'apart'}, nation, 0, 3_600_000)];
        assert(apart.every(({tag, plate}) => (tag === undefined) !== (plate === undefined)));
        const hour = readings.filter(({at}) => Date.parse(at) >= plan.dayStartMs
            && Date.parse(at) < plan.dayStartMs + 3_600_000);
        assert(apart.length > hour.length * 1.7 && apart.length <= hour.length * 2);
    });
}
