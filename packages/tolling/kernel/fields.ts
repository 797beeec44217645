// What the fields of a row say: a time, a place with its kind, an id.
import {instantMs, leave, midnightMs, postOf} from './host.ts';
import {MOST_MS, MOST_POSTS} from './stop.ts';
import {firstBytes, mixed} from './vehicles.ts';

const ZERO: u32 = 48;
const COLON: u32 = 58;
const T: u32 = 84;

/** Of a time with whole seconds and an offset: `2022-02-22T00:00:05+08:00`. */
export const USUAL_TIME_BYTES: usize = 25;

/** The last minute: its 16 bytes of date and hour, the six of its offset, and when it was. */
let lastDate: u64 = 0;
let lastHour: u64 = 0;
let lastOffset: u64 = 0;
let minuteMs: i64 = 0;

/** UTC milliseconds of the time in these bytes. */
export function timeIn(start: usize, end: usize): i64 {
    if (end - start !== USUAL_TIME_BYTES) return whole(instantMs(start, end));
    const offset = offsetAt(start);
    const isSame = load<u64>(start) === lastDate && load<u64>(start, 8) === lastHour
        && offset === lastOffset;
    if (!isSame) takeMinute(start, offset);
    const second = pairAt(start + 17);
    if (second >= 60 || u32(load<u8>(start, 16)) !== COLON) leave();
    return minuteMs + i64(second) * 1000;
}

function offsetAt(start: usize): u64 {
    return u64(load<u32>(start, 19)) | (u64(load<u16>(start, 23)) << 32);
}

function takeMinute(start: usize, offset: u64): void {
    const hour = pairAt(start + 11);
    const minute = pairAt(start + 14);
    const isTime = hour < 24 && minute < 60
        && u32(load<u8>(start, 10)) === T && u32(load<u8>(start, 13)) === COLON;
    if (!isTime) leave();
    minuteMs = midnightOf(start, offset) + i64(hour * 60 + minute) * 60_000;
    lastDate = load<u64>(start);
    lastHour = load<u64>(start, 8);
    lastOffset = offset;
}

// Midnights asked for of late: date and offset in two words, and UTC milliseconds.
const MIDNIGHTS: u32 = 64;
const MIDNIGHT_BYTES: usize = 32;
const midnights = memory.data(2048, 16);

function midnightOf(start: usize, offset: u64): i64 {
    const first = load<u64>(start);
    const rest = u64(load<u16>(start, 8)) | (offset << 16);
    const nth = mixed(first ^ (rest << 7)) & (MIDNIGHTS - 1);
    const at = midnights + usize(nth) * MIDNIGHT_BYTES;
    if (load<u64>(at) === first && load<u64>(at, 8) === rest) return load<i64>(at, 16);
    const ms = whole(midnightMs(start));
    store<u64>(at, first);
    store<u64>(at, rest, 8);
    store<i64>(at, ms, 16);
    return ms;
}

function whole(ms: f64): i64 {
    if (!(abs(ms) <= MOST_MS) || floor(ms) !== ms) leave();
    return i64(ms);
}

/** The number of two digits; 100 or more where they are none. */
function pairAt(at: usize): u32 {
    const tens = u32(load<u8>(at)) - ZERO;
    const ones = u32(load<u8>(at, 1)) - ZERO;
    return tens > 9 || ones > 9 ? 100 : tens * 10 + ones;
}

/** The number that the bytes write in the one usual way, of up to nine digits. */
export function idIn(start: usize, end: usize): u32 {
    const digits = end - start;
    if (digits - 1 > 8 || (u32(load<u8>(start)) === ZERO && digits > 1)) leave();
    let number: u32 = 0;
    for (let at = start; at < end; at++) {
        const digit = u32(load<u8>(at)) - ZERO;
        if (digit > 9) leave();
        number = number * 10 + digit;
    }
    return number;
}

// Places with kinds asked for of late: what names them in three words and their widths, the post.
const POSTS: u32 = 256;
const POSTS_TRIED: usize = 16;
const POST_BYTES: usize = 32;
const posts = memory.data(8_704, 16);

/** The post of a place and a kind, which is asked for once unless there are very many. */
export function postIn(
    placeStart: usize, placeEnd: usize, kindStart: usize, kindEnd: usize,
): i32 {
    const placeWidth = placeEnd - placeStart;
    const kindWidth = kindEnd - kindStart;
    if (placeWidth > 8 || kindWidth > 16) return newPost(placeStart, placeEnd, kindStart, kindEnd);
    const place = firstBytes(load<u64>(placeStart), placeWidth);
    const kind = firstBytes(load<u64>(kindStart), kindWidth);
    const more = kindWidth > 8 ? firstBytes(load<u64>(kindStart, 8), kindWidth - 8) : 0;
    const widths = u32(1 << 16) | (u32(placeWidth) << 8) | u32(kindWidth);
    const nth = mixed(place ^ (kind << 3) ^ (more << 23)) & (POSTS - 1);
    let at = posts + usize(nth) * POST_BYTES;
    for (const last = at + POSTS_TRIED * POST_BYTES; at < last; at += POST_BYTES) {
        const isKnown = load<u64>(at) === place && load<u64>(at, 8) === kind
            && load<u64>(at, 16) === more && load<u32>(at, 24) === widths;
        if (isKnown) return load<i32>(at, 28);
        if (load<u32>(at, 24) === 0) break;
    }
    const post = newPost(placeStart, placeEnd, kindStart, kindEnd);
    if (at === posts + (usize(nth) + POSTS_TRIED) * POST_BYTES) at -= POST_BYTES;
    store<u64>(at, place);
    store<u64>(at, kind, 8);
    store<u64>(at, more, 16);
    store<u32>(at, widths, 24);
    store<i32>(at, post, 28);
    return post;
}

function newPost(placeStart: usize, placeEnd: usize, kindStart: usize, kindEnd: usize): i32 {
    const post = postOf(placeStart, placeEnd, kindStart, kindEnd);
    if (post < 0 || post >= MOST_POSTS) leave();
    return post;
}
