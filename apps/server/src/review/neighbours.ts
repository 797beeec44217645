import type {Token} from '@karwan/journey';
import type {Setting} from '@karwan/tolling';
import type {SeenPassage} from '../explain/sightings.ts';
import {rowsOf, type Connection} from '../sql.ts';

/** Where a vehicle was seen around the time of a passage. */
export interface Neighbour {
    passage: number;
    point: string;
    at: string;
    atMs: number;
    by: string;
    class: string | null;
}

const AROUND_MS = 90 * 60_000;
/** One that should have been here then, give or take. */
const FITS_MS = 10 * 60_000;
const MOST_SHOWN = 8;

interface Row {
    id: number;
    point: string;
    at_ms: number;
    identified_by: string;
    measured_class: string | null;
}

const passagesAround = {
    name: 'review-around',
    text: `select id, point, at_ms, identified_by, measured_class from passage
            where vehicle = $1 and at_ms between $2 and $3 order by abs(at_ms - $4), id limit $5`,
};

/**
 * The passages of a vehicle around this one, and how far this one lies from the time that a steady
 * drive gives: between the last sighting before it and the first behind it on the same carriageway,
 * or on from the two on one side. After a single sighting nothing says how fast it was.
 */
export async function neighboursOf(
    connection: Connection, vehicle: Token, {id, point, atMs}: SeenPassage,
    {scheme, zone}: Setting,
): Promise<{neighbours: Neighbour[]; offMs: number | null}> {
    const rows = await rowsOf<Row>(connection, passagesAround,
        [vehicle, atMs - AROUND_MS, atMs + AROUND_MS, atMs, MOST_SHOWN]);
    rows.sort((a, b) => a.at_ms - b.at_ms);
    const others = rows.filter(row => row.id !== id);
    const metres = new Map(scheme.corridor.points.map(each => [each.id, each.chainageMetres]));
    const beside = carriageway(point, scheme.corridor.sections);
    const near = others.filter(row => beside.has(row.point));
    const before = near.filter(row => row.at_ms <= atMs).slice(-2);
    const after = near.filter(row => row.at_ms > atMs).slice(0, 2);
    const pair = before.length > 0 && after.length > 0 ? [before.at(-1)!, after[0]!]
        : before.length > 0 ? before : after;
    return {
        neighbours: rows.map(row => ({
            passage: row.id, point: row.point, at: zone.text(row.at_ms), atMs: row.at_ms,
            by: row.identified_by, class: row.measured_class,
        })),
        offMs: pair.length === 2 ? off(pair[0]!, pair[1]!, point, atMs, metres) : null,
    };
}

function carriageway(
    point: string, sections: Setting['scheme']['corridor']['sections'],
): ReadonlySet<string> {
    const own = sections.find(section => section.gantry === point);
    return new Set(sections
        .filter(each => each.road === own?.road && each.direction === own.direction)
        .map(each => each.gantry));
}

function off(
    before: Row, after: Row, point: string, atMs: number, metres: ReadonlyMap<string, number>,
): number | null {
    const [from, here, to] = [before.point, point, after.point].map(each => metres.get(each)!);
    if (from === to) return null;
    const share = (here! - from!) / (to! - from!);
    // Before the one and seen after it, or the other way round: that is not on the way.
    if (share < 0 !== atMs < before.at_ms || share > 1 !== atMs > after.at_ms) return null;
    return Math.round(atMs - (before.at_ms + share * (after.at_ms - before.at_ms)));
}

const tripsWithGap = {
    name: 'review-gaps',
    text: `select distinct t.vehicle
             from passage p join trip t on t.vehicle = p.vehicle
                  and $1 between t.from_ms and t.to_ms
                  and p.at_ms between t.from_ms and t.to_ms
            where p.point = any($2::text[]) and p.at_ms between $1 - $3::bigint and $1 + $3::bigint
              and $4 = any(t.inferred) and p.vehicle is not null`,
};

/** Vehicles under way around here that nobody reported at this gantry, the best timed first. */
export async function whoFits(
    connection: Connection, passage: SeenPassage, setting: Setting, most: number,
): Promise<Token[]> {
    const points = [...carriageway(passage.point, setting.scheme.corridor.sections)];
    const found = await rowsOf<{vehicle: Token}>(connection, tripsWithGap,
        [passage.atMs, `{${points.join(',')}}`, AROUND_MS, passage.point]);
    const timed: {vehicle: Token; off: number}[] = [];
    for (const {vehicle} of found) {
        const {offMs} = await neighboursOf(connection, vehicle, passage, setting);
        const distance = Math.abs(offMs ?? Infinity);
        if (distance <= FITS_MS) timed.push({vehicle, off: distance});
    }
    return timed.sort((a, b) => a.off - b.off).slice(0, most).map(({vehicle}) => vehicle);
}
