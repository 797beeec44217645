import {chanceFrom} from '@karwan/base';
import {parseTripModel, Places, TripTable, type VehicleStops} from '@karwan/tolling';
import {readFileSync} from 'node:fs';
import {
    readReadings, vehicleOfRow, type ReadingsFile,
} from '../../apps/server/src/trips/readings-file.ts';
import {vehicleStops} from '../../apps/server/src/trips/road-stops.ts';

/** Readings as they come, one entry each: who, when, at which post, and its row in the file. */
export interface Coming {
    vehicle: Int32Array;
    atMs: Float64Array;
    post: Uint16Array;
    row: Uint32Array;
}

/** A file of readings in memory, and the table that cuts it. */
export interface InMemory extends Coming {
    readings: ReadingsFile;
    table: TripTable;
    sameStop: VehicleStops['sameStop'];
}

export function inMemory(file: string, modelFile: string): InMemory {
    const model = parseTripModel(readFileSync(modelFile, 'utf8'), modelFile);
    const table = new TripTable(model, new Places(model.carriageways), 'physical');
    return {table, ...readInto(file, table.places)};
}

/** A file of readings in memory. */
export function readInto(file: string, places: Places): Omit<InMemory, 'table'> {
    const readings = readReadings(file);
    const {records, postOfSite, sameStop} = vehicleStops(readings, places);
    const row = new Uint32Array(readings.count).map((_, at) => at);
    return {
        readings, sameStop, row, vehicle: vehicleOfRow(readings),
        atMs: Float64Array.from(row, at => records.atMsOf(at)),
        post: Uint16Array.from(row, at => postOfSite[records.siteOf(at)]!),
    };
}

/** The same readings, come in another order. */
export function comingIn(order: Uint32Array, {vehicle, atMs, post, row}: Coming): Coming {
    const coming = emptyComing(order.length);
    order.forEach((from, at) => copyReading({vehicle, atMs, post, row}, from, coming, at));
    return coming;
}

export function emptyComing(count: number): Coming {
    return {
        vehicle: new Int32Array(count), atMs: new Float64Array(count),
        post: new Uint16Array(count), row: new Uint32Array(count),
    };
}

export function copyReading(from: Coming, at: number, to: Coming, place: number): void {
    to.vehicle[place] = from.vehicle[at]!;
    to.atMs[place] = from.atMs[at]!;
    to.post[place] = from.post[at]!;
    to.row[place] = from.row[at]!;
}

/** Which reading comes when: as in the file, the last one first, or in any order. */
export const ORDERS = ['as in the file', 'last first', 'shuffled'] as const;

export function orderOf(name: typeof ORDERS[number], count: number, seed: number): Uint32Array {
    const order = new Uint32Array(count).map((_, at) => at);
    if (name === 'last first') order.reverse();
    if (name === 'shuffled') shuffle(order, seed);
    return order;
}

function shuffle(order: Uint32Array, seed: number): void {
    const chance = chanceFrom(seed);
    for (let at = order.length - 1; at > 0; at--) {
        const other = chance.below(at + 1);
        const kept = order[at]!;
        order[at] = order[other]!;
        order[other] = kept;
    }
}
