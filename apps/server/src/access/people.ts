import type pg from 'pg';
import {inTransaction} from '../transaction.ts';
import {digestOf, newKey} from './key.ts';
import {isPassword, passwordDigest} from './password.ts';
import type {Role} from './role.ts';

/** Who may use the console. */
export interface Person {
    name: string;
    role: Role;
}

/** A person as the list of them shows it. */
export interface PersonListed extends Person {
    hasPassword: boolean;
    addedMs: number;
    removedMs: number | undefined;
}

/** What comes of a wish to change a person. */
export type PersonAnswer = 'done' | 'exists-already' | 'unknown-person' | 'last-administrator';

/** A new person, without a password until they set one through a sign-in link. */
export async function addPerson(
    pool: pg.Pool, {name, role}: Person, nowMs: number,
): Promise<PersonAnswer> {
    const {rowCount} = await pool.query(
        `insert into person (name, role, added_ms) values ($1, $2, $3)
         on conflict (name) do update
            set role = excluded.role, added_ms = excluded.added_ms, removed_ms = null,
                password = null
            where person.removed_ms is not null`,
        [name, role, nowMs]);
    return rowCount === 1 ? 'done' : 'exists-already';
}

/** Takes a person's access away, their open sessions and links too. */
export function removePerson(pool: pg.Pool, name: string, nowMs: number): Promise<PersonAnswer> {
    return inTransaction(pool, async client => {
        if (await isLastAdministrator(client, name)) return 'last-administrator';
        const {rowCount} = await client.query(
            'update person set removed_ms = $2 where name = $1 and removed_ms is null',
            [name, nowMs]);
        if (rowCount !== 1) return 'unknown-person';
        await endAll(client, name, nowMs);
        return 'done';
    });
}

/** Gives a person another role; whoever is signed in has it with their next request. */
export function changeRole(
    pool: pg.Pool, {name, role}: Person, nowMs: number,
): Promise<PersonAnswer> {
    return inTransaction(pool, async client => {
        const isLast = role !== 'administrator' && await isLastAdministrator(client, name);
        if (isLast) return 'last-administrator';
        const {rowCount} = await client.query(
            `update person set role = $2
              where name = $1 and (removed_ms is null or removed_ms > $3)`, [name, role, nowMs]);
        return rowCount === 1 ? 'done' : 'unknown-person';
    });
}

// Held until the transaction ends, so that two who remove each other do not both succeed.
async function isLastAdministrator(client: pg.ClientBase, name: string): Promise<boolean> {
    const {rows} = await client.query<{name: string}>(
        `select name from person where role = 'administrator' and removed_ms is null
          order by name for update`);
    return rows.length === 1 && rows[0]!.name === name;
}

/** Everybody who has or had access, by name. */
export async function listPeople(pool: pg.Pool): Promise<PersonListed[]> {
    const {rows} = await pool.query<{
        name: string; role: Role; has: boolean; added_ms: string; removed_ms: string | null;
    }>(`select name, role, password is not null as has, added_ms, removed_ms
          from person order by 1`);
    return rows.map(row => ({
        name: row.name, role: row.role, hasPassword: row.has, addedMs: Number(row.added_ms),
        removedMs: row.removed_ms === null ? undefined : Number(row.removed_ms),
    }));
}

/** The person whose name and password these are; undefined where they do not belong together. */
export async function personBy(
    pool: pg.Pool, name: string, password: string,
): Promise<Person | undefined> {
    const {rows: [row]} = await pool.query<Person & {password: string | null}>(
        'select name, role, password from person where name = $1 and removed_ms is null', [name]);
    const isRight = await isPassword(password, row?.password ?? null);
    return row && isRight ? {name: row.name, role: row.role} : undefined;
}

/** Sets a password; every other session of the person ends, should somebody else have been in. */
export async function setPassword(
    pool: pg.Pool, name: string, password: string, keptKey: string, nowMs: number,
): Promise<void> {
    const digest = await passwordDigest(password);
    await inTransaction(pool, async client => {
        await client.query('update person set password = $2 where name = $1', [name, digest]);
        await endAll(client, name, nowMs, digestOf(keptKey));
    });
}

async function endAll(
    client: pg.ClientBase, name: string, nowMs: number, kept: Buffer = Buffer.alloc(0),
): Promise<void> {
    await client.query(
        `update session set ended_ms = $2
          where person = $1 and ended_ms is null and digest <> $3`, [name, nowMs, kept]);
    await client.query(
        'update sign_in_link set used_ms = $2 where person = $1 and used_ms is null',
        [name, nowMs]);
}

/** A key that signs a person in once. Links that were made for them before no longer do. */
export function makeLink(
    pool: pg.Pool, name: string, nowMs: number, validMs: number,
): Promise<string | undefined> {
    const key = newKey();
    return inTransaction(pool, async client => {
        await client.query(
            'update sign_in_link set used_ms = $2 where person = $1 and used_ms is null',
            [name, nowMs]);
        const {rowCount} = await client.query(
            `insert into sign_in_link (digest, person, made_ms, expires_ms)
             select $1, name, $3, $4 from person where name = $2 and removed_ms is null`,
            [digestOf(key), name, nowMs, nowMs + validMs]);
        return rowCount === 1 ? key : undefined;
    });
}

/** Whose link this is; from now on it signs nobody in. */
export async function useLink(
    pool: pg.Pool, key: string, nowMs: number,
): Promise<Person | undefined> {
    const {rows: [row]} = await pool.query<Person>(
        `update sign_in_link set used_ms = $2 from person
          where digest = $1 and used_ms is null and expires_ms > $2
            and person.name = sign_in_link.person and person.removed_ms is null
         returning person.name, person.role`, [digestOf(key), nowMs]);
    return row;
}

const FIRST_PERSON = 'administrator';
const FIRST_LINK_MS = 24 * 3_600_000;

/** A link for who starts the server; where nobody may sign in yet, for a first administrator. */
export async function firstLink(pool: pg.Pool, nowMs: number): Promise<string | undefined> {
    await pool.query(
        `insert into person (name, role, added_ms)
         select $1, 'administrator', $2 where not exists (select from person)
         on conflict do nothing`, [FIRST_PERSON, nowMs]);
    const {rows: [row]} = await pool.query<{name: string}>(
        `select name from person where role = 'administrator' and removed_ms is null
          order by name <> $1, name limit 1`, [FIRST_PERSON]);
    return row && makeLink(pool, row.name, nowMs, FIRST_LINK_MS);
}
