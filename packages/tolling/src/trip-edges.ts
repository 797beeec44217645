import type {Stretch, TripGantries} from './trip-gantries.ts';
import type {Places} from './trip-places.ts';
import type {StopColumns} from './trip-sequence.ts';

/**
 * A gantry just before or after a trip's first or last, that may have missed it: of the trips that
 * begin (or end) there without a ramp's record, the share that is to be expected because it did.
 */
export interface Edge {
    gantry: string;
    missed: string;
    side: 'before' | 'after';
    /** Trips that begin or end at the gantry like this, and how many are to be expected. */
    trips: number;
    expected: number;
    chance: number;
}

/** In doubt nothing is charged: from this chance on a missed gantry beside a trip is. */
export const CHARGED_FROM = 0.95;
/** Less likely than not is not worth a word. */
export const TOLD_FROM = 0.5;
/** So few trips tell nothing. */
const LEAST_TRIPS = 30;

/** Trips, as runs of rows: trip n is `starts[n]..starts[n + 1]`, in the order of vehicles. */
export interface TripRows {
    columns: StopColumns;
    starts: Uint32Array;
}

/**
 * Counts, for each gantry and side, what a miss would look like. A gantry misses as often at the
 * edge of a trip as within one, where its neighbours tell. So of trips that begin at it and were
 * seen at the next, the same share begins at the next because it missed them.
 */
export function edgesOf(trips: TripRows, gantries: TripGantries, places: Places): Edge[] {
    const counts = gantries.carriageways.map(({gantries: {length}}) => new EdgeCounts(length));
    for (let trip = 0; trip + 1 < trips.starts.length; trip++) {
        const [from, to] = [trips.starts[trip]!, trips.starts[trip + 1]!];
        for (const stretch of gantries.stretchesOf(trips.columns, from, to)) {
            const isSeen = seenGantries(trips.columns, from, to, stretch, gantries, places);
            counts[stretch.carriageway]!.add(isSeen, edgesOfStretch(stretch, gantries));
        }
    }
    return counts.flatMap((own, carriageway) =>
        own.edges((gantry: number) => gantries.nameOf(carriageway, gantry)));
}

/** The gantries at which a stretch begins and ends, without a ramp beyond them; else undefined. */
export function edgesOfStretch(
    {carriageway, first, last, fromGantry, toGantry}: Stretch, gantries: TripGantries,
): {begin: number | undefined; end: number | undefined} {
    if (fromGantry === toGantry) return {begin: undefined, end: undefined};
    const positions = gantries.carriageways[carriageway]!.gantries;
    return {
        begin: positions[fromGantry] === first ? fromGantry : undefined,
        end: positions[toGantry - 1] === last ? toGantry - 1 : undefined,
    };
}

function seenGantries(
    {post}: StopColumns, from: number, to: number, {carriageway, fromGantry, toGantry}: Stretch,
    gantries: TripGantries, places: Places,
): Uint8Array {
    const {gantries: positions, positionOf} = gantries.carriageways[carriageway]!;
    const isSeen = new Uint8Array(positions.length);
    for (let at = from; at < to; at++) {
        if (!places.isGantry(post[at]!)) continue;
        const position = positionOf[post[at]! % positionOf.length]!;
        for (let gantry = fromGantry; gantry < toGantry; gantry++) {
            if (positions[gantry] === position) isSeen[gantry] = 1;
        }
    }
    return isSeen;
}

/** Stretches with the gantries beside them that count as passed. */
export class ChargedEdges {
    readonly #gantries: TripGantries;
    readonly #before: ReadonlySet<string>;
    readonly #after: ReadonlySet<string>;

    constructor(edges: readonly Edge[], gantries: TripGantries, chargedFrom = CHARGED_FROM) {
        const charged = edges.filter(({chance}) => chance >= chargedFrom);
        const at = (side: Edge['side']) => new Set(
            charged.filter(edge => edge.side === side).map(({gantry}) => gantry));
        this.#gantries = gantries;
        this.#before = at('before');
        this.#after = at('after');
    }

    extend(stretch: Stretch): Stretch {
        const {begin, end} = edgesOfStretch(stretch, this.#gantries);
        const nameOf = (gantry: number) => this.#gantries.nameOf(stretch.carriageway, gantry);
        const isBefore = begin !== undefined && this.#before.has(nameOf(begin));
        const isAfter = end !== undefined && this.#after.has(nameOf(end));
        return {
            ...stretch,
            fromGantry: stretch.fromGantry - (isBefore ? 1 : 0),
            toGantry: stretch.toGantry + (isAfter ? 1 : 0),
        };
    }
}

/** Counts of one carriageway, by number of the gantry. */
class EdgeCounts {
    readonly #seen: Float64Array;
    readonly #missed: Float64Array;
    readonly #begin: Float64Array;
    readonly #end: Float64Array;
    /** Trips that begin (end) here and were seen at the next (the one before) too. */
    readonly #beginOn: Float64Array;
    readonly #endOn: Float64Array;

    constructor(gantries: number) {
        this.#seen = new Float64Array(gantries);
        this.#missed = new Float64Array(gantries);
        this.#begin = new Float64Array(gantries);
        this.#end = new Float64Array(gantries);
        this.#beginOn = new Float64Array(gantries);
        this.#endOn = new Float64Array(gantries);
    }

    add(isSeen: Uint8Array, {begin, end}: ReturnType<typeof edgesOfStretch>): void {
        const first = isSeen.indexOf(1);
        const last = isSeen.lastIndexOf(1);
        if (first < 0) return;
        for (let gantry = first + 1; gantry < last; gantry++) {
            (isSeen[gantry] ? this.#seen : this.#missed)[gantry]!++;
        }
        if (begin !== undefined) {
            this.#begin[begin]!++;
            if (isSeen[begin + 1]) this.#beginOn[begin]!++;
        }
        if (end !== undefined) {
            this.#end[end]!++;
            if (isSeen[end - 1]) this.#endOn[end]!++;
        }
    }

    edges(nameOf: (gantry: number) => string): Edge[] {
        const edge = (
            gantry: number, missed: number, side: Edge['side'], trips: number, on: number,
        ): Edge[] => {
            const looked = this.#seen[missed]! + this.#missed[missed]!;
            if (trips < LEAST_TRIPS || looked < LEAST_TRIPS || !this.#seen[missed]) return [];
            const rate = this.#missed[missed]! / looked;
            const expected = Math.min(trips, on * rate / (1 - rate));
            const chance = Number((expected / trips).toFixed(4));
            return [{
                gantry: nameOf(gantry), missed: nameOf(missed), side, trips,
                expected: Math.round(expected), chance,
            }];
        };
        return [...this.#begin.keys()].flatMap(gantry => [
            ...(gantry > 0 ? edge(gantry, gantry - 1, 'before',
                this.#begin[gantry]!, this.#beginOn[gantry - 1]!) : []),
            ...(gantry + 1 < this.#begin.length ? edge(gantry, gantry + 1, 'after',
                this.#end[gantry]!, this.#endOn[gantry + 1]!) : []),
        ]);
    }
}
