import {isUpload} from './trip-context.ts';
import type {Places} from './trip-places.ts';
import type {RoadTimes} from './trip-road-times.ts';
import type {StopColumns} from './trip-sequence.ts';

/** Drives that set out within the same quarter of an hour meet the same traffic. */
const QUARTER_MS = 900_000;
const QUARTERS = 1 << 12;
/** Only pairs with so many drives have a traffic of their own. */
const LEAST_SEEN = 500;
/** Fewer drives than this in a quarter of an hour say nothing. */
const LEAST_DRIVES = 3;
const LONGEST_DRIVE_SECONDS = 4 * 3_600;

/** Drives are counted by delay: so many bins an octave, from the first bin's on. */
const BINS = 48;
const BINS_PER_OCTAVE = 8;
const USUAL_BIN = 12;

/** Seconds are numbered round this clock of twelve days, so that one odd date takes no room. */
const SECONDS = 1 << 20;

/**
 * What all vehicles say about a moment: how long drives take just then (a jam holds everybody up),
 * and whether messages of just then came as an upload (then their times are not those of passages).
 */
export class Traffic {
    readonly #places: Places;
    readonly #usualSeconds: Float64Array;
    /** By pair: 1 + its number among those that have a traffic of their own, or 0. */
    readonly #numberOf: Uint16Array;
    /** By number and quarter: 1 + where its bins lie, or 0. */
    readonly #slotOf: Uint32Array;
    #drives: Uint16Array = new Uint16Array(BINS * 1024);
    #slots = 0;
    /** By second two counts, of stops and of uploads among them, which stay at 255 from there. */
    readonly #seconds = new Uint8Array(2 * SECONDS);

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
        this.#slotOf = new Uint32Array(number * QUARTERS);
    }

    /** Counts rows `from..to`, one vehicle's in sequence. */
    add({atMs, post}: StopColumns, from: number, to: number): void {
        const places = this.#places;
        let before = 0;
        for (let at = from; at < to; at++) {
            const ms = atMs[at]!;
            const second = secondOf(ms);
            this.#count(2 * second);
            if (at > from) {
                if (isUpload(atMs, post, at, places)) {
                    this.#count(2 * second + 1);
                    this.#count(2 * before + 1);
                }
                const pair = post[at - 1]! * places.postCount + post[at]!;
                this.#addDrive(pair, atMs[at - 1]!, (ms - atMs[at - 1]!) / 1000);
            }
            before = second;
        }
    }

    #count(at: number): void {
        if (this.#seconds[at]! < 255) this.#seconds[at]!++;
    }

    #addDrive(pair: number, fromMs: number, seconds: number): void {
        const number = this.#numberOf[pair]!;
        if (number === 0 || seconds >= LONGEST_DRIVE_SECONDS || seconds < 0) return;
        const at = (number - 1) * QUARTERS + quarterOf(fromMs);
        let slot = this.#slotOf[at]!;
        if (slot === 0) {
            slot = this.#slotOf[at] = ++this.#slots;
            if (slot * BINS > this.#drives.length) this.#grow();
        }
        const octaves = Math.log2(seconds / (this.#usualSeconds[pair]! + 1) + 0.01);
        const bin = Math.floor(BINS_PER_OCTAVE * octaves) + USUAL_BIN;
        this.#drives[(slot - 1) * BINS + Math.min(BINS - 1, Math.max(0, bin))]!++;
    }

    #grow(): void {
        const larger = new Uint16Array(2 * this.#drives.length);
        larger.set(this.#drives);
        this.#drives = larger;
    }

    /**
     * How many times the usual time the drives of this pair take that set out about `fromMs`: so
     * that `share` of them are not slower. 1 where there are too few; below 0 where the pair has
     * no traffic of its own.
     */
    delayOf(pair: number, fromMs: number, share: number): number {
        const number = this.#numberOf[pair]!;
        if (number === 0) return -1;
        const slot = this.#slotOf[(number - 1) * QUARTERS + quarterOf(fromMs)]!;
        if (slot === 0) return 1;
        const base = (slot - 1) * BINS;
        let drives = 0;
        for (let bin = 0; bin < BINS; bin++) drives += this.#drives[base + bin]!;
        if (drives < LEAST_DRIVES) return 1;
        let bin = 0;
        for (let left = drives * share; bin < BINS; bin++) {
            left -= this.#drives[base + bin]!;
            if (left <= 0) break;
        }
        return 2 ** ((bin + 0.5 - USUAL_BIN) / BINS_PER_OCTAVE);
    }

    /** The share of stops within a second of this one that came as an upload. */
    uploadShareAt(ms: number): number {
        const second = secondOf(ms);
        let stops = 0;
        let uploads = 0;
        for (let near = second - 1; near <= second + 1; near++) {
            const at = 2 * (near & (SECONDS - 1));
            stops += this.#seconds[at]!;
            uploads += this.#seconds[at + 1]!;
        }
        return stops === 0 ? 0 : uploads / stops;
    }
}

function secondOf(ms: number): number {
    return Math.floor(ms / 1000) % SECONDS;
}

function quarterOf(ms: number): number {
    return Math.floor(ms / QUARTER_MS) % QUARTERS;
}
