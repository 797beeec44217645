import {chanceFrom, DAY_MS, HOUR_MS, Zone, type Chance} from '@karwan/base';
import type {Corridor} from '@karwan/journey';
import {tripsOfDay, type DayPlan, type Diary} from './day.ts';
import {fleetFrom} from './fleet.ts';
import {Gantries, type Claim} from './gantry.ts';
import {heartbeatsOfHour} from './heartbeat.ts';
import {Line} from './line.ts';
import {Office} from './office.ts';
import type {Rates} from './rates.ts';
import {idsFrom, registerBefore} from './register.ts';
import {gantriesAhead, pairKey, roundTrips, routesOf, type Route} from './route.ts';
import type {WorldTariff} from './tariff.ts';
import {Timeline} from './timeline.ts';
import type {Traffic} from './traffic.ts';
import type {Passage, Trip} from './trip.ts';
import type {Vehicle} from './vehicle.ts';
import {Weighted} from './weighted.ts';
import type {Delivery} from './wire.ts';

/** All that a world is made from: the same plan gives the same world, to the byte. */
export interface WorldPlan {
    seed: number;
    corridor: Corridor;
    traffic: Traffic;
    tariff: WorldTariff;
    rates: Rates;
    /** Where the first local day begins. */
    startMs: number;
    /** Days on which trips begin; Infinity for a world without an end. */
    days: number;
    /** So many vehicles drive on a day, in the mean; as many as the traffic says where left out. */
    vehiclesPerDay?: number;
    /** Vehicles drive so much more rarely than their habits say: as many a day, more in all. */
    activityShare?: number;
    /** Each device says every minute that it lives. */
    heartbeats?: boolean;
}

/** A seeded corridor. Hours can be taken as far as one likes; each run of them is the same. */
export interface World {
    plan: WorldPlan;
    fleet: readonly Vehicle[];
    /** What the register knew before the start, in the order it was said. */
    register: readonly Delivery[];
    hours: () => Generator<Hour, void, void>;
}

/** An hour of a world: what reached the operator in it, and what truly happened. */
export interface Hour {
    fromMs: number;
    toMs: number;
    /** In the order of their receipt. */
    deliveries: Delivery[];
    /** The trips that ended in this hour. */
    trips: Trip[];
}

/** Makes a world; it holds a day of plans and what is under way, never what is past. */
export function worldFrom(plan: WorldPlan): World {
    const chance = chanceFrom(plan.seed);
    const routes = roundTrips(routesOf(plan.corridor));
    const fleet = fleetFrom({
        ...plan, routes, classes: plan.corridor.classes,
        vehiclesPerDay: plan.vehiclesPerDay ?? vehiclesPerDay(plan.traffic),
    }, chance.fork('fleet'));
    const {minorDigits} = plan.corridor.currency;
    const desk = {startMs: plan.startMs, minorDigits, nextId: idsFrom(`fact-${plan.seed}-r`)};
    return {
        plan, fleet,
        register: registerBefore(desk, fleet),
        hours: () => hoursOf(plan, fleet, routes, chance),
    };
}

interface UnderWay {
    passages: Timeline<{trip: Trip; passage: Passage}>;
    claims: Timeline<Claim>;
    deliveries: Timeline<Delivery>;
}

function* hoursOf(
    plan: WorldPlan, fleet: readonly Vehicle[], routes: readonly Route[], chance: Chance,
): Generator<Hour, void, void> {
    const {startMs, days, corridor, rates, traffic} = plan;
    const under: UnderWay = {
        passages: new Timeline(startMs), claims: new Timeline(startMs),
        deliveries: new Timeline(startMs),
    };
    const dayPlan = dayPlanOf(plan, routes);
    const diaries = fleet.map(vehicle => ({vehicle, last: undefined, freeMs: startMs}));
    const office = new Office(plan, fleet, routes);
    const gantries = new Gantries(corridor, rates, traffic.lanes);
    const line = new Line(rates);
    const seeing = chance.fork('gantries');
    const sending = chance.fork('line');
    for (let hour = 0; hour < days * 24 || !isOver(under); hour++) {
        const fromMs = startMs + hour * HOUR_MS;
        if (hour % 24 === 0 && hour < days * 24) {
            planDay(under, dayPlan, diaries, office, fromMs, chance.fork(`day ${hour / 24}`));
        }
        const trips = passHour(under, gantries, seeing);
        for (const claim of under.claims.takeHour()) {
            for (const sent of line.send(claim, sending)) {
                under.deliveries.put(sent.receivedMs, sent);
            }
        }
        if (plan.heartbeats) {
            for (const beat of heartbeatsOfHour(corridor, fromMs)) {
                under.deliveries.put(beat.receivedMs, beat);
            }
        }
        yield {fromMs, toMs: fromMs + HOUR_MS, deliveries: under.deliveries.takeHour(), trips};
    }
}

function planDay(
    under: UnderWay, dayPlan: DayPlan, diaries: readonly Diary[], office: Office, dayMs: number,
    chance: Chance,
): void {
    const trips = tripsOfDay(dayPlan, diaries, dayMs, chance.fork('trips'));
    for (const trip of trips) {
        for (const passage of trip.passages) under.passages.put(passage.atMs, {trip, passage});
    }
    const said = office.factsOfDay(trips, diaries, dayMs, chance.fork('facts'));
    for (const fact of said) under.deliveries.put(fact.receivedMs, fact);
}

// The trips that end are told when their last passage has happened.
function passHour({passages, claims}: UnderWay, gantries: Gantries, chance: Chance): Trip[] {
    const ended: Trip[] = [];
    for (const {trip, passage} of passages.takeHour()) {
        for (const claim of gantries.see(trip, passage, chance)) claims.put(claim.atMs, claim);
        if (passage === trip.passages.at(-1)) ended.push(trip);
    }
    return ended;
}

function isOver({passages, claims, deliveries}: UnderWay): boolean {
    return passages.isEmpty && claims.isEmpty && deliveries.isEmpty;
}

function dayPlanOf(
    {corridor, traffic, rates, activityShare = 1}: WorldPlan, routes: readonly Route[],
): DayPlan {
    const zone = new Zone(corridor.zone);
    const hours = [...Array(24).keys()];
    const byClass = new Map([...traffic.hourlyShares].map(([vehicleClass, shares]) => [
        vehicleClass, new Weighted(hours, hour => shares[hour] ?? 0)]));
    return {
        rates, routes, activityShare, lanes: traffic.lanes,
        byPair: new Map(routes.map(route => [pairKey(route), route])),
        ahead: gantriesAhead(corridor),
        hourOf: (vehicleClass, chance) => {
            const shares = byClass.get(vehicleClass);
            if (!shares) throw new Error(`no hourly shares for ${vehicleClass}`);
            return shares.pick(chance);
        },
        localHour: atMs => Math.floor((atMs + zone.offsetMs(atMs)) % DAY_MS / HOUR_MS),
    };
}

function vehiclesPerDay(traffic: Traffic): number {
    return [...traffic.vehiclesPerDay.values()]
        .flatMap(byClass => [...byClass.values()]).reduce((a, b) => a + b, 0);
}
