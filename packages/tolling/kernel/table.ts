// A learned table, made ready to decide: where in a vehicle's run a new trip begins, and how sure.
import {rowFor} from './host.ts';
import {reserve} from './memory.ts';
import {msAt, postAt, STOP_BYTES} from './stop.ts';

const PLAIN: i32 = 0;
const BURST: i32 = 1;

/** Posts are numbered: entries first, then gantries, then exits; each by place. */
let posts: i32 = 0;
let places: i32 = 0;
let firstGantry: i32 = 0;
let firstExit: i32 = 0;
let bandCount: i32 = 0;

let latestMs: i64 = 0;
let sameEntryMs: i64 = 0;
let burstMs: i64 = 0;
let sureOfEntry: f64 = 0;

/** By pair of posts: does a vehicle meet the one, a gantry, just behind the other, an entry? */
let latePairs: usize = 0;
/** By pair of posts and context: 1 + the row that speaks for it, 0 while nobody has asked. */
let rowOf: usize = 0;
/** By row: the gap from which on a new trip begins, and how sure each band around it is. */
let thresholds: usize = 0;
let sures: usize = 0;
/** Upper edges of the bands of gap divided by threshold. */
let bands: usize = 0;

export function setPosts(all: i32, allPlaces: i32, gantry: i32, exit: i32): void {
    posts = all;
    places = allPlaces;
    firstGantry = gantry;
    firstExit = exit;
    latePairs = reserve(usize(all) * usize(all));
    rowOf = reserve(usize(all) * usize(all) * 8);
}

export function setRule(late: f64, sameEntry: f64, burst: f64, sure: f64): void {
    latestMs = i64(late);
    sameEntryMs = i64(sameEntry);
    burstMs = i64(burst);
    sureOfEntry = sure;
}

export function setRows(rows: i32, edges: i32): void {
    bandCount = edges;
    thresholds = reserve(usize(rows) * 8);
    sures = reserve(usize(rows) * usize(edges + 1) * 8);
    bands = reserve(usize(edges) * 8);
}

export function latePairsAt(): usize {
    return latePairs;
}

export function thresholdsAt(): usize {
    return thresholds;
}

export function suresAt(): usize {
    return sures;
}

export function bandsAt(): usize {
    return bands;
}

export function lateMs(): i64 {
    return latestMs;
}

export function isEntry(post: i32): bool {
    return post < firstGantry;
}

export function isLatePair(entry: i32, gantry: i32): bool {
    return load<u8>(latePairs + usize(entry * posts + gantry)) !== 0;
}

/** Decides for one vehicle's run: a byte and a sureness for each stop, from the first on. */
export function decide(from: usize, to: usize, begins: usize, sure: usize): void {
    store<u8>(begins, 1);
    store<f64>(sure, 1);
    for (let at = from + STOP_BYTES; at < to; at += STOP_BYTES) {
        begins++;
        sure += 8;
        if (isEntry(postAt(at))) {
            store<u8>(begins, isSameEntry(at) ? 0 : 1);
            store<f64>(sure, sureOfEntry);
            continue;
        }
        const gapMs = f64(max<i64>(0, msAt(at) - msAt(at - STOP_BYTES)));
        const row = rowAt(at, from, to);
        const threshold = load<f64>(thresholds + (usize(row) << 3));
        store<u8>(begins, gapMs >= threshold ? 1 : 0);
        const nth = row * (bandCount + 1) + bandOf(gapMs, threshold);
        store<f64>(sure, load<f64>(sures + (usize(nth) << 3)));
    }
}

function rowAt(at: usize, from: usize, to: usize): i32 {
    const before = postAt(at - STOP_BYTES);
    const here = postAt(at);
    const isBurst = (at + STOP_BYTES < to && isUpload(at + STOP_BYTES))
        || (at - 2 * STOP_BYTES >= from && isUpload(at - STOP_BYTES));
    const context = isBurst ? BURST : PLAIN;
    const slot = rowOf + (usize((before * posts + here) * 2 + context) << 2);
    const known = load<i32>(slot);
    if (known > 0) return known - 1;
    const row = rowFor(before, here, context);
    store<i32>(slot, row + 1);
    return row;
}

function bandOf(gap: f64, threshold: f64): i32 {
    const ratio = threshold > 0 ? gap / threshold : Infinity;
    let band: i32 = 0;
    while (band < bandCount && ratio >= load<f64>(bands + (usize(band) << 3))) band++;
    return band;
}

/** Is the entry a second record of the entry just before? */
function isSameEntry(at: usize): bool {
    const before = at - STOP_BYTES;
    return isEntry(postAt(before)) && postAt(at) % places === postAt(before) % places
        && msAt(at) - msAt(before) <= sameEntryMs;
}

/** Was the step between two gantries faster than anyone drives? */
function isUpload(at: usize): bool {
    const before = at - STOP_BYTES;
    return msAt(at) - msAt(before) <= burstMs && postAt(at) !== postAt(before)
        && isGantry(postAt(at)) && isGantry(postAt(before));
}

function isGantry(post: i32): bool {
    return post >= firstGantry && post < firstExit;
}
