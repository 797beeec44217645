import {chanceFrom, type Chance} from '@karwan/base';
import assert from 'node:assert/strict';
import test from 'node:test';
import {STOP_KINDS, tripsFrom, type Stop, type TripRule} from './trip.ts';
import {BANDS, TRIP_MODEL_FORMAT, type TripModel} from './trip-model.ts';
import {ENTRY_LATE_MS} from './trip-sequence.ts';
import {tableRule} from './trip-table.ts';

const ROAD = [['S1', 'G1', 'G2', 'S2', 'G3', 'G4', 'S3', 'G5']];
const PLACES = ROAD[0]!;

/** Any stops of one vehicle, in clumps, so that ties, uploads and late records all occur. */
function stopsFrom(chance: Chance, count: number): Stop[] {
    let atMs = 1_700_000_000_000;
    return Array.from({length: count}, () => {
        atMs += chance.pick([0, 1_000, 3_000, 60_000, 100_000, 600_000, 3_600_000, 40_000_000]);
        const kind = chance.happens(0.8) ? 'gantry' : chance.pick(STOP_KINDS);
        return {place: chance.pick(PLACES), kind, atMs};
    });
}

function modelFrom(chance: Chance): TripModel {
    const open = {fromPlace: 'any', toPlace: 'any', context: 'any'} as const;
    const rows = [
        ...PLACES.flatMap(fromPlace => PLACES.flatMap(toPlace => ['plain', 'burst'].map(
            context => ({from: 'gantry', fromPlace, to: 'gantry', toPlace, context})))),
        ...['exit', 'entry-tag', 'entry-manual'].map(from => ({...open, from, to: 'gantry'})),
        {...open, from: 'any', to: 'any'},
    ].map(key => ({
        ...key,
        newTripAfterSeconds: chance.pick([0, 30, 900, 7_200, null]),
        seen: 0, newTrips: 0, wrong: 0,
        byBand: Array.from({length: BANDS.length + 1}, () => {
            const seen = chance.below(1_000);
            return [seen, chance.below(seen + 1)] as const;
        }),
    }));
    return {
        format: TRIP_MODEL_FORMAT, learnedFrom: 'given trips', carriageways: ROAD, bands: BANDS,
        rows: rows as unknown as TripModel['rows'],
    };
}

function shuffled<T>(items: readonly T[], chance: Chance): T[] {
    const mixed = [...items];
    for (let at = mixed.length - 1; at > 0; at--) {
        const other = chance.below(at + 1);
        [mixed[at], mixed[other]] = [mixed[other]!, mixed[at]!];
    }
    return mixed;
}

const textOf = ({place, kind, atMs}: Stop) => `${place} ${kind} ${atMs}`;

function told(stops: readonly Stop[], rule: TripRule): string[] {
    return tripsFrom(stops, rule)
        .map(trip => `${trip.stops.map(at => textOf(stops[at]!)).join(', ')} ${trip.sure}`);
}

for (const seed of [1, 2, 3, 20_241_124]) {
    const chance = chanceFrom(seed);
    const rule = tableRule(modelFrom(chance), ROAD);
    const world = () => stopsFrom(chance, 1 + chance.below(80));

    test(`every stop lies in one trip, sure between 0 and 1 (seed ${seed})`, () => {
        for (let round = 0; round < 100; round++) {
            const stops = world();
            const trips = tripsFrom(stops, rule);
            const all = trips.flatMap(trip => trip.stops).sort((a, b) => a - b);
            assert.deepEqual(all, [...stops.keys()]);
            trips.forEach(({sure}) => assert.ok(sure >= 0 && sure <= 1, `sure: ${sure}`));
        }
    });

    test(`the order in which stops are given is of no account (seed ${seed})`, () => {
        for (let round = 0; round < 100; round++) {
            const stops = world();
            assert.deepEqual(told(shuffled(stops, chance), rule), told(stops, rule));
        }
    });

    test(`a late stop changes only the decisions beside it (seed ${seed})`, () => {
        for (let round = 0; round < 200; round++) {
            const stops = [...new Map(world().map(stop => [textOf(stop), stop])).values()];
            const late = stops[chance.below(stops.length)]!;
            const before = decisions(stops.filter(stop => stop !== late), rule);
            const after = decisions(stops, rule);
            const at = after.order.indexOf(textOf(late));
            after.order.forEach((stop, place) => {
                const apartMs = Math.abs(after.atMs[place]! - late.atMs);
                const isFar = Math.abs(place - at) > 2 && apartMs > 2 * ENTRY_LATE_MS;
                if (isFar) assert.equal(after.answer.get(stop), before.answer.get(stop), stop);
            });
        }
    });
}

function decisions(stops: readonly Stop[], rule: TripRule) {
    const ordered = rule.inOrder(stops).map(at => stops[at]!);
    const {begins, sure} = rule.boundaries(ordered);
    return {
        order: ordered.map(textOf),
        atMs: ordered.map(({atMs}) => atMs),
        answer: new Map(ordered.map((stop, at) => [textOf(stop), `${begins[at]} ${sure[at]}`])),
    };
}
