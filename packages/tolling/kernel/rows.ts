// Rows of a CSV file, read from a buffer that is filled again and again.
import {idIn, postIn, timeIn, USUAL_TIME_BYTES} from './fields.ts';
import {leave} from './host.ts';
import {reserve} from './memory.ts';
import {addReading} from './readings.ts';
import {vehicleOf} from './vehicles.ts';

const NEWLINE: u8 = 10;
const RETURN: u8 = 13;
const QUOTE: u8 = 34;
const COMMA: u8 = 44;

const BUFFER_BYTES: usize = 1 << 18;
const MOST_FIELDS: u32 = 64;

let buffer: usize = 0;
let filled: usize = 0;

/** How many fields a row has, and which of them are read. */
let width: u32 = 0;
let idField: u32 = 0;
let timeField: u32 = 0;
let placeField: u32 = 0;
let kindField: u32 = 0;
let vehicleField: u32 = 0;

/** Where the fields of a row start; a field ends one byte before the next starts. */
const starts = memory.data(260, 16);

/** Where the bytes of the file go, from `filledBytes` on, up to `bufferBytes`. */
export function bufferAt(): usize {
    if (buffer === 0) buffer = reserve(BUFFER_BYTES);
    return buffer;
}

export function bufferBytes(): usize {
    return BUFFER_BYTES;
}

export function filledBytes(): usize {
    return filled;
}

/** Says how many fields a row has, and which of them, from 0, is what. */
export function setFields(
    fields: u32, id: u32, time: u32, place: u32, kind: u32, vehicle: u32,
): void {
    if (fields > MOST_FIELDS) leave();
    width = fields;
    idField = id;
    timeField = time;
    placeField = place;
    kindField = kind;
    vehicleField = vehicle;
}

/** Reads the whole rows among the bytes in the buffer, the first of which are passed over. */
export function readRows(passed: usize, count: usize, isEnd: bool): void {
    filled = count;
    const from = buffer + passed;
    const isOpen = isEnd && count > passed && load<u8>(buffer + count - 1) !== NEWLINE;
    // There is room for one byte more behind the buffer.
    if (isOpen) store<u8>(buffer + filled++, NEWLINE);
    let end = buffer + filled;
    while (end > from && load<u8>(end - 1) !== NEWLINE) end--;
    if (end === from && filled - passed >= BUFFER_BYTES) leave();
    let at = from;
    while (at < end) at = readRow(at, end);
    filled = buffer + filled - end;
    memory.copy(buffer, end, filled);
}

/** Reads one row, whose line ends before `end`, and gives where the next begins. */
function readRow(from: usize, end: usize): usize {
    const next = findFields(from, end);
    const id = idIn(startOf(idField), endOf(idField));
    const atMs = timeIn(startOf(timeField), endOf(timeField));
    const post = postIn(
        startOf(placeField), endOf(placeField), startOf(kindField), endOf(kindField));
    const vehicle = vehicleOf(startOf(vehicleField), endOf(vehicleField));
    addReading(vehicle, id, atMs, post);
    return next;
}

function startOf(field: u32): usize {
    return load<usize>(starts + (usize(field) << 2));
}

function endOf(field: u32): usize {
    return load<usize>(starts + (usize(field) << 2), 4) - 1;
}

// Sixteen bytes are looked at in one step; a time of the usual width is passed over, and whoever
// reads it looks at all of it.
function findFields(from: usize, end: usize): usize {
    const commas = i8x16.splat(COMMA);
    const newlines = i8x16.splat(NEWLINE);
    const quotes = i8x16.splat(QUOTE);
    store<usize>(starts, from);
    let field: u32 = 1;
    let at = from;
    if (timeField === 0 && load<u8>(at, USUAL_TIME_BYTES) === COMMA) at += USUAL_TIME_BYTES;
    while (at < end) {
        const piece = v128.load(at);
        let marks = i8x16.bitmask(v128.or(
            v128.or(i8x16.eq(piece, commas), i8x16.eq(piece, newlines)), i8x16.eq(piece, quotes)));
        let ahead = at + 16;
        while (marks !== 0) {
            const mark = at + usize(ctz(marks));
            const byte = load<u8>(mark);
            if (byte === NEWLINE) return endRow(field, mark);
            if (byte === QUOTE || field === width) leave();
            store<usize>(starts + (usize(field) << 2), mark + 1);
            if (field++ === timeField && load<u8>(mark + 1, USUAL_TIME_BYTES) === COMMA) {
                ahead = mark + 1 + USUAL_TIME_BYTES;
                break;
            }
            marks &= marks - 1;
        }
        at = ahead;
    }
    // What was passed over held the line's end.
    leave();
    return end;
}

function endRow(field: u32, newline: usize): usize {
    if (field !== width) leave();
    const isReturn = load<u8>(newline - 1) === RETURN;
    store<usize>(starts + (usize(width) << 2), isReturn ? newline : newline + 1);
    return newline + 1;
}
