import type {StopRecords} from './stop-records.ts';
import type {Boundaries} from './trip.ts';
import type {Places} from './trip-places.ts';
import {putInSequence} from './trip-sequence.ts';
import type {Convention, SameStop, SequencedStops, StopColumns} from './trip-sequence.ts';

/** Whatever decides over columns, one vehicle's rows at a time: a table, or trees. */
export interface TripCutter {
    putInSequence(stops: SequencedStops, from: number, to: number, sameStop?: SameStop): void;
    /** Decides for rows `from..to`, one vehicle's in sequence, and writes into the answers. */
    decide(columns: StopColumns, from: number, to: number, answers: Boundaries): void;
}

/** Stops of many vehicles, brought together by vehicle and put in sequence. */
export interface Runs extends SequencedStops {
    /** Run v is `starts[v]..starts[v + 1]` of all columns. */
    starts: Uint32Array;
}

/**
 * The stops of many vehicles as rows in any order. The rows of a vehicle are a chain: `lastOf`
 * leads to one of them, its record from each to another, and -1 ends it.
 */
export interface VehicleStops {
    count: number;
    records: StopRecords;
    /** By number of a site, its post. */
    postOfSite: Uint16Array;
    lastOf: Int32Array;
    /** Tells apart two rows of one vehicle, post and moment, so that their order does not. */
    sameStop?: SameStop;
}

/**
 * Brings the stops together, vehicles in the given order; all runs at once, for what looks at
 * them more than once.
 */
export function runsOf(
    stops: VehicleStops, order: Int32Array, places: Places, convention: Convention,
): Runs {
    const runs = {...emptyRun(stops.count), starts: new Uint32Array(order.length + 1)};
    let to = 0;
    order.forEach((vehicle, nth) => {
        const from = to;
        to += chainLength(stops, vehicle);
        gather(stops, vehicle, runs, to);
        runs.starts[nth + 1] = to;
        putInSequence(runs, from, to, places, convention, stops.sameStop);
    });
    return runs;
}

/** One vehicle's stops in sequence, cut: valid only while it is visited, then used again. */
export interface CutRun extends Boundaries, SequencedStops {
    /** They are `from..to` of all columns. */
    from: number;
    to: number;
}

/**
 * Cuts the stops of one vehicle after the other, in the given order of vehicles, and visits each.
 * Whole columns of answers are never made: over millions of stops, fresh memory costs more than
 * the decisions.
 */
export function cutEachVehicle(
    stops: VehicleStops, order: Int32Array, cutter: TripCutter,
    visit: (vehicle: number, run: CutRun) => void,
): void {
    let run = emptyCutRun(256);
    for (let nth = 0; nth < order.length; nth++) {
        const vehicle = order[nth]!;
        run.from = gather(stops, vehicle, run, run.to);
        if (run.from < 0) {
            run = emptyCutRun(2 * chainLength(stops, vehicle));
            run.from = gather(stops, vehicle, run, run.to);
        }
        cutter.putInSequence(run, run.from, run.to, stops.sameStop);
        cutter.decide(run.columns, run.from, run.to, run);
        visit(vehicle, run);
    }
}

/** Where the trip that begins at `from` ends. */
export function endOfTrip({begins, to: end}: CutRun, from: number): number {
    let to = from + 1;
    while (to < end && !begins[to]) to++;
    return to;
}

/** A trip is as sure as all its boundaries together: the outer ones, and those not drawn. */
export function sureOfTrip({sure, to: end}: CutRun, from: number, to: number): number {
    let product = 1;
    for (let at = from; at < to; at++) product *= sure[at]!;
    return to < end ? product * sure[to]! : product;
}

function emptyRun(size: number): SequencedStops {
    return {
        rows: new Uint32Array(size),
        columns: {atMs: new Float64Array(size), post: new Uint16Array(size)},
    };
}

function emptyCutRun(size: number): CutRun {
    return {
        ...emptyRun(size), from: size, to: size,
        begins: new Uint8Array(size), sure: new Float64Array(size),
    };
}

function chainLength({records, lastOf}: VehicleStops, vehicle: number): number {
    let length = 0;
    for (let row = lastOf[vehicle]!; row >= 0; row = records.previousOf(row)) length++;
    return length;
}

/**
 * Writes a vehicle's rows up to a place, its last one last, and gives the place of the first; below
 * 0 where there is no room for all.
 */
function gather(
    stops: VehicleStops, vehicle: number, {rows, columns: {atMs, post}}: SequencedStops,
    to: number,
): number {
    const {records, postOfSite} = stops;
    let at = to;
    for (let row = stops.lastOf[vehicle]!; row >= 0; row = records.previousOf(row)) {
        if (--at < 0) return -1;
        rows[at] = row;
        atMs[at] = records.atMsOf(row);
        post[at] = postOfSite[records.siteOf(row)]!;
    }
    return at;
}

/** Decides for every stop of every run. */
export function cutRuns(
    {columns, starts}: Pick<Runs, 'columns' | 'starts'>, cutter: TripCutter,
): Boundaries {
    const count = columns.atMs.length;
    const answers = {begins: new Uint8Array(count), sure: new Float64Array(count)};
    for (let owner = 0; owner + 1 < starts.length; owner++) {
        cutter.decide(columns, starts[owner]!, starts[owner + 1]!, answers);
    }
    return answers;
}

/** Trips of many vehicles: for each stop the number of its trip, for each trip how sure it is. */
export interface CutTrips {
    tripOf: Int32Array;
    sure: Float64Array;
}

/** A trip is as sure as all its boundaries together, the outer and those that were not drawn. */
export function tripsOfRuns({starts}: Pick<Runs, 'starts'>, {begins, sure}: Boundaries): CutTrips {
    const tripOf = new Int32Array(begins.length);
    const tripSure = new Float64Array(begins.reduce((count, begin) => count + begin, 0));
    let trip = -1;
    for (let owner = 0; owner + 1 < starts.length; owner++) {
        for (let at = starts[owner]!; at < starts[owner + 1]!; at++) {
            if (begins[at]) {
                if (at > starts[owner]!) tripSure[trip]! *= sure[at]!;
                tripSure[++trip] = sure[at]!;
            } else tripSure[trip]! *= sure[at]!;
            tripOf[at] = trip;
        }
    }
    return {tripOf, sure: tripSure};
}
