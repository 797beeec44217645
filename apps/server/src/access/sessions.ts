import type pg from 'pg';
import {digestOf, newKey} from './key.ts';
import type {Person} from './people.ts';

const HOUR_MS = 3_600_000;
/** A shift with its handing over. */
export const LONGEST_MS = 12 * HOUR_MS;
/** A desk that was left. An open page is heard from more often. */
export const IDLE_MS = 2 * HOUR_MS;
/** That somebody is still there is written down so often and no oftener. */
const SEEN_EVERY_MS = 60_000;

/** A new session of a person. @returns its key, which only their browser keeps */
export async function beginSession(
    pool: pg.Pool, person: string, nowMs: number,
): Promise<string> {
    const key = newKey();
    await pool.query(
        'insert into session (digest, person, begun_ms, seen_ms) values ($1, $2, $3, $3)',
        [digestOf(key), person, nowMs]);
    return key;
}

/** Whose session this is; undefined where it ended, ran out, or its person was removed. */
export async function sessionOf(
    pool: pg.Pool, key: string, nowMs: number,
): Promise<Person | undefined> {
    const {rows: [row]} = await pool.query<Person & {seen_ms: string}>({
        name: 'session-of-key',
        text: `select person.name, person.role, session.seen_ms
                 from session join person on person.name = session.person
                where session.digest = $1 and session.ended_ms is null
                  and session.begun_ms > $2 and session.seen_ms > $3
                  and person.removed_ms is null`,
        values: [digestOf(key), nowMs - LONGEST_MS, nowMs - IDLE_MS],
    });
    if (!row) return undefined;
    if (Number(row.seen_ms) < nowMs - SEEN_EVERY_MS) {
        await pool.query('update session set seen_ms = greatest(seen_ms, $2) where digest = $1',
            [digestOf(key), nowMs]);
    }
    return {name: row.name, role: row.role};
}

export async function endSession(pool: pg.Pool, key: string, nowMs: number): Promise<void> {
    await pool.query('update session set ended_ms = $2 where digest = $1 and ended_ms is null',
        [digestOf(key), nowMs]);
}
