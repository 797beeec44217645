import {groupedBy} from '@karwan/base';
import {
    daysBetween, sharedJourneys, untaggedOf, windowRulesOf, type Journey, type Register,
    type Setting, type VehicleTrip,
} from '@karwan/tolling';
import type {DueRow} from './load-derived.ts';
import type {StoredTrip} from './vehicle-memory.ts';
import type {VehicleKnown} from './vehicles-known.ts';

/** Trips that were cut anew, and those stored that they take the place of. */
interface TripsCut {
    readonly changed: readonly VehicleTrip[];
    readonly gone: readonly StoredTrip[];
}

/** What became of the windows that take in several trips of a vehicle. */
export interface SharedChanged {
    /** Each such window as a journey of its own. */
    journeys: Journey[];
    /** Trips that are as they were and share such a window with one that is not. */
    mates: Mate[];
}

/** A trip as it was, with those of its dues that are decided anew. */
export interface Mate {
    trip: StoredTrip;
    before: readonly DueRow[];
    /** Its passages that may have opened items of the windows decided anew. */
    passages: readonly {id: number}[];
}

const NONE: SharedChanged = {journeys: [], mates: []};

/**
 * The windows that a trip which changed has or had a part in, from all trips that reach into their
 * days. Where a scheme prices each trip by itself there are none, and nothing is looked at.
 */
export function sharedChanged(
    known: readonly VehicleKnown[], {changed, gone}: TripsCut, register: Register,
    setting: Setting,
): SharedChanged {
    if (!windowRulesOf(setting.scheme).joinTrips || changed.length + gone.length === 0) {
        return NONE;
    }
    const fresh = groupedBy(changed, trip => trip.vehicle as string);
    const old = groupedBy(gone, trip => trip.row.vehicle as string);
    const shared: SharedChanged = {journeys: [], mates: []};
    for (const vehicle of known) {
        const now = fresh.get(vehicle.vehicle) ?? [];
        const before = old.get(vehicle.vehicle) ?? [];
        if (now.length + before.length === 0) continue;
        shareOf(vehicle, now, before, register, setting, shared);
    }
    return shared;
}

function shareOf(
    {near, around}: VehicleKnown, changed: readonly VehicleTrip[], gone: readonly StoredTrip[],
    register: Register, setting: Setting, shared: SharedChanged,
): void {
    const {zone} = setting;
    const days = new Set([
        ...changed.flatMap(trip => daysBetween(trip.fromMs, trip.toMs, zone)),
        ...gone.flatMap(({row}) => daysBetween(row.from_ms, row.to_ms, zone))]);
    const isGone = new Set(gone);
    const mates = [...near, ...around].filter(trip => !isGone.has(trip)
        && daysBetween(trip.row.from_ms, trip.row.to_ms, zone).some(day => days.has(day)));
    const trips = [...changed, ...mates.map(vehicleTripOf)];
    shared.journeys.push(...sharedJourneys(trips, register, setting, day => days.has(day)));
    shared.mates.push(...mates.map(trip => mateOf(trip, days, register, setting)));
}

function vehicleTripOf({row, passages}: StoredTrip): VehicleTrip {
    return {
        id: row.id, vehicle: row.vehicle, fromMs: row.from_ms, toMs: row.to_ms, sure: row.sure,
        passages,
    };
}

function mateOf(
    trip: StoredTrip, days: ReadonlySet<string>, register: Register,
    {scheme, ways, zone}: Setting,
): Mate {
    const rules = windowRulesOf(scheme);
    const untagged = untaggedOf(vehicleTripOf(trip), register, scheme);
    return {
        trip,
        before: trip.dues.filter(due => rules.isShared(due.road) && days.has(due.day)),
        passages: trip.passages.filter(({point, atMs}) => ways.isGantry(point)
            && rules.isShared(ways.section(point).road, untagged) && days.has(zone.day(atMs))),
    };
}

/** The mates as they are stored from now on: dues decided anew in the place of the old ones. */
export function matesNow(
    mates: readonly Mate[], dues: ReadonlyMap<number, readonly DueRow[]>,
): StoredTrip[] {
    return mates.map(({trip, before}) => ({
        ...trip,
        dues: [...trip.dues.filter(due => !before.includes(due)), ...dues.get(trip.row.id) ?? []],
    }));
}
