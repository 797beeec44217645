import type {Scheme} from '@karwan/tolling';
import type pg from 'pg';
import {factRowId} from './door/fact.ts';
import {EditedVersion, type Edited} from './edited-version.ts';
import {append} from './log.ts';
import {OtherCorridor} from './other-corridor.ts';
import {rowsOf} from './sql.ts';
import type {Vault} from './vault.ts';

/** The corridor that a database is for; undefined before its first scheme. */
export async function findCorridorOf(pool: pg.Pool): Promise<string | undefined> {
    const {rows: [row]} = await pool.query<{scheme: string}>(
        `select body->>'scheme' as scheme from fact
         where id >= 'scheme:' and id < 'scheme;' order by seq desc limit 1`);
    return row?.scheme;
}

/**
 * Makes a scheme this database's own. Each version is a fact, so that a decision which names its
 * digest can be traced. Throws where the database is another corridor's, and where other files
 * were adopted under the same version.
 */
export async function adoptScheme(
    pool: pg.Pool, vault: Vault, scheme: Scheme, nowMs: number,
): Promise<void> {
    const held = await findCorridorOf(pool);
    if (held !== undefined && held !== scheme.id) throw new OtherCorridor(held, scheme.id);
    const edited = await findEdited(pool, scheme);
    if (edited) throw new EditedVersion(scheme, edited);
    await sayAdopted(pool, vault, scheme, `scheme:${scheme.digest}`, nowMs);
}

const adoptedAs = {
    name: 'scheme-adopted-as',
    text: `select body->>'digest' as digest, received_ms as "adoptedMs", count(*) over () as times
             from fact where id >= 'scheme:' and id < 'scheme;' and kind = 'scheme'
              and body->>'scheme' = $1 and body->>'version' = $2
            order by seq desc limit 1`,
};

// One of the version's digests, if any was charged under: the files of those charges are needed.
const chargedUnder = {
    name: 'scheme-charged-under',
    text: `select count(*) as charges, max(d.day) as "lastDay" from due d where d.scheme in (
               select body->>'digest' from fact
                where id >= 'scheme:' and id < 'scheme;' and kind = 'scheme'
                  and body->>'scheme' = $1 and body->>'version' = $2)`,
};

/** The files that a version stood for when it was adopted last. */
async function adoptedFiles(
    pool: pg.Pool, {id, version}: Scheme,
): Promise<{digest: string; adoptedMs: number; times: number} | undefined> {
    return (await rowsOf<{digest: string; adoptedMs: number; times: number}>(
        pool, adoptedAs, [id, version]))[0];
}

/**
 * What this database knows of the scheme's version where that stood for other files; undefined
 * where it stands for these, or is new.
 */
export async function findEdited(pool: pg.Pool, scheme: Scheme): Promise<Edited | undefined> {
    const adopted = await adoptedFiles(pool, scheme);
    if (!adopted || adopted.digest === scheme.digest) return undefined;
    const [charged] = await rowsOf<{charges: number; lastDay: string | null}>(
        pool, chargedUnder, [scheme.id, scheme.version]);
    return {digest: adopted.digest, adoptedMs: adopted.adoptedMs, ...charged!};
}

/**
 * Takes a scheme's files in the place of those that its version stood for, while nothing has been
 * charged under it. Throws where something has, and where the database is another corridor's.
 */
export async function replaceScheme(
    pool: pg.Pool, vault: Vault, scheme: Scheme, nowMs: number,
): Promise<'replaced' | 'nothing-to-replace'> {
    const held = await findCorridorOf(pool);
    if (held !== undefined && held !== scheme.id) throw new OtherCorridor(held, scheme.id);
    const edited = await findEdited(pool, scheme);
    if (!edited) return 'nothing-to-replace';
    if (edited.charges > 0) throw new EditedVersion(scheme, edited);
    const {times} = (await adoptedFiles(pool, scheme))!;
    await sayAdopted(pool, vault, scheme, `scheme:${scheme.digest}:${times}`, nowMs);
    return 'replaced';
}

async function sayAdopted(
    pool: pg.Pool, vault: Vault, scheme: Scheme, id: string, nowMs: number,
): Promise<void> {
    const body = {scheme: scheme.id, version: scheme.version, digest: scheme.digest};
    const row = {
        id: factRowId(id, 'scheme'), kind: 'scheme' as const, token: undefined, other: undefined,
        validFromMs: 0, validToMs: undefined, body,
    };
    await append(pool, vault, {source: 'scheme', items: [{
        judged: {kind: 'fact', id, rows: [row], token: undefined, plate: undefined},
        place: 'corridor.yaml', receivedMs: nowMs,
    }]});
}
