import {LONGEST_PAUSE_MS} from './trip.ts';
import type {CutRun} from './trip-runs.ts';
import {ENTRY_LATE_MS, type SameStop} from './trip-sequence.ts';
import {firstNear, LOOKS_AHEAD_MS, LOOKS_BACK_MS} from './trip-step-features.ts';
import {LONGEST_DRIVE_MS, QUARTER_MS, type Traffic} from './trip-traffic.ts';
import type {TripTrees} from './trip-trees.ts';
import {VehicleRuns} from './vehicle-runs.ts';
import {VehiclesDue} from './vehicles-due.ts';

/**
 * How long after its event a reading may come and still be in its trip. On the reference corridor
 * 1,701 readings are dated in the first three hours after the last day, none in the 20 hours then,
 * and 292 later, up to 117 hours: these bear the date of their upload. So what is not there after
 * six hours is not there for a day, and no trip waits for it.
 */
export const STATED_LATENESS_MS = 6 * 3_600_000;

/** What became of a stop: `too-late` when it came later than stated; it is in no trip then. */
export type Taken = 'taken' | 'too-late';

/** Visits a trip once it is final, rows `from..to` of the run; valid only while visited. */
export type VisitTrip = (vehicle: number, run: CutRun, from: number, to: number) => void;

/** A moment's two neighbours in time, and the ties and uploads around them. */
const AROUND_MS = 10_000;
/** No later stop comes before one that is so much older than all that is known. */
const IN_SEQUENCE_MS = ENTRY_LATE_MS;
/** Counting waits for the quarter of an hour to end, and for that of a stop moved before it. */
const COUNTED_MS = 2 * IN_SEQUENCE_MS + QUARTER_MS;
/** What a step depends on is known, and counted, so long after it. */
const DECIDED_MS = COUNTED_MS + AROUND_MS
    + Math.max(LOOKS_AHEAD_MS, ENTRY_LATE_MS + QUARTER_MS + LONGEST_DRIVE_MS);
/** No step asks for the traffic of a moment further back. */
const ASKED_BACK_MS =
    DECIDED_MS + QUARTER_MS + LONGEST_PAUSE_MS + LOOKS_BACK_MS + 2 * ENTRY_LATE_MS;

// Of a vehicle three marks, as numbers of rows from its run's first on.
const MARKS = 3;
const COUNTED = 0;
const DECIDED = 1;
const TOLD = 2;

/**
 * Trips by trees while stops come in one by one, in any order, none later than stated. Each trip is
 * told once, final: with the stops and the sureness that the batch gives it. What others drive
 * counts here, so a step is decided when all is known that it depends on. Stops are held for about
 * the stated lateness and two days; of a vehicle that is not held a few numbers stay.
 */
export class TripTreesStream {
    readonly #trees: TripTrees;
    readonly #traffic: Traffic;
    readonly #latenessMs: number;
    readonly #visit: VisitTrip;
    readonly #sameStop: SameStop | undefined;
    readonly #runs = new VehicleRuns();
    readonly #due = new VehiclesDue();
    #marks = new Int32Array(256 * MARKS);
    #knownMs = -Infinity;
    #held = 0;
    #tooLate = 0;

    /** `traffic` must be that of the trees, and empty; `sameStop` as for a `TripStream`. */
    constructor(
        trees: TripTrees, traffic: Traffic, latenessMs: number, visit: VisitTrip,
        sameStop?: SameStop,
    ) {
        this.#trees = trees;
        this.#traffic = traffic;
        this.#latenessMs = latenessMs;
        this.#visit = visit;
        this.#sameStop = sameStop;
    }

    /** Takes a stop, unless it is of a time that was said to be known. */
    take(vehicle: number, stop: number, atMs: number, post: number): Taken {
        if (atMs < this.#knownMs) {
            this.#tooLate++;
            return 'too-late';
        }
        const run = this.#runs.withRoom(vehicle);
        this.#runs.insert(vehicle, run.to, stop, atMs, post);
        const counted = run.from + this.#marksOf(vehicle)[vehicle * MARKS + COUNTED]!;
        this.#trees.putInSequence(run, counted, run.to, this.#sameStop);
        this.#due.note(vehicle, atMs);
        this.#held++;
        return 'taken';
    }

    /**
     * Says what time it is: what comes from now on is at most the stated lateness older. Tells the
     * trips that are final by it; `Infinity` tells all.
     */
    advance(nowMs: number): void {
        const knownMs = nowMs - this.#latenessMs;
        if (knownMs <= this.#knownMs) return;
        const isSameQuarter =
            Math.floor(knownMs / QUARTER_MS) === Math.floor(this.#knownMs / QUARTER_MS);
        this.#knownMs = knownMs;
        if (isSameQuarter) return;
        this.#due.work(knownMs, [
            {afterMs: IN_SEQUENCE_MS, on: vehicle => this.#count(vehicle)},
            {afterMs: DECIDED_MS, on: vehicle => this.#decide(vehicle)},
            {afterMs: LONGEST_PAUSE_MS + IN_SEQUENCE_MS, on: vehicle => this.#end(vehicle)},
        ]);
        this.#traffic.forgetBefore(knownMs - ASKED_BACK_MS);
    }

    /** Stops that are held, and stops that were refused. */
    get counts(): {held: number; tooLate: number; quartersHeld: number} {
        return {held: this.#held, tooLate: this.#tooLate, quartersHeld: this.#traffic.size};
    }

    #marksOf(vehicle: number): Int32Array {
        if ((vehicle + 1) * MARKS > this.#marks.length) {
            const larger = new Int32Array(2 * (vehicle + 1) * MARKS);
            larger.set(this.#marks);
            this.#marks = larger;
        }
        return this.#marks;
    }

    /** Counts the steps whose two stops have their place for good. */
    #count(vehicle: number): void {
        const {columns, from, to} = this.#runs.of(vehicle);
        const mark = vehicle * MARKS + COUNTED;
        let at = from + this.#marks[mark]!;
        while (at < to && columns.atMs[at]! < this.#knownMs - IN_SEQUENCE_MS) {
            this.#traffic.addStop(columns, at++, from);
        }
        this.#marks[mark] = at - from;
    }

    /** Decides the steps that are due, and tells the trips that they end. */
    #decide(vehicle: number): void {
        const run = this.#runs.of(vehicle);
        const {columns, from} = run;
        const marks = vehicle * MARKS;
        const first = from + this.#marks[marks + DECIDED]!;
        const counted = from + this.#marks[marks + COUNTED]!;
        let last = first;
        while (last < counted && columns.atMs[last]! + DECIDED_MS <= this.#knownMs) last++;
        if (last === first) return;
        this.#trees.decideSome(columns, run, first, last, run);
        let trip = from + this.#marks[marks + TOLD]!;
        for (let at = Math.max(first, trip + 1); at < last; at++) {
            if (!run.begins[at]) continue;
            this.#visit(vehicle, run, trip, at);
            trip = at;
        }
        this.#marks[marks + DECIDED] = last - from;
        this.#marks[marks + TOLD] = trip - from;
        this.#drop(vehicle, Math.min(trip, firstNear(columns, last, from)) - from);
    }

    /** Tells a last trip after which nothing can come that goes on with it. */
    #end(vehicle: number): void {
        const run = this.#runs.of(vehicle);
        const {from, to, columns} = run;
        const isOver = to > from
            && columns.atMs[to - 1]! + LONGEST_PAUSE_MS + IN_SEQUENCE_MS < this.#knownMs;
        if (!isOver) return;
        const marks = vehicle * MARKS;
        if (this.#marks[marks + DECIDED] !== to - from) throw new Error('a step was not decided');
        this.#visit(vehicle, run, from + this.#marks[marks + TOLD]!, to);
        this.#drop(vehicle, to - from);
    }

    #drop(vehicle: number, stops: number): void {
        if (stops === 0) return;
        this.#runs.drop(vehicle, stops);
        this.#held -= stops;
        for (let mark = 0; mark < MARKS; mark++) {
            const at = vehicle * MARKS + mark;
            this.#marks[at] = Math.max(0, this.#marks[at]! - stops);
        }
    }
}
