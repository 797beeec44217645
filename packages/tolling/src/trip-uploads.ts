import {isUpload} from './trip-context.ts';
import {Places, type PlaceOrder} from './trip-places.ts';
import type {Stop} from './trip.ts';

/**
 * Gantries whose passages, given in the order of time, follow one another faster than anyone
 * drives: at least one of each two bears the time of its upload and not that of the passage.
 */
export function uploadsAmong(stops: readonly Stop[], order: PlaceOrder): string[] {
    const places = new Places(order);
    const atMs = Float64Array.from(stops, stop => stop.atMs);
    const post = Uint16Array.from(stops, stop => places.postOf(stop));
    const found = new Set<string>();
    for (let at = 1; at < stops.length; at++) {
        if (!isUpload(atMs, post, at, places)) continue;
        found.add(stops[at - 1]!.place);
        found.add(stops[at]!.place);
    }
    return [...found];
}
