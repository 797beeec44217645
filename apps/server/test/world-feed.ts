import {HOUR_MS, Zone} from '@karwan/base';
import type {Plate, WireFact, WireReading} from '@karwan/journey';
import {
    defaultRates, plateKey, truthOf, worldFrom, type Delivery, type Faults, type Trip, type Truth,
} from '@karwan/world';
import {join} from 'node:path';
import {checkoutFolder} from '../src/checkout.ts';
import {trafficFrom} from '../src/traffic-file.ts';
import {worldTariffFrom} from '../src/world-tariff.ts';
import type {ThreadUnderTest} from './thread-under-test.ts';

/** How much world there is to be. */
export interface WorldSize {
    seed: number;
    days: number;
    vehiclesPerDay: number;
    /** True where the log is to be filled only, for the test to work it off. */
    staysInLog?: boolean;
    /** Shorter trips than the traffic says, where many days are to be driven. */
    meanTripMetres?: number;
    /** What goes wrong, and when. */
    faults?: Faults;
}

/** What was driven and delivered, and the truth of it. */
export interface Driven {
    truth: Truth;
    trips: number;
    /** Every drive as it truly was. */
    driven: readonly Trip[];
    passages: number;
    /** Devices' messages, those sent twice counted twice. */
    messages: number;
    facts: number;
    /** Vehicles about which a fact counted from an hour or more before it was heard. */
    vehiclesWithLateFacts: number;
}

/** Readings that reach the door in one request. */
const BATCH = 2_000;

/**
 * Drives a world of Pakistan's corridor through the door of a thread, hour by hour as it would
 * come, and works it off as it comes. The world begins on the Monday on which the default one does.
 */
export async function driveThrough(thread: ThreadUnderTest, size: WorldSize): Promise<Driven> {
    const {scheme} = thread;
    const {corridor} = scheme;
    const traffic = trafficFrom(join(checkoutFolder(), 'corridors', corridor.id), corridor);
    const {meanTripMetres = traffic.meanTripMetres} = size;
    const world = worldFrom({
        ...size, corridor, rates: defaultRates, traffic: {...traffic, meanTripMetres},
        tariff: worldTariffFrom(scheme),
        startMs: new Zone(corridor.zone).startOfDayMs('2025-03-03'),
    });
    const trips: Trip[] = [];
    const facts: Delivery[] = [];
    let messages = 0;
    await deliver(thread, world.register);
    for (const hour of world.hours()) {
        trips.push(...hour.trips);
        facts.push(...hour.deliveries.filter(({message}) => 'fact' in message));
        messages += hour.deliveries.length;
        await deliver(thread, hour.deliveries);
        if (!size.staysInLog) await thread.ingest.workOff();
    }
    return {
        truth: truthOf(world, trips, facts, scheme.rules.leastPlateConfidence),
        trips: trips.length, driven: trips,
        passages: trips.reduce((sum, trip) => sum + trip.passages.length, 0),
        messages: messages - facts.length,
        facts: world.register.length + facts.length,
        vehiclesWithLateFacts: new Set(facts.filter(isLate).map(nameOf)).size,
    };
}

function isLate({message, receivedMs}: Delivery): boolean {
    return 'fact' in message && message.fact !== 'topup'
        && Date.parse(message.validFrom) <= receivedMs - HOUR_MS;
}

// By the plate of a fact or by its tag; a vehicle that is named by both in turn counts twice.
function nameOf({message}: Delivery): string {
    const {plate, tag} = message as {plate?: Plate; tag?: string};
    return plate ? plateKey(plate) : tag ?? '';
}

/** Says deliveries in their order, as few requests as their order allows. */
export async function deliver(
    thread: ThreadUnderTest, deliveries: readonly Delivery[],
): Promise<void> {
    for (let from = 0, to = 0; from < deliveries.length; from = to) {
        const isFact = 'fact' in deliveries[from]!.message;
        while (to < deliveries.length && to - from < BATCH
            && 'fact' in deliveries[to]!.message === isFact) to++;
        const part = deliveries.slice(from, to);
        const messages = part.map(({message}) => message);
        const {receivedMs} = part.at(-1)!;
        await (isFact ? thread.tell(receivedMs, messages as WireFact[])
            : thread.say(receivedMs, messages as WireReading[]));
    }
}
