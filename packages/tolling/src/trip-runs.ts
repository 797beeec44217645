import type {Places} from './trip-places.ts';
import {putInSequence} from './trip-sequence.ts';
import type {Convention, StopColumns} from './trip-sequence.ts';

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
