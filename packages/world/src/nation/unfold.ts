import type {Chance} from '@karwan/base';
import {inGroups, inOrder} from './in-order.ts';
import {pairsIn, type PairVolumes} from './pair-volumes.ts';

/** What published volumes do not say of trips, as figures of the case. */
export interface Unfolding {
    volumes: PairVolumes;
    /** The way from one gantry to the next, in metres. */
    metresBetween: (first: number, second: number) => number;
    /** Pair passages of a trip that has any, in the mean. */
    pairsPerTrip: number;
    /** Trips that pass one gantry only, for each trip that passes more. */
    singlesPerTrip: number;
}

/** Trips past gantries; a trip's passages stand in the order of time under its number. */
export interface Unfolded {
    passages: {atMs: Int32Array; gantry: Uint16Array; trip: Uint32Array};
    /** The kind of each trip's vehicle. */
    kind: Uint8Array;
}

/** Nobody is faster from one gantry to the next. */
const MOST_KM_PER_HOUR = 160;
/** Where a row tells no speed. */
const USUAL_KM_PER_HOUR = 80;
const LEAST_KM_PER_HOUR = 5;
const SPEED_DEVIATION = 0.08;

/**
 * Single trips whose pairs of passages, counted again, are exactly the volumes. Each pair passage
 * is drawn within its interval; it goes on from one of the same kind that reached its first gantry
 * about when it must have left there, and as many go on as give trips of the stated length. Which
 * passage went on from which is not published: who is who is this world's own.
 */
export function unfold(plan: Unfolding, chance: Chance): Unfolded {
    const {volumes: {first, second}, metresBetween} = plan;
    const metres = Float64Array.from(first, (gantry, row) => metresBetween(gantry, second[row]!));
    const pairs = drawPairs(plan.volumes, metres, chance.fork('pairs'));
    const before = linksOf(plan.volumes, metres, pairs, chance.fork('links'));
    thin(before, 1 - 1 / plan.pairsPerTrip, chance.fork('ends'));
    return tripsOf(plan, pairs, before, chance.fork('singles'));
}

/** Each pair passage: its row, when it came to the second gantry, when it must have left. */
interface Pairs {
    row: Uint32Array;
    atMs: Int32Array;
    leftMs: Int32Array;
}

function drawPairs(volumes: PairVolumes, metres: Float64Array, chance: Chance): Pairs {
    const all = pairsIn(volumes);
    const pairs = {
        row: new Uint32Array(all), atMs: new Int32Array(all), leftMs: new Int32Array(all),
    };
    const {fromMs, count, kmPerHour, intervalMs} = volumes;
    let at = 0;
    for (let row = 0; row < count.length; row++) {
        const median = Math.max(LEAST_KM_PER_HOUR, kmPerHour[row]! || USUAL_KM_PER_HOUR);
        for (let nth = 0; nth < count[row]!; nth++, at++) {
            const speed = Math.min(
                MOST_KM_PER_HOUR, median * Math.max(0.5, chance.normal(1, SPEED_DEVIATION)));
            pairs.row[at] = row;
            pairs.atMs[at] = fromMs[row]! + chance.below(intervalMs);
            pairs.leftMs[at] = pairs.atMs[at]! - Math.round(metres[row]! * 3_600 / speed);
        }
    }
    return pairs;
}

// For each pair passage that which it goes on from, or -1: arrivals at a gantry and departures
// from it are matched in the order of time, as long as the drive between stays possible.
function linksOf(
    volumes: PairVolumes, metres: Float64Array, pairs: Pairs, chance: Chance,
): Int32Array {
    const {first, second, kind, gantries, kinds} = volumes;
    const groups = gantries.length * kinds.length;
    const groupOf = (gantry: Uint16Array): Uint32Array => pairs.row.map(
        row => gantry[row]! * kinds.length + kind[row]!);
    const arrived = inGroups(groupOf(second), groups);
    const left = inGroups(groupOf(first), groups);
    const before = new Int32Array(pairs.row.length).fill(-1);
    for (let group = 0; group < groups; group++) {
        const arrivals = inOrder(pairs.atMs, part(arrived, group));
        let next = 0;
        for (const pair of inOrder(pairs.leftMs, part(left, group))) {
            const [leftMs, atMs, row] = [pairs.leftMs[pair]!, pairs.atMs[pair]!, pairs.row[pair]!];
            const slackMs = SLACK_MS + (atMs - leftMs) * SLACK_SHARE;
            const leastMs = metres[row]! * 3_600 / MOST_KM_PER_HOUR;
            while (next < arrivals.length && pairs.atMs[arrivals[next]!]! < leftMs - slackMs) {
                next++;
            }
            const arrival = arrivals[next];
            if (arrival === undefined) break;
            const arrivedMs = pairs.atMs[arrival]!;
            if (arrivedMs > leftMs + slackMs || atMs - arrivedMs < Math.max(1, leastMs)) continue;
            // A free place here and there keeps one late car from pushing on all behind it.
            if (chance.happens(PASSED_OVER)) continue;
            before[pair] = arrival;
            next++;
        }
    }
    return before;
}

const SLACK_MS = 60_000;
const SLACK_SHARE = 0.5;
const PASSED_OVER = 0.01;

function part({start, indices}: {start: Uint32Array; indices: Uint32Array}, group: number) {
    return indices.subarray(start[group], start[group + 1]);
}

// Where more could go on than do, each ends with the same chance.
function thin(before: Int32Array, share: number, chance: Chance): void {
    const linkable = before.reduce((sum, other) => sum + (other >= 0 ? 1 : 0), 0);
    const kept = Math.min(1, share * before.length / Math.max(1, linkable));
    for (let pair = 0; pair < before.length; pair++) {
        if (before[pair]! >= 0 && !chance.happens(kept)) before[pair] = -1;
    }
}

function tripsOf(
    {volumes, singlesPerTrip}: Unfolding, pairs: Pairs, before: Int32Array, chance: Chance,
): Unfolded {
    const starts = before.reduce((sum, other) => sum + (other < 0 ? 1 : 0), 0);
    const singles = before.length === 0 ? 0 : Math.round(starts * singlesPerTrip);
    const count = before.length + starts + singles;
    const passages = {
        atMs: new Int32Array(count), gantry: new Uint16Array(count), trip: new Uint32Array(count),
    };
    const kind = new Uint8Array(starts + singles);
    const tripOf = new Uint32Array(before.length);
    let [at, trips] = [0, 0];
    const pass = (atMs: number, gantry: number, trip: number): void => {
        passages.atMs[at] = atMs;
        passages.gantry[at] = gantry;
        passages.trip[at++] = trip;
    };
    // Who went before came earlier, so that in the order of time its trip is known already.
    for (const pair of inOrder(pairs.atMs)) {
        const row = pairs.row[pair]!;
        if (before[pair]! < 0) {
            kind[trips] = volumes.kind[row]!;
            tripOf[pair] = trips++;
            pass(pairs.leftMs[pair]!, volumes.first[row]!, tripOf[pair]!);
        } else tripOf[pair] = tripOf[before[pair]!]!;
        pass(pairs.atMs[pair]!, volumes.second[row]!, tripOf[pair]!);
    }
    for (let single = 0; single < singles; single++) {
        const like = chance.below(before.length);
        const row = pairs.row[like]!;
        kind[trips] = volumes.kind[row]!;
        pass(pairs.atMs[like]!, volumes.second[row]!, trips++);
    }
    return {passages, kind};
}
