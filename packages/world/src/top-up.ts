import {HOUR_MS, type Chance} from '@karwan/base';
import type {Desk} from './register.ts';
import type {Trip} from './trip.ts';
import {wireMoney, wireTime, type Delivery} from './wire.ts';

/** What is surely in a wallet: every trip is taken for the dearest that it could be. */
export interface Purse {
    isLow: boolean;
    atLeastMinor: bigint;
    /** The dearest trip of this vehicle. */
    mostMinor: bigint;
}

/**
 * Late messages of a trip have come by then, and been worked off where that is done every hour:
 * money that is paid later cannot have been there when it was decided who pays.
 */
const AFTER_TRIP_MS = 140 * 60_000;
const BEFORE_TRIP_MS = 10 * 60_000;

/**
 * Money paid into a wallet on this day, received when it is paid: into a low one by chance, into an
 * ample one before it could run out. Undefined where the day needs none.
 */
export function topUp(
    desk: Desk, tag: string, purse: Purse, trips: readonly Trip[], topUpShare: number,
    chance: Chance,
): Delivery | undefined {
    const isFilled = chance.happens(topUpShare);
    if (!purse.isLow) purse.atLeastMinor -= purse.mostMinor * BigInt(trips.length);
    if (purse.isLow ? !isFilled : purse.atLeastMinor > purse.mostMinor * 8n) return undefined;
    const amountMinor = purse.mostMinor * 30n;
    purse.isLow = false;
    purse.atLeastMinor = amountMinor;
    const paidMs = paidAt(trips, chance);
    return {
        receivedMs: paidMs + 2_000,
        site: undefined,
        message: {
            id: desk.nextId(), fact: 'topup', validFrom: wireTime(paidMs), tag,
            amount: wireMoney(amountMinor, desk.minorDigits),
        },
    };
}

// Between two trips where the pause is long enough, else after the last.
function paidAt(trips: readonly Trip[], chance: Chance): number {
    const waitMs = AFTER_TRIP_MS + chance.below(HOUR_MS);
    const ends = trips.map(trip => trip.passages.at(-1)!.atMs + waitMs);
    const fits = ends.findIndex((endMs, nth) =>
        nth === trips.length - 1 || endMs + BEFORE_TRIP_MS < trips[nth + 1]!.passages[0]!.atMs);
    return Math.floor(ends[fits]! / 1_000) * 1_000;
}
