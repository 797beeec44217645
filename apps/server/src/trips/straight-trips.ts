import {parseInstant} from '@karwan/base';
import {TripKernel, type ReadingFields, type TripTable} from '@karwan/tolling';
import {closeSync, openSync, writeSync} from 'node:fs';
import {headerIn} from './byte-rows.ts';
import {KIND_NAMES} from './readings-file.ts';
import {TRIPS_HEADER} from './trips-file.ts';
import {openBytes, type ByteSource} from './unpack.ts';

/** What was built, in numbers. */
export interface Built {
    readings: number;
    vehicles: number;
    trips: number;
}

/** How many bytes of a file there are for each vehicle that we expect: about seven readings. */
const BYTES_A_VEHICLE = 384;
const MOST_EXPECTED = 1 << 22;

/**
 * Builds trips by a table, straight from the bytes of a file to those of another, and the same
 * that `readReadings` and `writeTrips` make. Undefined, with nothing written, where the file holds
 * anything that the kernel does not take: quotation marks, ids that are no plain numbers, places
 * the table's road has not, rows that are to be refused.
 */
export function straightTrips(file: string, out: string, table: TripTable): Built | undefined {
    if (!TripKernel.canTake(table)) return undefined;
    const source = openBytes(file);
    const expected = Math.min(MOST_EXPECTED, Math.ceil(source.sizeBytes / BYTES_A_VEHICLE));
    const kernel = new TripKernel(table, wordsFor(table), expected);
    const isTaken = isRead(source, kernel) && kernel.arrange();
    source.close();
    if (!isTaken) return undefined;
    write(out, kernel);
    return {readings: kernel.readings, vehicles: kernel.vehicles, trips: kernel.trips};
}

function wordsFor({places}: TripTable) {
    return {
        instantMs: parseInstant,
        postOf(name: string, kindName: string) {
            const place = places.find(name);
            const kind = KIND_NAMES.get(kindName);
            return place === undefined || kind === undefined
                ? undefined : places.post(kind, place);
        },
    };
}

function isRead(source: ByteSource, kernel: TripKernel): boolean {
    let filled = source.fill(kernel.buffer, 0);
    const {names, endsAt} = headerIn(kernel.buffer, filled);
    const fields = fieldsOf(names);
    if (fields === undefined || !kernel.setFields(fields)) return false;
    let isEnd = filled === 0;
    for (let passed = endsAt; kernel.read(passed, filled, isEnd); passed = 0) {
        if (isEnd) return true;
        const count = source.fill(kernel.buffer, kernel.filled);
        filled = kernel.filled + count;
        isEnd = count === 0;
    }
    return false;
}

function fieldsOf(names: readonly string[]): ReadingFields | undefined {
    const [reading, time, place, kind, vehicle] = ['reading', 'time', 'place', 'kind', 'vehicle']
        .map(name => names.indexOf(name)) as [number, number, number, number, number];
    const fields = {count: names.length, reading, time, place, kind, vehicle};
    return Object.values(fields).includes(-1) ? undefined : fields;
}

function write(out: string, kernel: TripKernel): void {
    const file = openSync(out, 'w');
    writeWhole(file, Buffer.from(TRIPS_HEADER));
    for (const lines of kernel.lines()) writeWhole(file, lines);
    closeSync(file);
}

function writeWhole(file: number, bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at, bytes.length - at);
}
