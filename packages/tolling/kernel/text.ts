// Numbers, times and shares as text.
import {writeDate} from './host.ts';

const ZERO: u8 = 48;
const DOT: u8 = 46;
const COLON: u8 = 58;
const T: u8 = 84;
const Z: u8 = 90;
const DAY_MS: i64 = 86_400_000;

/** The longest time, share and number that are written. */
export const TIME_BYTES: usize = 24;
export const SHARE_BYTES: usize = 6;
export const NUMBER_BYTES: usize = 10;

/** Writes a whole number and gives where it ends. */
export function writeNumber(at: usize, number: u32): usize {
    const end = at + digitsOf(number);
    let place = end;
    let rest = number;
    while (rest >= 100) {
        const hundredth = rest / 100;
        place -= 2;
        writePair(place, rest - 100 * hundredth);
        rest = hundredth;
    }
    if (rest >= 10) writePair(place - 2, rest);
    else store<u8>(place - 1, ZERO + u8(rest));
    return end;
}

function digitsOf(number: u32): usize {
    if (number < 10_000) {
        return number < 100 ? (number < 10 ? 1 : 2) : number < 1_000 ? 3 : 4;
    }
    if (number < 1_000_000) return number < 100_000 ? 5 : 6;
    if (number < 100_000_000) return number < 10_000_000 ? 7 : 8;
    return number < 1_000_000_000 ? 9 : 10;
}

function writePair(at: usize, number: u32): void {
    const tens = number / 10;
    store<u16>(at, u16((tens | ((number - 10 * tens) << 8)) + 0x3030));
}

// Dates asked for of late, each with its day: trips of a few days come in turns.
const DATES: i64 = 64;
const DATE_BYTES: usize = 32;
const dates = memory.data(2048, 16);
const DATE: usize = 8;

/** Writes a time as `2022-02-21T16:00:05Z`, with a fraction of the second where there is one. */
export function writeTime(at: usize, atMs: i64): usize {
    let day = atMs / DAY_MS;
    if (day * DAY_MS > atMs) day--;
    const date = dateOf(day);
    const ofDayMs = u32(atMs - day * DAY_MS);
    const seconds = ofDayMs / 1000;
    const minutes = seconds / 60;
    const hours = minutes / 60;
    store<u64>(at, load<u64>(date));
    store<u16>(at, load<u16>(date, 8), 8);
    store<u8>(at, T, 10);
    writePair(at + 11, hours);
    store<u8>(at, COLON, 13);
    writePair(at + 14, minutes - 60 * hours);
    store<u8>(at, COLON, 16);
    writePair(at + 17, seconds - 60 * minutes);
    const end = writeFraction(at + 19, ofDayMs - 1000 * seconds);
    store<u8>(end, Z);
    return end + 1;
}

/** Where the ten bytes of a day's date lie. */
function dateOf(day: i64): usize {
    const known = dates + usize(day & (DATES - 1)) * DATE_BYTES;
    // Never 0, as it is where nothing is known yet.
    const name = 2 * day + 1;
    if (load<i64>(known) !== name) {
        store<i64>(known, name);
        writeDate(f64(day), known + DATE);
    }
    return known + DATE;
}

function writeFraction(at: usize, ms: u32): usize {
    if (ms === 0) return at;
    store<u8>(at, DOT);
    store<u8>(at, ZERO + u8(ms / 100), 1);
    writePair(at + 2, ms % 100);
    return at + 4;
}

/** Writes a share with four decimals; what is not certain is never written as 1.0000. */
export function writeShare(at: usize, share: f64): usize {
    const tenThousandths: u32 = share === 1 ? 10_000 : min(9_999, u32(nearest10k(share)));
    store<u8>(at, ZERO + u8(tenThousandths / 10_000));
    store<u8>(at, DOT, 1);
    const decimals = tenThousandths % 10_000;
    writePair(at + 2, decimals / 100);
    writePair(at + 4, decimals % 100);
    return at + SHARE_BYTES;
}

/** As JavaScript rounds: halves go up. */
function nearest10k(share: f64): f64 {
    const exact = share * 10_000;
    const below = floor(exact);
    return exact - below >= 0.5 ? below + 1 : below;
}
