import {chanceFrom, type Chance} from '@karwan/base';
import assert from 'node:assert/strict';
import test from 'node:test';
import {STOP_KINDS, tripsFrom, type Stop} from './trip.ts';
import {BANDS, TRIP_MODEL_FORMAT, type TripModel} from './trip-model.ts';
import {Places} from './trip-places.ts';
import {TripStream, type StreamTrip} from './trip-stream.ts';
import {tableRule, TripTable} from './trip-table.ts';

const ROAD = [['S1', 'G1', 'G2', 'S2', 'G3', 'G4', 'S3', 'G5']];
const NAMES = ROAD[0]!;
const places = new Places(ROAD);
const VEHICLES = 3;

interface Arrival extends Stop {
    vehicle: number;
    /** When it comes in. */
    comesMs: number;
}

/** Vehicles' stops in clumps, with ties, late records and messages that come twice. */
function arrivals(chance: Chance, count: number): Arrival[] {
    let atMs = 1_700_000_000_000;
    return Array.from({length: count}, () => {
        atMs += chance.pick([0, 1_000, 60_000, 100_000, 130_000, 600_000, 3_600_000, 90_000_000]);
        const kind = chance.happens(0.7) ? 'gantry' : chance.pick(STOP_KINDS);
        const stop = {vehicle: chance.below(VEHICLES), place: chance.pick(NAMES), kind, atMs};
        const isLate = chance.happens(0.2);
        return {...stop, comesMs: atMs + (isLate ? chance.below(200_000_000) : 0)};
    }).flatMap(stop => chance.happens(0.1) ? [stop, {...stop, comesMs: stop.comesMs + 1}] : [stop]);
}

function modelFrom(chance: Chance): TripModel {
    const open = {fromPlace: 'any', toPlace: 'any', context: 'any'} as const;
    const keys = [
        ...NAMES.flatMap(fromPlace => NAMES.flatMap(toPlace => ['plain', 'burst'].map(
            context => ({from: 'gantry', fromPlace, to: 'gantry', toPlace, context})))),
        {...open, from: 'exit', to: 'gantry'}, {...open, from: 'any', to: 'any'},
    ];
    const rows = keys.map(key => ({
        ...key, newTripAfterSeconds: chance.pick([0, 30, 900, 7_200, null]),
        seen: 0, newTrips: 0, wrong: 0,
        byBand: [...BANDS, 0].map(() => [1_000, chance.below(1_000)] as const),
    }));
    return {
        format: TRIP_MODEL_FORMAT, learnedFrom: 'given trips', carriageways: ROAD, bands: BANDS,
        rows: rows as unknown as TripModel['rows'],
    };
}

const orders: Readonly<Record<string, (all: Arrival[], chance: Chance) => Arrival[]>> = {
    'as they come, late and twice': all => [...all].sort((a, b) => a.comesMs - b.comesMs),
    'the last first': all => all.toReversed(),
    'in any order': (all, chance) => all.map(stop => ({stop, key: chance.uniform()}))
        .sort((a, b) => a.key - b.key).map(({stop}) => stop),
};

/** The batch over all that came in so far, its stops named as the stream names them. */
function batch(came: readonly Arrival[], vehicle: number, rule: ReturnType<typeof tableRule>) {
    const own = came.flatMap((stop, number) => stop.vehicle === vehicle ? [number] : []);
    return tripsFrom(own.map(number => came[number]!), rule)
        .map(({stops, sure}) => ({stops: stops.map(at => own[at]!), sure}));
}

for (const seed of [1, 2, 3, 20_241_124]) {
    for (const [name, inOrder] of Object.entries(orders)) {
        test(`after each stop, the trips of the batch: ${name} (seed ${seed})`, () => {
            const chance = chanceFrom(seed);
            for (let round = 0; round < 12; round++) {
                const model = modelFrom(chance);
                const came = inOrder(arrivals(chance, 1 + chance.below(90)), chance);
                followed(came, model);
            }
        });
    }
}

function followed(came: readonly Arrival[], model: TripModel): void {
    const stream = new TripStream(new TripTable(model, places, 'physical'));
    const rule = tableRule(model, ROAD);
    const told = new Map<number, StreamTrip>();
    came.forEach(({vehicle, atMs, ...stop}, number) => {
        const post = places.postOf({...stop, atMs});
        for (const trip of stream.add({vehicle, stop: number, atMs, post})) {
            trip.stops.forEach(own => told.set(own, trip));
        }
        const expected = batch(came.slice(0, number + 1), vehicle, rule);
        assert.deepEqual(stream.tripsOf(vehicle), expected);
        // Who only listened to what was told knows the same.
        expected.forEach(trip => trip.stops.forEach(own => {
            assert.deepEqual(told.get(own), trip);
        }));
    });
}
