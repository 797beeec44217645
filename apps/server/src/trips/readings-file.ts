import {STOP_KINDS, type StopKind} from '@karwan/tolling';
import {columnOf, guessRows, eachRow, openRows, refuseField} from './byte-rows.ts';
import {ByteTable} from './byte-table.ts';
import {TimeField} from './time-field.ts';

/** A file of readings in columns, row for row as it stood. */
export interface ReadingsFile {
    file: string;
    count: number;
    /** The id of row r is `ids[idStart[r]..idStart[r + 1])`. */
    ids: Uint8Array;
    idStart: Int32Array;
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
    const idAt = columnOf(rows, 'reading');
    const timeAt = columnOf(rows, 'time');
    const placeAt = columnOf(rows, 'place');
    const kindAt = columnOf(rows, 'kind');
    const vehicleAt = columnOf(rows, 'vehicle');
    const columns = new Columns(guessRows(rows));
    const places = new ByteTable();
    const kinds = new KindField();
    const time = new TimeField();
    const count = eachRow(rows, (row, starts) => {
        columns.makeRoomFor(row);
        columns.takeId(row, bytes, starts[idAt]!, starts[idAt + 1]! - 1);
        const atMs = time.read(bytes, starts[timeAt]!, starts[timeAt + 1]! - 1);
        if (Number.isNaN(atMs)) refuseField(rows, row, starts, timeAt, TIME_EXPECTED);
        columns.atMs[row] = atMs;
        const place = places.numberOf(bytes, starts[placeAt]!, starts[placeAt + 1]! - 1);
        if (place >= MOST_PLACES) refuseField(rows, row, starts, placeAt, 'fewer places');
        columns.place[row] = place;
        const kind = kinds.read(bytes, starts[kindAt]!, starts[kindAt + 1]! - 1);
        if (kind < 0) refuseField(rows, row, starts, kindAt, KIND_EXPECTED);
        columns.kind[row] = kind;
        columns.vehicle[row] = columns.vehicles.numberOf(
            bytes, starts[vehicleAt]!, starts[vehicleAt + 1]! - 1);
    });
    return columns.finished(file, count, places.texts());
}

const TIME_EXPECTED = 'a time with its offset, such as 2022-02-22T00:00:05+08:00';
const KIND_EXPECTED = `one of ${[...KIND_NAMES.keys()].join(', ')}`;

/** The number of a kind, its name looked up once. */
class KindField {
    readonly #names = new ByteTable();
    readonly #kinds: number[] = [];

    /** -1 where it is no kind. */
    read(bytes: Uint8Array, start: number, end: number): number {
        const name = this.#names.numberOf(bytes, start, end);
        if (name === this.#kinds.length) {
            const kind = KIND_NAMES.get(this.#names.textOf(name));
            this.#kinds.push(kind === undefined ? -1 : STOP_KINDS.indexOf(kind));
        }
        return this.#kinds[name]!;
    }
}

/** The columns while they are filled: they grow where the guess was too low. */
class Columns {
    ids: Uint8Array;
    idStart: Int32Array;
    atMs: Float64Array;
    place: Uint16Array;
    kind: Uint8Array;
    vehicle: Int32Array;
    readonly vehicles: ByteTable;

    constructor(rows: number) {
        this.ids = new Uint8Array(rows * 8);
        this.idStart = new Int32Array(rows + 1);
        this.atMs = new Float64Array(rows);
        this.place = new Uint16Array(rows);
        this.kind = new Uint8Array(rows);
        this.vehicle = new Int32Array(rows);
        this.vehicles = new ByteTable(rows >> 2);
    }

    makeRoomFor(row: number): void {
        if (row < this.atMs.length) return;
        const rows = row * 2;
        this.idStart = enlarged(this.idStart, new Int32Array(rows + 1));
        this.atMs = enlarged(this.atMs, new Float64Array(rows));
        this.place = enlarged(this.place, new Uint16Array(rows));
        this.kind = enlarged(this.kind, new Uint8Array(rows));
        this.vehicle = enlarged(this.vehicle, new Int32Array(rows));
    }

    /** Ids are copied, one after the other: in the file they lie too far apart to be fast. */
    takeId(row: number, bytes: Uint8Array, start: number, end: number): void {
        let to = this.idStart[row]!;
        const after = to + end - start;
        if (after > this.ids.length) this.ids = enlarged(this.ids, new Uint8Array(after * 2));
        for (let at = start; at < end; at++) this.ids[to++] = bytes[at]!;
        this.idStart[row + 1] = after;
    }

    finished(file: string, count: number, places: readonly string[]): ReadingsFile {
        return {
            file, count, places, vehicles: this.vehicles,
            ids: this.ids,
            idStart: this.idStart.subarray(0, count + 1),
            atMs: this.atMs.subarray(0, count),
            place: this.place.subarray(0, count),
            kind: this.kind.subarray(0, count),
            vehicle: this.vehicle.subarray(0, count),
        };
    }
}

function enlarged<A extends Uint8Array | Uint16Array | Int32Array | Float64Array>(
    values: A, larger: A,
): A {
    larger.set(values);
    return larger;
}
