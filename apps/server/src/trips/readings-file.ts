import {STOP_KINDS, type StopKind} from '@karwan/tolling';
import {columnOf, countRows, eachRow, openRows, refuseField} from './byte-rows.ts';
import {ByteTable} from './byte-table.ts';
import {TimeField} from './time-field.ts';

/** A file of readings in columns, row for row as it stood; ids stay bytes of the file. */
export interface ReadingsFile {
    file: string;
    bytes: Uint8Array;
    count: number;
    idStart: Int32Array;
    idEnd: Int32Array;
    /** UTC milliseconds. */
    atMs: Float64Array;
    /** Numbers into `places`, into STOP_KINDS, and into `vehicles`. */
    place: Uint16Array;
    kind: Uint8Array;
    vehicle: Int32Array;
    places: readonly string[];
    vehicles: ByteTable;
}

/** What files call the kinds of readings. */
const KIND_NAMES: ReadonlyMap<string, StopKind> = new Map<string, StopKind>([
    ...STOP_KINDS.map(kind => [kind, kind] as const),
    ['exit-tag', 'exit'],
    ['exit-manual', 'exit'],
]);

/** More places than this in one file are a sign of a wrong column. */
const MOST_PLACES = 65_535;

/**
 * Reads the columns reading, time, place, kind and vehicle of a CSV file, gzip or not. Throws a
 * Refusal that names line and column.
 */
export function readReadings(file: string): ReadingsFile {
    const rows = openRows(file);
    const {bytes} = rows;
    const most = countRows(rows);
    const readings = emptyColumns(file, bytes, most);
    const places = new ByteTable(bytes, 64);
    const kinds = new KindField(bytes);
    const time = new TimeField();
    const idAt = columnOf(rows, 'reading');
    const timeAt = columnOf(rows, 'time');
    const placeAt = columnOf(rows, 'place');
    const kindAt = columnOf(rows, 'kind');
    const vehicleAt = columnOf(rows, 'vehicle');
    const {idStart, idEnd, atMs, place, kind, vehicle, vehicles} = readings;
    const count = eachRow(rows, (row, starts) => {
        idStart[row] = starts[idAt]!;
        idEnd[row] = starts[idAt + 1]! - 1;
        const readAtMs = time.read(bytes, starts[timeAt]!, starts[timeAt + 1]! - 1);
        if (Number.isNaN(readAtMs)) refuseField(rows, row, starts, timeAt, TIME_EXPECTED);
        atMs[row] = readAtMs;
        const number = places.numberOf(starts[placeAt]!, starts[placeAt + 1]! - 1);
        if (number >= MOST_PLACES) refuseField(rows, row, starts, placeAt, 'fewer places');
        place[row] = number;
        const read = kinds.read(starts[kindAt]!, starts[kindAt + 1]! - 1);
        if (read < 0) refuseField(rows, row, starts, kindAt, KIND_EXPECTED);
        kind[row] = read;
        vehicle[row] = vehicles.numberOf(starts[vehicleAt]!, starts[vehicleAt + 1]! - 1);
    });
    return {...cut(readings, count), places: places.texts()};
}

const TIME_EXPECTED = 'a time with its offset, such as 2022-02-22T00:00:05+08:00';
const KIND_EXPECTED = `one of ${[...KIND_NAMES.keys()].join(', ')}`;

/** The number of a kind, its name looked up once. */
class KindField {
    readonly #names: ByteTable;
    readonly #kinds: number[] = [];

    constructor(bytes: Uint8Array) {
        this.#names = new ByteTable(bytes, 16);
    }

    /** -1 where it is no kind. */
    read(start: number, end: number): number {
        const name = this.#names.numberOf(start, end);
        if (name === this.#kinds.length) {
            const kind = KIND_NAMES.get(this.#names.textOf(name));
            this.#kinds.push(kind === undefined ? -1 : STOP_KINDS.indexOf(kind));
        }
        return this.#kinds[name]!;
    }
}

function emptyColumns(file: string, bytes: Uint8Array, rows: number): ReadingsFile {
    return {
        file,
        bytes,
        count: 0,
        idStart: new Int32Array(rows),
        idEnd: new Int32Array(rows),
        atMs: new Float64Array(rows),
        place: new Uint16Array(rows),
        kind: new Uint8Array(rows),
        vehicle: new Int32Array(rows),
        places: [],
        vehicles: new ByteTable(bytes, Math.max(64, rows >> 2)),
    };
}

function cut(readings: ReadingsFile, count: number): ReadingsFile {
    return {
        ...readings,
        count,
        idStart: readings.idStart.subarray(0, count),
        idEnd: readings.idEnd.subarray(0, count),
        atMs: readings.atMs.subarray(0, count),
        place: readings.place.subarray(0, count),
        kind: readings.kind.subarray(0, count),
        vehicle: readings.vehicle.subarray(0, count),
    };
}

/** The text of a reading's id. */
export function idText({bytes, idStart, idEnd}: ReadingsFile, row: number): string {
    const start = bytes.byteOffset + idStart[row]!;
    return Buffer.from(bytes.buffer, start, idEnd[row]! - idStart[row]!).toString();
}
