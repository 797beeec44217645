import type {Setting} from '@karwan/tolling';
import {rowsOf, type Connection} from '../sql.ts';

/** A passage as the corridor's picture needs it: which, under which gantry, when, whose. */
export interface Seen {
    id: number;
    /** Place of the gantry in the corridor's list. */
    gantry: number;
    atMs: number;
    /** Null where nobody was identified. */
    vehicle: string | null;
}

/** Older sightings say nothing any more about where a vehicle is. */
const RECENT_MS = 30 * 60_000;
const MOST = 5_000;
/** Ids are places in the log; so far back lies certainly more than half an hour of it. */
const MOST_READINGS = 200_000;

const recent = {
    name: 'page-moving',
    text: `select id, point, at_ms, vehicle from passage
            where id > $1 and at_ms > $2 and at_ms <= $3 and kind = 'gantry'
            order by id desc limit $4`,
};

/**
 * The passages after one that is known already, oldest first; of many the newest. A head of 0 is
 * that of the past: then all of the log is looked through, by time.
 */
export async function seenLately(
    connection: Connection, after: number, headSeq: number, nowMs: number, gantries: Gantries,
): Promise<Seen[]> {
    const from = Math.max(after, headSeq - MOST_READINGS);
    const rows = await rowsOf<{id: number; point: string; at_ms: number; vehicle: string | null}>(
        connection, recent, [from, nowMs - RECENT_MS, nowMs, MOST]);
    return rows.reverse().flatMap(({id, point, at_ms, vehicle}) => {
        const gantry = gantries.get(point);
        return gantry === undefined ? [] : [{id, gantry, atMs: at_ms, vehicle}];
    });
}

/** Gantries by their id, as places in the corridor's list. */
export type Gantries = ReadonlyMap<string, number>;

export function gantriesOf({scheme}: Setting): Gantries {
    return new Map(scheme.corridor.sections.map(({gantry}, nth) => [gantry, nth]));
}
