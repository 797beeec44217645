import type {Plate, Token} from '@karwan/journey';
import type pg from 'pg';
import type {Vault} from '../vault.ts';
import {traceLookUp, type LookUp} from './look-up.ts';

/** The plate behind a token, traced before it is told; undefined where the vault has none. */
export async function plateOf(
    pool: pg.Pool, vault: Vault, asked: Omit<LookUp, 'what' | 'found'>, wallMs: number,
): Promise<Plate | undefined> {
    const sealed = await sealedOf(pool, asked.token);
    const lookUp = {...asked, what: 'token-to-plate' as const, found: sealed !== undefined};
    await traceLookUp(pool, lookUp, wallMs);
    return sealed && vault.unseal(sealed);
}

async function sealedOf(
    pool: pg.Pool, token: Token,
): Promise<{token: Token; sealed: Buffer; keyId: string} | undefined> {
    const {rows: [row]} = await pool.query<{sealed: Buffer; key_id: string}>(
        'select sealed, key_id from vault where token = $1', [token]);
    return row && {token, sealed: row.sealed, keyId: row.key_id};
}
