import {endOfTrip, sureOfTrip, type CutRun} from '@karwan/tolling';
import {closeSync, openSync, writeSync} from 'node:fs';
import {writeNumber} from './id-column.ts';
import type {ReadingsFile} from './readings-file.ts';
import {vehiclesByFirstStop} from './road-stops.ts';
import {TIME_BYTES, TimeWriter} from './time-field.ts';

const COMMA = 44;
const NEWLINE = 10;
const SPACE = 32;
const SLASH = 47;
const ZERO = 48;
const CHUNK_BYTES = 1 << 18;

export const TRIPS_HEADER = 'trip,vehicle,first,last,sure,readings\n';

/** Visits vehicles in the given order, each with its stops cut: from a batch or a stream. */
export type EachVehicle = (
    order: Int32Array, visit: (vehicle: number, run: CutRun) => void) => void;

/**
 * Writes one line a trip: `<vehicle>/<n>`, the vehicle, its first and last moment, how sure the
 * trip is, and its readings in order. Vehicles come in the order of their first stop. Returns how
 * many trips there are.
 */
export function writeTrips(file: string, readings: ReadingsFile, each: EachVehicle): number {
    const lines = new TripLines(file, readings);
    let trips = 0;
    each(vehiclesByFirstStop(readings), (owner, run) => {
        for (let from = run.from, nth = 1; from < run.to; nth++) {
            const to = endOfTrip(run, from);
            lines.write(owner, nth, run, from, to);
            from = to;
            trips++;
        }
    });
    lines.close();
    return trips;
}

/** Lines of bytes into a file, a chunk at a time. */
class TripLines {
    readonly #file: number;
    readonly #readings: ReadingsFile;
    readonly #time = new TimeWriter();
    #chunk = Buffer.alloc(CHUNK_BYTES);
    #end = 0;

    constructor(file: string, readings: ReadingsFile) {
        this.#file = openSync(file, 'w');
        this.#readings = readings;
        this.#end = this.#chunk.write(TRIPS_HEADER, 0);
    }

    write(vehicle: number, nth: number, run: CutRun, from: number, to: number): void {
        const {ids, vehicles} = this.#readings;
        this.#reserve(vehicle, run, from, to);
        const chunk = this.#chunk;
        let at = vehicles.write(vehicle, chunk, this.#end);
        chunk[at++] = SLASH;
        at = writeNumber(chunk, at, nth);
        chunk[at++] = COMMA;
        at = vehicles.write(vehicle, chunk, at);
        chunk[at++] = COMMA;
        at = this.#writeSpan(run.columns.atMs, from, to, at);
        chunk[at++] = COMMA;
        at = writeShare(chunk, at, sureOfTrip(run, from, to));
        for (let stop = from; stop < to; stop++) {
            chunk[at++] = stop === from ? COMMA : SPACE;
            at = ids.write(run.rows[stop]!, chunk, at);
        }
        chunk[at++] = NEWLINE;
        this.#end = at;
    }

    close(): void {
        this.#flush();
        closeSync(this.#file);
    }

    // A ramp's late record stands before a passage that was stamped earlier.
    #writeSpan(atMs: Float64Array, from: number, to: number, start: number): number {
        let first = atMs[from]!;
        let last = first;
        for (let at = from + 1; at < to; at++) {
            if (atMs[at]! < first) first = atMs[at]!;
            if (atMs[at]! > last) last = atMs[at]!;
        }
        const middle = this.#time.write(this.#chunk, start, first);
        this.#chunk[middle] = COMMA;
        return this.#time.write(this.#chunk, middle + 1, last);
    }

    #reserve(vehicle: number, {rows}: CutRun, from: number, to: number): void {
        const {ids, vehicles} = this.#readings;
        let needed = 2 * vehicles.room(vehicle) + 2 * TIME_BYTES + 32;
        for (let at = from; at < to; at++) needed += ids.room(rows[at]!) + 1;
        if (this.#end + needed <= this.#chunk.length) return;
        this.#flush();
        if (needed > this.#chunk.length) this.#chunk = Buffer.alloc(needed);
    }

    #flush(): void {
        for (let at = 0; at < this.#end;) {
            at += writeSync(this.#file, this.#chunk, at, this.#end - at);
        }
        this.#end = 0;
    }
}

/** A share with four decimals; what is not certain is never written as 1.0000. */
function writeShare(target: Uint8Array, at: number, share: number): number {
    const tenThousandths = share === 1 ? 10_000 : Math.min(9_999, Math.round(share * 10_000));
    target[at] = ZERO + ((tenThousandths / 10_000) | 0);
    target[at + 1] = 46;
    for (let place = at + 5, rest = tenThousandths; place > at + 1; place--) {
        const tenth = (rest / 10) | 0;
        target[place] = ZERO + rest - 10 * tenth;
        rest = tenth;
    }
    return at + 6;
}
