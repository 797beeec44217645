import {groupedBy} from '@karwan/base';
import type {Passage, Trip} from './trip.ts';
import type {Vehicle} from './vehicle.ts';

/** Claims this close in one lane may be taken for those of one another, in a chain of vehicles. */
const NEAR_MS = 10_000;

/**
 * Vehicles that passed where claims of others seemed to stand, read across lanes or by a clock that
 * was off: those claims may have been taken for theirs.
 */
export function vehiclesTouched(trips: readonly Trip[]): ReadonlySet<Vehicle> {
    const strays = trips.flatMap(({vehicle, passages}) => passages.flatMap(passage =>
        (passage.left?.astray ?? []).map(({lane, atMs}) => ({
            vehicle, place: `${passage.gantry} ${lane}`, atMs}))));
    const touched = new Set<Vehicle>();
    if (strays.length === 0) return touched;
    const byPlace = groupedBy(
        trips.flatMap(({vehicle, passages}) => passages.map(passage => ({vehicle, passage}))),
        ({passage}) => `${passage.gantry} ${passage.lane}`);
    for (const passages of byPlace.values()) passages.sort((a, b) => timeOf(a) - timeOf(b));
    for (const {vehicle, place, atMs} of strays) {
        const passed = byPlace.get(place) ?? [];
        for (let nth = firstFrom(passed, atMs - NEAR_MS);
            nth < passed.length && timeOf(passed[nth]!) <= atMs + NEAR_MS; nth++) {
            if (passed[nth]!.vehicle !== vehicle) touched.add(passed[nth]!.vehicle);
        }
    }
    return touched;
}

function timeOf({passage}: {passage: Passage}): number {
    return passage.atMs;
}

function firstFrom(passed: readonly {passage: Passage}[], atMs: number): number {
    let [low, high] = [0, passed.length];
    while (low < high) {
        const middle = (low + high) >> 1;
        if (timeOf(passed[middle]!) < atMs) low = middle + 1;
        else high = middle;
    }
    return low;
}
