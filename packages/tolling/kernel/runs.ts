// The stops of one vehicle after the other, each vehicle's in the sequence of the road.
import {reserve} from './memory.ts';
import {endBlock, msOfRow, putStop, readingCount, vehicleOfRow} from './readings.ts';
import {BY_ID, BY_NAME, sortStops} from './sort.ts';
import {exchange, msAt, postAt, setStop, STOP_BYTES, vehicleAt} from './stop.ts';
import {isEntry, isLatePair, lateMs} from './table.ts';
import {countReading, firstMs, firstPlace, shareOut, takePlace, vehicleCount} from './vehicles.ts';

/** By place, which the vehicles have one after the other: the row of a reading. */
let rows: usize = 0;
/** One stop for each vehicle, with the moment of its first; in the order of output. */
let owners: usize = 0;
/** The stops of the vehicle in hand. */
let run: usize = 0;
let longest: u32 = 0;

/** How many stops the vehicle with the most of them has. */
export function longestRun(): u32 {
    return longest;
}

/** The vehicle that comes as the nth one, from 0. */
export function ownerAt(nth: u32): u32 {
    return vehicleAt(owners + usize(nth) * STOP_BYTES);
}

export function stopCount(vehicle: u32): u32 {
    const end = vehicle + 1 === vehicleCount() ? readingCount() : firstPlace(vehicle + 1);
    return end - firstPlace(vehicle);
}

/** Brings all that was read together by vehicle, vehicles in the order of their first stop. */
export function arrange(): void {
    endBlock();
    rows = reserve(usize(readingCount()) << 2);
    for (let row: u32 = 0; row < readingCount(); row++) {
        countReading(vehicleOfRow(row), msOfRow(row));
    }
    owners = shareOut();
    for (let row: u32 = 0; row < readingCount(); row++) {
        store<u32>(rows + (usize(takePlace(vehicleOfRow(row))) << 2), row);
    }
    const vehicles = vehicleCount();
    for (let vehicle: u32 = 0; vehicle < vehicles; vehicle++) {
        longest = max(longest, stopCount(vehicle));
        setStop(owners + usize(vehicle) * STOP_BYTES, vehicle, 0, firstMs(vehicle), 0);
    }
    sortStops(owners, owners + usize(vehicles) * STOP_BYTES, BY_NAME);
    run = reserve(usize(longest) * STOP_BYTES);
}

/** Puts a vehicle's stops in sequence and gives where they begin, until the next vehicle's. */
export function runOf(vehicle: u32): usize {
    const from = rows + (usize(firstPlace(vehicle)) << 2);
    const stops = usize(stopCount(vehicle));
    // The last row has the first place.
    for (let nth: usize = 0; nth < stops; nth++) {
        putStop(load<u32>(from + (nth << 2)), run + (stops - 1 - nth) * STOP_BYTES);
    }
    const end = run + stops * STOP_BYTES;
    sortStops(run, end, BY_ID);
    moveLateEntries(run, end);
    return run;
}

// A ramp's record that was written a little after the passage behind the ramp comes before it.
function moveLateEntries(from: usize, to: usize): void {
    for (let next = from + STOP_BYTES; next < to; next += STOP_BYTES) {
        for (let at = next; at > from && isEntry(postAt(at)); at -= STOP_BYTES) {
            const before = at - STOP_BYTES;
            const isLate = msAt(at) - msAt(before) <= lateMs();
            if (!isLate || !isLatePair(postAt(at), postAt(before))) break;
            exchange(before, at);
        }
    }
}
