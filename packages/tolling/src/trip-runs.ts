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

/** Brings the stops together; all runs at once, for what looks at them more than once. */
export function runsOf(stops: VehicleStops, places: Places, convention: Convention): Runs {
    const {starts, rows} = rowsByVehicle(stops);
    const columns = {atMs: new Float64Array(rows.length), post: new Uint16Array(rows.length)};
    for (let owner = 0; owner + 1 < starts.length; owner++) {
        putInSequence(
            rows, starts[owner]!, starts[owner + 1]!, stops, places, convention, stops.sameStop);
    }
    for (let at = 0; at < rows.length; at++) {
        columns.atMs[at] = stops.atMs[rows[at]!]!;
        columns.post[at] = stops.post[rows[at]!]!;
    }
    return {starts, rows, columns};
}

/** One vehicle's stops in sequence, cut: valid only while it is visited, then used again. */
export interface CutRun extends Boundaries {
    count: number;
    /** Which rows of the given columns they are. */
    rows: Uint32Array;
    columns: StopColumns;
}

/**
 * Cuts the stops of one vehicle after the other, in the given order of vehicles, and visits each.
 * Whole columns of answers are never made: over millions of stops, fresh memory costs more than
 * the decisions.
 */
export function cutEachVehicle(
    stops: VehicleStops, order: Int32Array, table: TripTable,
    visit: (owner: number, run: CutRun) => void,
): void {
    const {starts, rows} = rowsByVehicle(stops);
    let run = emptyRun(256);
    for (let nth = 0; nth < order.length; nth++) {
        const owner = order[nth]!;
        const from = starts[owner]!;
        const count = starts[owner + 1]! - from;
        if (count > run.rows.length) run = emptyRun(count * 2);
        table.putInSequence(rows, from, from + count, stops, stops.sameStop);
        for (let at = 0; at < count; at++) {
            const row = rows[from + at]!;
            run.rows[at] = row;
            run.columns.atMs[at] = stops.atMs[row]!;
            run.columns.post[at] = stops.post[row]!;
        }
        run.count = count;
        table.decide(run.columns, 0, count, run);
        visit(owner, run);
    }
}

function emptyRun(size: number): CutRun {
    return {
        count: 0,
        rows: new Uint32Array(size),
        columns: {atMs: new Float64Array(size), post: new Uint16Array(size)},
        begins: new Uint8Array(size),
        sure: new Float64Array(size),
    };
}

/** A counting sort: vehicle v owns `rows[starts[v]..starts[v + 1])`, in the given order. */
function rowsByVehicle({vehicle, vehicleCount}: VehicleStops): Pick<Runs, 'starts' | 'rows'> {
    const starts = new Uint32Array(vehicleCount + 1);
    for (let row = 0; row < vehicle.length; row++) starts[vehicle[row]! + 1]!++;
    for (let owner = 0; owner < vehicleCount; owner++) starts[owner + 1]! += starts[owner]!;
    const filled = starts.slice();
    const rows = new Uint32Array(vehicle.length);
    for (let row = 0; row < vehicle.length; row++) rows[filled[vehicle[row]!]!++] = row;
    return {starts, rows};
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
