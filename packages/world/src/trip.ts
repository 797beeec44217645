import type {Plate} from '@karwan/journey';
import type {Route} from './route.ts';
import type {Vehicle} from './vehicle.ts';

/** A drive from where a vehicle came on to where it went off, as it truly was. */
export interface Trip {
    vehicle: Vehicle;
    route: Route;
    /** One for each section of the route, in order. */
    passages: Passage[];
}

/** A vehicle under a gantry. */
export interface Passage {
    gantry: string;
    atMs: number;
    lane: number;
    /** Its messages arrive so much later than others. */
    delayMs: number;
    /** What the devices made of it; undefined until it happens. */
    left: Left | undefined;
}

/** What each device of a gantry says of one vehicle. */
export interface Left {
    laser: 'right' | 'missed';
    /** `swapped` is another vehicle's tag, read rightly. */
    antenna: 'none' | 'right' | 'missed' | 'swapped';
    camera: 'right' | 'wrong' | 'unreadable' | 'missed';
    /** The plate that was read, right or wrong. */
    read: Plate | undefined;
    confidence: number | undefined;
    /** The tag that was read; set where it is another vehicle's by a fault. */
    tagRead?: string;
    /** Claims that stood in another lane, or at another time by a clock that was off. */
    astray?: {lane: number; atMs: number}[];
    /** Its messages were held back with the line, for hours perhaps. */
    isHeldBack?: boolean;
}
