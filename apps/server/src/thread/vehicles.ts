import {groupedBy} from '@karwan/base';
import type {Post} from '@karwan/ledger';
import type {Token} from '@karwan/journey';
import {
    doubts, journeyOf, passJourneys, vehicleTripsFrom, type Identified, type Journey,
    type ReviewItem, type Setting, type VehicleTrip,
} from '@karwan/tolling';
import type {Connection} from '../sql.ts';
import type {DueRow, ReviewRow, TripRow} from './load-derived.ts';
import type {Memory} from './memory.ts';
import type {News} from './news.ts';
import {owedNow, type OthersTouched} from './owed.ts';
import {passesBefore} from './passes-sold.ts';
import type {PlacesChanged} from './places.ts';
import {dueRow, tripRow} from './rows.ts';
import {matesNow, sharedChanged, type Mate} from './joint-windows.ts';
import type {Span} from './spans.ts';
import type {StoredTrip, VehicleMemory} from './vehicle-memory.ts';
import {vehiclesKnown, type VehicleKnown} from './vehicles-known.ts';

/** What became of the vehicles: trips, dues and review items as they are and as they were. */
export interface VehiclesChanged {
    trips: {now: readonly TripRow[]; before: readonly TripRow[]};
    dues: {now: readonly DueRow[]; before: readonly DueRow[]};
    reviews: {now: readonly ReviewItem[]; before: readonly ReviewRow[]};
    /** Money to be moved, in the order in which it has to be posted. */
    transfers: readonly Post[];
    /** Vehicles that were looked at: of no other any trip or due has changed. */
    touched: Iterable<string>;
}

/**
 * Derives anew the trips and dues of every vehicle that the news touches; and, where what they
 * leave in a wallet decides about a window of another trip, those of its vehicle too.
 */
export async function vehiclesChanged(
    client: Connection, memory: Memory, news: News, places: PlacesChanged, setting: Setting,
): Promise<VehiclesChanged> {
    const tokens = [...places.tokens];
    for (;;) {
        const touched = {...places, tokens};
        const changed = await changedOrOthers(client, memory, news, touched, setting);
        if (!('others' in changed)) return changed;
        tokens.push(...changed.others.map(({vehicle, fromMs}) => momentOf(vehicle, fromMs)));
    }
}

async function changedOrOthers(
    client: Connection, memory: Memory, news: News, places: PlacesChanged, setting: Setting,
): Promise<VehiclesChanged | OthersTouched> {
    const touched = groupedBy(spansTouched(places), span => span.of);
    const known = await vehiclesKnown(client, memory.vehicles, memory.ahead, touched);
    const cut = tripsNow(known, places, setting);

    const sold = await passesBefore(client, places.tokens, setting, memory.ahead);
    const register = await memory.register.about(client, new Set([
        ...cut.changed.map(trip => trip.vehicle), ...sold.tokens]), news.toSeq);
    const journeys = cut.changed.map(trip => journeyOf(trip, register, setting));
    const {journeys: shared, mates} = sharedChanged(known, cut, register, setting);
    const duesBefore = [...cut.gone.flatMap(trip => trip.dues),
        ...mates.flatMap(mate => mate.before), ...sold.dues];
    const bought = sold.tokens.flatMap(token => passJourneys(token, register, setting));
    const owed = await owedNow(
        client, memory, news, [...journeys, ...shared, ...bought], duesBefore, register, setting);
    if ('others' in owed) return owed;
    const trips = journeys.map(tripRow);
    const dues = owed.dues.map(due => dueRow(due, setting.scheme, news.toSeq));
    const items = itemsBefore(cut, mates, known, places);
    const own = groupedBy(dues, due => due.trip);
    remember(memory.vehicles, [...cut.gone, ...mates.map(({trip}) => trip)],
        [...storedTrips(trips, journeys, own), ...matesNow(mates, own)]);
    for (const vehicle of vehiclesWithItems(cut, mates, [...owed.items, ...items])) {
        memory.vehicles.forget(vehicle);
    }
    return {
        trips: {now: trips, before: cut.gone.map(trip => trip.row)},
        dues: {now: dues, before: duesBefore},
        reviews: {now: owed.items, before: items},
        transfers: owed.transfers,
        touched: touched.keys(),
    };
}

function storedTrips(
    rows: readonly TripRow[], journeys: readonly Journey[],
    own: ReadonlyMap<number, readonly DueRow[]>,
): StoredTrip[] {
    return rows.map((row, i) => (
        {row, passages: journeys[i]!.passages, dues: own.get(row.id) ?? []}));
}

function remember(
    memory: VehicleMemory, gone: readonly StoredTrip[], now: readonly StoredTrip[],
): void {
    const isGone = groupedBy(gone, trip => trip.row.vehicle);
    const isNow = groupedBy(now, trip => trip.row.vehicle);
    for (const vehicle of new Set([...isGone.keys(), ...isNow.keys()])) {
        memory.replace(vehicle, isGone.get(vehicle) ?? [], isNow.get(vehicle) ?? []);
    }
}

/** Few vehicles have items; each time they are touched they are loaded with them. */
function vehiclesWithItems(
    {changed, gone}: TripsCut, mates: readonly Mate[], items: readonly {passage: number}[],
): Set<string> {
    const about = new Set(items.map(item => item.passage));
    if (about.size === 0) return new Set();
    const stored = [...gone, ...mates.map(({trip}) => trip)];
    const trips = [...changed, ...stored.map(({row, passages}) => (
        {vehicle: row.vehicle, passages}))];
    return new Set(trips.filter(trip => trip.passages.some(passage => about.has(passage.id)))
        .map(trip => trip.vehicle));
}

/** Items of the trips that changed, as they are stored. */
function itemsBefore(
    {changed, gone}: TripsCut, mates: readonly Mate[], known: readonly VehicleKnown[],
    {reviews}: PlacesChanged,
): ReviewRow[] {
    const stored = reviews.filter(row => !(row.reason in doubts));
    for (const vehicle of known) stored.push(...vehicle.stored.items);
    if (stored.length === 0) return [];
    const about = new Set(
        [...changed, ...gone, ...mates].flatMap(trip => trip.passages.map(p => p.id)));
    return stored.filter(row => about.has(row.passage));
}

function spansTouched({changed, gone, tokens}: PlacesChanged): Span[] {
    const spans = [...tokens];
    for (const {vehicle, atMs} of changed) if (vehicle) spans.push(momentOf(vehicle, atMs));
    for (const {vehicle, atMs} of gone) if (vehicle) spans.push(momentOf(vehicle, atMs));
    return spans;
}

function momentOf(vehicle: Token, atMs: number): Span {
    return {of: vehicle, fromMs: atMs, toMs: atMs};
}

/** Trips to be decided anew, and those stored that they take the place of. */
interface TripsCut {
    changed: VehicleTrip[];
    gone: StoredTrip[];
}

// A passage of a touched cluster that is as it was belongs to the vehicles that are known, or to
// one that nothing has touched.
function tripsNow(
    known: readonly VehicleKnown[], {changed, gone, tokens}: PlacesChanged, setting: Setting,
): TripsCut {
    const isGone = new Set(gone.map(passage => passage.id));
    const fresh = groupedBy(changed, passage => passage.vehicle);
    const isTold = new Set(tokens.map(span => span.of));
    const cut: TripsCut = {changed: [], gone: []};
    for (const each of known) {
        const passages: Identified[] = [];
        for (const trips of [each.near, each.around]) {
            for (const trip of trips) {
                for (const passage of trip.passages) {
                    if (!isGone.has(passage.id)) passages.push(passage);
                }
            }
        }
        for (const passage of fresh.get(each.vehicle as Token) ?? []) passages.push(passage);
        if (passages.length === 0 && each.near.length === 0) continue;
        const trips = vehicleTripsFrom(each.vehicle as Token, passages, setting);
        compareTrips(trips, each, isTold.has(each.vehicle), cut);
    }
    return cut;
}

// Those around the near ones are there so that it is known how surely the near ones begin and end.
function compareTrips(
    trips: readonly VehicleTrip[], {near, around}: VehicleKnown, isTold: boolean, cut: TripsCut,
): void {
    const stay = new Set<StoredTrip>();
    for (const trip of trips) {
        if (around.some(({row}) => row.id === trip.id)) continue;
        const old = near.find(({row}) => row.id === trip.id);
        if (old && !isTold && isSameTrip(trip, old)) stay.add(old);
        else cut.changed.push(trip);
    }
    for (const trip of near) if (!stay.has(trip)) cut.gone.push(trip);
}

function isSameTrip(trip: VehicleTrip, old: StoredTrip): boolean {
    return old.row.sure === Math.fround(trip.sure)
        && old.passages.length === trip.passages.length
        && trip.passages.every((passage, i) => passage === old.passages[i]);
}
