import {
    emptyTraffic, STATED_LATENESS_MS, TripTrees, TripTreesStream,
} from '@karwan/tolling';
import {arrivalsWithin} from './late-arrivals.ts';
import type {TreesInMemory} from './trees-in-memory.ts';

const WEEKS = 4;
const WEEK_MS = 7 * 24 * 3_600_000;

/** The same week four times over, one after the other: the most stops held in each. */
export function heldByWeek(
    {places, model, sameStop, ...memory}: TreesInMemory, seed: number,
): number[] {
    const traffic = emptyTraffic(places, model);
    const trees = new TripTrees(model, places, 'physical', traffic);
    const stream = new TripTreesStream(
        trees, traffic, STATED_LATENESS_MS, () => undefined, sameStop);
    const {order, comesMs} = arrivalsWithin('each late by chance', memory, seed);
    return Array.from({length: WEEKS}, (_, week) => {
        const shiftMs = week * WEEK_MS;
        let most = 0;
        for (const row of order) {
            stream.advance(comesMs[row]! + shiftMs);
            const {vehicle, atMs, post} = memory;
            stream.take(vehicle[row]!, row, atMs[row]! + shiftMs, post[row]!);
            most = Math.max(most, stream.counts.held);
        }
        return most;
    });
}
