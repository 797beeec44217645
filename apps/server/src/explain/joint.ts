import type {Section} from '@karwan/journey';
import {sharedJourneys, windowRulesOf, type Setting} from '@karwan/tolling';
import type {Connection} from '../sql.ts';
import type {DueRow, TripRow} from '../thread/load-derived.ts';
import {identifiedOf, registerFrom} from '../thread/places.ts';
import {duesOfTrips, duesOfVehicle, passagesNamed, tripsOfVehicles} from './load.ts';
import {factsAbout} from './register.ts';

/** So many trips of a vehicle in a local day are looked at. */
const MOST_TRIPS = 1_000;

/** True where a due may take in several trips of its vehicle. */
export function isShared({road}: DueRow, {scheme}: Setting): boolean {
    return windowRulesOf(scheme).isShared(road);
}

/** The sections of a window of several trips, in the order driven; empty where it is cut anew. */
export async function sharedSections(
    connection: Connection, due: DueRow, setting: Setting,
): Promise<Section[]> {
    const rows = await tripsOfVehicles(
        connection, [due.vehicle], due.from_ms, due.to_ms + 1, MOST_TRIPS);
    const passages = new Map((await passagesNamed(connection, rows.flatMap(row => row.passages)))
        .map(row => [row.id, identifiedOf(row)]));
    const trips = rows.map(row => ({
        id: row.id, vehicle: row.vehicle, fromMs: row.from_ms, toMs: row.to_ms, sure: row.sure,
        passages: row.passages.map(id => passages.get(id)!),
    }));
    const register = registerFrom(await factsAbout(connection, due.vehicle));
    const windows = sharedJourneys(trips, register, setting, day => day === due.day)
        .flatMap(journey => journey.windows);
    return [...windows.find(window => window.id === due.window)?.sections ?? []];
}

/** What a trip was charged, windows that it shares with other trips too. */
export async function duesOfTrip(
    connection: Connection, trip: TripRow, setting: Setting,
): Promise<DueRow[]> {
    if (!windowRulesOf(setting.scheme).joinTrips) return duesOfTrips(connection, [trip.id]);
    const dues = await duesOfVehicle(connection, trip.vehicle, trip.from_ms, trip.to_ms);
    const isOwn = new Set(trip.passages);
    return dues.filter(due => due.trip === trip.id || due.passages.some(id => isOwn.has(id)));
}
