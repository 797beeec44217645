// Stops as they come, in the order of the file. Memory that is touched for the first time costs
// more than anything done with it, so that they are packed, a block at a time: into half
// where ids follow each other and moments are whole seconds close together, as they mostly do.
import {leave} from './host.ts';
import {reserve, reserveTouched} from './memory.ts';
import {copyStop, idAt, msAt, postAt, setStop, STOP_BYTES, vehicleAt} from './stop.ts';

const BLOCK_STOPS: u32 = 1_024;
const MOST_BLOCKS: u32 = 1 << 18;

// A block that was packed: its first id, its earliest moment, and by stop the vehicle, the seconds
// after that moment, and the post. One that was not holds its stops as they are.
const HEAD_BYTES: usize = 16;
const PACKED_BYTES: usize = 8;
const EARLIEST: usize = 8;
const SECONDS: usize = 4;
const POST: usize = 6;
const MOST_SECONDS: i64 = 65_535;

/** By block where it lies, and 1 where it was packed. */
let blocks: usize = 0;
/** The stops of the last block. */
let open: usize = 0;
let next: usize = 0;
let count: u32 = 0;

// Blocks lie in chunks, each touched as a whole.
const CHUNK_BYTES: usize = 1 << 20;
let chunk: usize = 0;
let chunkEnd: usize = 0;

export function readingCount(): u32 {
    return count;
}

export function addReading(vehicle: u32, id: u32, atMs: i64, post: i32): void {
    if (count % BLOCK_STOPS === 0) beginBlock();
    setStop(next, vehicle, id, atMs, post);
    next += STOP_BYTES;
    count++;
}

function beginBlock(): void {
    if (open === 0) {
        blocks = reserve(usize(MOST_BLOCKS) << 2);
        open = reserve(usize(BLOCK_STOPS) * STOP_BYTES);
    } else {
        endBlock();
    }
    next = open;
}

/** Puts the stops of the last block, which may be fewer than fit, where they stay. */
export function endBlock(): void {
    const stops = (next - open) / STOP_BYTES;
    if (stops === 0) return;
    const nth = (count - 1) / BLOCK_STOPS;
    if (nth === MOST_BLOCKS) leave();
    const earliest = earliestMs();
    const isPacked = canBePacked(earliest);
    const block = inChunk(isPacked ? HEAD_BYTES + stops * PACKED_BYTES : stops * STOP_BYTES);
    if (isPacked) pack(block, earliest);
    else memory.copy(block, open, stops * STOP_BYTES);
    store<u32>(blocks + (usize(nth) << 2), u32(block) | (isPacked ? 1 : 0));
    next = open;
}

function inChunk(bytes: usize): usize {
    if (chunk + bytes > chunkEnd) {
        chunk = reserveTouched(CHUNK_BYTES);
        chunkEnd = chunk + CHUNK_BYTES;
    }
    const at = chunk;
    chunk += bytes;
    return at;
}

function earliestMs(): i64 {
    let earliest = msAt(open);
    for (let stop = open; stop < next; stop += STOP_BYTES) earliest = min(earliest, msAt(stop));
    return earliest;
}

function canBePacked(earliest: i64): bool {
    const first = idAt(open);
    let nth: u32 = 0;
    for (let stop = open; stop < next; stop += STOP_BYTES) {
        const laterMs = msAt(stop) - earliest;
        if (laterMs % 1_000 !== 0 || laterMs > MOST_SECONDS * 1_000) return false;
        if (idAt(stop) !== first + nth++) return false;
    }
    return true;
}

function pack(block: usize, earliest: i64): void {
    store<u32>(block, idAt(open));
    store<i64>(block, earliest, EARLIEST);
    let packed = block + HEAD_BYTES;
    for (let stop = open; stop < next; stop += STOP_BYTES) {
        store<u32>(packed, vehicleAt(stop));
        store<u16>(packed, u16(u32(msAt(stop) - earliest) / 1_000), SECONDS);
        store<u16>(packed, u16(postAt(stop)), POST);
        packed += PACKED_BYTES;
    }
}

function blockOf(row: u32): u32 {
    return load<u32>(blocks + (usize(row / BLOCK_STOPS) << 2));
}

/** Whose the reading of a row is; rows are counted from 0. */
export function vehicleOfRow(row: u32): u32 {
    const block = blockOf(row);
    const nth = usize(row % BLOCK_STOPS);
    return (block & 1) === 0
        ? vehicleAt(usize(block) + nth * STOP_BYTES)
        : load<u32>(usize(block - 1) + HEAD_BYTES + nth * PACKED_BYTES);
}

export function msOfRow(row: u32): i64 {
    const block = blockOf(row);
    const nth = usize(row % BLOCK_STOPS);
    return (block & 1) === 0
        ? msAt(usize(block) + nth * STOP_BYTES) : packedMs(usize(block - 1), nth);
}

function packedMs(head: usize, nth: usize): i64 {
    const seconds = load<u16>(head + HEAD_BYTES + nth * PACKED_BYTES, SECONDS);
    return load<i64>(head, EARLIEST) + i64(seconds) * 1_000;
}

/** Writes the stop of a row. */
export function putStop(row: u32, to: usize): void {
    const block = blockOf(row);
    const nth = row % BLOCK_STOPS;
    if ((block & 1) === 0) {
        copyStop(usize(block) + usize(nth) * STOP_BYTES, to);
        return;
    }
    const head = usize(block - 1);
    const post = load<u16>(head + HEAD_BYTES + usize(nth) * PACKED_BYTES, POST);
    setStop(to, 0, load<u32>(head) + nth, packedMs(head, usize(nth)), i32(post));
}
