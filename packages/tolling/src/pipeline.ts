import type {Zone} from '@karwan/base';
import type {Token, Ways} from '@karwan/journey';
import {dueOf, type Due} from './due.ts';
import {identityOf, type Identity} from './identity.ts';
import {passagesFrom, type Claim, type Passage} from './passage.ts';
import type {Register} from './register.ts';
import {decidedIdentity, itemOf, type ReviewDecision, type ReviewItem} from './review.ts';
import type {Scheme} from './scheme.ts';
import {priceOf} from './tariff.ts';
import {tripsFrom, type TripRule} from './trip.ts';
import {classOf, type ChargedClass} from './vehicle-class.ts';
import {windowsFrom, type Window} from './window.ts';

/** A passage and whose it was. */
export type Identified = Passage & Identity;

/** A trip of one vehicle with what was priced together on it. */
export interface Journey {
    /** The lowest passage id of the trip: it keeps its name when an earlier passage comes later. */
    id: number;
    vehicle: Token;
    fromMs: number;
    toMs: number;
    /** The chance that exactly these passages make the trip. */
    sure: number;
    /** In the order of the road. */
    passages: readonly Identified[];
    windows: readonly Window[];
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
    {scheme}: Setting,
): Identified[] {
    return passagesFrom(claims, scheme.rules.samePassageMs).map(passage => {
        const identity = identityOf(passage, register, scheme.rules);
        const decided = decisions.get(passage.id);
        return {...passage, ...decided
            ? decidedIdentity(identity, decided, passage.atMs, register) : identity};
    });
}

/** From one vehicle's passages to its trips and their windows: the half that vehicles decide. */
export function journeysFrom(
    vehicle: Token, found: readonly Identified[], {tripRule, ways}: Setting,
): Journey[] {
    // Of one moment at one gantry the one that was heard of first comes first.
    const passages = found.toSorted((a, b) => a.id - b.id);
    const stops = passages.map(({point, kind, atMs}) => ({place: point, kind, atMs}));
    return tripsFrom(stops, tripRule).map(trip => {
        const driven = trip.stops.map(index => passages[index]!);
        const id = Math.min(...driven.map(passage => passage.id));
        const times = driven.map(passage => passage.atMs);
        return {
            id, vehicle, passages: driven, sure: trip.sure,
            fromMs: Math.min(...times),
            toMs: Math.max(...times),
            windows: windowsFrom(id, driven, ways),
        };
    });
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
    journey: Journey, register: Register, purse: Purse, {scheme, zone}: Setting,
): {dues: Due[]; items: ReviewItem[]} {
    const {vehicle, fromMs, passages} = journey;
    const charged = classOf(vehicle, passages, fromMs, register, scheme.corridor.classes);
    const dues: Due[] = [];
    const items: ReviewItem[] = [];
    for (const window of journey.windows) {
        const day = zone.day(window.fromMs);
        const due = dueOf(window, {
            vehicle, class: charged, tripFromMs: fromMs, register,
            spendableMinor: tag => purse.spendableMinor(tag, window.id),
            wasLow: purse.wasLow(window.id),
        }, scheme, day);
        if (due === 'no-tariff') {
            purse.take(window.id, undefined);
            items.push(...window.passages.map(
                passage => itemOf({...passage, vehicle}, 'no-tariff', day, 0n)));
            continue;
        }
        purse.take(window.id, due);
        dues.push(due);
        items.push(...classItems(due, window, charged, scheme));
    }
    return {dues, items};
}

// A declared class that no measurement bears out is charged as declared, and a person looks.
function classItems(
    due: Due, window: Window, charged: ChargedClass, scheme: Scheme,
): ReviewItem[] {
    const measured = window.passages.map(passage => passage.measuredClass).filter(Boolean);
    const isContradicted = charged.by === 'declared' && measured.length > 0
        && measured.every(name => name === measured[0] && name !== charged.class);
    if (!isContradicted) return [];
    const price = priceOf(scheme, {
        road: window.road, class: measured[0]!, atMs: window.fromMs, sections: window.sections,
    });
    const worthMinor = (price?.tollMinor ?? due.tollMinor) - due.tollMinor;
    const passage = {...window.passages[0]!, vehicle: due.vehicle};
    return [itemOf(passage, 'class-differs', due.day, worthMinor < 0n ? -worthMinor : worthMinor)];
}

/** The item of a passage that is in doubt: worth the toll of its one section. */
export function doubtItem(
    passage: Identified, {scheme, ways, zone}: Setting,
): ReviewItem | undefined {
    if (!passage.doubt) return undefined;
    const day = zone.day(passage.atMs);
    if (!ways.isGantry(passage.point)) return itemOf(passage, passage.doubt, day, 0n);
    const section = ways.section(passage.point);
    const price = priceOf(scheme, {
        road: section.road, class: passage.measuredClass ?? scheme.corridor.classes[0]!,
        atMs: passage.atMs, sections: [section],
    });
    return itemOf(passage, passage.doubt, day, price?.tollMinor ?? 0n);
}
