import type {Zone} from '@karwan/base';
import type {Token, Ways} from '@karwan/journey';
import {dueOf, usableTag, type Due} from './due.ts';
import {identityOf, type Identity} from './identity.ts';
import {drivenFrom} from './missed-beside.ts';
import {passClass, passWindows} from './pass.ts';
import {passagesFrom, type Claim, type Passage} from './passage.ts';
import type {Register} from './register.ts';
import {decidedIdentity, itemOf, type ReviewDecision, type ReviewItem} from './review.ts';
import type {Scheme} from './scheme.ts';
import {tripsFrom, type TripRule} from './trip.ts';
import {classOf, measurableClasses, type ChargedClass} from './vehicle-class.ts';
import {sharedWindows, windowsOfTrip} from './window-day.ts';
import {priceOfSection, priceOfWindow} from './window-price.ts';
import {windowRulesOf, type Untagged} from './window-rule.ts';
import type {Window} from './window.ts';

/** A passage and whose it was. */
export type Identified = Passage & Identity;

/** A trip of one vehicle as it was cut. */
export interface VehicleTrip {
    /** The lowest passage id of the trip: it keeps its name when an earlier passage comes later. */
    id: number;
    vehicle: Token;
    fromMs: number;
    toMs: number;
    /** The chance that exactly these passages make the trip. */
    sure: number;
    /** In the order of the road. */
    passages: readonly Identified[];
}

/** A trip with what is priced together on it. */
export interface Journey extends VehicleTrip {
    windows: readonly Window[];
    /** Gantries in order, and which of them nobody reported. */
    path: string[];
    inferred: string[];
}

/** What stays the same from batch to batch. */
export interface Setting {
    scheme: Scheme;
    ways: Ways;
    zone: Zone;
    tripRule: TripRule;
}

/**
 * From claims to passages that know their vehicle: the half of the thread that places decide.
 * `decisions` are `whoseDecisions`; the register must know the vehicles that they name.
 */
export function identifiedFrom(
    claims: readonly Claim[], register: Register, decisions: ReadonlyMap<number, ReviewDecision>,
    setting: Setting,
): Identified[] {
    return passagesFrom(claims, setting.scheme.rules.samePassageMs)
        .map(passage => identifiedAs(passage, register, decisions, setting));
}

/** A passage and whose it was, by the register and by what people decided. */
export function identifiedAs(
    passage: Passage, register: Register, decisions: ReadonlyMap<number, ReviewDecision>,
    {scheme}: Setting,
): Identified {
    const evident = identityOf(passage, register, scheme.rules);
    const decided = decisions.get(passage.id);
    const {vehicle, by, doubt, basis} = decided
        ? decidedIdentity(evident, decided, passage.atMs, register) : evident;
    // Field by field: millions of them are made, and a spread costs ten times as much.
    return {
        id: passage.id, kind: passage.kind, point: passage.point, lane: passage.lane,
        atMs: passage.atMs, tag: passage.tag, plate: passage.plate,
        confidence: passage.confidence, measuredClass: passage.measuredClass,
        detections: passage.detections, readings: passage.readings, vehicle, by, doubt, basis,
    };
}

/** From one vehicle's passages to its trips and their windows: the half that vehicles decide. */
export function journeysFrom(
    vehicle: Token, found: readonly Identified[], register: Register, setting: Setting,
): Journey[] {
    return vehicleTripsFrom(vehicle, found, setting)
        .map(trip => journeyOf(trip, register, setting));
}

/**
 * What is priced together of several trips of one vehicle, each as a journey of its own, of the
 * days asked for. All of its trips that reach into these days must be given.
 */
export function sharedJourneys(
    trips: readonly VehicleTrip[], register: Register, {scheme, ways, zone}: Setting,
    isAsked: (day: string) => boolean,
): Journey[] {
    const rules = windowRulesOf(scheme);
    if (!rules.joinTrips) return [];
    const driven = trips.map(trip => ({
        id: trip.id, fromMs: trip.fromMs, stretches: drivenFrom(trip.passages, {scheme, ways}),
        untagged: untaggedOf(trip, register, scheme),
    }));
    return sharedWindows(driven, rules, zone, isAsked).map(window => ({
        id: window.trip, vehicle: trips[0]!.vehicle, fromMs: window.fromMs, toMs: window.toMs,
        sure: 1, passages: window.passages as readonly Identified[], windows: [window],
        path: window.sections.map(section => section.gantry), inferred: [...window.inferred],
    }));
}

/** What was bought for a vehicle, each as a journey of its own on which nobody drives. */
export function passJourneys(
    vehicle: Token, register: Register, {scheme}: Pick<Setting, 'scheme'>,
): Journey[] {
    return passWindows(vehicle, register, scheme).map(window => ({
        id: window.trip, vehicle, fromMs: window.fromMs, toMs: window.toMs, sure: 1,
        passages: [], windows: [window], path: [], inferred: [],
    }));
}

/**
 * Whether a trip was driven without a usable tag; undefined where no price asks. As it was known
 * is by what had been told before the first of the trip was heard of, which is its name.
 */
export function untaggedOf(
    {id, vehicle, fromMs}: Pick<VehicleTrip, 'id' | 'vehicle' | 'fromMs'>, register: Register,
    scheme: Scheme,
): Untagged | undefined {
    if (!windowRulesOf(scheme).askForTags) return undefined;
    return {
        byEventTime: usableTag(vehicle, fromMs, register).use !== 'active',
        asKnown: usableTag(vehicle, fromMs, register, id).use !== 'active',
    };
}

/** Cuts one vehicle's passages into trips. */
export function vehicleTripsFrom(
    vehicle: Token, found: readonly Identified[], {tripRule}: Setting,
): VehicleTrip[] {
    // Of one moment at one gantry the one that was heard of first comes first.
    const passages = isInOrder(found) ? found : found.toSorted((a, b) => a.id - b.id);
    const stops = passages.map(({point, kind, atMs}) => ({place: point, kind, atMs}));
    return tripsFrom(stops, tripRule).map(trip =>
        vehicleTrip(vehicle, trip.stops.map(index => passages[index]!), trip.sure));
}

function isInOrder(passages: readonly Identified[]): boolean {
    for (let i = 1; i < passages.length; i++) {
        if (passages[i - 1]!.id > passages[i]!.id) return false;
    }
    return true;
}

function vehicleTrip(
    vehicle: Token, passages: readonly Identified[], sure: number,
): VehicleTrip {
    let [id, fromMs, toMs] = [Infinity, Infinity, -Infinity];
    for (const passage of passages) {
        if (passage.id < id) id = passage.id;
        if (passage.atMs < fromMs) fromMs = passage.atMs;
        if (passage.atMs > toMs) toMs = passage.atMs;
    }
    return {id, vehicle, fromMs, toMs, sure, passages};
}

/** What is priced together on a trip. */
export function journeyOf(
    trip: VehicleTrip, register: Register, {scheme, ways}: Setting,
): Journey {
    const {id, vehicle, fromMs, toMs, sure, passages} = trip;
    const stretches = drivenFrom(passages, {scheme, ways});
    const path: string[] = [];
    const inferred: string[] = [];
    for (const stretch of stretches) {
        for (const {section, passages: seen} of stretch) {
            path.push(section.gantry);
            if (seen.length === 0) inferred.push(section.gantry);
        }
    }
    const untagged = untaggedOf(trip, register, scheme);
    const windows = windowsOfTrip({id, fromMs, stretches, untagged}, windowRulesOf(scheme));
    return {id, vehicle, fromMs, toMs, sure, passages, windows, path, inferred};
}

/** What the money side has to know about a vehicle's windows. */
export interface Purse {
    spendableMinor(tag: Token, window: string): bigint;
    wasLow(window: string): boolean;
    /** Says what the window owes now, before the next one asks. */
    take(window: string, due: Due | undefined): void;
}

/** What a journey owes, window by window in the order driven, and what a person has to look at. */
export function duesFrom(
    journey: Journey, register: Register, purse: Purse, setting: Setting,
): {dues: Due[]; items: ReviewItem[]} {
    const charged = chargedClassOf(journey, register, setting);
    const dues: Due[] = [];
    const items: ReviewItem[] = [];
    for (const window of journey.windows) {
        const owed = owedFor(window, journey, charged, register, purse, setting);
        purse.take(window.id, owed.due);
        if (owed.due) dues.push(owed.due);
        items.push(...owed.items);
    }
    return {dues, items};
}

/** The class as which a journey is charged. */
export function chargedClassOf(
    {vehicle, passages, fromMs, windows}: Journey, register: Register, {scheme}: Setting,
): ChargedClass {
    const pass = windows[0]?.pass;
    if (pass) return passClass(pass, vehicle, register, scheme);
    return classOf(vehicle, passages, fromMs, register, measurableClasses(scheme));
}

/** What one window owes, undefined where nothing is published, and what people have to look at. */
export interface WindowOwed {
    due: Due | undefined;
    items: readonly ReviewItem[];
}

/** What a window of a journey owes. */
export function owedFor(
    window: Window, {vehicle, fromMs}: Journey, charged: ChargedClass, register: Register,
    purse: Pick<Purse, 'spendableMinor' | 'wasLow'>, setting: Setting,
): WindowOwed {
    const {scheme, zone} = setting;
    const day = zone.day(window.fromMs);
    const due = dueOf(window, {
        vehicle, class: charged, tripFromMs: fromMs, register,
        spendableMinor: tag => purse.spendableMinor(tag, window.id),
        wasLow: purse.wasLow(window.id),
    }, scheme, day);
    if (due !== 'no-tariff') {
        return {due, items: [
            ...classItems(due, window, charged, scheme), ...besideItems(due, window, setting)]};
    }
    const items = window.passages.map(
        passage => itemOf({...passage, vehicle}, 'no-tariff', day, 0n));
    return {due: undefined, items};
}

// A declared class that no measurement bears out is charged as declared, and a person looks.
function classItems(
    due: Due, window: Window, charged: ChargedClass, scheme: Scheme,
): ReviewItem[] {
    if (charged.by !== 'declared') return [];
    const measured = window.passages.map(passage => passage.measuredClass).filter(Boolean);
    const expected = scheme.measuredAs?.get(charged.class) ?? charged.class;
    const isContradicted = measured.length > 0
        && measured.every(name => name === measured[0] && name !== expected);
    if (!isContradicted) return [];
    const price = priceOfWindow(scheme, window, measured[0]!);
    const worthMinor = (price?.tollMinor ?? due.tollMinor) - due.tollMinor;
    const passage = {...window.passages[0]!, vehicle: due.vehicle};
    return [itemOf(passage, 'class-differs', due.day, worthMinor < 0n ? -worthMinor : worthMinor)];
}

// Where the scheme says so a person looks whether a gantry beside the trip has missed it; until
// then, and where nobody finds more, the smaller charge stands.
function besideItems(due: Due, window: Window, {scheme, ways}: Setting): ReviewItem[] {
    const {beside} = window;
    if (!beside || scheme.rules.missedBeside !== 'review') return [];
    // Whatever else was driven, a flat price stays what it is.
    const price = priceOfWindow(scheme, window, due.class.class);
    if (price?.line.price.basis === 'flat') return [];
    const worthMinor = beside.reduce((sum, {missed}) => sum + (priceOfSection(scheme, {
        road: window.road, class: due.class.class, atMs: window.fromMs,
        sections: [ways.section(missed)],
    })?.tollMinor ?? 0n), 0n);
    const passage = window.passages.find(({point}) => point === beside[0]!.gantry)!;
    return [itemOf({...passage, vehicle: due.vehicle}, 'missed-beside', due.day, worthMinor)];
}

/** The item of a passage that is in doubt: worth the toll of its one section. */
export function doubtItem(
    passage: Identified, {scheme, ways, zone}: Setting,
): ReviewItem | undefined {
    if (!passage.doubt) return undefined;
    const day = zone.day(passage.atMs);
    if (!ways.isGantry(passage.point)) return itemOf(passage, passage.doubt, day, 0n);
    const section = ways.section(passage.point);
    const price = priceOfSection(scheme, {
        road: windowRulesOf(scheme).pricedAs(section.road),
        class: passage.measuredClass ?? measurableClasses(scheme)[0]!,
        atMs: passage.atMs, sections: [section],
    });
    return itemOf(passage, passage.doubt, day, price?.tollMinor ?? 0n);
}
