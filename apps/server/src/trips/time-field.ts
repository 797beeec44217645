import {parseInstant} from '@karwan/base';

const DAY_MS = 86_400_000;
const ZERO = 48;
const DASH = 45;
const PLUS = 43;
const COLON = 58;
const T = 84;
const Z = 90;

/**
 * Reads times straight from bytes. `2022-02-22T00:00:05+08:00` and the same with Z go the quick
 * way, with one calendar computation for each day a file names; all else goes by `parseInstant`.
 */
export class TimeField {
    readonly #days = new Map<number, number>();
    #lastKey = -1;
    #lastDayMs = NaN;

    /** UTC milliseconds; NaN where it is no instant with an offset. */
    read(bytes: Uint8Array, start: number, end: number): number {
        const hour = pair(bytes, start + 11);
        const minute = pair(bytes, start + 14);
        const second = pair(bytes, start + 17);
        const isUsual = bytes[start + 4] === DASH && bytes[start + 7] === DASH
            && bytes[start + 10] === T && bytes[start + 13] === COLON
            && bytes[start + 16] === COLON && hour < 24 && minute < 60 && second < 60;
        const offsetMs = isUsual ? offsetOf(bytes, start + 19, end) : NaN;
        if (Number.isNaN(offsetMs)) return slowly(bytes, start, end);
        return this.#dayMs(bytes, start) + hour * 3_600_000 + minute * 60_000 + second * 1000
            - offsetMs;
    }

    #dayMs(bytes: Uint8Array, start: number): number {
        const year = pair(bytes, start) * 100 + pair(bytes, start + 2);
        const key = (year * 100 + pair(bytes, start + 5)) * 100 + pair(bytes, start + 8);
        if (key === this.#lastKey) return this.#lastDayMs;
        let dayMs = this.#days.get(key);
        if (dayMs === undefined) {
            dayMs = slowly(Buffer.from(`${text(bytes, start, start + 10)}T00:00:00Z`), 0, 20);
            this.#days.set(key, dayMs);
        }
        this.#lastKey = key;
        this.#lastDayMs = dayMs;
        return dayMs;
    }
}

function slowly(bytes: Uint8Array, start: number, end: number): number {
    return parseInstant(text(bytes, start, end)) ?? NaN;
}

function text(bytes: Uint8Array, start: number, end: number): string {
    return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString();
}

function pair(bytes: Uint8Array, at: number): number {
    const tens = bytes[at]! - ZERO;
    const ones = bytes[at + 1]! - ZERO;
    return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

function offsetOf(bytes: Uint8Array, at: number, end: number): number {
    if (end === at + 1) return bytes[at] === Z ? 0 : NaN;
    if (end !== at + 6 || bytes[at + 3] !== COLON) return NaN;
    const sizeMs = pair(bytes, at + 1) * 3_600_000 + pair(bytes, at + 4) * 60_000;
    return bytes[at] === PLUS ? sizeMs : bytes[at] === DASH ? -sizeMs : NaN;
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
