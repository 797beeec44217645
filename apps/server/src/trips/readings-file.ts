import {STOP_KINDS, type StopKind} from '@karwan/tolling';
import {ByteRows} from './byte-rows.ts';
import {ByteTable} from './byte-table.ts';
import {IdColumn} from './id-column.ts';
import {TimeField, USUAL_TIME_BYTES} from './time-field.ts';

/** A file of readings in columns, row for row as it stood. */
export interface ReadingsFile {
    file: string;
    count: number;
    ids: IdColumn;
    /** UTC milliseconds. */
    atMs: Float64Array;
    /** Numbers into `sites`. */
    site: Uint16Array;
    sites: readonly Site[];
    vehicles: ByteTable;
    /** By vehicle its last row and its earliest moment; by row the vehicle's row before, or -1. */
    lastOf: Int32Array;
    firstMs: Float64Array;
    previous: Int32Array;
}

/** A place and what it says there. */
export interface Site {
    place: string;
    kind: StopKind;
}

/** What files call the kinds of readings. */
const KIND_NAMES: ReadonlyMap<string, StopKind> = new Map<string, StopKind>([
    ...STOP_KINDS.map(kind => [kind, kind] as const),
    ['exit-tag', 'exit'],
    ['exit-manual', 'exit'],
]);

/**
 * Reads the columns reading, time, place, kind and vehicle of a CSV file, gzip or not. Throws a
 * Refusal that names line and column.
 */
export function readReadings(file: string): ReadingsFile {
    const rows = new ByteRows(file);
    const {bytes, words} = rows;
    const idAt = rows.columnOf('reading');
    const timeAt = rows.columnOf('time');
    const placeAt = rows.columnOf('place');
    const kindAt = rows.columnOf('kind');
    const vehicleAt = rows.columnOf('vehicle');
    const columns = new Columns(rows.expectedRows);
    const sites = new SiteFields();
    const time = new TimeField();
    const count = rows.each((row, starts) => {
        if (row === columns.atMs.length) columns.growRows();
        columns.ids.take(bytes, starts[idAt]!, starts[idAt + 1]! - 1);
        if (!time.read(
            bytes, words, starts[timeAt]!, starts[timeAt + 1]! - 1, columns.atMs, row)) {
            rows.refuseField(row, timeAt, TIME_EXPECTED);
        }
        const site = sites.read(rows, starts[placeAt]!, starts[placeAt + 1]! - 1,
            starts[kindAt]!, starts[kindAt + 1]! - 1);
        if (site < 0) rows.refuseField(row, kindAt, KIND_EXPECTED);
        columns.site[row] = site;
        columns.link(row, columns.vehicles.numberIn(
            words, bytes, starts[vehicleAt]!, starts[vehicleAt + 1]! - 1));
    }, {column: timeAt, widthBytes: USUAL_TIME_BYTES});
    return columns.finished(file, count, sites.sites);
}

const TIME_EXPECTED = 'a time with its offset, such as 2022-02-22T00:00:05+08:00';
const KIND_EXPECTED = `one of ${[...KIND_NAMES.keys()].join(', ')}`;

/** The number of a place and a kind, each looked up by its own bytes. */
class SiteFields {
    readonly sites: Site[] = [];
    readonly #places = new ByteTable();
    readonly #kinds = new ByteTable();
    /** By kind (as the file numbers them) and place: 1 + the site; a row of 16 kinds a place. */
    #numbers = new Uint16Array(MOST_KINDS * 64);

    /** Below 0 where the kind is none. */
    read(
        {bytes, words}: ByteRows, placeStart: number, placeEnd: number, kindStart: number,
        kindEnd: number,
    ): number {
        const place = this.#places.numberIn(words, bytes, placeStart, placeEnd);
        const kind = this.#kinds.numberIn(words, bytes, kindStart, kindEnd);
        if (kind >= MOST_KINDS) return -1;
        const known = this.#numbers[place * MOST_KINDS + kind];
        return known ? known - 1 : this.#newSite(place, kind);
    }

    #newSite(place: number, kindNumber: number): number {
        const kind = KIND_NAMES.get(this.#kinds.textOf(kindNumber));
        if (kind === undefined || this.sites.length === MOST_SITES) return -1;
        const at = place * MOST_KINDS + kindNumber;
        if (at >= this.#numbers.length) {
            this.#numbers = larger(this.#numbers, new Uint16Array(at * 2));
        }
        this.sites.push({place: this.#places.textOf(place), kind});
        this.#numbers[at] = this.sites.length;
        return this.sites.length - 1;
    }
}

const MOST_KINDS = 16;
/** More of them in one file are a sign of a wrong column. */
const MOST_SITES = 65_535;

/** The columns while they are filled. */
class Columns {
    readonly ids: IdColumn;
    readonly vehicles: ByteTable;
    atMs: Float64Array;
    site: Uint16Array;
    previous: Int32Array;
    lastOf: Int32Array;
    firstMs: Float64Array;

    constructor(rows: number) {
        this.ids = new IdColumn(rows);
        this.vehicles = new ByteTable(rows >> 3);
        this.atMs = new Float64Array(rows);
        this.site = new Uint16Array(rows);
        this.previous = new Int32Array(rows);
        this.lastOf = new Int32Array(rows >> 2);
        this.firstMs = new Float64Array(rows >> 2);
    }

    /** Chains a row to its vehicle's rows. */
    link(row: number, vehicle: number): void {
        if (vehicle === this.lastOf.length) this.#growVehicles();
        const isFirst = this.vehicles.count > this.#linked;
        if (isFirst) this.#linked++;
        this.previous[row] = isFirst ? -1 : this.lastOf[vehicle]!;
        this.lastOf[vehicle] = row;
        if (isFirst || this.atMs[row]! < this.firstMs[vehicle]!) {
            this.firstMs[vehicle] = this.atMs[row]!;
        }
    }

    #linked = 0;

    growRows(): void {
        const rows = this.atMs.length * 2;
        this.atMs = larger(this.atMs, new Float64Array(rows));
        this.site = larger(this.site, new Uint16Array(rows));
        this.previous = larger(this.previous, new Int32Array(rows));
    }

    #growVehicles(): void {
        const vehicles = this.lastOf.length * 2;
        this.lastOf = larger(this.lastOf, new Int32Array(vehicles));
        this.firstMs = larger(this.firstMs, new Float64Array(vehicles));
    }

    finished(file: string, count: number, sites: readonly Site[]): ReadingsFile {
        return {
            file, count, sites, vehicles: this.vehicles, ids: this.ids,
            atMs: this.atMs.subarray(0, count),
            site: this.site.subarray(0, count),
            previous: this.previous.subarray(0, count),
            lastOf: this.lastOf.subarray(0, this.vehicles.count),
            firstMs: this.firstMs.subarray(0, this.vehicles.count),
        };
    }
}

function larger<A extends Uint8Array | Uint16Array | Int32Array | Float64Array>(
    values: A, target: A,
): A {
    target.set(values);
    return target;
}

/** By row, the number of its vehicle. */
export function vehicleOfRow({count, lastOf, previous}: ReadingsFile): Int32Array {
    const vehicles = new Int32Array(count);
    lastOf.forEach((last, vehicle) => {
        for (let row = last; row >= 0; row = previous[row]!) vehicles[row] = vehicle;
    });
    return vehicles;
}
