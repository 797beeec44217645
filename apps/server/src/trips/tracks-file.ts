import {ByteRows} from './byte-rows.ts';
import {ByteTable} from './byte-table.ts';
import {vehicleOfRow, type ReadingsFile} from './readings-file.ts';

/** Given trips, for each row of a readings file. */
export interface GivenTrips {
    /** The number of the given trip; below 0 where the reading has none and does not count. */
    tripOf: Int32Array;
    /** By vehicle: 1 where the vehicle occurs in the file. */
    isGiven: Uint8Array;
    /** Readings that stand in the file with an empty track. */
    emptyTracks: number;
}

/**
 * Reads the columns reading and track. A track is one vehicle's own: the same text under two
 * vehicles is two trips. Throws a Refusal where a reading is not in the readings file.
 */
export function readTracks(file: string, readings: ReadingsFile): GivenTrips {
    const rows = new ByteRows(file);
    const readingAt = rows.columnOf('reading');
    const trackAt = rows.columnOf('track');
    const rowOf = new RowsById(readings);
    const vehicleOf = vehicleOfRow(readings);
    const tracks = new ByteTable();
    const trips = new Map<number, number>();
    const given = {
        tripOf: new Int32Array(readings.count).fill(-1),
        isGiven: new Uint8Array(readings.vehicles.count),
        emptyTracks: 0,
    };
    rows.each((row, starts) => {
        const reading = rowOf.find(rows.bytes, starts[readingAt]!, starts[readingAt + 1]! - 1);
        if (reading < 0) {
            rows.refuseField(row, readingAt, `a reading of ${readings.file}`);
        }
        const vehicle = vehicleOf[reading]!;
        given.isGiven[vehicle] = 1;
        const start = starts[trackAt]!;
        const end = starts[trackAt + 1]! - 1;
        if (start === end) {
            given.emptyTracks++;
            return;
        }
        const key = tracks.numberOf(rows.bytes, start, end) * readings.vehicles.count + vehicle;
        const known = trips.get(key);
        if (known === undefined) trips.set(key, trips.size);
        given.tripOf[reading] = known ?? trips.size - 1;
    });
    return given;
}

/** The row of each id; where an id stands twice, its first row. */
class RowsById {
    readonly #ids: ByteTable;
    readonly #rows: Int32Array;

    constructor({ids, count}: ReadingsFile) {
        this.#ids = new ByteTable(Math.max(64, count));
        this.#rows = new Int32Array(count);
        let text = new Uint8Array(64);
        for (let row = 0; row < count; row++) {
            if (ids.room(row) > text.length) text = new Uint8Array(ids.room(row));
            const before = this.#ids.count;
            const number = this.#ids.numberOf(text, 0, ids.write(row, text, 0));
            if (number === before) this.#rows[number] = row;
        }
    }

    /** -1 where no reading has this id. */
    find(bytes: Uint8Array, start: number, end: number): number {
        const number = this.#ids.find(bytes, start, end);
        return number < 0 ? -1 : this.#rows[number]!;
    }
}
