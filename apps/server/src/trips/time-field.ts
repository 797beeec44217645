import {parseInstant} from '@karwan/base';

const DAY_MS = 86_400_000;
const ZERO = 48;
const COLON = 58;
const T = 84;
const Z = 90;

/**
 * Reads times straight from bytes. `2022-02-22T00:00:05+08:00` goes the quick way, with one
 * calendar computation for each day that a file names; all else goes by `parseInstant`.
 */
export class TimeField {
    readonly #midnights = new Map<string, number>();
    /** The bytes of the last date and offset, and the midnight that they name. */
    readonly #date = new Uint8Array(10);
    readonly #offset = new Uint8Array(6);
    #midnightMs = NaN;

    /** Writes UTC milliseconds into a column; false where it is no instant with an offset. */
    read(
        bytes: Uint8Array, start: number, end: number, column: Float64Array, row: number,
    ): boolean {
        if (end !== start + 25 || bytes[start + 10] !== T) {
            column[row] = parseInstant(text(bytes, start, end)) ?? NaN;
            return !Number.isNaN(column[row]);
        }
        for (let i = 0; i < 10; i++) {
            if (bytes[start + i] !== this.#date[i]) {
                this.#takeDate(bytes, start);
                break;
            }
        }
        for (let i = 0; i < 6; i++) {
            if (bytes[start + 19 + i] !== this.#offset[i]) {
                this.#takeOffset(bytes, start + 19);
                break;
            }
        }
        const hour = pair(bytes, start + 11);
        const minute = pair(bytes, start + 14);
        const second = pair(bytes, start + 17);
        const isTime = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0
            && second < 60 && bytes[start + 13] === COLON && bytes[start + 16] === COLON;
        if (!isTime) return false;
        column[row] = this.#midnightMs + ((hour * 60 + minute) * 60 + second) * 1000;
        return !Number.isNaN(column[row]);
    }

    #takeDate(bytes: Uint8Array, start: number): void {
        for (let i = 0; i < 10; i++) this.#date[i] = bytes[start + i]!;
        this.#takeMidnight();
    }

    #takeOffset(bytes: Uint8Array, start: number): void {
        for (let i = 0; i < 6; i++) this.#offset[i] = bytes[start + i]!;
        this.#takeMidnight();
    }

    #takeMidnight(): void {
        const midnight = `${text(this.#date, 0, 10)}T00:00:00${text(this.#offset, 0, 6)}`;
        let ms = this.#midnights.get(midnight);
        if (ms === undefined) {
            ms = parseInstant(midnight) ?? NaN;
            this.#midnights.set(midnight, ms);
        }
        this.#midnightMs = ms;
    }
}

function text(bytes: Uint8Array, start: number, end: number): string {
    return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString();
}

/** The number of two digits, below 0 where they are none. */
function pair(bytes: Uint8Array, at: number): number {
    const tens = bytes[at]! - ZERO;
    const ones = bytes[at + 1]! - ZERO;
    return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

/** The longest text that TimeWriter writes. */
export const TIME_BYTES = 24;

/** Writes times as `2022-02-21T16:00:05Z`, with one calendar computation for each day. */
export class TimeWriter {
    readonly #dates = new Map<number, Uint8Array>();
    #day = NaN;
    #date = new Uint8Array(10);

    /** Returns where the text ends; a fraction of a second is written where there is one. */
    write(target: Uint8Array, start: number, atMs: number): number {
        const day = Math.floor(atMs / DAY_MS);
        if (day !== this.#day) this.#setDay(day);
        const date = this.#date;
        for (let i = 0; i < 10; i++) target[start + i] = date[i]!;
        const ofDayMs = atMs - day * DAY_MS;
        const seconds = (ofDayMs / 1000) | 0;
        target[start + 10] = T;
        writePair(target, start + 11, (seconds / 3600) | 0);
        target[start + 13] = COLON;
        writePair(target, start + 14, ((seconds / 60) | 0) % 60);
        target[start + 16] = COLON;
        writePair(target, start + 17, seconds % 60);
        const end = writeFraction(target, start + 19, (ofDayMs | 0) - seconds * 1000);
        target[end] = Z;
        return end + 1;
    }

    #setDay(day: number): void {
        let date = this.#dates.get(day);
        if (!date) {
            date = Buffer.from(new Date(day * DAY_MS).toISOString().slice(0, 10));
            this.#dates.set(day, date);
        }
        this.#date = date as Uint8Array<ArrayBuffer>;
        this.#day = day;
    }
}

function writePair(target: Uint8Array, at: number, value: number): void {
    const tens = (value / 10) | 0;
    target[at] = ZERO + tens;
    target[at + 1] = ZERO + value - 10 * tens;
}

function writeFraction(target: Uint8Array, at: number, ms: number): number {
    if (ms === 0) return at;
    target[at] = 46;
    target[at + 1] = ZERO + Math.floor(ms / 100);
    writePair(target, at + 2, ms % 100);
    return at + 4;
}
