import {NEIGHBOURHOOD} from './trip.ts';
import {endOfTrip, sureOfTrip, type CutRun} from './trip-runs.ts';
import {ENTRY_LATE_MS, type SameStop} from './trip-sequence.ts';
import type {TripTable} from './trip-table.ts';
import {VehicleRuns} from './vehicle-runs.ts';

/** A trip by the numbers of its stops, in the order of the road. */
export interface StreamTrip {
    stops: number[];
    /** The chance that exactly these stops make the trip: all its boundaries, inner and outer. */
    sure: number;
}

/** One stop of one vehicle; both are numbers from 0 that their giver chooses. */
export interface StreamStop {
    vehicle: number;
    stop: number;
    /** UTC milliseconds. */
    atMs: number;
    /** A number given by the table's `Places`. */
    post: number;
}

/**
 * Further apart than this, stops are put in sequence by themselves: a ramp's late record passes
 * nothing older than `ENTRY_LATE_MS`, and stands at most that much before what it has passed.
 */
const APART_MS = 2 * ENTRY_LATE_MS;

/**
 * Trips of many vehicles while their stops come in one by one, in any order, however late. After
 * each stop the trips are those that the batch cuts from the stops so far: the rule is local, so
 * only what lies around the new stop is put in sequence and decided again. Nothing is ever closed;
 * memory grows with the stops.
 */
export class TripStream {
    readonly #table: TripTable;
    readonly #sameStop: SameStop | undefined;
    readonly #runs = new VehicleRuns();
    /** The stretch that was put in sequence, and the one whose trips have changed by it. */
    #from = 0;
    #to = 0;
    #changedFrom = 0;
    #changedTo = 0;

    /** `sameStop` tells apart stops of one vehicle, post and moment, by their numbers. */
    constructor(table: TripTable, sameStop?: SameStop) {
        this.#table = table;
        this.#sameStop = sameStop;
    }

    /**
     * Takes a stop and tells the trips around it as they are now. Each takes the place of every
     * trip told before that shares a stop with it; all others stand.
     */
    add({vehicle, stop, atMs, post}: StreamStop): StreamTrip[] {
        this.take(vehicle, stop, atMs, post);
        return tripsIn(this.#runs.of(vehicle), this.#changedFrom, this.#changedTo);
    }

    /** Takes a stop and tells nothing: for millions of stops whose trips are asked for later. */
    take(vehicle: number, stop: number, atMs: number, post: number): void {
        const run = this.#runs.withRoom(vehicle);
        this.#findStretch(run, atMs);
        this.#runs.insert(vehicle, this.#to++, stop, atMs, post);
        this.#table.putInSequence(run, this.#from, this.#to, this.#sameStop);
        const first = Math.max(run.from, this.#from - NEIGHBOURHOOD.ahead);
        const last = Math.min(run.to, this.#to + NEIGHBOURHOOD.back);
        this.#table.decideSome(run.columns, run, first, last, run);
        this.#changedFrom = first;
        this.#changedTo = last;
        this.#growToTrips(run);
    }

    /** The trips of a vehicle as they are now, in order; none where it was never seen. */
    tripsOf(vehicle: number): StreamTrip[] {
        const run = this.#runs.of(vehicle);
        return tripsIn(run, run.from, run.to);
    }

    /** Visits one vehicle after the other as `cutEachVehicle` does: valid only while visited. */
    each(order: Int32Array, visit: (vehicle: number, run: CutRun) => void): void {
        order.forEach(vehicle => visit(vehicle, this.#runs.of(vehicle)));
    }

    // Looked for from the end: most stops come soon after they were made.
    #findStretch({columns: {atMs}, from, to}: CutRun, newMs: number): void {
        let end = to;
        while (end > from && atMs[end - 1]! > newMs + APART_MS) end--;
        let start = end;
        let earliest = newMs;
        let latest = newMs;
        for (;;) {
            let next: number;
            if (start > from && atMs[start - 1]! >= earliest - APART_MS) next = atMs[--start]!;
            else if (end < to && atMs[end]! <= latest + APART_MS) next = atMs[end++]!;
            else break;
            if (next < earliest) earliest = next;
            if (next > latest) latest = next;
        }
        this.#from = start;
        this.#to = end;
    }

    // The trip before a boundary that was decided anew is as sure as that boundary.
    #growToTrips({begins, from, to}: CutRun): void {
        let start = this.#changedFrom;
        if (start > from && begins[start]) start--;
        while (!begins[start]) start--;
        let end = this.#changedTo;
        while (end < to && !begins[end]) end++;
        this.#changedFrom = start;
        this.#changedTo = end;
    }
}

function tripsIn(run: CutRun, from: number, to: number): StreamTrip[] {
    if (from >= to) return [];
    let end = endOfTrip(run, from);
    const trips = [tripIn(run, from, end)];
    for (let start = end; start < to; start = end) {
        end = endOfTrip(run, start);
        trips.push(tripIn(run, start, end));
    }
    return trips;
}

function tripIn(run: CutRun, from: number, to: number): StreamTrip {
    // Of the very length: what grows by pushing takes three times the memory of most trips.
    const stops = new Array<number>(to - from);
    for (let at = from; at < to; at++) stops[at - from] = run.rows[at]!;
    return {stops, sure: sureOfTrip(run, from, to)};
}
