import {chanceFrom, type Chance} from '@karwan/base';
import assert from 'node:assert/strict';
import test from 'node:test';
import {Places} from './trip-places.ts';
import {cutRuns, tripsOfRuns, type Runs} from './trip-runs.ts';
import {scoreTrips} from './trip-score.ts';
import {tripModelFromReadingsAlone} from './trip-start.ts';
import {TripTable} from './trip-table.ts';

const ROAD = ['G1', 'S1', 'G2', 'G3', 'S2', 'G4', 'G5'];
/** Minutes from each place to the next. */
const MINUTES = [4, 3, 12, 2, 6, 9];
const places = new Places([ROAD]);

/** Vehicles that drive a stretch of the road, now and then rest, and come back hours later. */
function world(chance: Chance, vehicles: number): Runs & {given: Int32Array} {
    const stops: {atMs: number; post: number; trip: number}[] = [];
    const starts = [0];
    let trip = 0;
    for (let vehicle = 0; vehicle < vehicles; vehicle++) {
        let atMs = chance.below(86_400_000);
        for (let drives = 1 + chance.below(4); drives > 0; drives--, trip++) {
            const from = chance.pick([0, 1, 4]);
            const to = Math.max(from + 1, chance.pick([3, 6, 6]));
            for (let place = from; place <= to; place++) {
                const isRamp = ROAD[place]!.startsWith('S');
                const isSeen = isRamp ? place === from : !chance.happens(0.01);
                const post = places.post(isRamp ? 'entry-tag' : 'gantry', place);
                if (isSeen) stops.push({atMs, post, trip});
                atMs += Math.round((MINUTES[place] ?? 0) * 60_000 * (0.9 + 0.4 * chance.uniform()));
                if (chance.happens(0.01)) atMs += 1_200_000;
            }
            atMs += 7_200_000 + chance.exponential(30_000_000);
        }
        starts.push(stops.length);
    }
    return {
        rows: Uint32Array.from(stops.keys()),
        starts: Uint32Array.from(starts),
        columns: {
            atMs: Float64Array.from(stops, stop => stop.atMs),
            post: Uint16Array.from(stops, stop => stop.post),
        },
        given: Int32Array.from(stops, stop => stop.trip),
    };
}

for (const seed of [1, 2, 20_241_124]) {
    test(`readings alone tell where trips begin (seed ${seed})`, () => {
        const runs = world(chanceFrom(seed), 4_000);
        const model = tripModelFromReadingsAlone(runs, places);
        const table = new TripTable(model, places, 'physical');
        const made = tripsOfRuns(runs, cutRuns(runs, table));
        const {precision, recall} = scoreTrips(made.tripOf, runs.given);
        assert.ok(precision >= 0.99 && recall >= 0.99, `${precision} / ${recall}`);
        assert.deepEqual(tripModelFromReadingsAlone(runs, places), model);
    });
}
