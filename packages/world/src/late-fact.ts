import {HOUR_MS, type Chance} from '@karwan/base';
import type {WireFact} from '@karwan/journey';
import {neighbourClass} from './fleet.ts';
import type {Desk} from './register.ts';
import type {Trip} from './trip.ts';
import type {Vehicle} from './vehicle.ts';
import {wireTime, type Delivery} from './wire.ts';

/** What the last word on a vehicle was, so that a late fact says something new. */
export interface LastWord {
    isBlocked: boolean;
    isExempt: boolean;
    declaredClass: string | undefined;
}

/** A fact this close to the start of a trip would hang on a device's clock. */
const CLEAR_OF_START_MS = 2 * 60_000;
const MINUTE_MS = 60_000;

/**
 * A fact about a vehicle that counts from hours before it is received: a tag blocked or freed, an
 * exemption given or taken back, a class corrected.
 */
export function lateFact(
    desk: Desk, classes: readonly string[], vehicle: Vehicle, word: LastWord,
    trips: readonly Trip[], dayMs: number, chance: Chance,
): Delivery {
    const starts = trips.map(trip => trip.passages[0]!.atMs);
    const receivedMs = starts[0]! + HOUR_MS + chance.below(11 * HOUR_MS);
    const validFrom = wireTime(backdated(starts, receivedMs, dayMs, chance));
    const id = desk.nextId();
    const message = newWord(id, validFrom, classes, vehicle, word, chance);
    return {receivedMs, site: undefined, message};
}

function newWord(
    id: string, validFrom: string, classes: readonly string[], vehicle: Vehicle, word: LastWord,
    chance: Chance,
): WireFact {
    const {plate, registeredTag: tag} = vehicle;
    const about = tag !== undefined && chance.happens(0.5) ? {tag} : {plate};
    const kind = chance.pick(
        tag === undefined ? ['exemption', 'class'] as const
            : ['status', 'exemption', 'class'] as const);
    if (kind === 'status') {
        word.isBlocked = !word.isBlocked;
        const status = word.isBlocked ? 'blocked' : 'active';
        const reason = word.isBlocked ? 'reported stolen' : 'found again';
        return {id, fact: 'tag-status', validFrom, tag: tag!, status, reason};
    }
    if (kind === 'exemption') {
        word.isExempt = !word.isExempt;
        const reason = word.isExempt ? 'emergency service' : 'exemption ended';
        return {id, fact: 'exemption', validFrom, ...about, reason, isExempt: word.isExempt};
    }
    // There and back, so that the class never strays further from the wallet than one step.
    const isBack = word.declaredClass !== undefined && word.declaredClass !== vehicle.class;
    word.declaredClass = isBack ? vehicle.class : neighbourClass(classes, vehicle.class, chance);
    return {id, fact: 'class', validFrom, ...about, class: word.declaredClass};
}

// Some facts count from long ago, most from some hours before, never from before the day if so.
function backdated(
    starts: readonly number[], receivedMs: number, dayMs: number, chance: Chance,
): number {
    if (chance.happens(0.3)) return dayMs - 240 * HOUR_MS;
    const hours = 1 + chance.uniform() * 9;
    const earliestMs = dayMs + 5 * MINUTE_MS;
    const drawnMs = Math.floor((receivedMs - hours * HOUR_MS) / MINUTE_MS) * MINUTE_MS;
    let atMs = Math.max(drawnMs, earliestMs);
    while (starts.some(start => Math.abs(start - atMs) < CLEAR_OF_START_MS)) atMs += 5 * MINUTE_MS;
    return atMs;
}
