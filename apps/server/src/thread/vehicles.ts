import {groupedBy} from '@karwan/base';
import type {Post} from '@karwan/ledger';
import type {Token} from '@karwan/journey';
import {
    doubts, duesFrom, journeyOf, settle, usableTag, vehicleTripsFrom, type Due, type Journey,
    type Register, type ReviewItem, type Setting, type VehicleTrip,
} from '@karwan/tolling';
import type pg from 'pg';
import {balancesOf} from '../ledger-store.ts';
import type {DueRow, ReviewRow, TripRow} from './load-derived.ts';
import type {Memory} from './memory.ts';
import type {News} from './news.ts';
import type {PlacesChanged} from './places.ts';
import type {PostedMemory} from './posted-memory.ts';
import {Wallets} from './purse.ts';
import {dueRow, tripRow} from './rows.ts';
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
}

/** Derives anew the trips and dues of every vehicle that the news touches. */
export async function vehiclesChanged(
    client: pg.ClientBase, memory: Memory, news: News, places: PlacesChanged, setting: Setting,
): Promise<VehiclesChanged> {
    const touched = groupedBy(spansTouched(places), span => span.of);
    const known = await vehiclesKnown(client, memory.vehicles, touched);
    const cut = tripsNow(known, places, setting);

    const register = await memory.register.about(
        client, new Set(cut.changed.map(trip => trip.vehicle)), news.toSeq);
    const duesBefore = cut.gone.flatMap(trip => trip.dues);
    const journeys = cut.changed.map(trip => journeyOf(trip, setting));
    const owed = await owedNow(client, memory, news, journeys, duesBefore, register, setting);
    const trips = journeys.map(tripRow);
    const dues = owed.dues.map(due => dueRow(due, setting.scheme, news.toSeq));
    const items = itemsBefore(cut, known, places);
    remember(memory.vehicles, cut.gone, storedTrips(trips, journeys, dues));
    for (const vehicle of vehiclesWithItems(cut, [...owed.items, ...items])) {
        memory.vehicles.forget(vehicle);
    }
    return {
        trips: {now: trips, before: cut.gone.map(trip => trip.row)},
        dues: {now: dues, before: duesBefore},
        reviews: {now: owed.items, before: items},
        transfers: owed.transfers,
    };
}

function storedTrips(
    rows: readonly TripRow[], journeys: readonly Journey[], dues: readonly DueRow[],
): StoredTrip[] {
    const own = groupedBy(dues, due => due.trip);
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
    {changed, gone}: TripsCut, items: readonly {passage: number}[],
): Set<string> {
    const about = new Set(items.map(item => item.passage));
    if (about.size === 0) return new Set();
    const trips = [...changed, ...gone.map(({row, passages}) => (
        {vehicle: row.vehicle, passages}))];
    return new Set(trips.filter(trip => trip.passages.some(passage => about.has(passage.id)))
        .map(trip => trip.vehicle));
}

/** Items of the trips that changed, as they are stored. */
function itemsBefore(
    {changed, gone}: TripsCut, known: readonly VehicleKnown[], {reviews}: PlacesChanged,
): ReviewRow[] {
    const stored = reviews.filter(row => !(row.reason in doubts));
    for (const vehicle of known) stored.push(...vehicle.stored.items);
    if (stored.length === 0) return [];
    const about = new Set([...changed, ...gone].flatMap(trip => trip.passages.map(p => p.id)));
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
        const stored = [...each.near, ...each.around].flatMap(trip => trip.passages);
        const passages = [
            ...isGone.size === 0 ? stored : stored.filter(passage => !isGone.has(passage.id)),
            ...fresh.get(each.vehicle as Token) ?? []];
        if (passages.length === 0 && stored.length === 0) continue;
        const trips = vehicleTripsFrom(each.vehicle as Token, passages, setting);
        compareTrips(trips, each, isTold.has(each.vehicle), cut);
    }
    return cut;
}

// Those around the near ones are there so that it is known how surely the near ones begin and end.
function compareTrips(
    trips: readonly VehicleTrip[], {near, around}: VehicleKnown, isTold: boolean, cut: TripsCut,
): void {
    const before = new Map(near.map(trip => [trip.row.id, trip]));
    for (const trip of trips) {
        if (around.some(({row}) => row.id === trip.id)) continue;
        const old = before.get(trip.id);
        if (old && !isTold && isSameTrip(trip, old)) before.delete(trip.id);
        else cut.changed.push(trip);
    }
    cut.gone.push(...before.values());
}

function isSameTrip(trip: VehicleTrip, old: StoredTrip): boolean {
    return old.row.sure === Math.fround(trip.sure)
        && old.passages.length === trip.passages.length
        && trip.passages.every((passage, i) => passage === old.passages[i]);
}

interface Owed {
    dues: Due[];
    items: ReviewItem[];
    transfers: Post[];
}

async function owedNow(
    client: pg.ClientBase, memory: Memory, news: News, journeys: readonly Journey[],
    before: readonly DueRow[], register: Register, setting: Setting,
): Promise<Owed> {
    const windows = journeys.flatMap(journey => journey.windows.map(
        window => ({window: window.id, trip: window.trip})));
    const {posted} = memory;
    await posted.know(client, [...before, ...windows], news.fromSeq);
    const credits = creditsFrom(news);
    const all = [...before, ...windows].map(({window}) => window);
    const balances = await balancesOf(client, accountsOf(journeys, register, posted, all));
    const wallets = new Wallets(balances, posted, stillLow(before, news, register));
    for (const {credit, amountMinor} of credits) wallets.add(credit, amountMinor);

    const transfers: Post[] = [...credits];
    const isNow = new Set(windows.map(({window}) => window));
    for (const {window, road} of before) {
        if (isNow.has(window)) continue;
        wallets.take(window, undefined);
        transfers.push(...settle(window, undefined, posted.get(window), road, news.atMs));
    }
    const dues: Due[] = [];
    const items: ReviewItem[] = [];
    for (const journey of journeys) {
        const owed = duesFrom(journey, register, wallets, setting);
        dues.push(...owed.dues);
        items.push(...owed.items);
        for (const {id, road} of journey.windows) {
            const due = owed.dues.find(({window}) => window.id === id);
            transfers.push(...settle(id, due, posted.get(id), road, news.atMs));
        }
    }
    posted.post(transfers);
    return {dues, items, transfers};
}

/** Opening balances and top-ups as transfers: each fact moves its money once, under its own id. */
export function creditsFrom({facts, atMs}: News): Post[] {
    return facts.filter(fact => fact.kind === 'opening' || fact.kind === 'topup').flatMap(fact => {
        const amountMinor = BigInt((fact.body as {amountMinor: string}).amountMinor);
        if (amountMinor <= 0n) return [];
        const credit = `wallet:${fact.token!}`;
        return [{kind: 'post', id: `fact:${fact.id}`, debit: 'bank', credit, amountMinor, atMs}];
    });
}

function accountsOf(
    journeys: readonly Journey[], register: Register, posted: PostedMemory,
    windows: readonly string[],
): string[] {
    const accounts = new Set<string>();
    for (const {vehicle, fromMs} of journeys) {
        const usable = usableTag(vehicle, fromMs, register);
        if (usable.use === 'active') accounts.add(`wallet:${usable.tag}`);
    }
    for (const window of windows) {
        for (const payer of posted.get(window).netMinor.keys()) {
            if (payer.startsWith('wallet:')) accounts.add(payer);
        }
    }
    return [...accounts];
}

// A low balance stays decided. Money that was there in time and is heard of only now speaks for
// the payer, and the window is decided anew.
function stillLow(
    before: readonly DueRow[], {facts}: News, register: Register,
): Set<string> {
    const paid = facts.filter(fact => fact.kind === 'opening' || fact.kind === 'topup');
    return new Set(before.filter(row => {
        if (row.surcharge_when !== 'low-balance') return false;
        const usable = usableTag(row.vehicle, row.from_ms, register);
        return !paid.some(fact => usable.use === 'active' && fact.token === usable.tag
            && fact.valid_from_ms <= row.from_ms);
    }).map(row => row.window));
}
