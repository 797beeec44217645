import {parseInstant} from '@karwan/base';

const DAY_MS = 86_400_000;
const ZERO = 48;
const COLON = 58;
const T = 84;
const Z = 90;

/** Of a time with whole seconds and an offset. */
export const USUAL_TIME_BYTES = '2022-02-22T00:00:05+08:00'.length;

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
    /** The last minute as six words, and when it was. */
    readonly #last = new Int32Array(6);
    #minuteMs = NaN;

    /** Writes UTC milliseconds into a column; false where it is no instant with an offset. */
    read(
        bytes: Uint8Array, words: DataView, start: number, end: number, column: Float64Array,
        row: number,
    ): boolean {
        if (end !== start + USUAL_TIME_BYTES) return readSlowly(bytes, start, end, column, row);
        if (!this.#isSameMinute(words, start) && !this.#takeMinute(bytes, words, start)) {
            return false;
        }
        const second = pair(bytes, start + 17);
        if (second < 0 || second >= 60 || bytes[start + 16] !== COLON) return false;
        column[row] = this.#minuteMs + second * 1000;
        return true;
    }

    // Bytes 0 to 15 are date, hour and minute, bytes 19 to 24 the offset.
    #isSameMinute(words: DataView, start: number): boolean {
        const last = this.#last;
        return words.getInt32(start, true) === last[0]
            && words.getInt32(start + 4, true) === last[1]
            && words.getInt32(start + 8, true) === last[2]
            && words.getInt32(start + 12, true) === last[3]
            && words.getInt32(start + 19, true) === last[4]
            && words.getInt32(start + 21, true) === last[5];
    }

    #takeMinute(bytes: Uint8Array, words: DataView, start: number): boolean {
        this.#last.fill(0);
        if (differs(bytes, start, this.#date)) this.#takeDate(bytes, start);
        if (differs(bytes, start + 19, this.#offset)) this.#takeOffset(bytes, start + 19);
        const hour = pair(bytes, start + 11);
        const minute = pair(bytes, start + 14);
        const isTime = hour >= 0 && hour < 24 && minute >= 0 && minute < 60
            && bytes[start + 10] === T && bytes[start + 13] === COLON;
        this.#minuteMs = this.#midnightMs + (hour * 60 + minute) * 60_000;
        if (!isTime || Number.isNaN(this.#minuteMs)) return false;
        [0, 4, 8, 12, 19, 21].forEach((at, word) => {
            this.#last[word] = words.getInt32(start + at, true);
        });
        return true;
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

function differs(bytes: Uint8Array, start: number, known: Uint8Array): boolean {
    for (let i = 0; i < known.length; i++) {
        if (bytes[start + i] !== known[i]) return true;
    }
    return false;
}

function readSlowly(
    bytes: Uint8Array, start: number, end: number, column: Float64Array, row: number,
): boolean {
    const atMs = parseInstant(text(bytes, start, end));
    column[row] = atMs ?? NaN;
    return atMs !== undefined;
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
