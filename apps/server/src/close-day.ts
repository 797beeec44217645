import {DAY_MS} from '@karwan/base';
import type {Setting} from '@karwan/tolling';
import type pg from 'pg';
import {factRowId} from './door/fact.ts';
import {append} from './log.ts';
import {rowsOf, type Connection} from './sql.ts';
import type {Vault} from './vault.ts';
import {CLOSING_LOCK, openDayOf} from './thread/carried.ts';
import {balancesByDay, together, type Balances} from './verify/balances.ts';
import {balancesAsJson} from './verify/balances-json.ts';
import {carriedInto, type Carried} from './verify/carried.ts';
import {differenceText, type Difference} from './verify/difference.ts';
import {digestDerived} from './verify/digest.ts';
import type {Repriced} from './verify/earlier-dues.ts';
import {repricedLines} from './verify/repriced-text.ts';
import {oneDay, verifyIn, type Verified} from './verify/verify.ts';
import type {Worker} from './worker.ts';

/** What came of the wish to close a day; only `closed` writes anything. */
export type Closing =
    | {
        answer: 'closed'; day: string; balances: Balances; digest: string;
        /** What moved in the day for days that were closed before: no part of its balances. */
        carriedIn: readonly Carried[];
    }
    | {answer: 'closed-already'; day: string; closedMs: number; digest: string; totals: unknown}
    | {answer: 'not-over'; day: string; why: string}
    | {answer: 'behind'; day: string; cursor: number; head: number}
    | {answer: 'earlier-day-open'; day: string; earlier: string}
    | {
        answer: 'differs'; day: string; differences: readonly Difference[];
        /** Charges of earlier versions that this version, the one at hand, prices otherwise. */
        repriced: readonly Repriced[]; version: string;
    };

/** Whose books are closed, by which clock. */
export interface ClosingSetting {
    pool: pg.Pool;
    vault: Vault;
    setting: Setting;
    worker: Worker;
    nowMs: number;
    /** True where nothing more is expected of the day, though the log ends within it. */
    isComplete?: boolean;
}

/**
 * Closes a local day: all that arrived is worked off, everything verifies, and the day's totals
 * and the digest of its rows are said in the log. Nothing is closed by half: the statement and
 * its row come about in one transaction, or none.
 */
export async function closeDay(day: string, closing: ClosingSetting): Promise<Closing> {
    const {pool, setting} = closing;
    const client = await pool.connect();
    let found: Closing | Found;
    try {
        await client.query('begin isolation level repeatable read read only');
        await client.query(`set local jit = off; set local work_mem = '128MB'`);
        found = await refusalOf(client, day, closing) ?? await lookAt(client, day, setting);
    } finally {
        await client.query('rollback').catch(() => undefined);
        client.release();
    }
    if ('answer' in found) return found;
    await seal(day, found, closing);
    const {balances, digest, carriedIn} = found;
    return {answer: 'closed', day, balances, digest, carriedIn};
}

const standing = {
    name: 'close-standing',
    text: `select coalesce(c.seq, 0) as cursor, h.seq as head,
                  (select max(received_ms) from reading where seq > h.seq - 10000) as "newestMs",
                  (select closed_ms from closed_day where day = $1) as "closedMs",
                  (select digest from closed_day where day = $1) as digest,
                  (select totals from closed_day where day = $1) as totals
             from log_head h left join cursor c using (partition) where partition = 'main'`,
};

interface Standing {
    cursor: number;
    head: number;
    newestMs: number | null;
    closedMs: number | null;
    digest: string | null;
    totals: unknown;
}

/** What refuses the close before anything is verified; undefined where that is to be tried. */
export async function refusalOf(
    connection: Connection, day: string,
    {setting, nowMs, isComplete}: Pick<ClosingSetting, 'setting' | 'nowMs' | 'isComplete'>,
): Promise<Closing | undefined> {
    const [now] = await rowsOf<Standing>(connection, standing, [day]);
    const {cursor, head, newestMs, closedMs, digest, totals} = now!;
    if (closedMs !== null) {
        return {answer: 'closed-already', day, closedMs, digest: digest!, totals};
    }
    const endMs = oneDay(setting, day).toMs;
    if (endMs > nowMs) {
        return {answer: 'not-over', day, why: `it ends at ${setting.zone.text(endMs)}`};
    }
    // By the clock a driven day of the past is over before it has begun; the log knows better.
    const isRunning = newestMs !== null && newestMs < endMs && newestMs > endMs - 2 * DAY_MS;
    if (isRunning && !isComplete) {
        return {
            answer: 'not-over', day,
            why: `the newest reading came at ${setting.zone.text(newestMs)}, before its end; `
                + `if nothing more of it is to come: karwan close ${day} --complete`,
        };
    }
    if (cursor < head) return {answer: 'behind', day, cursor, head};
    const earlier = await earlierOpen(connection, day, setting);
    return earlier === undefined ? undefined : {answer: 'earlier-day-open', day, earlier};
}

const openDays = {
    name: 'close-open-days',
    text: `select min(day) as day from (
               select to_char(to_timestamp(min(at_ms) / 1000.0) at time zone $2, 'YYYY-MM-DD')
                      as day
                 from passage
                where at_ms < $3 and at_ms >= coalesce((
                    select max(extract(epoch from (closed_day.day::date + 1)::timestamp
                        at time zone $2) * 1000) from closed_day), $4)
                union all select min(day) from due where day < $1
                   and not exists (select from closed_day c where c.day = due.day)
                union all select min(day) from review where day < $1
                   and not exists (select from closed_day c where c.day = review.day)) as each`,
};

async function earlierOpen(
    connection: Connection, day: string, setting: Setting,
): Promise<string | undefined> {
    const {zone, fromMs} = oneDay(setting, day);
    const [row] = await rowsOf<{day: string | null}>(
        connection, openDays, [day, zone, fromMs, Number.MIN_SAFE_INTEGER]);
    return row?.day ?? undefined;
}

/** A day that may be closed, as one snapshot shows it. */
interface Found {
    verified: Verified;
    balances: Balances;
    digest: string;
    carriedIn: readonly Carried[];
}

async function lookAt(
    client: pg.PoolClient, day: string, setting: Setting,
): Promise<Closing | Found> {
    const verified = await verifyIn(client, setting, {});
    if (!verified.isSound) {
        return {
            answer: 'differs', day, differences: verified.differences,
            repriced: verified.rederived?.repriced ?? [], version: setting.scheme.version,
        };
    }
    const extent = oneDay(setting, day);
    const [balances] = await balancesByDay(client, extent);
    const {digest} = await digestDerived(client, {day, ...extent});
    const carriedIn = await carriedInto(client, day);
    return {verified, balances: balances ?? {...together([]), day}, digest, carriedIn};
}

async function seal(
    day: string, {verified, balances, digest, carriedIn}: Found, closing: ClosingSetting,
): Promise<void> {
    const {pool, vault, worker, nowMs, setting} = closing;
    const id = `closing:${day}`;
    const totals = JSON.stringify({
        ...balancesAsJson(balances), carriedIn: carriedAsJson(carriedIn),
    });
    const closedSeq = verified.places.cursor;
    const row = {
        id: factRowId(id, 'closing'), kind: 'closing' as const, token: undefined, other: undefined,
        validFromMs: 0, validToMs: undefined,
        body: {day, totals, digest, closedSeq: `${closedSeq}`, closedMs: `${nowMs}`},
    };
    const judged = {kind: 'fact' as const, id, rows: [row], token: undefined, plate: undefined};
    const items = [{judged, place: day, receivedMs: nowMs}];
    await append(pool, vault, {source: 'close', items}, async client => {
        await client.query('select pg_advisory_xact_lock($1, $2)', [...CLOSING_LOCK]);
        await client.query({
            name: 'close-day',
            text: `insert into closed_day (day, closed_seq, closed_ms, totals, digest)
                   values ($1, $2, $3, $4::jsonb, $5)`,
            values: [day, closedSeq, nowMs, totals, digest],
        });
        await carryMeanwhile(client, day, openDayOf(day, nowMs, setting.zone));
    });
    // The statement took a place in the log, which the next close must find worked off.
    await worker.workOff();
}

/** A close as JSON: money as decimal strings of minor units. */
export function closedAsJson(closing: Closing & {answer: 'closed'}): object {
    return {
        ...closing, balances: balancesAsJson(closing.balances),
        carriedIn: carriedAsJson(closing.carriedIn),
    };
}

function carriedAsJson(carriedIn: readonly Carried[]): object[] {
    return carriedIn.map(each => ({...each, minor: `${each.minor}`}));
}

// What came for the day after the snapshot that it was sealed by is no longer its own either.
async function carryMeanwhile(
    client: pg.ClientBase, day: string, openDay: string,
): Promise<void> {
    await client.query({
        name: 'close-carry-meanwhile',
        text: `insert into carried (transfer, closed_day, open_day, minor)
               select 'closing:' || c.day, c.day, $2, now.minor - sealed.minor
                 from closed_day c
                cross join lateral (
                    select (c.totals->'charges'->'charges'->>'minor')::numeric as minor) as sealed
                cross join lateral (
                    select coalesce(sum(amount_minor), 0) as minor from due where day = c.day
                    ) as now
                where c.day = $1 and now.minor <> sealed.minor`,
        values: [day, openDay],
    });
}

/** Why a day was not closed, in one sentence and the differences by name. */
export function refusalText(closing: Exclude<Closing, {answer: 'closed'}>): string {
    const {day} = closing;
    switch (closing.answer) {
        case 'closed-already': return `${day} is closed and stays closed`;
        case 'not-over': return `${day} is not over: ${closing.why}`;
        case 'behind':
            return `${day} cannot be closed: the log reaches ${closing.head} and is worked off `
                + `up to ${closing.cursor}; close it again when the rest is worked off`;
        case 'earlier-day-open':
            return `${day} cannot be closed: ${closing.earlier} is still open`;
        case 'differs':
            return [`${day} cannot be closed: it does not verify`,
                ...closing.differences.map(differenceText),
                ...repricedLines(closing.repriced, closing.version)].join('\n');
    }
}
