import {compareText} from '@karwan/base';
import type {Corridor} from '@karwan/journey';
import type {PlaceOrder} from './trip-places.ts';

/** The carriageways of a corridor, each its points in the direction of travel. */
export function placeOrderOf({roads, points}: Corridor): PlaceOrder {
    return roads.flatMap(({id, directions}) => directions.map((direction, index) => {
        const along = points.filter(point => point.road === id && point.direction === direction);
        const sign = index === 0 ? 1 : -1;
        along.sort((a, b) =>
            sign * (a.chainageMetres - b.chainageMetres) || compareText(a.id, b.id));
        return along.map(point => point.id);
    }));
}

/** How far apart in time two stops may be to say which place comes first. */
const SAME_DRIVE_MS = 2 * 3_600_000;

/** What readings say about the order of places, for a road whose order nobody gave. */
export interface InferredOrder {
    /** Places, by their number, in the order in which most vehicles meet them. */
    order: number[];
    /** The share of drives from place to place that agree with it; 1 where there are none. */
    agreeing: number;
}

/**
 * The order of places on a road with one direction, from stops in time, one run of rows a vehicle.
 * It is the best in this sense: no place could be moved elsewhere and more drives would agree.
 */
export function inferOrder(
    {atMs, place}: {atMs: Float64Array; place: Uint16Array}, starts: Uint32Array, count: number,
): InferredOrder {
    const drives = countDrives({atMs, place}, starts, count);
    const order = [...Array(count).keys()];
    const lead = order.map(a => leadOf(a, order, drives));
    order.sort((a, b) => lead[b]! - lead[a]! || a - b);
    for (let moved = 0; moved < count;) {
        moved = order.some((_, at) => moveToBest(order, at, drives)) ? 0 : count;
    }
    return {order, agreeing: shareAgreeing(order, drives)};
}

/** By pair (from x count + to): how many drives met the one place before the other. */
function countDrives(
    {atMs, place}: {atMs: Float64Array; place: Uint16Array}, starts: Uint32Array, count: number,
): Float64Array {
    const drives = new Float64Array(count * count);
    for (let vehicle = 0; vehicle + 1 < starts.length; vehicle++) {
        const to = starts[vehicle + 1]!;
        for (let first = starts[vehicle]!; first < to; first++) {
            for (let next = first + 1; next < to; next++) {
                const gapMs = atMs[next]! - atMs[first]!;
                if (gapMs > SAME_DRIVE_MS) break;
                if (gapMs > 0) drives[place[first]! * count + place[next]!]!++;
            }
        }
    }
    return drives;
}

function leadOf(place: number, others: readonly number[], drives: Float64Array): number {
    const count = others.length;
    return others.reduce((lead, other) => {
        const ahead = drives[place * count + other]! - drives[other * count + place]!;
        return lead + Math.sign(ahead);
    }, 0);
}

// Moving a place past another turns round the drives between the two and no others.
function moveToBest(order: number[], at: number, drives: Float64Array): boolean {
    const count = order.length;
    const place = order[at]!;
    let best = {at, gain: 0};
    for (const step of [-1, 1]) {
        let gain = 0;
        for (let to = at + step; to >= 0 && to < count; to += step) {
            const other = order[to]!;
            const turned = drives[place * count + other]! - drives[other * count + place]!;
            gain -= step * turned;
            if (gain > best.gain) best = {at: to, gain};
        }
    }
    if (best.at === at) return false;
    order.splice(at, 1);
    order.splice(best.at, 0, place);
    return true;
}

function shareAgreeing(order: readonly number[], drives: Float64Array): number {
    let agreeing = 0;
    let all = 0;
    order.forEach((a, at) => order.slice(at + 1).forEach(b => {
        agreeing += drives[a * order.length + b]!;
        all += drives[a * order.length + b]! + drives[b * order.length + a]!;
    }));
    return all === 0 ? 1 : agreeing / all;
}
