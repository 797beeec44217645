import {pairKey, routesOf} from './route.ts';
import {storyCorridor} from './story-world.ts';
import type {Left, Trip} from './trip.ts';
import {habits, type Vehicle} from './vehicle.ts';

const routes = new Map(routesOf(storyCorridor).map(route => [pairKey(route), route]));

/** A car with a registered tag, as the stories of charges and of knowing start from. */
export const storyVehicle: Vehicle = {
    id: 'v1', plate: {jurisdiction: 'PK-PB', serial: 'LEA1234'}, class: 'car',
    declaredClass: 'car', fittedTag: 'T1', registeredTag: 'T1', registration: 'before',
    isBlocked: false, isExempt: false, wallet: 'ample', openingMinor: 0n, habit: habits[0]!,
    home: routes.get('coast/harbour coast/mill')!, metresPerSecond: 28,
};

export const allRight: Left = {
    laser: 'right', antenna: 'right', camera: 'right', read: storyVehicle.plate, confidence: 0.9,
};

/** A trip of that car between two ends, a gantry a minute, all that was left being this. */
export function storyTrip(pair: string, startMs: number, left: readonly Left[] = []): Trip {
    const route = routes.get(pair)!;
    const passages = route.sections.map(({gantry}, nth) => ({
        gantry, atMs: startMs + nth * 60_000, lane: 1, delayMs: 0, left: left[nth] ?? allRight,
    }));
    return {vehicle: storyVehicle, route, passages};
}
