import {MOST_SITES, STOP_KINDS, StopRecords, type StopKind} from '@karwan/tolling';
import {ByteRows} from './byte-rows.ts';
import {ByteTable, firstBytes, mixed} from './byte-table.ts';
import {IdColumn} from './id-column.ts';
import {TimeField, USUAL_TIME_BYTES} from './time-field.ts';

/** A file of readings in columns, row for row as it stood. */
export interface ReadingsFile {
    file: string;
    count: number;
    ids: IdColumn;
    /** By row its moment, a number into `sites`, and the vehicle's row before. */
    records: StopRecords;
    sites: readonly Site[];
    vehicles: ByteTable;
    /** By vehicle its last row and its earliest moment. */
    lastOf: Int32Array;
    firstMs: Float64Array;
}

/** A place and what it says there. */
export interface Site {
    place: string;
    kind: StopKind;
}

/** What files call the kinds of readings. */
export const KIND_NAMES: ReadonlyMap<string, StopKind> = new Map<string, StopKind>([
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
    const moment = new Float64Array(1);
    const count = rows.each((row, starts) => {
        if (row === columns.records.room) columns.records.grow();
        columns.ids.take(bytes, starts[idAt]!, starts[idAt + 1]! - 1);
        if (!time.read(
            bytes, words, starts[timeAt]!, starts[timeAt + 1]! - 1, moment, 0)) {
            rows.refuseField(row, timeAt, TIME_EXPECTED);
        }
        const site = sites.read(rows, starts[placeAt]!, starts[placeAt + 1]! - 1,
            starts[kindAt]!, starts[kindAt + 1]! - 1);
        if (site < 0) rows.refuseField(row, kindAt, KIND_EXPECTED);
        columns.link(row, moment[0]!, site, columns.vehicles.numberIn(
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
    /** Sites asked for of late, eight numbers each: what names them, and the site. */
    readonly #recent = new Int32Array(8 * RECENT_SITES);

    /** Below 0 where the kind is none. */
    read(
        {bytes, words}: ByteRows, placeStart: number, placeEnd: number, kindStart: number,
        kindEnd: number,
    ): number {
        const kindWidth = kindEnd - kindStart;
        const placeWidth = placeEnd - placeStart;
        if (kindWidth < 4 || kindWidth > 12 || placeWidth > 4) {
            return this.#find(bytes, words, placeStart, placeEnd, kindStart, kindEnd);
        }
        // Three words, which may overlap, and the width say all of such a kind.
        const name = firstBytes(words.getInt32(placeStart, true), placeWidth);
        const first = words.getInt32(kindStart, true);
        const middle = words.getInt32(Math.min(kindStart + 4, kindEnd - 4), true);
        const last = words.getInt32(kindEnd - 4, true);
        const widths = 16 * placeWidth + kindWidth;
        const at = 8 * ((mixed(name, last) ^ middle ^ widths) & (RECENT_SITES - 1));
        const recent = this.#recent;
        if (recent[at] === name && recent[at + 1] === first && recent[at + 2] === middle
            && recent[at + 3] === last && recent[at + 4] === widths) return recent[at + 5]!;
        const site = this.#find(bytes, words, placeStart, placeEnd, kindStart, kindEnd);
        recent.set([name, first, middle, last, widths, site], at);
        return site;
    }

    #find(
        bytes: Uint8Array, words: DataView, placeStart: number, placeEnd: number,
        kindStart: number, kindEnd: number,
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
const RECENT_SITES = 256;

/** The columns while they are filled. */
class Columns {
    readonly records: StopRecords;
    readonly ids: IdColumn;
    readonly vehicles: ByteTable;
    lastOf: Int32Array;
    firstMs: Float64Array;

    constructor(rows: number) {
        this.records = new StopRecords(rows);
        this.ids = new IdColumn(this.records);
        this.vehicles = new ByteTable(rows >> 3);
        this.lastOf = new Int32Array(rows >> 2);
        this.firstMs = new Float64Array(rows >> 2);
    }

    /** Chains a row to its vehicle's rows. */
    link(row: number, atMs: number, site: number, vehicle: number): void {
        if (vehicle === this.lastOf.length) this.#growVehicles();
        const isFirst = this.vehicles.count > this.#linked;
        if (isFirst) this.#linked++;
        this.records.set(row, atMs, site, isFirst ? -1 : this.lastOf[vehicle]!);
        this.lastOf[vehicle] = row;
        if (isFirst || atMs < this.firstMs[vehicle]!) this.firstMs[vehicle] = atMs;
    }

    #linked = 0;

    #growVehicles(): void {
        const vehicles = this.lastOf.length * 2;
        this.lastOf = larger(this.lastOf, new Int32Array(vehicles));
        this.firstMs = larger(this.firstMs, new Float64Array(vehicles));
    }

    finished(file: string, count: number, sites: readonly Site[]): ReadingsFile {
        return {
            file, count, sites, vehicles: this.vehicles, ids: this.ids, records: this.records,
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
export function vehicleOfRow({count, lastOf, records}: ReadingsFile): Int32Array {
    const vehicles = new Int32Array(count);
    lastOf.forEach((last, vehicle) => {
        for (let row = last; row >= 0; row = records.previousOf(row)) vehicles[row] = vehicle;
    });
    return vehicles;
}
