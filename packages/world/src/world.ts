import {chanceFrom, DAY_MS, HOUR_MS, Zone, type Chance} from '@karwan/base';
import type {Corridor} from '@karwan/journey';
import {tripsOfDay, type DayPlan, type Diary} from './day.ts';
import {Faults} from './fault.ts';
import {fleetFrom} from './fleet.ts';
import {Gantries, type Claim} from './gantry.ts';
import {heartbeatsBetween} from './heartbeat.ts';
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
    /** What is made to go wrong, and when; more can be added while the world runs. */
    faults?: Faults;
}

/** A seeded corridor. Hours can be taken as far as one likes; each run of them is the same. */
export interface World {
    plan: WorldPlan;
    fleet: readonly Vehicle[];
    /** What the register knew before the start, in the order it was said. */
    register: readonly Delivery[];
    hours: () => Generator<Hour, void, void>;
    /** The same by other steps: whole minutes, of which hours and days are multiples. */
    steps: (stepMs: number) => Generator<Hour, void, void>;
}

/** A step of a world, an hour or less: what reached the operator in it, and what truly happened. */
export interface Hour {
    fromMs: number;
    toMs: number;
    /** In the order of their receipt. */
    deliveries: Delivery[];
    /** The trips that ended in it. */
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
        hours: () => stepsOf(plan, fleet, routes, chance, HOUR_MS),
        steps: stepMs => stepsOf(plan, fleet, routes, chance, stepMs),
    };
}

interface UnderWay {
    passages: Timeline<{trip: Trip; passage: Passage}>;
    claims: Timeline<Claim>;
    deliveries: Timeline<Delivery>;
    line: Line;
}

function* stepsOf(
    plan: WorldPlan, fleet: readonly Vehicle[], routes: readonly Route[], chance: Chance,
    stepMs: number,
): Generator<Hour, void, void> {
    const {startMs, days, corridor, rates, traffic, faults = new Faults()} = plan;
    const under: UnderWay = {
        passages: new Timeline(startMs, stepMs), claims: new Timeline(startMs, stepMs),
        deliveries: new Timeline(startMs, stepMs), line: new Line(rates, faults),
    };
    const dayPlan = dayPlanOf(plan, routes, faults);
    const diaries = fleet.map(vehicle => ({vehicle, last: undefined, freeMs: startMs}));
    const office = new Office(plan, fleet, routes);
    const gantries = new Gantries(corridor, rates, traffic.lanes, faults, fleet);
    const seeing = chancesOf(chance, 'gantries');
    const sending = chancesOf(chance, 'line');
    for (let fromMs = startMs; fromMs < startMs + days * DAY_MS || !isOver(under);
        fromMs += stepMs) {
        const day = (fromMs - startMs) / DAY_MS;
        if (Number.isInteger(day) && day < days) {
            planDay(under, dayPlan, diaries, office, fromMs, chance.fork(`day ${day}`));
        }
        const toMs = fromMs + stepMs;
        const trips = passStep(under, gantries, seeing);
        sendStep(under, sending, toMs);
        if (plan.heartbeats) {
            // Last of those received in one moment, however long a step is.
            for (const beat of heartbeatsBetween(corridor, faults, fromMs, toMs)) {
                under.deliveries.put(beat.receivedMs, beat, 1);
            }
        }
        yield {fromMs, toMs, deliveries: under.deliveries.takeStep(), trips};
    }
}

/** Draws for what is ordinary, and others for faults, which leave the ordinary ones as they are. */
interface Chances {
    ordinary: Chance;
    faulty: Chance;
}

function chancesOf(chance: Chance, name: string): Chances {
    return {ordinary: chance.fork(name), faulty: chance.fork(`${name} at fault`)};
}

function sendStep({claims, deliveries, line}: UnderWay, chances: Chances, toMs: number): void {
    const sent = claims.takeStep().flatMap(
        claim => line.send(claim, chances.ordinary, chances.faulty));
    for (const each of [...sent, ...line.release(toMs)]) deliveries.put(each.receivedMs, each);
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
function passStep({passages, claims}: UnderWay, gantries: Gantries, chances: Chances): Trip[] {
    const ended: Trip[] = [];
    for (const {trip, passage} of passages.takeStep()) {
        const {ordinary, faulty} = chances;
        for (const claim of gantries.see(trip, passage, ordinary, faulty)) {
            claims.put(claim.atMs, claim);
        }
        if (passage === trip.passages.at(-1)) ended.push(trip);
    }
    return ended;
}

function isOver({passages, claims, deliveries, line}: UnderWay): boolean {
    return passages.isEmpty && claims.isEmpty && deliveries.isEmpty && line.isEmpty;
}

function dayPlanOf(
    {corridor, traffic, rates, activityShare = 1}: WorldPlan, routes: readonly Route[],
    faults: Faults,
): DayPlan {
    const zone = new Zone(corridor.zone);
    const hours = [...Array(24).keys()];
    const byClass = new Map([...traffic.hourlyShares].map(([vehicleClass, shares]) => [
        vehicleClass, new Weighted(hours, hour => shares[hour] ?? 0)]));
    return {
        rates, routes, faults, activityShare, lanes: traffic.lanes,
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
