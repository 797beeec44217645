import type {WireReading} from '@karwan/journey';
import {storyWorld} from './story-world.ts';
import type {Passage, Trip} from './trip.ts';
import {truthOf, type Truth} from './truth.ts';
import type {Delivery} from './wire.ts';
import type {World, WorldPlan} from './world.ts';

/** A world of the stories, run to its end. */
export interface Run {
    world: World;
    trips: Trip[];
    passages: Passage[];
    deliveries: Delivery[];
    readings: (Delivery & {message: WireReading})[];
    truth: Truth;
}

/** Runs a world of the stories to its end. */
export function storyRun(seed: number, other?: Partial<WorldPlan>): Run {
    const world = storyWorld(seed, other);
    const hours = [...world.hours()];
    const trips = hours.flatMap(hour => hour.trips);
    const deliveries = hours.flatMap(hour => hour.deliveries);
    return {
        world, trips, deliveries,
        passages: trips.flatMap(trip => trip.passages),
        readings: deliveries.filter(isReading),
        truth: truthOf(world, trips, deliveries, 0.75),
    };
}

function isReading(delivery: Delivery): delivery is Delivery & {message: WireReading} {
    return 'message' in delivery.message;
}
