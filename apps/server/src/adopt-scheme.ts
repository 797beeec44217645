import type {Scheme} from '@karwan/tolling';
import type pg from 'pg';
import {factRowId} from './door/fact.ts';
import {append} from './log.ts';
import {OtherCorridor} from './other-corridor.ts';
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
 * digest can be traced. Throws where the database is another corridor's.
 */
export async function adoptScheme(
    pool: pg.Pool, vault: Vault, scheme: Scheme, nowMs: number,
): Promise<void> {
    const held = await findCorridorOf(pool);
    if (held !== undefined && held !== scheme.id) throw new OtherCorridor(held, scheme.id);
    const id = `scheme:${scheme.digest}`;
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
