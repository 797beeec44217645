import {chanceFrom} from '@karwan/base';
import {
    cutRuns, parseTripModel, Places, runsOf, TripGantries, TripTable, type StopColumns,
} from '@karwan/tolling';
import {readFileSync} from 'node:fs';
import {readReadings} from '../../apps/server/src/trips/readings-file.ts';
import {vehiclesByFirstStop, vehicleStops} from '../../apps/server/src/trips/road-stops.ts';

/** Stops by vehicle in the physical order, and the row each has among all that were read. */
export interface StopRows {
    columns: StopColumns;
    starts: Uint32Array;
    rows: Uint32Array;
}

/** All stops of a file, the table that cuts them, and the gantries of their road. */
export interface Road {
    all: StopRows;
    places: Places;
    table: TripTable;
    gantries: TripGantries;
}

export function roadOf(file: string, tableFile: string): Road {
    const readings = readReadings(file);
    const model = parseTripModel(readFileSync(tableFile, 'utf8'), tableFile);
    const places = new Places(model.carriageways);
    const {columns, starts} = runsOf(
        vehicleStops(readings, places), vehiclesByFirstStop(readings), places, 'physical');
    const rows = Uint32Array.from(columns.post.keys());
    return {
        all: {columns, starts, rows}, places,
        table: new TripTable(model, places, 'physical'),
        gantries: new TripGantries(places, columns),
    };
}

/** The stops without a share of the readings at gantries, each deleted or not by chance. */
export function deletedAtRandom(
    {columns, starts}: StopRows, places: Places, share: number, seed: number,
): StopRows {
    const chance = chanceFrom(seed);
    const kept: number[] = [];
    const keptStarts = [0];
    for (let owner = 0; owner + 1 < starts.length; owner++) {
        for (let at = starts[owner]!; at < starts[owner + 1]!; at++) {
            const isGone = places.isGantry(columns.post[at]!) && chance.happens(share);
            if (!isGone) kept.push(at);
        }
        keptStarts.push(kept.length);
    }
    return {
        columns: {
            atMs: Float64Array.from(kept, at => columns.atMs[at]!),
            post: Uint16Array.from(kept, at => columns.post[at]!),
        },
        starts: Uint32Array.from(keptStarts),
        rows: Uint32Array.from(kept),
    };
}

/** Where trips begin, as rows, and the end of all. */
export function tripStartsOf(stops: StopRows, table: TripTable): Uint32Array {
    const {begins} = cutRuns(stops, table);
    const starts = [...begins.keys()].filter(at => begins[at]);
    return Uint32Array.from([...starts, begins.length]);
}
