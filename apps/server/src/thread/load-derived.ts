import type {Token} from '@karwan/journey';
import type {Passage, PassageKind} from '@karwan/tolling';
import {textArray, wholeArray} from '../array-literal.ts';
import {rowsOf, type Connection} from '../sql.ts';
import {spanValues, type Span} from './spans.ts';

export interface PassageRow {
    id: number;
    kind: PassageKind;
    point: string;
    lane: number;
    at_ms: number;
    tag: Token | null;
    plate: Token | null;
    confidence: number | null;
    measured_class: string | null;
    detections: number;
    readings: number[];
    vehicle: Token | null;
    identified_by: string;
    basis: number[];
}

const PASSAGE = `p.id, p.kind, p.point, p.lane, p.at_ms, p.tag, p.plate, p.confidence,
    p.measured_class, p.detections, p.readings, p.vehicle, p.identified_by, p.basis`;

const passagesNear = {
    name: 'thread-passages-near',
    text: `select ${PASSAGE}
             from unnest($1::text[], $2::bigint[], $3::bigint[]) as span (point, low, high)
             join passage p on p.point = span.point and p.at_ms between span.low and span.high`,
};

/** Passages at these places and times. */
export function passagesIn(connection: Connection, spans: readonly Span[]) {
    return rowsOf<PassageRow>(connection, passagesNear, spanValues(spans));
}

const passagesOfVehicles = {
    name: 'thread-passages-of-vehicles',
    text: `select ${PASSAGE}
             from unnest($1::text[], $2::bigint[], $3::bigint[]) as span (vehicle, low, high)
             join passage p on p.vehicle = span.vehicle and p.at_ms between span.low and span.high`,
};

/** Passages of these vehicles in these times. */
export function passagesOf(connection: Connection, spans: readonly Span[]) {
    return rowsOf<PassageRow>(connection, passagesOfVehicles, spanValues(spans));
}

// Where the other token's word counted, the passage stands under that one's vehicle: it is found by
// the token that was passed over. Both lists are those of the partial indexes of passage.
const passagesOfTokens = {
    name: 'thread-passages-of-tokens',
    text: `with span as (
               select * from unnest($1::text[], $2::bigint[], $3::bigint[]) as s (token, low, high))
           select ${PASSAGE} from span join passage p
               on p.vehicle = span.token and p.at_ms between span.low and span.high
           union
           select ${PASSAGE} from span join passage p
               on p.tag = span.token and p.at_ms between span.low and span.high
              and p.identified_by in ('plate', 'plate-against-tag', 'review', 'nobody')
           union
           select ${PASSAGE} from span join passage p
               on p.plate = span.token and p.at_ms between span.low and span.high
              and p.identified_by in ('tag-against-plate', 'unregistered-tag', 'review', 'nobody')
           union
           select ${PASSAGE} from passage p where p.id = any($4::bigint[])`,
};

/** Passages in which these tokens played a part, and those with these ids. */
export function passagesTouchedBy(
    connection: Connection, spans: readonly Span[], ids: readonly number[],
) {
    return rowsOf<PassageRow>(
        connection, passagesOfTokens, [...spanValues(spans), wholeArray(ids)]);
}

/** The passage of a row, without whose it was. */
export function passageOf(row: PassageRow): Passage {
    return {
        id: row.id, kind: row.kind, point: row.point, lane: row.lane, atMs: row.at_ms,
        tag: row.tag ?? undefined, plate: row.plate ?? undefined,
        confidence: row.confidence ?? undefined, measuredClass: row.measured_class ?? undefined,
        detections: row.detections, readings: row.readings,
    };
}

export interface TripRow {
    id: number;
    vehicle: Token;
    from_ms: number;
    to_ms: number;
    sure: number;
    passages: number[];
    path: string[];
    inferred: string[];
}

const TRIP = 't.id, t.vehicle, t.from_ms, t.to_ms, t.sure, t.passages, t.path, t.inferred';

const tripsOfVehicles = {
    name: 'thread-trips-of-vehicles',
    text: `select ${TRIP}
             from unnest($1::text[], $2::bigint[], $3::bigint[]) as span (vehicle, low, high)
             join trip t on t.vehicle = span.vehicle
                        and t.to_ms >= span.low and t.from_ms <= span.high`,
};

/** Trips of these vehicles that reach into these times; at most one span a vehicle. */
export async function tripsIn(
    connection: Connection, spans: readonly Span[],
): Promise<TripRow[]> {
    const rows = await rowsOf<TripRow>(connection, tripsOfVehicles, spanValues(spans));
    // It comes back as the shortest text that names the 32-bit float which is stored.
    for (const row of rows) row.sure = Math.fround(row.sure);
    return rows;
}

/** A due as it is stored; money as text, since int8 would pass through a double. */
export interface DueRow {
    window: string;
    trip: number;
    vehicle: Token;
    road: string;
    day: string;
    from_ms: number;
    to_ms: number;
    entry: string;
    exit: string;
    tolled_metres: number;
    class: string;
    class_by: string;
    state: string;
    tariff: string;
    toll_minor: string;
    surcharge: string | null;
    surcharge_when: string | null;
    surcharge_minor: string;
    amount_minor: string;
    payer: string;
    status: string;
    passages: number[];
    inferred: string[];
    basis: number[];
    scheme: string;
    decided_seq: number;
}

/** The columns of a due, of a table called d. */
export const DUE = `d."window", d.trip, d.vehicle, d.road, d.day, d.from_ms, d.to_ms, d.entry,
    d.exit, d.tolled_metres, d.class, d.class_by, d.state, d.tariff, d.toll_minor::text,
    d.surcharge, d.surcharge_when, d.surcharge_minor::text, d.amount_minor::text, d.payer, d.status,
    d.passages, d.inferred, d.basis, d.scheme, d.decided_seq`;

const duesOfTrips = {
    name: 'thread-dues-of-trips',
    text: `select ${DUE}
             from unnest($1::bigint[]) as asked (trip) join due d on d.trip = asked.trip`,
};

/** Dues of these trips. */
export function duesOf(connection: Connection, trips: readonly number[]) {
    return rowsOf<DueRow>(connection, duesOfTrips, [wholeArray(trips)]);
}

/** A review item as it is stored. */
export interface ReviewRow {
    id: string;
    passage: number;
    reason: string;
    holds_back: boolean;
    vehicle: Token | null;
    tag: Token | null;
    plate: Token | null;
    day: string;
    worth_minor: string;
    state: string;
    decided_by: number | null;
    assigned: Token | null;
    opened_seq: number;
}

const reviewsOfPassages = {
    name: 'thread-reviews-of-passages',
    text: `select r.id, r.passage, r.reason, r.holds_back, r.vehicle, r.tag, r.plate, r.day,
                  r.worth_minor::text, r.state, r.decided_by, r.assigned, r.opened_seq
             from review r where r.passage = any($1::bigint[])`,
};

/** Review items of these passages. */
export function reviewsOf(connection: Connection, passages: readonly number[]) {
    return rowsOf<ReviewRow>(connection, reviewsOfPassages, [wholeArray(passages)]);
}

/** What moved between two accounts for a window, and how many transfers were ever made for it. */
export interface PostedRow {
    window: string;
    debit: string;
    credit: string;
    posted_minor: string;
    transfers: number;
}

// Lateral, so that each window is looked up by its index, whatever the planner believes.
const postedForWindows = {
    name: 'thread-posted',
    text: `select asked.id as "window", sums.*
             from unnest($1::text[]) as asked (id)
            cross join lateral (
                select t.debit, t.credit, count(*)::integer as transfers,
                       coalesce(sum(t.amount_minor) filter (where t.refusal is null), 0)::text
                           as posted_minor
                  from transfer t where t."window" = asked.id and t.kind = 'post'
                 group by t.debit, t.credit) as sums`,
};

/** What the ledger says was posted for these windows. */
export function postedIn(connection: Connection, windows: readonly string[]) {
    return rowsOf<PostedRow>(connection, postedForWindows, [textArray([...new Set(windows)])]);
}
