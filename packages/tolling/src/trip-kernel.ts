import {DAY_MS} from '@karwan/base';
import bytes from '../kernel/index.wasm';
import {BURST_MS} from './trip-context.ts';
import {SAME_ENTRY_MS, SURE_OF_ENTRY} from './trip-entry.ts';
import {ENTRY_LATE_MS, liesJustBehind} from './trip-sequence.ts';
import type {TripTable} from './trip-table.ts';

/** More posts need tables of pairs that are too large to be worth it. */
const MOST_POSTS = 2_048;

/** Where, counted from 0, the fields of a row are that a kernel reads. */
export interface ReadingFields {
    readonly count: number;
    readonly reading: number;
    readonly time: number;
    readonly place: number;
    readonly kind: number;
    readonly vehicle: number;
}

/** What the kernel asks of those who know the file's words. */
export interface ReadingWords {
    /** The post of a place and a kind of reading; undefined where there is none. */
    postOf(place: string, kind: string): number | undefined;
    /** UTC milliseconds of a time with its offset; undefined where it is none. */
    instantMs(text: string): number | undefined;
}

/**
 * Trips from the bytes of a CSV file of readings, as bytes of a file of trips, by a table and in
 * the physical order: the same that `cutEachVehicle` cuts. It takes what files usually hold, and
 * says where it does not: then somebody else must read the file, from its beginning. A kernel is
 * for one file. It keeps 12 bytes for each reading, or 20 where ids or moments do not follow each
 * other, and about 50 for each vehicle.
 */
export class TripKernel {
    readonly #kernel: Exports;

    /** `vehicles` is about how many to expect. */
    constructor(table: TripTable, words: ReadingWords, vehicles: number) {
        const instance = new WebAssembly.Instance(
            new WebAssembly.Module(bytes), {host: this.#host(table, words)});
        this.#kernel = instance.exports as Exports;
        this.#kernel.expectVehicles(vehicles);
        this.#takeTable(table);
    }

    /** Can the kernel work by such a table? */
    static canTake({places}: TripTable): boolean {
        return places.postCount <= MOST_POSTS;
    }

    /** Where the file's bytes go, from place `filled` on; valid until the next call. */
    get buffer(): Uint8Array {
        return this.#bytes(this.#kernel.bufferAt(), this.#kernel.bufferBytes());
    }

    /** How many bytes of the buffer hold the beginning of a row whose end has not come yet. */
    get filled(): number {
        return this.#kernel.filledBytes();
    }

    get readings(): number {
        return this.#kernel.readingCount();
    }

    get vehicles(): number {
        return this.#kernel.vehicleCount();
    }

    /** How many trips have been written. */
    get trips(): number {
        return this.#kernel.tripCount();
    }

    /** Says what a row holds, before the first is read; false where the kernel cannot take it. */
    setFields({count, reading, time, place, kind, vehicle}: ReadingFields): boolean {
        return taken(() => {
            this.#kernel.setFields(count, reading, time, place, kind, vehicle);
        });
    }

    /**
     * Reads the rows in the buffer, which is filled up to `filled`; the first `passed` bytes are
     * the header's. The beginning of a row stays in the buffer. False where the kernel cannot take
     * a row: that row is none, or an unusual one.
     */
    read(passed: number, filled: number, isEnd: boolean): boolean {
        return taken(() => {
            this.#kernel.readRows(passed, filled, isEnd ? 1 : 0);
        });
    }

    /** Brings all that was read in order; false where there is no room for it. */
    arrange(): boolean {
        return taken(() => {
            this.#kernel.arrange();
            this.#kernel.beginLines();
        });
    }

    /** Lines of trips, a chunk at a time, each valid until the next. */
    *lines(): Generator<Uint8Array> {
        for (let count = this.#kernel.writeLines(); count > 0; count = this.#kernel.writeLines()) {
            yield this.#bytes(this.#kernel.linesAt(), count);
        }
    }

    #takeTable({places, rowCount, bands}: TripTable): void {
        const {postCount, names, firstGantryPost, firstExitPost} = places;
        const kernel = this.#kernel;
        kernel.setPosts(postCount, names.length, firstGantryPost, firstExitPost);
        kernel.setRule(ENTRY_LATE_MS, SAME_ENTRY_MS, BURST_MS, SURE_OF_ENTRY);
        kernel.setRows(rowCount, bands.length);
        this.#numbers(kernel.bandsAt(), bands.length).set(bands);
        const isLate = this.#bytes(kernel.latePairsAt(), postCount * postCount);
        for (let entry = 0; entry < firstGantryPost; entry++) {
            for (let gantry = firstGantryPost; gantry < firstExitPost; gantry++) {
                const isPair = liesJustBehind(entry, gantry, places);
                isLate[entry * postCount + gantry] = isPair ? 1 : 0;
            }
        }
    }

    #host(table: TripTable, words: ReadingWords): Host {
        const text = (start: number, end: number) =>
            decoder.decode(this.#bytes(start, end - start));
        return {
            leave() {
                throw LEFT;
            },
            midnightMs: start => words.instantMs(
                `${text(start, start + 10)}T00:00:00${text(start + 19, start + 25)}`) ?? NaN,
            instantMs: (start, end) => words.instantMs(text(start, end)) ?? NaN,
            postOf: (placeStart, placeEnd, kindStart, kindEnd) =>
                words.postOf(text(placeStart, placeEnd), text(kindStart, kindEnd)) ?? -1,
            rowFor: (before, here, context) => {
                const {row, afterMs, sure} = table.ruleOf(before, here, context);
                this.#numbers(this.#kernel.thresholdsAt(), row + 1)[row] = afterMs;
                const suresAt = this.#kernel.suresAt() + 8 * row * sure.length;
                this.#numbers(suresAt, sure.length).set(sure);
                return row;
            },
            writeDate: (day, at) => {
                const date = new Date(day * DAY_MS).toISOString();
                this.#bytes(at, 10).forEach((_, nth, target) => {
                    target[nth] = date.charCodeAt(nth);
                });
            },
        };
    }

    // Views are made anew: when the memory grows, earlier ones are of no more use.
    #bytes(at: number, count: number): Uint8Array {
        return new Uint8Array(this.#kernel.memory.buffer, at, count);
    }

    #numbers(at: number, count: number): Float64Array {
        return new Float64Array(this.#kernel.memory.buffer, at, count);
    }
}

// A byte order mark within a field is a part of it.
const decoder = new TextDecoder('utf-8', {ignoreBOM: true});

/** Thrown through the kernel where it gives a file up. */
const LEFT = new Error('the kernel does not take this file');

function taken(work: () => void): boolean {
    try {
        work();
        return true;
    } catch (error) {
        if (error === LEFT) return false;
        throw error;
    }
}

/** What `kernel/host.ts` declares. */
type Host = Record<'leave' | 'midnightMs' | 'instantMs' | 'postOf' | 'rowFor' | 'writeDate',
    (...values: number[]) => unknown>;

/** What `kernel/index.ts` exports. */
interface Exports {
    readonly memory: {readonly buffer: ArrayBuffer};
    expectVehicles(count: number): void;
    bufferAt(): number;
    bufferBytes(): number;
    filledBytes(): number;
    setFields(
        fields: number, reading: number, time: number, place: number, kind: number,
        vehicle: number,
    ): void;
    readRows(passed: number, filled: number, isEnd: number): void;
    readingCount(): number;
    vehicleCount(): number;
    setPosts(posts: number, places: number, firstGantry: number, firstExit: number): void;
    setRule(lateMs: number, sameEntryMs: number, burstMs: number, sureOfEntry: number): void;
    setRows(rows: number, bands: number): void;
    bandsAt(): number;
    latePairsAt(): number;
    thresholdsAt(): number;
    suresAt(): number;
    arrange(): void;
    beginLines(): void;
    writeLines(): number;
    linesAt(): number;
    tripCount(): number;
}
