import type {Plate} from '@karwan/journey';
import type {Route} from './route.ts';

/** A vehicle of the world, as it is; what the register says of it stands beside. */
export interface Vehicle {
    id: string;
    plate: Plate;
    /** Measured by every laser; the declared class may be another. */
    class: string;
    declaredClass: string | undefined;
    /** The tag on its windscreen. */
    fittedTag: string | undefined;
    /** The tag that the register says it carries: another one where two were exchanged. */
    registeredTag: string | undefined;
    registration: 'before' | 'late' | 'never';
    isBlocked: boolean;
    isExempt: boolean;
    wallet: 'low' | 'ample' | 'none';
    openingMinor: bigint;
    habit: Habit;
    /** The route out; the way back is its reverse. */
    home: Route;
    metresPerSecond: number;
}

/** How a vehicle spends its days: how often it drives, and how many trips it means to make. */
export interface Habit {
    name: 'now-and-then' | 'out-and-back' | 'commuter' | 'carrier';
    share: number;
    /** Chance of driving on a day. */
    activity: number;
    trips: readonly number[];
}

/** Assumed: no survey of the corridor's habits was found. */
export const habits: readonly Habit[] = [
    {name: 'now-and-then', share: 0.3, activity: 0.5, trips: [1]},
    {name: 'out-and-back', share: 0.4, activity: 0.6, trips: [1, 2, 2, 2]},
    {name: 'commuter', share: 0.2, activity: 0.8, trips: [2, 2, 2, 4]},
    {name: 'carrier', share: 0.1, activity: 0.7, trips: [2, 3, 4]},
];
