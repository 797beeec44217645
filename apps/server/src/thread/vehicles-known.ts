import {compareText, groupedBy, HOUR_MS} from '@karwan/base';
import {doubts, LONGEST_PAUSE_MS, type Identified} from '@karwan/tolling';
import type {Connection} from '../sql.ts';
import type {Ahead} from './ahead.ts';
import {duesOf, passagesOf, reviewsOf, tripsIn, type TripRow} from './load-derived.ts';
import {identifiedOf} from './places.ts';
import {mergedSpans, type Span} from './spans.ts';
import type {StoredTrip, StoredVehicle, VehicleMemory} from './vehicle-memory.ts';

/**
 * No pause within a trip is longer, and no local day: nothing beyond it around a passage can change
 * what it is, or what it is priced with.
 */
const REACH_MS = Math.max(LONGEST_PAUSE_MS, 25 * HOUR_MS);

/** A vehicle is loaded with what lies before, and for some time it need not be loaded again. */
const BEFORE_MS = 3 * REACH_MS;
const AFTER_MS = 30 * 24 * 3_600_000;

/** A vehicle that is touched, with its stored trips: those that may change, those around them. */
export interface VehicleKnown {
    vehicle: string;
    stored: StoredVehicle;
    /** Trips that reach near a touched moment. */
    near: StoredTrip[];
    /** Trips near those: they tell how surely the near ones begin and end. */
    around: StoredTrip[];
}

/** The touched vehicles with their stored trips, loaded where memory does not have them. */
export async function vehiclesKnown(
    connection: Connection, memory: VehicleMemory, ahead: Ahead,
    touched: ReadonlyMap<string, readonly Span[]>,
): Promise<VehicleKnown[]> {
    const known = new Map<string, VehicleKnown>();
    for (;;) {
        const missing: Span[] = [];
        for (const [vehicle, spans] of touched) {
            if (known.has(vehicle)) continue;
            const stored = memory.find(vehicle);
            const found = stored && knownOf(vehicle, stored, spans);
            const needed = found ? neededFor(found.near, spans) : neededFor([], spans);
            const isKnown = found && found.stored.fromMs <= needed.fromMs
                && needed.toMs <= found.stored.toMs;
            if (isKnown) known.set(vehicle, found);
            else missing.push({
                of: vehicle, fromMs: needed.fromMs - BEFORE_MS, toMs: needed.toMs + AFTER_MS});
        }
        if (missing.length === 0) break;
        // Forgotten on purpose, or remembered of too short a time, while its rows are on their way.
        if (ahead.holdsAny(missing.map(span => span.of))) await ahead.settled();
        for (const [vehicle, stored] of await loaded(connection, missing)) {
            memory.learn(vehicle, stored);
        }
    }
    return [...touched.keys()].sort(compareText).map(vehicle => known.get(vehicle)!);
}

function knownOf(
    vehicle: string, stored: StoredVehicle, spans: readonly Span[],
): VehicleKnown {
    const near = stored.trips.filter(({row}) => spans.some(({fromMs, toMs}) =>
        row.to_ms >= fromMs - REACH_MS && row.from_ms <= toMs + REACH_MS));
    const around = near.length === stored.trips.length ? [] : stored.trips.filter(trip =>
        !near.includes(trip) && near.some(({row}) =>
            trip.row.to_ms >= row.from_ms - REACH_MS && trip.row.from_ms <= row.to_ms + REACH_MS));
    return {vehicle, stored, near, around};
}

/** The time of which all trips must be known, to know which are near and which around. */
function neededFor(
    near: readonly StoredTrip[], spans: readonly Span[],
): {fromMs: number; toMs: number} {
    let [fromMs, toMs] = [Infinity, -Infinity];
    for (const span of spans) {
        fromMs = Math.min(fromMs, span.fromMs);
        toMs = Math.max(toMs, span.toMs);
    }
    for (const {row} of near) {
        fromMs = Math.min(fromMs, row.from_ms);
        toMs = Math.max(toMs, row.to_ms);
    }
    return {fromMs: fromMs - REACH_MS, toMs: toMs + REACH_MS};
}

async function loaded(
    connection: Connection, missing: readonly Span[],
): Promise<Map<string, StoredVehicle>> {
    const vehicles = new Map<string, StoredVehicle>(missing.map(({of, fromMs, toMs}) =>
        [of, {fromMs, toMs, trips: [], items: []}]));
    const rows = await tripsIn(connection, missing);
    if (rows.length === 0) return vehicles;
    const passages = new Map<number, Identified>();
    for (const row of await passagesOf(connection, regionsOf(rows))) {
        passages.set(row.id, identifiedOf(row));
    }
    const dues = groupedBy(await duesOf(connection, rows.map(row => row.id)), due => due.trip);
    const items = groupedBy(
        (await reviewsOf(connection, rows.flatMap(row => row.passages)))
            .filter(item => !(item.reason in doubts)), item => item.passage);
    for (const row of rows) {
        const stored = vehicles.get(row.vehicle)!;
        stored.trips.push({
            row, passages: row.passages.map(id => passages.get(id)!), dues: dues.get(row.id) ?? [],
        });
        const own = row.passages.flatMap(id => items.get(id) ?? []);
        if (own.length > 0) stored.items = [...stored.items, ...own];
    }
    return vehicles;
}

// The trips are taken whole.
function regionsOf(trips: readonly TripRow[]): Span[] {
    return mergedSpans(
        trips.map(trip => ({of: trip.vehicle, fromMs: trip.from_ms, toMs: trip.to_ms})));
}
