import {tripsOfRuns, type Boundaries, type Runs} from '@karwan/tolling';
import {closeSync, openSync, writeSync} from 'node:fs';
import type {ReadingsFile} from './readings-file.ts';
import {TIME_BYTES, TimeWriter} from './time-field.ts';

const COMMA = 44;
const NEWLINE = 10;
const SPACE = 32;
const SLASH = 47;
const ZERO = 48;
const CHUNK_BYTES = 1 << 22;

/**
 * Writes one line a trip: `<vehicle>/<n>`, the vehicle, its first and last moment, how sure the
 * trip is, and its readings in order. Vehicles in the plain order of their ids. Returns how many.
 */
export function writeTrips(
    file: string, readings: ReadingsFile, runs: Runs, boundaries: Boundaries,
): number {
    const {sure} = tripsOfRuns(runs, boundaries);
    const writer = new TripLines(file, readings);
    const idOfRank = readings.vehicles.sorted();
    let trip = 0;
    for (let owner = 0; owner + 1 < runs.starts.length; owner++) {
        const end = runs.starts[owner + 1]!;
        let nth = 1;
        for (let from = runs.starts[owner]!; from < end;) {
            let to = from + 1;
            while (to < end && !boundaries.begins[to]) to++;
            writer.write(idOfRank[owner]!, nth++, sure[trip++]!, runs, from, to);
            from = to;
        }
    }
    writer.close();
    return trip;
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
        this.#end = this.#chunk.write('trip,vehicle,first,last,sure,readings\n', 0);
    }

    write(vehicle: number, nth: number, sure: number, runs: Runs, from: number, to: number): void {
        const {ids, idStart, vehicles} = this.#readings;
        const {bytes} = vehicles;
        const start = vehicles.startOf(vehicle);
        const end = vehicles.startOf(vehicle + 1);
        this.#reserve(runs, from, to, end - start);
        const chunk = this.#chunk;
        let at = copied(bytes, start, end, chunk, this.#end);
        chunk[at++] = SLASH;
        at = writeNumber(chunk, at, nth);
        chunk[at++] = COMMA;
        at = copied(bytes, start, end, chunk, at);
        const {atMs} = runs.columns;
        const [firstMs, lastMs] = bounds(atMs, from, to);
        chunk[at++] = COMMA;
        at = this.#time.write(chunk, at, firstMs);
        chunk[at++] = COMMA;
        at = this.#time.write(chunk, at, lastMs);
        chunk[at++] = COMMA;
        at = writeShare(chunk, at, sure);
        for (let place = from; place < to; place++) {
            chunk[at++] = place === from ? COMMA : SPACE;
            const row = runs.rows[place]!;
            at = copied(ids, idStart[row]!, idStart[row + 1]!, chunk, at);
        }
        chunk[at++] = NEWLINE;
        this.#end = at;
    }

    close(): void {
        this.#flush();
        closeSync(this.#file);
    }

    #reserve({rows}: Runs, from: number, to: number, vehicleBytes: number): void {
        const {idStart} = this.#readings;
        let needed = 2 * vehicleBytes + 2 * TIME_BYTES + 32;
        for (let at = from; at < to; at++) needed += idStart[rows[at]! + 1]! - idStart[rows[at]!]! + 1;
        if (this.#end + needed <= this.#chunk.length) return;
        this.#flush();
        if (needed > this.#chunk.length) this.#chunk = Buffer.alloc(needed);
    }

    #flush(): void {
        for (let at = 0; at < this.#end;) at += writeSync(this.#file, this.#chunk, at, this.#end - at);
        this.#end = 0;
    }
}

// A ramp's late record stands before a passage that was stamped earlier.
function bounds(atMs: Float64Array, from: number, to: number): [number, number] {
    let first = atMs[from]!;
    let last = first;
    for (let at = from + 1; at < to; at++) {
        first = Math.min(first, atMs[at]!);
        last = Math.max(last, atMs[at]!);
    }
    return [first, last];
}

function copied(
    source: Uint8Array, start: number, end: number, target: Uint8Array, at: number,
): number {
    for (let from = start; from < end; from++) target[at++] = source[from]!;
    return at;
}

function writeNumber(target: Uint8Array, at: number, value: number): number {
    let digits = 1;
    for (let rest = value; rest >= 10; rest = Math.floor(rest / 10)) digits++;
    for (let place = at + digits - 1, rest = value; place >= at; place--) {
        target[place] = ZERO + rest % 10;
        rest = Math.floor(rest / 10);
    }
    return at + digits;
}

/** A share with four decimals; what is not certain is never written as 1.0000. */
function writeShare(target: Uint8Array, at: number, share: number): number {
    const tenThousandths = share === 1 ? 10_000 : Math.min(9_999, Math.round(share * 10_000));
    target[at] = ZERO + Math.floor(tenThousandths / 10_000);
    target[at + 1] = 46;
    for (let place = at + 5, rest = tenThousandths; place > at + 1; place--) {
        target[place] = ZERO + rest % 10;
        rest = Math.floor(rest / 10);
    }
    return at + 6;
}
