import type {Places} from './trip-places.ts';
import type {StopColumns} from './trip-sequence.ts';

/** A carriageway as numbers: its places in order, and which of them are gantries. */
interface Carriageway {
    places: readonly number[];
    /** By number of a place, where it stands on the carriageway; -1 where it does not. */
    positionOf: Int32Array;
    /** The positions of its gantries. */
    gantries: readonly number[];
}

/** What a trip drove of one carriageway: positions, and the numbers of gantries among its own. */
export interface Stretch {
    carriageway: number;
    first: number;
    last: number;
    /** Gantries `from..to` (up to, not with) lie on it, in the order of the road. */
    fromGantry: number;
    toGantry: number;
}

/**
 * Which gantries a trip passed: those that saw it, and those between two places where it was seen,
 * ramps included. Nobody gets from one place to another past a gantry, so none is in doubt.
 */
export class TripGantries {
    readonly #places: Places;
    readonly carriageways: readonly Carriageway[];

    /** A place is a gantry where one of these stops says so. */
    constructor(places: Places, {post}: Pick<StopColumns, 'post'>) {
        this.#places = places;
        const isGantry = new Uint8Array(places.names.length);
        for (const one of post) if (places.isGantry(one)) isGantry[one % isGantry.length] = 1;
        this.carriageways = places.order.map(names => {
            const numbers = names.map(name => places.find(name)!);
            const positionOf = new Int32Array(isGantry.length).fill(-1);
            numbers.forEach((number, position) => {
                positionOf[number] = position;
            });
            const gantries = [...numbers.keys()].filter(at => isGantry[numbers[at]!]);
            return {places: numbers, positionOf, gantries};
        });
    }

    /** The stretches of the trip in rows `from..to`; none where no gantry is certain. */
    stretchesOf({post}: StopColumns, from: number, to: number): Stretch[] {
        return this.carriageways.flatMap((_, carriageway) => {
            const {positionOf} = this.carriageways[carriageway]!;
            let first = Infinity;
            let last = -1;
            let isDriven = false;
            for (let at = from; at < to; at++) {
                const position = positionOf[post[at]! % positionOf.length]!;
                if (position < 0) continue;
                // A ramp may serve two carriageways: on and off again, down this one, tells.
                isDriven ||= this.#places.isGantry(post[at]!)
                    || (this.#places.isExit(post[at]!) && position > first);
                first = Math.min(first, position);
                last = Math.max(last, position);
            }
            return isDriven ? [this.#stretch(carriageway, first, last)] : [];
        });
    }

    #stretch(carriageway: number, first: number, last: number): Stretch {
        const {gantries} = this.carriageways[carriageway]!;
        const fromGantry = gantries.findIndex(position => position >= first);
        const beyond = gantries.findIndex(position => position > last);
        const toGantry = beyond < 0 ? gantries.length : beyond;
        return {carriageway, first, last, fromGantry: Math.min(
            fromGantry < 0 ? gantries.length : fromGantry, toGantry), toGantry};
    }

    /** The name of a carriageway's n-th gantry. */
    nameOf(carriageway: number, gantry: number): string {
        const {places, gantries} = this.carriageways[carriageway]!;
        return this.#places.names[places[gantries[gantry]!]!]!;
    }
}
