import {CONTEXTS, contextOf} from './trip-context.ts';
import {BANDS, TRIP_MODEL_FORMAT, bandOf, keysFromClosest, textOf} from './trip-model.ts';
import type {RowKey, TripModel, TripRow} from './trip-model.ts';
import type {Places} from './trip-places.ts';
import {isBeforeItsEntry} from './trip-sequence.ts';
import type {StopColumns} from './trip-sequence.ts';
import {GAP_SECONDS, Tally, bestThreshold, gapBinOf} from './trip-threshold.ts';

/** Vehicles' stops in plain time, one run of rows a vehicle, and what is known of each step. */
export interface Lesson {
    columns: StopColumns;
    /** Vehicle v owns the rows `starts[v]..starts[v + 1]`. */
    starts: Uint32Array;
    /** For each row, the chance that a trip began there: 0, 1, between, or NaN for not known. */
    newTrip: Float64Array;
}

/**
 * Learns the table: for each step that was seen, the gap from which on calling it a new trip is
 * wrong least often. What a row lacks in steps it borrows from the next row up. Errors are counted
 * on vehicles that the counted threshold was not learned from.
 */
export function learnTripModel(
    lesson: Lesson, places: Places, learnedFrom: TripModel['learnedFrom'],
): TripModel {
    const tallies = talliesOf(lesson, places);
    const telling = [...tallies.values()].filter(keyed => saysMoreThanAnyContext(keyed, tallies));
    const rows = telling.map(({key, tally}) => {
        const parents = keysFromClosest(key).slice(1)
            .map(parent => tallies.get(textOf(parent))?.tally)
            .filter((parent): parent is Tally => parent !== undefined && parent !== tally);
        return rowOf(key, tally, [...new Set(parents)]);
    });
    rows.sort(byRoad(places));
    return {format: TRIP_MODEL_FORMAT, learnedFrom, carriageways: places.order, bands: BANDS, rows};
}

/** A step seen in one context only has one row, that for any context. */
function saysMoreThanAnyContext(
    {key, tally}: KeyedTally, tallies: ReadonlyMap<string, KeyedTally>,
): boolean {
    if (key.context === 'any') return true;
    return tallies.get(textOf({...key, context: 'any'}))!.tally.steps > tally.steps;
}

interface KeyedTally {
    key: RowKey;
    tally: Tally;
}

function talliesOf(lesson: Lesson, places: Places): Map<string, KeyedTally> {
    const tallies = new Map<string, KeyedTally>();
    const listening = new Map<number, Tally[]>();
    const {columns, starts, newTrip} = lesson;
    for (let vehicle = 0; vehicle + 1 < starts.length; vehicle++) {
        const from = starts[vehicle]!;
        const to = starts[vehicle + 1]!;
        for (let at = from + 1; at < to; at++) {
            if (Number.isNaN(newTrip[at]!) || places.isEntry(columns.post[at]!)) continue;
            if (isBeforeItsEntry(columns, at, to, places)) continue;
            const step = stepNumber(columns, at, from, to, places);
            let tallied = listening.get(step);
            if (!tallied) {
                tallied = talliesFor(step, places, tallies);
                listening.set(step, tallied);
            }
            const bin = gapBinOf(columns.atMs[at]! - columns.atMs[at - 1]!);
            for (const tally of tallied) tally.add(bin, newTrip[at]!, vehicle % 2);
        }
    }
    return tallies;
}

function stepNumber(
    columns: StopColumns, at: number, from: number, to: number, places: Places,
): number {
    const pair = columns.post[at - 1]! * places.postCount + columns.post[at]!;
    return pair * CONTEXTS.length + contextOf(columns, at, from, to, places);
}

function talliesFor(step: number, places: Places, tallies: Map<string, KeyedTally>): Tally[] {
    const pair = Math.floor(step / CONTEXTS.length);
    const from = Math.floor(pair / places.postCount);
    const to = pair % places.postCount;
    const closest = {
        from: places.kindOf(from), fromPlace: places.placeOf(from),
        to: places.kindOf(to), toPlace: places.placeOf(to),
        context: CONTEXTS[step % CONTEXTS.length]!,
    };
    return keysFromClosest(closest).map(key => {
        const text = textOf(key);
        const known = tallies.get(text);
        if (known) return known.tally;
        const tally = new Tally();
        tallies.set(text, {key, tally});
        return tally;
    });
}

function rowOf(key: RowKey, tally: Tally, parents: readonly Tally[]): TripRow {
    const threshold = bestThreshold([tally, ...parents]);
    const byBand = Array.from({length: BANDS.length + 1}, () => [0, 0] as [number, number]);
    for (const fold of [0, 1]) {
        const other = bestThreshold([tally, ...parents], 1 - fold);
        tally.eachBin(fold, (bin, same, begun) => {
            const band = byBand[bandOf(gapOf(bin), gapOf(other), BANDS)]!;
            band[0] += same + begun;
            band[1] += bin >= other ? same : begun;
        });
    }
    return {
        ...key,
        newTripAfterSeconds: threshold < GAP_SECONDS.length ? GAP_SECONDS[threshold]! : null,
        seen: tenths(tally.same + tally.begun),
        newTrips: tenths(tally.begun),
        wrong: tenths(byBand.reduce((sum, [, wrong]) => sum + wrong, 0)),
        byBand: byBand.map(([seen, wrong]) => [tenths(seen), tenths(wrong)]),
    };
}

/** The shortest gap of a bin, in seconds; past the last bin there is none. */
function gapOf(bin: number): number {
    return bin < GAP_SECONDS.length ? GAP_SECONDS[bin]! : Infinity;
}

function tenths(count: number): number {
    return Math.round(count * 10) / 10;
}

function byRoad(places: Places): (a: TripRow, b: TripRow) => number {
    const rank = new Map(places.names.map((name, index) => [name, index + 1]));
    const column = (row: TripRow) => [
        row.fromPlace === 'any' ? places.names.length + 1 : rank.get(row.fromPlace)!,
        row.toPlace === 'any' ? places.names.length + 1 : rank.get(row.toPlace)!,
        KINDS.indexOf(row.from), KINDS.indexOf(row.to), CONTEXT_ORDER.indexOf(row.context),
    ];
    return (a, b) => {
        const left = column(a);
        const right = column(b);
        const at = left.findIndex((value, index) => value !== right[index]);
        return at < 0 ? 0 : left[at]! - right[at]!;
    };
}

const KINDS: readonly string[] = ['entry-tag', 'entry-manual', 'gantry', 'exit', 'any'];
const CONTEXT_ORDER: readonly string[] = [...CONTEXTS, 'any'];
