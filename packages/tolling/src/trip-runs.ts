import type {Boundaries} from './trip.ts';
import type {Places} from './trip-places.ts';
import {putInSequence} from './trip-sequence.ts';
import type {Convention, StopColumns} from './trip-sequence.ts';
import type {TripTable} from './trip-table.ts';

/** Stops of many vehicles, brought together by vehicle and put in sequence. */
export interface Runs {
    /** Vehicle v owns the places `starts[v]..starts[v + 1]` of all that follows. */
    starts: Uint32Array;
    /** Which row of the given columns stands there. */
    rows: Uint32Array;
    columns: StopColumns;
}

/** The given columns with the vehicle that each row belongs to, a number below `vehicleCount`. */
export interface VehicleStops extends StopColumns {
    vehicle: Int32Array;
    vehicleCount: number;
    /** Tells apart two stops of one vehicle, post and moment, so that input order does not. */
    sameStop?: (a: number, b: number) => number;
}

export function runsOf(stops: VehicleStops, places: Places, convention: Convention): Runs {
    const {vehicle, vehicleCount, sameStop} = stops;
    const starts = new Uint32Array(vehicleCount + 1);
    for (const owner of vehicle) starts[owner + 1]!++;
    for (let owner = 0; owner < vehicleCount; owner++) starts[owner + 1]! += starts[owner]!;
    const filled = starts.slice();
    const rows = new Uint32Array(vehicle.length);
    for (let row = 0; row < vehicle.length; row++) rows[filled[vehicle[row]!]!++] = row;
    for (let owner = 0; owner < vehicleCount; owner++) {
        putInSequence(rows, starts[owner]!, starts[owner + 1]!, stops, places, convention, sameStop);
    }
    return {starts, rows, columns: gathered(stops, rows)};
}

function gathered({atMs, post}: StopColumns, rows: Uint32Array): StopColumns {
    const columns = {atMs: new Float64Array(rows.length), post: new Uint16Array(rows.length)};
    for (let at = 0; at < rows.length; at++) {
        columns.atMs[at] = atMs[rows[at]!]!;
        columns.post[at] = post[rows[at]!]!;
    }
    return columns;
}

/** Decides for every stop of every run. */
export function cutRuns(
    {columns, starts}: Pick<Runs, 'columns' | 'starts'>, table: TripTable,
): Boundaries {
    const count = columns.atMs.length;
    const answers = {begins: new Uint8Array(count), sure: new Float64Array(count)};
    for (let owner = 0; owner + 1 < starts.length; owner++) {
        table.decide(columns, starts[owner]!, starts[owner + 1]!, answers);
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
