import {chanceFrom, type Chance} from '@karwan/base';
import type {WireReading} from '@karwan/journey';
import {misread} from '../plate.ts';
import type {Rates} from '../rates.ts';
import {wireTime} from '../wire.ts';
import type {NumberedFleet} from './fleet.ts';
import {inOrder} from './in-order.ts';
import {ownersOf, type Owned, type Returning} from './owners.ts';
import {unfold, type Unfolded, type Unfolding} from './unfold.ts';

/** A day of a whole country, from what its operator published of it. */
export interface NationPlan {
    seed: number;
    dayStartMs: number;
    unfolding: Unfolding;
    returning: Returning;
    fleet: NumberedFleet;
    rates: Pick<Rates,
        'missedByAntenna' | 'missedByCamera' | 'wrongPlates' | 'twoWrongCharacters'
        | 'unreadablePlates'>;
    /** By kind, the class that a gantry measures. */
    classOf: readonly string[];
    lanes: number;
    /** One message of all a gantry saw, or one by its antenna and one by its camera. */
    messages: 'one' | 'apart';
}

/** Trips, whose they are, and the order in which they pass gantries. */
export interface Nation {
    unfolded: Unfolded;
    owned: Owned;
    /** Indices of passages in the order of time. */
    order: Uint32Array;
}

/** Throws nothing: any volumes unfold. */
export function nationFrom({seed, unfolding, returning}: NationPlan): Nation {
    const chance = chanceFrom(seed);
    const unfolded = unfold(unfolding, chance.fork('trips'));
    const owned = ownersOf(unfolded, returning, chance.fork('owners'));
    return {unfolded, owned, order: inOrder(unfolded.passages.atMs)};
}

/**
 * What the gantries say of these passages, in the order in which they are passed; whoever is seen
 * by nothing leaves no message. `fromMs` and `toMs` take a part of the day, after its start.
 */
export function* nationReadings(
    plan: NationPlan, {unfolded: {passages, kind}, owned, order}: Nation,
    fromMs = -Infinity, toMs = Infinity,
): Generator<WireReading> {
    const {gantries} = plan.unfolding.volumes;
    const chance = chanceFrom(plan.seed).fork('readings');
    const lanes = gantries.map(() => new Float64Array(plan.lanes).fill(-Infinity));
    let message = 0;
    for (const passage of order) {
        const atMs = passages.atMs[passage]!;
        if (atMs < fromMs || atMs >= toMs) continue;
        const trip = passages.trip[passage]!;
        const vehicle = owned.vehicle[trip]!;
        const gantry = gantries[passages.gantry[passage]!]!;
        const lane = freestOf(lanes[passages.gantry[passage]!]!, atMs);
        const seen = {
            at: wireTime(plan.dayStartMs + atMs), lane, tag: tagSeen(plan, vehicle, chance),
            plate: plateSeen(plan, vehicle, chance), class: plan.classOf[kind[trip]!]!,
        };
        for (const reading of readingsOf(plan, gantry, seen)) {
            yield {message: `${++message}`, ...reading} as WireReading;
        }
    }
}

interface Seen {
    at: string;
    lane: number;
    class: string;
    tag: string | undefined;
    plate: WireReading['plate'];
}

function readingsOf(
    {messages}: NationPlan, gantry: string, {tag, plate, ...seen}: Seen,
): Omit<WireReading, 'message'>[] {
    const {class: name, ...place} = seen;
    const tagSaid = tag !== undefined && {tag};
    const plateSaid = plate !== undefined && {plate};
    if (messages === 'one') {
        return [{device: `${gantry}.gantry`, ...seen, ...tagSaid, ...plateSaid}];
    }
    return [
        ...tagSaid ? [{device: `${gantry}.antenna`, ...place, ...tagSaid}] : [],
        ...plateSaid ? [{device: `${gantry}.camera`, ...place, class: name, ...plateSaid}] : [],
    ];
}

function tagSeen({fleet, rates}: NationPlan, vehicle: number, chance: Chance): string | undefined {
    return chance.happens(rates.missedByAntenna.value) ? undefined : fleet.tag(vehicle);
}

function plateSeen({fleet, rates}: NationPlan, vehicle: number, chance: Chance): Seen['plate'] {
    if (chance.happens(rates.missedByCamera.value)) return undefined;
    const drawn = chance.uniform();
    if (drawn < rates.unreadablePlates.value) return null;
    const plate = fleet.plate(vehicle);
    const confidence = (80 + chance.below(20)) / 100;
    if (drawn >= rates.unreadablePlates.value + rates.wrongPlates.value) {
        return {...plate, confidence};
    }
    const characters = chance.happens(rates.twoWrongCharacters.value) ? 2 : 1;
    return {...misread(plate, characters, chance), confidence: (20 + chance.below(75)) / 100};
}

// The lane that has been free the longest, so that vehicles keep their distance.
function freestOf(lastMs: Float64Array, atMs: number): number {
    let freest = 0;
    for (let lane = 1; lane < lastMs.length; lane++) {
        if (lastMs[lane]! < lastMs[freest]!) freest = lane;
    }
    lastMs[freest] = atMs;
    return freest + 1;
}
