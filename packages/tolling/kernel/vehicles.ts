// Numbers for the ids of vehicles, in order of first appearance. Those who come again soon have
// numbers close to each other, so that what is known of them is near in memory.
import {leave} from './host.ts';
import {reserve, reserveTouched} from './memory.ts';

const SHORT: usize = 8;
const MOST_VEHICLES: u32 = 1 << 27;

// A slot of the table: some bits of the hash, and 1 + the number.
const SLOT_BYTES: usize = 8;
const NUMBER: usize = 4;

// A vehicle: its name, which is its id of up to eight bytes, or where a longer one lies, with its
// hash; how wide the name is; how many readings it has, and when those are shared out, the place
// behind its last one.
const VEHICLE_BYTES: usize = 16;
const HASH: usize = 4;
const WIDTH: usize = 8;
const COUNT: usize = 12;

// Vehicles named of late, so close together that the processor keeps them near: name, 1 + number,
// width. To look into the table takes ten times as long.
const RECENT: u32 = 1 << 13;
const RECENT_BYTES: usize = 16;
const RECENT_NUMBER: usize = 8;
const RECENT_WIDTH: usize = 12;

const POOL_BYTES: usize = 1 << 16;

let recent: usize = 0;
let slots: usize = 0;
let slotCount: u32 = 0;
let vehicles: usize = 0;
/** By vehicle its earliest moment. */
let firsts: usize = 0;
let room: u32 = 0;
let count: u32 = 0;
let pool: usize = 0;
let poolEnd: usize = 0;

export function vehicleCount(): u32 {
    return count;
}

/** Makes room for about so many; more find room when they come. */
export function expectVehicles(expected: u32): void {
    recent = reserveTouched(usize(RECENT) * RECENT_BYTES);
    // Room costs nothing before it is touched, and to move costs much.
    room = max(64, expected * 4);
    vehicles = reserve(usize(room) * VEHICLE_BYTES);
    firsts = reserve(usize(room) * 8);
    slotCount = 128;
    while (slotCount < expected * 2) slotCount *= 2;
    slots = reserveTouched(usize(slotCount) * SLOT_BYTES);
}

/** The number of the vehicle that the bytes name. */
export function vehicleOf(start: usize, end: usize): u32 {
    const width = end - start;
    if (width > SHORT) return numberOf(hashOf(start, end), start, width);
    const name = firstBytes(load<u64>(start), width);
    const known = recent + usize(mixed(name) & (RECENT - 1)) * RECENT_BYTES;
    const number = load<u32>(known, RECENT_NUMBER);
    const isKnown = load<u64>(known) === name && number !== 0
        && usize(load<u32>(known, RECENT_WIDTH)) === width;
    if (isKnown) return number - 1;
    const vehicle = numberOf(name, start, width);
    store<u64>(known, name);
    store<u32>(known, vehicle + 1, RECENT_NUMBER);
    store<u32>(known, u32(width), RECENT_WIDTH);
    return vehicle;
}

function numberOf(name: u64, start: usize, width: usize): u32 {
    const hash = mixed(name);
    const mask = slotCount - 1;
    let nth = hash & mask;
    let slot = slots + (usize(nth) << 3);
    for (let number = load<u32>(slot, NUMBER); number !== 0; number = load<u32>(slot, NUMBER)) {
        const isAlike = load<u32>(slot) === hash && isNamed(number - 1, name, start, width);
        if (isAlike) return number - 1;
        nth = (nth + 1) & mask;
        slot = slots + (usize(nth) << 3);
    }
    const vehicle = newVehicle(name, start, width);
    store<u32>(slot, hash);
    store<u32>(slot, vehicle + 1, NUMBER);
    if (count * 2 > slotCount) growSlots();
    return vehicle;
}

/** The first bytes of a word, little end first. */
export function firstBytes(word: u64, width: usize): u64 {
    return width >= 8 ? word : word & ((u64(1) << (u64(width) << 3)) - 1);
}

/** A hash of eight bytes: odd multipliers and a shift, so that all bits depend on all bytes. */
export function mixed(text: u64): u32 {
    const product = text * 0x9e37_79b9_7f4a_7c15;
    return u32(((product ^ (product >> 32)) * 0xd6e8_feb8_6659_fd93) >> 32);
}

/** FNV-1a. */
function hashOf(start: usize, end: usize): u64 {
    let hash: u64 = 0xcbf2_9ce4_8422_2325;
    for (let at = start; at < end; at++) hash = (hash ^ u64(load<u8>(at))) * 0x100_0000_01b3;
    return hash;
}

function at(vehicle: u32): usize {
    return vehicles + usize(vehicle) * VEHICLE_BYTES;
}

function isNamed(vehicle: u32, name: u64, start: usize, width: usize): bool {
    if (widthOf(vehicle) !== width) return false;
    if (width <= SHORT) return load<u64>(at(vehicle)) === name;
    return load<u32>(at(vehicle), HASH) === u32(name)
        && memory.compare(nameOf(vehicle), start, width) === 0;
}

/** When all vehicles have numbers: counts a reading of one. */
export function countReading(vehicle: u32, atMs: i64): void {
    store<u32>(at(vehicle), load<u32>(at(vehicle), COUNT) + 1, COUNT);
    const first = firsts + (usize(vehicle) << 3);
    if (atMs < load<i64>(first)) store<i64>(first, atMs);
}

function newVehicle(name: u64, start: usize, width: usize): u32 {
    if (count === MOST_VEHICLES) leave();
    if (count === room) growVehicles();
    const vehicle = count++;
    const kept = width <= SHORT
        ? name : u64(keptName(start, width)) | (u64(u32(name)) << 32);
    store<u64>(at(vehicle), kept);
    store<u32>(at(vehicle), u32(width), WIDTH);
    store<i64>(firsts + (usize(vehicle) << 3), i64.MAX_VALUE);
    return vehicle;
}

function keptName(start: usize, width: usize): usize {
    const bytes = (width + 7) & ~7;
    if (pool + bytes > poolEnd) {
        const more = max(POOL_BYTES, bytes);
        pool = reserve(more);
        poolEnd = pool + more;
    }
    const kept = pool;
    memory.copy(kept, start, width);
    pool += bytes;
    return kept;
}

function growVehicles(): void {
    const larger = reserve(usize(room) * 2 * VEHICLE_BYTES);
    memory.copy(larger, vehicles, usize(room) * VEHICLE_BYTES);
    const moreFirsts = reserve(usize(room) * 16);
    memory.copy(moreFirsts, firsts, usize(room) * 8);
    vehicles = larger;
    firsts = moreFirsts;
    room *= 2;
}

function growSlots(): void {
    const before = slots;
    const end = slots + (usize(slotCount) << 3);
    slotCount *= 2;
    slots = reserve(usize(slotCount) << 3);
    const mask = slotCount - 1;
    for (let slot = before; slot < end; slot += SLOT_BYTES) {
        if (load<u32>(slot, NUMBER) === 0) continue;
        let nth = load<u32>(slot) & mask;
        while (load<u32>(slots + (usize(nth) << 3), NUMBER) !== 0) nth = (nth + 1) & mask;
        store<u64>(slots + (usize(nth) << 3), load<u64>(slot));
    }
}

/**
 * Gives each vehicle places for its readings, one vehicle after the other, and no more vehicles
 * are numbered. The memory of the table is of no more use: it has 16 bytes for each vehicle.
 */
export function shareOut(): usize {
    let end: u32 = 0;
    for (let vehicle: u32 = 0; vehicle < count; vehicle++) {
        end += load<u32>(at(vehicle), COUNT);
        store<u32>(at(vehicle), end, COUNT);
    }
    return slots;
}

/** Takes a place of the vehicle's, the last ones first. */
export function takePlace(vehicle: u32): u32 {
    const place = load<u32>(at(vehicle), COUNT) - 1;
    store<u32>(at(vehicle), place, COUNT);
    return place;
}

/** The first of a vehicle's places, when all are taken. */
export function firstPlace(vehicle: u32): u32 {
    return load<u32>(at(vehicle), COUNT);
}

export function firstMs(vehicle: u32): i64 {
    return load<i64>(firsts + (usize(vehicle) << 3));
}

/** Where the vehicle's id lies. */
export function nameOf(vehicle: u32): usize {
    return widthOf(vehicle) <= SHORT ? at(vehicle) : usize(load<u32>(at(vehicle)));
}

export function widthOf(vehicle: u32): usize {
    return usize(load<u32>(at(vehicle), WIDTH));
}

/** Plain order of bytes between the ids of two vehicles. */
export function isNamedBefore(a: u32, b: u32): bool {
    const widthA = widthOf(a);
    const widthB = widthOf(b);
    const apart = memory.compare(nameOf(a), nameOf(b), min(widthA, widthB));
    return apart < 0 || (apart === 0 && widthA < widthB);
}
