import {DAY_MS, HOUR_MS, type Chance} from '@karwan/base';
import type {WireFact} from '@karwan/journey';
import type {Vehicle} from './vehicle.ts';
import {wireMoney, wireTime, type Delivery} from './wire.ts';

/** What facts are written with: their ids, and the currency's digits. */
export interface Desk {
    startMs: number;
    minorDigits: number;
    /** A new id for a fact. */
    nextId: () => string;
}

/** Ids in a row. */
export function idsFrom(prefix: string): () => string {
    let count = 0;
    return () => `${prefix}${++count}`;
}

/** What the register knew before the first day: all that is not late, in the order it was said. */
export function registerBefore(desk: Desk, fleet: readonly Vehicle[]): Delivery[] {
    const facts = fleet.filter(v => v.registration !== 'late').flatMap(v => factsOf(desk, v));
    const firstMs = desk.startMs - DAY_MS;
    return facts.map((message, nth) => ({receivedMs: firstMs + nth, site: undefined, message}));
}

/** Registrations that arrive on the first day although they counted before it. */
export function lateRegistrations(
    desk: Desk, fleet: readonly Vehicle[], chance: Chance,
): Delivery[] {
    return fleet.filter(v => v.registration === 'late').flatMap(vehicle => {
        const receivedMs = desk.startMs + 4 * HOUR_MS + chance.below(18 * HOUR_MS);
        return factsOf(desk, vehicle).map(message => ({receivedMs, site: undefined, message}));
    });
}

function factsOf(desk: Desk, vehicle: Vehicle): WireFact[] {
    const {plate, registeredTag: tag, declaredClass, isBlocked, isExempt} = vehicle;
    const validFrom = wireTime(desk.startMs - 60 * DAY_MS);
    const facts: WireFact[] = [];
    if (declaredClass !== undefined) {
        facts.push({
            id: desk.nextId(), fact: 'register', validFrom, plate, class: declaredClass,
            ...tag && {tag, openingBalance: wireMoney(vehicle.openingMinor, desk.minorDigits)},
            ...isExempt && {exemption: 'emergency service'},
        });
    } else if (isExempt) {
        facts.push({
            id: desk.nextId(), fact: 'exemption', validFrom, plate, reason: 'diplomatic',
            isExempt: true,
        });
    }
    if (tag && isBlocked) {
        facts.push({
            id: desk.nextId(), fact: 'tag-status', validFrom, tag, status: 'blocked',
            reason: 'reported lost',
        });
    }
    return facts;
}
