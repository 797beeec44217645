import {isUpload} from './trip-context.ts';
import type {Places} from './trip-places.ts';
import type {RoadTimes} from './trip-road-times.ts';
import type {StopColumns} from './trip-sequence.ts';

/** Drives that set out within the same quarter of an hour meet the same traffic. */
export const QUARTER_MS = 900_000;
/** Only pairs with so many drives have a traffic of their own. */
const LEAST_SEEN = 500;
/** Fewer drives than this in a quarter of an hour say nothing. */
const LEAST_DRIVES = 3;
/** No drive takes longer: so much after a quarter of an hour all its drives are known. */
export const LONGEST_DRIVE_MS = 4 * 3_600_000;

/** Drives are counted by delay: so many bins an octave, from the first bin's on. */
const BINS = 48;
const BINS_PER_OCTAVE = 8;
const USUAL_BIN = 12;

/** A quarter of an hour: how many of its drives took how long, and which of its seconds tell. */
interface Quarter {
    number: number;
    /** By number of a pair: 1 + where its bins lie, or 0. */
    slotOf: Uint16Array;
    drives: Uint16Array;
    slots: number;
    /** By second two counts, of stops and of uploads among them, which stay at 255 from there. */
    seconds: Uint8Array;
}

const SECONDS = QUARTER_MS / 1000;

/**
 * What all vehicles say about a moment: how long drives take just then (a jam holds everybody up),
 * and whether messages of just then came as an upload (then their times are not those of passages).
 */
export class Traffic {
    readonly #places: Places;
    readonly #usualSeconds: Float64Array;
    /** By pair: 1 + its number among those that have a traffic of their own, or 0. */
    readonly #numberOf: Uint16Array;
    readonly #pairs: number;
    readonly #quarters = new Map<number, Quarter>();
    /** The quarter that was asked for last: most stops lie in that of the one before. */
    #last: Quarter | undefined;

    constructor(places: Places, {seen, usualSeconds}: RoadTimes) {
        this.#places = places;
        this.#usualSeconds = usualSeconds;
        this.#numberOf = new Uint16Array(seen.length);
        let number = 0;
        seen.forEach((count, pair) => {
            const from = Math.floor(pair / places.postCount);
            const isDrive = places.steps(from, pair % places.postCount) > 0;
            if (isDrive && count >= LEAST_SEEN) this.#numberOf[pair] = ++number;
        });
        this.#pairs = number;
    }

    /** Counts rows `from..to`, one vehicle's in sequence. */
    add(columns: StopColumns, from: number, to: number): void {
        for (let at = from; at < to; at++) this.addStop(columns, at, from);
    }

    /** Counts one of a vehicle's rows, and the step to it where `from` lies before it. */
    addStop({atMs, post}: StopColumns, at: number, from: number): void {
        const ms = atMs[at]!;
        if (at > from) {
            const fromMs = atMs[at - 1]!;
            const pair = post[at - 1]! * this.#places.postCount + post[at]!;
            const number = this.#numberOf[pair]!;
            if (number > 0) this.#addDrive(number - 1, pair, fromMs, ms - fromMs);
            if (isUpload(atMs, post, at, this.#places)) {
                this.#count(fromMs, 1);
                this.#count(ms, 1);
            }
        }
        this.#count(ms, 0);
    }

    #count(ms: number, which: 0 | 1): void {
        const {seconds} = this.#madeQuarter(ms);
        const at = 2 * secondOf(ms) + which;
        if (seconds[at]! < 255) seconds[at]!++;
    }

    #addDrive(number: number, pair: number, fromMs: number, ms: number): void {
        if (ms >= LONGEST_DRIVE_MS || ms < 0) return;
        const quarter = this.#madeQuarter(fromMs);
        let slot = quarter.slotOf[number]!;
        if (slot === 0) {
            slot = quarter.slotOf[number] = ++quarter.slots;
            if (slot * BINS > quarter.drives.length) quarter.drives = larger(quarter.drives);
        }
        const octaves = Math.log2(ms / 1000 / (this.#usualSeconds[pair]! + 1) + 0.01);
        const bin = Math.floor(BINS_PER_OCTAVE * octaves) + USUAL_BIN;
        quarter.drives[(slot - 1) * BINS + Math.min(BINS - 1, Math.max(0, bin))]!++;
    }

    #madeQuarter(ms: number): Quarter {
        const known = this.#quarterOf(ms);
        if (known) return known;
        const made = {
            number: Math.floor(ms / QUARTER_MS), slotOf: new Uint16Array(this.#pairs),
            drives: new Uint16Array(BINS * 8), slots: 0, seconds: new Uint8Array(2 * SECONDS),
        };
        this.#quarters.set(made.number, made);
        this.#last = made;
        return made;
    }

    #quarterOf(ms: number): Quarter | undefined {
        const number = Math.floor(ms / QUARTER_MS);
        if (this.#last?.number === number) return this.#last;
        const quarter = this.#quarters.get(number);
        if (quarter) this.#last = quarter;
        return quarter;
    }

    /**
     * How many times the usual time the drives of this pair take that set out about `fromMs`: so
     * that `share` of them are not slower. 1 where there are too few; below 0 where the pair has
     * no traffic of its own.
     */
    delayOf(pair: number, fromMs: number, share: number): number {
        const number = this.#numberOf[pair]!;
        if (number === 0) return -1;
        const quarter = this.#quarterOf(fromMs);
        const slot = quarter?.slotOf[number - 1] ?? 0;
        if (!quarter || slot === 0) return 1;
        const base = (slot - 1) * BINS;
        let drives = 0;
        for (let bin = 0; bin < BINS; bin++) drives += quarter.drives[base + bin]!;
        if (drives < LEAST_DRIVES) return 1;
        let bin = 0;
        for (let left = drives * share; bin < BINS; bin++) {
            left -= quarter.drives[base + bin]!;
            if (left <= 0) break;
        }
        return 2 ** ((bin + 0.5 - USUAL_BIN) / BINS_PER_OCTAVE);
    }

    /** The share of stops within a second of this one that came as an upload. */
    uploadShareAt(ms: number): number {
        let stops = 0;
        let uploads = 0;
        for (const nearMs of [ms - 1000, ms, ms + 1000]) {
            const quarter = this.#quarterOf(nearMs);
            if (!quarter) continue;
            const at = 2 * secondOf(nearMs);
            stops += quarter.seconds[at]!;
            uploads += quarter.seconds[at + 1]!;
        }
        return stops === 0 ? 0 : uploads / stops;
    }

    /** Forgets the quarters of an hour that ended before this moment. */
    forgetBefore(ms: number): void {
        for (const number of this.#quarters.keys()) {
            if ((number + 1) * QUARTER_MS <= ms) this.#quarters.delete(number);
        }
        this.#last = undefined;
    }

    /** How many quarters of an hour are remembered. */
    get size(): number {
        return this.#quarters.size;
    }
}

function larger(counts: Uint16Array): Uint16Array {
    const twice = new Uint16Array(2 * counts.length);
    twice.set(counts);
    return twice;
}

function secondOf(ms: number): number {
    return Math.floor(ms / 1000) % SECONDS;
}
