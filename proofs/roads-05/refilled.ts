import {ChargedEdges, edgesOf, type Edge, type Places} from '@karwan/tolling';
import {deletedAtRandom, tripStartsOf, type Road, type StopRows} from './stop-rows.ts';

/** Sections of complete trips: how many there are, and what the thinned readings made of them. */
export interface Refilled {
    trips: number;
    deleted: number;
    sections: number;
    right: number;
    overcharged: number;
    /** Trips whose sections are exactly the true ones. */
    exact: number;
    edges: Edge[];
}

/** A section each gantry: the numbers of carriageway and gantry in one. */
type Sections = ReadonlySet<number>;

const SOON_MS = 4 * 3_600_000;

/**
 * Deletes readings at gantries, cuts what is left and fills it in, and compares with the sections
 * of the trips before. A made trip counts for one true trip at most, the one with most of whose
 * readings it shares; what else it says of its sections is overcharged.
 */
export function refilled(
    road: Road, share: number, seed: number, chargedFrom: number,
): Refilled {
    const {all, places, table, gantries} = road;
    const thinned = deletedAtRandom(all, places, share, seed);
    const truth = tripStartsOf(all, table);
    const made = tripStartsOf(thinned, table);
    const edges = edgesOf({columns: thinned.columns, starts: made}, gantries, places);
    const charged = new ChargedEdges(edges, gantries, chargedFrom);
    const madeOf = madeByRow(thinned, made, all.rows.length);
    const taken = new Set<number>();
    const found = {
        trips: 0, deleted: all.rows.length - thinned.rows.length, sections: 0, right: 0,
        overcharged: 0, exact: 0, edges,
    };
    for (let trip = 0; trip + 1 < truth.length; trip++) {
        const [from, to] = [truth[trip]!, truth[trip + 1]!];
        const partners = partnersOf(madeOf, from, to).filter(one => !taken.has(one));
        for (const partner of partners) taken.add(partner);
        if (!isComplete(all, from, to, places)) continue;
        const due = sectionsOf(road, all, from, to, undefined);
        const says = partners.map(partner =>
            sectionsOf(road, thinned, made[partner]!, made[partner + 1]!, charged));
        tally(found, due, says);
    }
    return found;
}

/** A trip both of whose ends a station's record or a second reading within four hours bears out. */
function isComplete(
    {columns: {atMs, post}}: StopRows, from: number, to: number, places: Places,
): boolean {
    const isBorneOut = (end: number, beside: number) =>
        !places.isGantry(post[end]!)
        || (beside >= from && beside < to && Math.abs(atMs[end]! - atMs[beside]!) <= SOON_MS);
    return isBorneOut(from, from + 1) && isBorneOut(to - 1, to - 2);
}

/** By row of all stops, the trip that was made of it; -1 where it was deleted. */
function madeByRow({rows}: StopRows, made: Uint32Array, count: number): Int32Array {
    const madeOf = new Int32Array(count).fill(-1);
    for (let trip = 0; trip + 1 < made.length; trip++) {
        for (let at = made[trip]!; at < made[trip + 1]!; at++) madeOf[rows[at]!] = trip;
    }
    return madeOf;
}

/** The trips made of these stops, the one with most of them first. */
function partnersOf(madeOf: Int32Array, from: number, to: number): number[] {
    const shared = new Map<number, number>();
    for (let at = from; at < to; at++) {
        const trip = madeOf[at]!;
        if (trip >= 0) shared.set(trip, (shared.get(trip) ?? 0) + 1);
    }
    return [...shared.keys()].sort((a, b) => shared.get(b)! - shared.get(a)! || a - b);
}

function sectionsOf(
    {gantries}: Road, {columns}: StopRows, from: number, to: number,
    charged: ChargedEdges | undefined,
): Sections {
    const sections = new Set<number>();
    for (const found of gantries.stretchesOf(columns, from, to)) {
        const {carriageway, fromGantry, toGantry} = charged?.extend(found) ?? found;
        for (let at = fromGantry; at < toGantry; at++) sections.add(carriageway * 1_000 + at);
    }
    return sections;
}

/** A section that two made trips both charge is charged once too often. */
function tally(found: Refilled, due: Sections, says: readonly Sections[]): void {
    const right = new Set<number>();
    let over = 0;
    for (const sections of says) {
        for (const section of sections) {
            if (due.has(section) && !right.has(section)) right.add(section);
            else over++;
        }
    }
    found.trips++;
    found.sections += due.size;
    found.right += right.size;
    found.overcharged += over;
    if (right.size === due.size && over === 0) found.exact++;
}
