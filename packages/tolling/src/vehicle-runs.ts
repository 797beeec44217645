import type {CutRun} from './trip-runs.ts';

/** Room for a vehicle's first stops; it doubles from there. */
const FIRST_ROOM = 4;
/** Stops in a chunk; a vehicle with more has one of its own. */
const CHUNK_ROOM = 1 << 15;

// Of a vehicle four words, together because vehicles come in any order and memory is far.
const WORDS = 4;
const FROM = 0;
const LENGTH = 1;
const ROOM = 2;
const CHUNK = 3;

/**
 * A run of cut stops for each of many vehicles, which grow one stop at a time. A vehicle has a
 * stretch of its own in one of the chunks, with room behind its stops; one without room moves to
 * a larger stretch and leaves its old one to the next who needs such.
 */
export class VehicleRuns {
    /** Each with the stretch of the vehicle that was asked for last. */
    readonly #chunks: CutRun[] = [runOf(CHUNK_ROOM)];
    #stretches = new Int32Array(256 * WORDS);
    /** How much of the last chunk is given away. */
    #end = 0;
    /** By room, as a power of two, stretches left behind: chunk and beginning in turns. */
    readonly #left: number[][] = [];

    /** A vehicle's run, empty where it has none; valid until the next call. */
    of(vehicle: number): CutRun {
        const at = vehicle * WORDS;
        const run = this.#chunks[this.#stretches[at + CHUNK] ?? 0]!;
        run.from = this.#stretches[at + FROM] ?? 0;
        run.to = run.from + (this.#stretches[at + LENGTH] ?? 0);
        return run;
    }

    /** Puts a stop before place `at` of the vehicle's run, where there is room. */
    insert(vehicle: number, at: number, stop: number, atMs: number, post: number): void {
        const run = this.#chunks[this.#stretches[vehicle * WORDS + CHUNK]!]!;
        const {rows, columns} = run;
        for (let place = run.to; place > at; place--) copyStop(run, place - 1, run, place);
        rows[at] = stop;
        columns.atMs[at] = atMs;
        columns.post[at] = post;
        run.to++;
        this.#stretches[vehicle * WORDS + LENGTH]!++;
    }

    /** Drops a vehicle's first stops; the stretch of one without any is left to who needs such. */
    drop(vehicle: number, stops: number): void {
        const words = this.#stretches;
        const at = vehicle * WORDS;
        const run = this.of(vehicle);
        for (let from = run.from + stops; from < run.to; from++) {
            copyStop(run, from, run, from - stops);
        }
        words[at + LENGTH]! -= stops;
        if (words[at + LENGTH]! > 0) return;
        this.#leftOf(words[at + ROOM]!).push(words[at + CHUNK]!, words[at + FROM]!);
        words[at + ROOM] = 0;
    }

    /** The same as `of`, with room for one stop more behind its end. */
    withRoom(vehicle: number): CutRun {
        const at = vehicle * WORDS;
        if (at >= this.#stretches.length) {
            const stretches = new Int32Array(2 * (at + WORDS));
            stretches.set(this.#stretches);
            this.#stretches = stretches;
        }
        if (this.#stretches[at + LENGTH] === this.#stretches[at + ROOM]) this.#move(vehicle);
        return this.of(vehicle);
    }

    #move(vehicle: number): void {
        const words = this.#stretches;
        const at = vehicle * WORDS;
        const before = this.of(vehicle);
        const [from, room] = [before.from, words[at + ROOM]!];
        if (room > 0) this.#leftOf(room).push(words[at + CHUNK]!, from);
        this.#settle(at, Math.max(FIRST_ROOM, 2 * room));
        const after = this.#chunks[words[at + CHUNK]!]!;
        for (let stop = 0; stop < words[at + LENGTH]!; stop++) {
            copyStop(before, from + stop, after, words[at + FROM]! + stop);
        }
    }

    /** Gives a vehicle a stretch: one left behind, else the next of the last chunk. */
    #settle(at: number, room: number): void {
        const left = this.#leftOf(room);
        if (left.length > 0) {
            this.#stretches[at + FROM] = left.pop()!;
            this.#stretches[at + CHUNK] = left.pop()!;
        } else {
            if (this.#end + room > this.#chunks.at(-1)!.rows.length) {
                this.#chunks.push(runOf(Math.max(CHUNK_ROOM, room)));
                this.#end = 0;
            }
            this.#stretches[at + FROM] = this.#end;
            this.#stretches[at + CHUNK] = this.#chunks.length - 1;
            this.#end += room;
        }
        this.#stretches[at + ROOM] = room;
    }

    #leftOf(room: number): number[] {
        return this.#left[31 - Math.clz32(room)] ??= [];
    }
}

function runOf(room: number): CutRun {
    return {
        rows: new Uint32Array(room),
        columns: {atMs: new Float64Array(room), post: new Uint16Array(room)},
        begins: new Uint8Array(room), sure: new Float64Array(room), from: 0, to: 0,
    };
}

function copyStop(from: CutRun, at: number, to: CutRun, place: number): void {
    to.rows[place] = from.rows[at]!;
    to.columns.atMs[place] = from.columns.atMs[at]!;
    to.columns.post[place] = from.columns.post[at]!;
    to.begins[place] = from.begins[at]!;
    to.sure[place] = from.sure[at]!;
}
