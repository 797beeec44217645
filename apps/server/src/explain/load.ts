import type {Token} from '@karwan/journey';
import {textArray, wholeArray} from '../array-literal.ts';
import {rowsOf, type Connection} from '../sql.ts';
import type {DueRow, PassageRow, ReviewRow, TripRow} from '../thread/load-derived.ts';
import type {ReadingRow} from '../thread/load.ts';

const DUE = `"window", trip, vehicle, road, day, from_ms, to_ms, entry, exit, tolled_metres, class,
    class_by, state, tariff, toll_minor::text, surcharge, surcharge_when, surcharge_minor::text,
    amount_minor::text, payer, status, passages, inferred, basis, scheme, decided_seq`;

const dueByWindow = {
    name: 'explain-due', text: `select ${DUE} from due where "window" = $1`,
};
const duesByTrips = {
    name: 'explain-dues', text: `select ${DUE} from due where trip = any($1::bigint[])
        order by from_ms, "window"`,
};

export async function findDue(connection: Connection, window: string): Promise<DueRow | undefined> {
    return (await rowsOf<DueRow>(connection, dueByWindow, [window]))[0];
}

export function duesOfTrips(connection: Connection, trips: readonly number[]): Promise<DueRow[]> {
    return rowsOf(connection, duesByTrips, [wholeArray(trips)]);
}

const duesByVehicle = {
    name: 'explain-dues-of-vehicle',
    text: `select ${DUE} from due where vehicle = $1 and from_ms <= $3 and to_ms >= $2
        order by from_ms, "window"`,
};

/** Dues of a vehicle that reach into a time, whatever trips they are of. */
export function duesOfVehicle(
    connection: Connection, vehicle: string, fromMs: number, toMs: number,
): Promise<DueRow[]> {
    return rowsOf(connection, duesByVehicle, [vehicle, fromMs, toMs]);
}

const TRIP = 'id, vehicle, from_ms, to_ms, sure, passages, path, inferred';

const tripById = {name: 'explain-trip', text: `select ${TRIP} from trip where id = $1`};
const tripsByVehicle = {
    name: 'explain-trips', text: `select ${TRIP} from trip
        where vehicle = any($1::text[]) and to_ms >= $2 and from_ms < $3
        order by from_ms desc, id desc limit $4`,
};

export async function findTrip(connection: Connection, id: number): Promise<TripRow | undefined> {
    return (await rowsOf<TripRow>(connection, tripById, [id]))[0];
}

/** The latest trips of these vehicles that reach into a time, newest first. */
export function tripsOfVehicles(
    connection: Connection, vehicles: readonly string[], fromMs: number, toMs: number, most: number,
): Promise<TripRow[]> {
    return rowsOf(connection, tripsByVehicle, [textArray(vehicles), fromMs, toMs, most]);
}

const passagesById = {
    name: 'explain-passages',
    text: `select id, kind, point, lane, at_ms, tag, plate, confidence, measured_class, detections,
                  readings, vehicle, identified_by, basis
             from passage where id = any($1::bigint[]) order by at_ms, id`,
};

export function passagesNamed(
    connection: Connection, ids: readonly number[],
): Promise<PassageRow[]> {
    return rowsOf(connection, passagesById, [wholeArray(ids)]);
}

const readingsBySeq = {
    name: 'explain-readings',
    text: `select seq, device, point, lane, device_ms, received_ms, at_ms, tag, plate, confidence,
                  class, is_unreadable
             from reading where seq = any($1::bigint[]) order by at_ms, seq`,
};

export function readingsNamed(
    connection: Connection, seqs: readonly number[],
): Promise<(ReadingRow & {is_unreadable: boolean})[]> {
    return rowsOf(connection, readingsBySeq, [wholeArray(seqs)]);
}

export interface TransferRow {
    id: string;
    debit: string;
    credit: string;
    amount_minor: string;
    at_ms: number;
    refusal: string | null;
}

const transfersByWindow = {
    name: 'explain-transfers',
    text: `select id, debit, credit, amount_minor::text, at_ms, refusal from transfer
            where "window" = $1 order by batch, nth`,
};

export function transfersFor(connection: Connection, window: string): Promise<TransferRow[]> {
    return rowsOf(connection, transfersByWindow, [window]);
}

const reviewsByPassage = {
    name: 'explain-reviews',
    text: `select id, passage, reason, holds_back, vehicle, tag, plate, day, worth_minor::text,
                  state, decided_by, assigned, opened_seq
             from review where passage = any($1::bigint[]) order by id`,
};

export function reviewsNamed(
    connection: Connection, passages: readonly number[],
): Promise<ReviewRow[]> {
    return rowsOf(connection, reviewsByPassage, [wholeArray(passages)]);
}

const carriers = {
    name: 'explain-carriers',
    text: `select $1::text as token
            union select other from fact where token = $1 and kind = 'carriage'`,
};

/** The vehicles that a token may stand for: itself, and what a tag was ever fitted to. */
export async function vehiclesOf(connection: Connection, token: Token): Promise<Token[]> {
    return (await rowsOf<{token: Token}>(connection, carriers, [token])).map(row => row.token);
}

const versionByDigest = {
    name: 'explain-version',
    text: `select body->>'version' as version from fact
            where id >= 'scheme:' and id < 'scheme;' and kind = 'scheme' and body->>'digest' = $1
            order by seq desc limit 1`,
};

/** The version that files of this digest were adopted as; undefined where they never were. */
export async function findVersion(
    connection: Connection, digest: string,
): Promise<string | undefined> {
    return (await rowsOf<{version: string}>(connection, versionByDigest, [digest]))[0]?.version;
}
