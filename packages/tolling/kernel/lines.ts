// One line a trip: its name, its vehicle, its first and last moment, how sure, and its readings.
import {reserve, SLACK} from './memory.ts';
import {longestRun, ownerAt, runOf, stopCount} from './runs.ts';
import {idAt, msAt, STOP_BYTES} from './stop.ts';
import {decide} from './table.ts';
import {NUMBER_BYTES, SHARE_BYTES, TIME_BYTES, writeNumber, writeShare, writeTime} from './text.ts';
import {nameOf, vehicleCount, widthOf} from './vehicles.ts';

const NEWLINE: u8 = 10;
const SPACE: u8 = 32;
const COMMA: u8 = 44;
const SLASH: u8 = 47;

const CHUNK_BYTES: usize = 1 << 18;
/** Of a line, beside twice the vehicle's name and its readings. */
const LINE_BYTES: usize = 2 * TIME_BYTES + SHARE_BYTES + NUMBER_BYTES + 8;

let chunk: usize = 0;
let chunkBytes: usize = 0;
/** What was decided for the run in hand. */
let begins: usize = 0;
let sures: usize = 0;

let nextOwner: u32 = 0;
let trips: u32 = 0;

/** Makes room for the decisions on any one vehicle, and for its lines. */
export function beginLines(): void {
    const stops = usize(longestRun());
    begins = reserve(stops);
    sures = reserve(stops * 8);
    chunkBytes = CHUNK_BYTES;
    for (let vehicle: u32 = 0; vehicle < vehicleCount(); vehicle++) {
        chunkBytes = max(chunkBytes, mostBytes(vehicle));
    }
    chunk = reserve(chunkBytes);
}

export function tripCount(): u32 {
    return trips;
}

/** Where the lines that `writeLines` wrote lie. */
export function linesAt(): usize {
    return chunk;
}

/** Writes the lines of the next vehicles and gives their bytes; 0 when all are written. */
export function writeLines(): usize {
    let at = chunk;
    for (const owners = vehicleCount(); nextOwner < owners; nextOwner++) {
        const vehicle = ownerAt(nextOwner);
        if (at + mostBytes(vehicle) > chunk + chunkBytes) break;
        at = writeVehicle(at, vehicle);
    }
    return at - chunk;
}

// As if each stop were a trip of its own.
function mostBytes(vehicle: u32): usize {
    return usize(stopCount(vehicle)) * (2 * widthOf(vehicle) + LINE_BYTES + NUMBER_BYTES) + SLACK;
}

function writeVehicle(start: usize, vehicle: u32): usize {
    let from = runOf(vehicle);
    const end = from + usize(stopCount(vehicle)) * STOP_BYTES;
    decide(from, end, begins, sures);
    let at = start;
    let begin = begins;
    let sure = sures;
    let nth: u32 = 0;
    while (from < end) {
        let to = from;
        let product: f64 = 1;
        do {
            product *= load<f64>(sure);
            to += STOP_BYTES;
            sure += 8;
            begin++;
        } while (to < end && load<u8>(begin) === 0);
        // A trip is as sure as all its boundaries together, that behind it too.
        if (to < end) product *= load<f64>(sure);
        at = writeTrip(at, vehicle, ++nth, from, to, product);
        from = to;
    }
    trips += nth;
    return at;
}

function writeTrip(
    start: usize, vehicle: u32, nth: u32, from: usize, to: usize, sure: f64,
): usize {
    let at = writeName(start, vehicle);
    store<u8>(at, SLASH);
    at = writeNumber(at + 1, nth);
    store<u8>(at, COMMA);
    at = writeName(at + 1, vehicle);
    store<u8>(at, COMMA);
    at = writeSpan(at + 1, from, to);
    store<u8>(at, COMMA);
    at = writeShare(at + 1, sure);
    store<u8>(at++, COMMA);
    for (let stop = from; stop < to; stop += STOP_BYTES) {
        at = writeNumber(at, idAt(stop));
        store<u8>(at++, SPACE);
    }
    store<u8>(at - 1, NEWLINE);
    return at;
}

function writeName(at: usize, vehicle: u32): usize {
    const width = widthOf(vehicle);
    const name = nameOf(vehicle);
    for (let from: usize = 0; from < width; from += 8) {
        store<u64>(at + from, load<u64>(name + from));
    }
    return at + width;
}

// A ramp's late record stands before a passage that was stamped earlier.
function writeSpan(at: usize, from: usize, to: usize): usize {
    let first = msAt(from);
    let last = first;
    for (let stop = from + STOP_BYTES; stop < to; stop += STOP_BYTES) {
        first = min(first, msAt(stop));
        last = max(last, msAt(stop));
    }
    const middle = writeTime(at, first);
    store<u8>(middle, COMMA);
    return writeTime(middle + 1, last);
}
