// Puts stops in sequence: those of one vehicle, or vehicles by a stop that stands for each.
import {copyStop, exchange, idAt, keyAt, STOP_BYTES, vehicleAt} from './stop.ts';
import {isNamedBefore} from './vehicles.ts';

/** What decides between equal keys: the ids of readings, or the names of vehicles. */
export const BY_ID: bool = false;
export const BY_NAME: bool = true;

/** Sorting by single steps is given up after so many for each stop. */
const MOST_STEPS: usize = 8;

const spare = memory.data(16, 16);

/** Sorts the stops from one place up to another. Most lie in order already, or nearly. */
export function sortStops(from: usize, to: usize, byName: bool): void {
    let stepsLeft = MOST_STEPS * ((to - from) / STOP_BYTES) + 256;
    for (let next = from + STOP_BYTES; next < to; next += STOP_BYTES) {
        if (!isBefore(next, next - STOP_BYTES, byName)) continue;
        copyStop(next, spare);
        let at = next;
        do {
            copyStop(at - STOP_BYTES, at);
            at -= STOP_BYTES;
            stepsLeft--;
        } while (at > from && stepsLeft !== 0 && isBefore(spare, at - STOP_BYTES, byName));
        copyStop(spare, at);
        if (stepsLeft === 0) {
            sortByHeap(from, to, byName);
            return;
        }
    }
}

function isBefore(a: usize, b: usize, byName: bool): bool {
    if (keyAt(a) !== keyAt(b)) return keyAt(a) < keyAt(b);
    return byName ? isNamedBefore(vehicleAt(a), vehicleAt(b)) : idAt(a) < idAt(b);
}

/** Heapsort: no more memory, and no order in which it is slow. */
function sortByHeap(from: usize, to: usize, byName: bool): void {
    const count = (to - from) / STOP_BYTES;
    for (let nth = count >> 1; nth > 0; nth--) sink(from, nth - 1, count, byName);
    for (let left = count - 1; left > 0; left--) {
        exchange(from, from + left * STOP_BYTES);
        sink(from, 0, left, byName);
    }
}

function sink(from: usize, start: usize, count: usize, byName: bool): void {
    let nth = start;
    for (let later: usize = 2 * nth + 1; later < count; later = 2 * nth + 1) {
        const next = from + later * STOP_BYTES;
        if (later + 1 < count && isBefore(next, next + STOP_BYTES, byName)) later++;
        if (!isBefore(from + nth * STOP_BYTES, from + later * STOP_BYTES, byName)) return;
        exchange(from + nth * STOP_BYTES, from + later * STOP_BYTES);
        nth = later;
    }
}
