import {STOP_KINDS, type StopKind} from '@karwan/tolling';
import {ByteRows} from './byte-rows.ts';
import {ByteTable} from './byte-table.ts';
import {IdColumn} from './id-column.ts';
import {TimeField} from './time-field.ts';

/** A file of readings in columns, row for row as it stood. */
export interface ReadingsFile {
    file: string;
    count: number;
    ids: IdColumn;
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
    const rows = new ByteRows(file);
    const {bytes} = rows;
    const idAt = rows.columnOf('reading');
    const timeAt = rows.columnOf('time');
    const placeAt = rows.columnOf('place');
    const kindAt = rows.columnOf('kind');
    const vehicleAt = rows.columnOf('vehicle');
    const columns = new Columns(rows.expectedRows);
    const places = new ByteTable();
    const kinds = new KindField();
    const time = new TimeField();
    const count = rows.each((row, starts) => {
        if (row === columns.atMs.length) columns.grow();
        columns.ids.take(bytes, starts[idAt]!, starts[idAt + 1]! - 1);
        const atMs = time.read(bytes, starts[timeAt]!, starts[timeAt + 1]! - 1);
        if (Number.isNaN(atMs)) rows.refuseField(row, timeAt, TIME_EXPECTED);
        columns.atMs[row] = atMs;
        const place = places.numberOf(bytes, starts[placeAt]!, starts[placeAt + 1]! - 1);
        if (place >= MOST_PLACES) rows.refuseField(row, placeAt, 'fewer places');
        columns.place[row] = place;
        const kind = kinds.read(bytes, starts[kindAt]!, starts[kindAt + 1]! - 1);
        if (kind < 0) rows.refuseField(row, kindAt, KIND_EXPECTED);
        columns.kind[row] = kind;
        columns.vehicle[row] = columns.vehicles.numberOf(
            bytes, starts[vehicleAt]!, starts[vehicleAt + 1]! - 1);
    }, {column: timeAt, widthBytes: USUAL_TIME_BYTES});
    return columns.finished(file, count, places.texts());
}

/** Of a time without a fraction of a second; TimeField checks each of its bytes. */
const USUAL_TIME_BYTES = '2022-02-22T00:00:05+08:00'.length;

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

/** The columns while they are filled. */
class Columns {
    readonly ids: IdColumn;
    readonly vehicles: ByteTable;
    atMs: Float64Array;
    place: Uint16Array;
    kind: Uint8Array;
    vehicle: Int32Array;

    constructor(rows: number) {
        this.ids = new IdColumn(rows);
        this.vehicles = new ByteTable(rows >> 3);
        this.atMs = new Float64Array(rows);
        this.place = new Uint16Array(rows);
        this.kind = new Uint8Array(rows);
        this.vehicle = new Int32Array(rows);
    }

    grow(): void {
        const rows = this.atMs.length * 2 + 16;
        this.atMs = larger(this.atMs, new Float64Array(rows));
        this.place = larger(this.place, new Uint16Array(rows));
        this.kind = larger(this.kind, new Uint8Array(rows));
        this.vehicle = larger(this.vehicle, new Int32Array(rows));
    }

    finished(file: string, count: number, places: readonly string[]): ReadingsFile {
        return {
            file, count, places, vehicles: this.vehicles, ids: this.ids,
            atMs: this.atMs.subarray(0, count),
            place: this.place.subarray(0, count),
            kind: this.kind.subarray(0, count),
            vehicle: this.vehicle.subarray(0, count),
        };
    }
}

function larger<A extends Uint8Array | Uint16Array | Int32Array | Float64Array>(
    values: A, target: A,
): A {
    target.set(values);
    return target;
}
