import type {CutRun} from './trip-runs.ts';

/** Room for a vehicle's first stops; it doubles from there. */
const FIRST_ROOM = 4;

/**
 * A run of cut stops for each of many vehicles, which grow one stop at a time. All runs lie in the
 * same columns, each in a stretch of its own with room behind it: a stop that comes in moves those
 * behind it in its stretch by one place, and a stretch without room moves to the end.
 */
export class VehicleRuns {
    /** The columns, with the stretch of the vehicle that was asked for last. */
    #run = runOf(1 << 10);
    #end = 0;
    #starts = new Int32Array(256);
    #lengths = new Int32Array(256);
    #rooms = new Int32Array(256);

    /** A vehicle's run, empty where it has none; valid until the next call. */
    of(vehicle: number): CutRun {
        const run = this.#run;
        const isKnown = vehicle < this.#starts.length;
        run.from = isKnown ? this.#starts[vehicle]! : 0;
        run.to = isKnown ? run.from + this.#lengths[vehicle]! : 0;
        return run;
    }

    /** The same, with room for one stop more behind its end. */
    withRoom(vehicle: number): CutRun {
        if (vehicle >= this.#starts.length) this.#growVehicles(vehicle);
        if (this.#lengths[vehicle] === this.#rooms[vehicle]) this.#move(vehicle);
        return this.of(vehicle);
    }

    /** Puts a stop before place `at` of the vehicle's run; its answers are to be decided. */
    insert(vehicle: number, at: number, stop: number, atMs: number, post: number): void {
        const {rows, columns, begins, sure, to} = this.#run;
        for (let place = to; place > at; place--) {
            rows[place] = rows[place - 1]!;
            columns.atMs[place] = columns.atMs[place - 1]!;
            columns.post[place] = columns.post[place - 1]!;
            begins[place] = begins[place - 1]!;
            sure[place] = sure[place - 1]!;
        }
        rows[at] = stop;
        columns.atMs[at] = atMs;
        columns.post[at] = post;
        this.#run.to++;
        this.#lengths[vehicle]!++;
    }

    #move(vehicle: number): void {
        const length = this.#lengths[vehicle]!;
        const room = Math.max(FIRST_ROOM, 2 * length);
        if (this.#end + room > this.#run.rows.length) {
            this.#run = copyOf(this.#run, 2 * (this.#end + room));
        }
        const {rows, columns: {atMs, post}, begins, sure} = this.#run;
        const from = this.#starts[vehicle]!;
        for (const column of [rows, atMs, post, begins, sure]) {
            column.copyWithin(this.#end, from, from + length);
        }
        this.#starts[vehicle] = this.#end;
        this.#rooms[vehicle] = room;
        this.#end += room;
    }

    #growVehicles(vehicle: number): void {
        const size = 2 * (vehicle + 1);
        this.#starts = copied(this.#starts, new Int32Array(size));
        this.#lengths = copied(this.#lengths, new Int32Array(size));
        this.#rooms = copied(this.#rooms, new Int32Array(size));
    }
}

function runOf(size: number): CutRun {
    return {
        rows: new Uint32Array(size),
        columns: {atMs: new Float64Array(size), post: new Uint16Array(size)},
        begins: new Uint8Array(size), sure: new Float64Array(size), from: 0, to: 0,
    };
}

function copyOf({rows, columns, begins, sure}: CutRun, size: number): CutRun {
    const copy = runOf(size);
    copy.rows.set(rows);
    copy.columns.atMs.set(columns.atMs);
    copy.columns.post.set(columns.post);
    copy.begins.set(begins);
    copy.sure.set(sure);
    return copy;
}

function copied(values: Int32Array, target: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
    target.set(values);
    return target;
}
