import type {Alarm} from '@karwan/health';
import type pg from 'pg';
import {textArray, wholeArray} from '../array-literal.ts';
import type {Notice} from './notice.ts';

/** Stores alarms as they are now; says which of them were open before. */
export async function storeAlarms(
    client: pg.ClientBase, alarms: readonly Alarm[],
): Promise<ReadonlySet<string>> {
    if (alarms.length === 0) return new Set();
    const {rows} = await client.query<{id: string}>(
        'select id from alarm where id = any ($1::text[]) and ended_ms is null',
        [textArray(alarms.map(alarm => alarm.id))]);
    await client.query({
        name: 'store-alarms',
        text: `insert into alarm (id, cause, kind, since_ms, found_ms, ended_ms, troubles)
            select id, cause, kind, since_ms, found_ms, ended_ms, troubles::jsonb
            from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[],
                $6::bigint[], $7::text[]) as given (id, cause, kind, since_ms, found_ms, ended_ms,
                troubles)
            on conflict (id) do update set cause = excluded.cause, kind = excluded.kind,
                ended_ms = excluded.ended_ms, troubles = excluded.troubles`,
        values: [
            textArray(alarms.map(a => a.id)), textArray(alarms.map(a => a.cause)),
            textArray(alarms.map(a => a.kind)), wholeArray(alarms.map(a => a.sinceMs)),
            wholeArray(alarms.map(a => a.foundMs)), wholeArray(alarms.map(a => a.endedMs)),
            textArray(alarms.map(a => JSON.stringify(a.troubles))),
        ],
    });
    return new Set(rows.map(row => row.id));
}

/** Notes what is to be told, in the transaction that stores the alarms. */
export async function storeNotices(
    client: pg.ClientBase, notices: readonly Notice[], nowMs: number,
): Promise<void> {
    if (notices.length === 0) return;
    await client.query({
        name: 'store-notices',
        text: `insert into alarm_notice (alarm, event, way, body, next_ms)
            select alarm, event, way, body::jsonb, $5
            from unnest($1::text[], $2::text[], $3::text[], $4::text[])
                as given (alarm, event, way, body)`,
        values: [
            textArray(notices.map(n => n.alarm)), textArray(notices.map(n => n.event)),
            textArray(notices.map(n => n.way)), textArray(notices.map(n => JSON.stringify(n.body))),
            nowMs,
        ],
    });
}

/** The alarms that ended or stand, the latest first. */
export async function listAlarms(pool: pg.Pool, most: number): Promise<Alarm[]> {
    return alarmsOf(pool, 'order by found_ms desc, id limit $1', [most]);
}

/** The alarms that had been found and stood at a moment, with the troubles they had by then. */
export async function alarmsAt(pool: pg.Pool, thenMs: number): Promise<Alarm[]> {
    const alarms = await alarmsOf(pool,
        'where found_ms <= $1 and (ended_ms is null or ended_ms > $1) order by found_ms, id',
        [thenMs]);
    return alarms.flatMap(alarm => {
        const troubles = alarm.troubles.filter(({sinceMs}) => sinceMs <= thenMs).map(each => ({
            ...each,
            endedMs: (each.endedMs ?? Infinity) <= thenMs ? each.endedMs : undefined,
        }));
        return troubles.length === 0 ? [] : [{...alarm, endedMs: undefined, troubles}];
    });
}

async function alarmsOf(
    pool: pg.Pool, which: string, values: readonly number[],
): Promise<Alarm[]> {
    const {rows} = await pool.query<{
        id: string; cause: string; kind: Alarm['kind']; since_ms: string; found_ms: string;
        ended_ms: string | null; troubles: Alarm['troubles'];
    }>(`select * from alarm ${which}`, [...values]);
    return rows.map(row => ({
        id: row.id, cause: row.cause, kind: row.kind, sinceMs: Number(row.since_ms),
        foundMs: Number(row.found_ms),
        endedMs: row.ended_ms === null ? undefined : Number(row.ended_ms), troubles: row.troubles,
    }));
}
