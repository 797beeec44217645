import {groupedBy} from '@karwan/base';
import type {WireFact} from '@karwan/journey';
import {chargesOf, type TrueCharge} from './charge.ts';
import {platesMisread, tagsReadElsewhere, unknowableBy, type Cause} from './knowable.ts';
import {plateKey} from './plate.ts';
import {vehiclesTouched} from './touched.ts';
import type {Passage, Trip} from './trip.ts';
import type {Vehicle} from './vehicle.ts';
import type {World} from './world.ts';
import type {Delivery} from './wire.ts';

/** What truly happened in a world, for the engine's answer to be held against. */
export interface Truth {
    /** The vehicles that drove, in the order of the fleet. */
    vehicles: TrueVehicle[];
    /** By gantry: the vehicles that its laser counted. */
    detections: Map<string, number>;
}

export interface TrueVehicle {
    vehicle: Vehicle;
    trips: TrueTrip[];
    /** Why it cannot be known; empty where it can. */
    unknowableBy: Cause[];
}

export interface TrueTrip {
    passages: Passage[];
    charges: TrueCharge[];
}

/**
 * The truth of trips that ended, priced by the facts as they are finally known.
 * `deliveries` may be all of the run or its facts alone, in the order of receipt.
 */
export function truthOf(
    {plan, fleet, register}: World, trips: readonly Trip[], deliveries: readonly Delivery[],
    leastPlateConfidence: number,
): Truth {
    const facts = factsByToken([...register, ...deliveries]);
    const byVehicle = groupedBy(trips, trip => trip.vehicle);
    const fleetLeft = {
        misread: new Set(trips.flatMap(trip => platesMisread(trip.passages))),
        carried: new Set(fleet.map(vehicle => plateKey(vehicle.plate))),
        tagsElsewhere: new Set(trips.flatMap(trip => tagsReadElsewhere(trip.passages))),
        touched: vehiclesTouched(trips),
        leastConfidence: leastPlateConfidence,
    };
    const {minorDigits} = plan.corridor.currency;
    const vehicles = fleet.flatMap(vehicle => {
        const own = byVehicle.get(vehicle)?.toSorted(
            (a, b) => a.passages[0]!.atMs - b.passages[0]!.atMs);
        if (!own) return [];
        const charges = chargesOf(
            plan.tariff, factsOf(vehicle, facts), own, money => minorOf(money, minorDigits));
        return [{
            vehicle,
            trips: own.map(({passages}, nth) => ({passages, charges: charges[nth]!})),
            unknowableBy: unknowableBy(vehicle, own, fleetLeft),
        }];
    });
    return {vehicles, detections: detectionsOf(trips)};
}

type Placed = {nth: number; fact: WireFact};

function factsByToken(deliveries: readonly Delivery[]): Map<string, Placed[]> {
    const facts = deliveries.flatMap(
        ({message}, nth) => 'fact' in message ? [{nth, fact: message}] : []);
    return groupedBy(facts, ({fact}) => 'plate' in fact && fact.plate
        ? plateKey(fact.plate) : 'tag' in fact && fact.tag ? fact.tag : '');
}

// Of its plate and of its tag, put back into the order in which they were said.
function factsOf(vehicle: Vehicle, facts: ReadonlyMap<string, Placed[]>): WireFact[] {
    const ofPlate = facts.get(plateKey(vehicle.plate)) ?? [];
    const ofTag = facts.get(vehicle.registeredTag ?? '') ?? [];
    return [...ofPlate, ...ofTag].sort((a, b) => a.nth - b.nth).map(({fact}) => fact);
}

function minorOf(money: string, minorDigits: number): bigint {
    const [whole, fraction = ''] = money.split('.');
    return BigInt(whole! + fraction.padEnd(minorDigits, '0'));
}

function detectionsOf(trips: readonly Trip[]): Map<string, number> {
    const counts = new Map<string, number>();
    for (const {gantry, left} of trips.flatMap(trip => trip.passages)) {
        if (left!.laser === 'right') counts.set(gantry, (counts.get(gantry) ?? 0) + 1);
    }
    return counts;
}
