import type {CutRun, VisitTrip} from '@karwan/tolling';
import {readFileSync} from 'node:fs';
import {vehicleOfRow, type ReadingsFile} from '../../apps/server/src/trips/readings-file.ts';
import {writeTrips} from '../../apps/server/src/trips/trips-file.ts';

/** Trips that a stream told one by one, gathered for the writer of the batch. */
export class ToldTrips {
    readonly #readings: ReadingsFile;
    readonly #vehicleOf: Int32Array;
    /** By row of the stream its row among the readings. */
    readonly #rowOf: (row: number) => number;
    readonly #run: CutRun;
    /** By vehicle, where its rows begin, and where its next row goes. */
    readonly #starts: Uint32Array;
    readonly #next: Uint32Array;

    constructor(readings: ReadingsFile, rowOf: (row: number) => number = row => row) {
        const {count} = readings;
        this.#readings = readings;
        this.#rowOf = rowOf;
        this.#vehicleOf = vehicleOfRow(readings);
        this.#starts = new Uint32Array(readings.vehicles.count + 1);
        for (const vehicle of this.#vehicleOf) this.#starts[vehicle + 1]!++;
        this.#starts.forEach((own, at) => {
            if (at > 0) this.#starts[at] = this.#starts[at - 1]! + own;
        });
        this.#next = this.#starts.slice();
        this.#run = {
            rows: new Uint32Array(count), begins: new Uint8Array(count),
            sure: new Float64Array(count), from: 0, to: 0,
            columns: {atMs: new Float64Array(count), post: new Uint16Array(count)},
        };
    }

    readonly take: VisitTrip = (_, run, from, to) => {
        for (let at = from; at < to; at++) {
            const row = this.#rowOf(run.rows[at]!);
            const place = this.#next[this.#vehicleOf[row]!]!++;
            this.#run.rows[place] = row;
            this.#run.columns.atMs[place] = run.columns.atMs[at]!;
            this.#run.begins[place] = run.begins[at]!;
            this.#run.sure[place] = run.sure[at]!;
        }
    };

    /** The bytes of the file; a reading that was not told, or twice, makes them others. */
    bytes(file: string): Buffer {
        writeTrips(file, this.#readings, (order, visit) => {
            for (const vehicle of order) {
                const [from, to] = [this.#starts[vehicle]!, this.#next[vehicle]!];
                visit(vehicle, Object.assign(this.#run, {from, to}));
            }
        });
        return readFileSync(file);
    }
}
