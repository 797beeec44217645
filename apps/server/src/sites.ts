import type pg from 'pg';
import {digestOf, newKey} from './access/key.ts';

/** A site's key as it stands in the database; the key itself is known to the site alone. */
export interface SiteKey {
    site: string;
    /** The first letters of the key's digest, to tell keys apart. */
    digest: string;
    addedMs: number;
    /** From when it no longer opens the door; may lie ahead. */
    revokedMs: number | undefined;
}

/** What comes of a wish to change a site. */
export type SiteAnswer = 'done' | 'exists-already' | 'unknown-site';

/** A new site and its key, shown once: only the digest is stored. */
export async function addSite(
    pool: pg.Pool, site: string, nowMs: number,
): Promise<{answer: SiteAnswer; key?: string}> {
    const key = newSiteKey();
    const {rowCount} = await pool.query(
        `insert into site (id, key_digest, added_ms) select $1, $2, $3
         where not exists (
            select from site where id = $1 and (revoked_ms is null or revoked_ms > $3))`,
        [site, digestOf(key), nowMs]);
    return rowCount === 1 ? {answer: 'done', key} : {answer: 'exists-already'};
}

/** A second key; those before it open the door for `graceMs` more, so that no reading is lost. */
export async function rotateSite(
    pool: pg.Pool, site: string, nowMs: number, graceMs: number,
): Promise<{answer: SiteAnswer; key?: string}> {
    const key = newSiteKey();
    const {rowCount} = await pool.query(
        `with old as (
            update site set revoked_ms = $4::bigint
            where id = $1 and (revoked_ms is null or revoked_ms > $4::bigint) returning id
         )
         insert into site (id, key_digest, added_ms) select $1, $2, $3
         where exists (select from site where id = $1)`,
        [site, digestOf(key), nowMs, nowMs + graceMs]);
    return rowCount === 1 ? {answer: 'done', key} : {answer: 'unknown-site'};
}

/** Shuts the door on every key of a site, from now. */
export async function revokeSite(
    pool: pg.Pool, site: string, nowMs: number,
): Promise<{answer: SiteAnswer; keys: number}> {
    const {rowCount} = await pool.query(
        'update site set revoked_ms = $2 where id = $1 and (revoked_ms is null or revoked_ms > $2)',
        [site, nowMs]);
    return rowCount ? {answer: 'done', keys: rowCount} : {answer: 'unknown-site', keys: 0};
}

/** All keys, by site and age. */
export async function listSiteKeys(pool: pg.Pool): Promise<SiteKey[]> {
    const {rows} = await pool.query<{
        id: string; key_digest: Buffer; added_ms: string; revoked_ms: string | null;
    }>('select * from site order by id, added_ms');
    return rows.map(row => ({
        site: row.id,
        digest: row.key_digest.toString('hex').slice(0, 12),
        addedMs: Number(row.added_ms),
        revokedMs: row.revoked_ms === null ? undefined : Number(row.revoked_ms),
    }));
}

/** The site whose key this is, asked anew each time so that a revoked key is shut at once. */
export async function findSiteOf(
    pool: pg.Pool, key: string, nowMs: number,
): Promise<string | undefined> {
    const {rows: [row]} = await pool.query<{id: string}>({
        name: 'site-of-key',
        text: `select id from site
            where key_digest = $1 and (revoked_ms is null or revoked_ms > $2)`,
        values: [digestOf(key), nowMs],
    });
    return row?.id;
}

function newSiteKey(): string {
    return `karwan-site-${newKey()}`;
}
