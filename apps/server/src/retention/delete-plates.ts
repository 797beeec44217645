import {dayBeside, type Zone} from '@karwan/base';
import type pg from 'pg';
import {rowsOf} from '../sql.ts';
import {inTransaction} from '../transaction.ts';
import type {RetentionRule} from './rule.ts';

/** Why a plate stays. */
export const reasons = {
    'seen': 'seen since, or not so long ago',
    'day-open': 'seen on a day that is not closed',
    'registered': 'in the register',
    'in-review': 'a person must still decide about it',
    'owing': 'it owes a toll',
} as const;

export type Reason = keyof typeof reasons;

/** What a run deletes, and what it keeps for which reason. */
export interface Retention {
    asOfMs: number;
    /** Plates last seen before are old enough. */
    settledBeforeMs: number;
    owingBeforeMs: number;
    deleted: number;
    kept: Partial<Record<Reason, number>>;
}

/** As of when, by whose days. */
export interface RetentionSetting {
    rule: RetentionRule;
    asOfMs: number;
    zone: Zone;
    /** Says what would be deleted, and deletes nothing. */
    isDry: boolean;
}

// One pass over each table, whatever the number of plates. A plate without any reading counts from
// the moment at which it came into the vault.
const judge = {
    name: 'retention-judge',
    text: `with seen as (
               select plate as token, max(at_ms) as at_ms from reading
                where plate is not null group by plate),
           registered as (
               select t.token from fact f, unnest(array[f.token, f.other]) as t(token)
                where t.token like 'plate:%' and coalesce(f.valid_to_ms, $1) >= $1
                  and f.kind <> 'closing' and f.kind <> 'review'),
           in_review as (
               select plate as token from review where state = 'open'
               union select vehicle from review where state = 'open'),
           owing as (
               select vehicle as token from due where state = 'charged' and amount_minor > 0
                  and payer like 'owed:%')
           select v.token, case
                  when coalesce(s.at_ms, v.added_ms) >= $1 then 'seen'
                  when s.at_ms >= $3 then 'day-open'
                  when v.token in (select token from registered) then 'registered'
                  when v.token in (
                      select token from in_review where token is not null) then 'in-review'
                  when coalesce(s.at_ms, v.added_ms) >= $2
                   and v.token in (select token from owing) then 'owing'
                  end as kept
             from vault v left join seen s using (token)`,
};

/**
 * Deletes plates whose time is over; tokens, and all that hangs on them, stay as they are, so every
 * total and every digest stays too. Only of closed days: whoever still decides may need a plate.
 */
export function deletePlates(pool: pg.Pool, setting: RetentionSetting): Promise<Retention> {
    const {rule, asOfMs, isDry} = setting;
    return inTransaction(pool, async client => {
        const cutMs = [asOfMs - rule.settledMs, asOfMs - rule.owingMs] as const;
        const judged = await judgedIn(client, cutMs, await closedUntil(client, setting.zone));
        const retention = {
            asOfMs, settledBeforeMs: cutMs[0], owingBeforeMs: cutMs[1],
            deleted: judged.old.length, kept: judged.kept,
        };
        if (isDry || judged.old.length === 0) return retention;
        const deleted = await forget(client, judged.old, judged.headSeq);
        await client.query(`insert into upkeep (at_ms, what, body) values ($1, 'retention', $2)`,
            [asOfMs, {...retention, deleted}]);
        return {...retention, deleted};
    });
}

/** The end of the last closed day; every plate is of an open one where none is closed. */
async function closedUntil(client: pg.ClientBase, zone: Zone): Promise<number> {
    const {rows: [row]} = await client.query<{day: string | null}>(
        'select max(day) as day from closed_day');
    const day = row!.day;
    if (day === null) return Number.MIN_SAFE_INTEGER;
    return zone.startOfDayMs(dayBeside(day, 1));
}

interface Judged {
    headSeq: number;
    old: string[];
    kept: Retention['kept'];
}

async function judgedIn(
    client: pg.ClientBase, [settledMs, owingMs]: readonly [number, number], closedMs: number,
): Promise<Judged> {
    // Looked up first: what comes after it is looked at again, under the log's lock.
    const {rows: [head]} = await client.query<{seq: string}>(
        `select seq from log_head where partition = 'main'`);
    const rows = await rowsOf<{token: string; kept: Reason | null}>(
        client, judge, [settledMs, owingMs, closedMs]);
    const kept: Retention['kept'] = {};
    for (const {kept: reason} of rows) {
        if (reason !== null) kept[reason] = (kept[reason] ?? 0) + 1;
    }
    return {
        headSeq: Number(head!.seq), kept,
        old: rows.filter(row => row.kept === null).map(({token}) => token),
    };
}

// Nobody appends from here to the commit, and whoever does so after it knows that plates are gone.
async function forget(
    client: pg.ClientBase, old: readonly string[], headSeq: number,
): Promise<number> {
    await client.query(
        `update log_head set forgettings = forgettings + 1 where partition = 'main'`);
    const {rowCount} = await client.query({
        name: 'retention-forget',
        text: `with again as (
                   select plate as token from reading where seq > $2 and plate is not null
                   union select token from fact where seq > $2
                   union select other from fact where seq > $2)
               delete from vault where token = any($1::text[])
                  and token not in (select token from again where token is not null)`,
        values: [old, headSeq],
    });
    return rowCount ?? 0;
}
