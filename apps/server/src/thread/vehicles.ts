import {compareText} from '@karwan/base';
import type {Post, Transfer} from '@karwan/ledger';
import type {Token} from '@karwan/journey';
import {
    doubts, duesFrom, journeysFrom, LONGEST_PAUSE_MS, NOTHING_POSTED, settle, usableTag, type Due,
    type Identified, type Journey, type Posted, type Register, type ReviewItem, type Setting,
} from '@karwan/tolling';
import type pg from 'pg';
import {balancesOf} from '../ledger-store.ts';
import {
    duesOf, passagesOf, postedIn, reviewsOf, tripsNear, type DueRow, type NearTrips,
    type PassageRow, type ReviewRow, type TripRow,
} from './load-derived.ts';
import {registerOf} from './load.ts';
import {mergedSpans, type Span} from './spans.ts';
import type {News} from './news.ts';
import {identifiedOf, registerFrom, type PlacesChanged} from './places.ts';
import {Wallets} from './purse.ts';
import {isSamePassage} from './rows.ts';

/** What became of the vehicles: trips, dues and review items as they are and as they were. */
export interface VehiclesChanged {
    trips: {now: readonly Journey[]; before: readonly TripRow[]};
    dues: {now: readonly Due[]; before: readonly DueRow[]};
    reviews: {now: readonly ReviewItem[]; before: readonly ReviewRow[]};
    /** Money to be moved, in the order in which it has to be posted. */
    transfers: readonly Transfer[];
}

/** No pause within a trip is longer: nothing beyond it around a passage can change what it is. */
const REACH_MS = LONGEST_PAUSE_MS;

/** Derives anew the trips and dues of every vehicle that the news touches. */
export async function vehiclesChanged(
    client: pg.ClientBase, news: News, places: PlacesChanged, setting: Setting,
): Promise<VehiclesChanged> {
    const spans = spansTouched(places);
    const within = spans.map(({of, fromMs, toMs}) => (
        {of, fromMs: fromMs - REACH_MS, toMs: toMs + REACH_MS}));
    const {near, around} = await tripsNear(client, mergedSpans(within), REACH_MS);
    const known = await passagesOf(client, regionsOf([...near, ...around]));
    const journeys = journeysNow(known, places, setting);
    const told = new Set(places.tokens.map(span => span.of));
    const {changed, gone} = compareTrips(journeys, {near, around}, places, told);

    const vehicles = new Set(changed.map(journey => journey.vehicle));
    const register = registerFrom(await registerOf(client, vehicles, news.toSeq));
    const duesBefore = await duesOf(client, gone.map(trip => trip.id));
    const about = changed.flatMap(journey => journey.passages.map(passage => passage.id))
        .concat(gone.flatMap(trip => trip.passages));
    const reviewsBefore = await reviewsOf(client, [...new Set(about)]);
    const owed = await owedNow(client, news, changed, duesBefore, register, setting);
    return {
        trips: {now: changed, before: gone},
        dues: {now: owed.dues, before: duesBefore},
        reviews: {
            now: owed.items,
            before: reviewsBefore.filter(row => !(row.reason in doubts)),
        },
        transfers: owed.transfers,
    };
}

function spansTouched({now, before, tokens}: PlacesChanged): Span[] {
    const rows = new Map(before.map(row => [row.id, row]));
    const isKept = new Set<number>();
    const spans = [...tokens];
    for (const passage of now) {
        if (isSamePassage(passage, rows.get(passage.id))) isKept.add(passage.id);
        else if (passage.vehicle) spans.push(momentOf(passage.vehicle, passage.atMs));
    }
    for (const row of before) {
        if (row.vehicle && !isKept.has(row.id)) spans.push(momentOf(row.vehicle, row.at_ms));
    }
    return spans;
}

function momentOf(vehicle: Token, atMs: number): Span {
    return {of: vehicle, fromMs: atMs, toMs: atMs};
}

// The trips that reach near are taken whole.
function regionsOf(trips: readonly TripRow[]): Span[] {
    return mergedSpans(
        trips.map(trip => ({of: trip.vehicle, fromMs: trip.from_ms, toMs: trip.to_ms})));
}

// A passage of a touched cluster that is as it was belongs to the vehicles that are loaded, or to
// one that nothing has touched.
function journeysNow(
    known: readonly PassageRow[], {now, before}: PlacesChanged, setting: Setting,
): Journey[] {
    const rows = new Map(before.map(row => [row.id, row]));
    const changed = now.filter(passage => !isSamePassage(passage, rows.get(passage.id)));
    for (const passage of now) {
        if (isSamePassage(passage, rows.get(passage.id))) rows.delete(passage.id);
    }
    const passages = new Map<Token, Identified[]>();
    const stored = known.filter(row => !rows.has(row.id)).map(identifiedOf);
    for (const passage of [...stored, ...changed]) {
        if (!passage.vehicle) continue;
        const own = passages.get(passage.vehicle);
        if (own) own.push(passage);
        else passages.set(passage.vehicle, [passage]);
    }
    return [...passages.keys()].sort(compareText)
        .flatMap(vehicle => journeysFrom(vehicle, passages.get(vehicle)!, setting));
}

/**
 * Trips to be decided anew, and those that they take the place of. Those around the near ones are
 * there so that it is known how surely the near ones begin and end.
 */
function compareTrips(
    journeys: readonly Journey[], {near, around}: NearTrips, places: PlacesChanged,
    told: ReadonlySet<string>,
): {changed: Journey[]; gone: TripRow[]} {
    const before = new Map(near.map(trip => [trip.id, trip]));
    const isAround = new Set(around.map(trip => trip.id));
    const rows = new Map(places.before.map(row => [row.id, row]));
    const isNew = new Set(places.now
        .filter(passage => !isSamePassage(passage, rows.get(passage.id)))
        .map(passage => passage.id));
    const changed = journeys.filter(journey => {
        if (isAround.has(journey.id)) return false;
        const old = before.get(journey.id);
        const isSame = old && old.vehicle === journey.vehicle && !told.has(journey.vehicle)
            && old.sure === Math.fround(journey.sure)
            && old.passages.length === journey.passages.length
            && journey.passages.every((p, i) => p.id === old.passages[i] && !isNew.has(p.id));
        if (isSame) before.delete(journey.id);
        return !isSame;
    });
    return {changed, gone: [...before.values()]};
}

interface Owed {
    dues: Due[];
    items: ReviewItem[];
    transfers: Transfer[];
}

async function owedNow(
    client: pg.ClientBase, news: News, journeys: readonly Journey[], before: readonly DueRow[],
    register: Register, setting: Setting,
): Promise<Owed> {
    const windows = journeys.flatMap(journey => journey.windows.map(window => window.id));
    const posted = await postedFor(client, [...before.map(row => row.window), ...windows]);
    const credits = creditsFrom(news);
    const balances = await balancesOf(client, accountsOf(journeys, register, posted));
    const wallets = new Wallets(balances, posted, stillLow(before, news, register));
    for (const {credit, amountMinor} of credits) wallets.add(credit, amountMinor);

    const transfers: Post[] = [...credits];
    const isNow = new Set(windows);
    for (const {window, road} of before) {
        if (isNow.has(window)) continue;
        wallets.take(window, undefined);
        transfers.push(...settle(
            window, undefined, posted.get(window) ?? NOTHING_POSTED, road, news.atMs));
    }
    const dues: Due[] = [];
    const items: ReviewItem[] = [];
    for (const journey of journeys) {
        const owed = duesFrom(journey, register, wallets, setting);
        dues.push(...owed.dues);
        items.push(...owed.items);
        const byWindow = new Map(owed.dues.map(due => [due.window.id, due]));
        for (const {id, road} of journey.windows) {
            transfers.push(...settle(
                id, byWindow.get(id), posted.get(id) ?? NOTHING_POSTED, road, news.atMs));
        }
    }
    return {dues, items, transfers};
}

/** What the ledger says was paid for these windows: per payer, net of refunds. */
async function postedFor(
    client: pg.ClientBase, windows: readonly string[],
): Promise<Map<string, Posted>> {
    const posted = new Map<string, {count: number; netMinor: Map<string, bigint>}>();
    for (const row of await postedIn(client, windows)) {
        let window = posted.get(row.window);
        if (!window) posted.set(row.window, window = {count: 0, netMinor: new Map()});
        window.count += row.transfers;
        const isRefund = row.debit.startsWith('revenue:');
        const payer = isRefund ? row.credit : row.debit;
        const signed = isRefund ? -BigInt(row.posted_minor) : BigInt(row.posted_minor);
        window.netMinor.set(payer, (window.netMinor.get(payer) ?? 0n) + signed);
    }
    return posted;
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
    journeys: readonly Journey[], register: Register, posted: ReadonlyMap<string, Posted>,
): string[] {
    const accounts = new Set<string>();
    for (const {vehicle, fromMs} of journeys) {
        const usable = usableTag(vehicle, fromMs, register);
        if (usable.use === 'active') accounts.add(`wallet:${usable.tag}`);
    }
    for (const {netMinor} of posted.values()) {
        for (const payer of netMinor.keys()) {
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
