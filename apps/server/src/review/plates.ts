import type {Plate, Token} from '@karwan/journey';
import type pg from 'pg';
import {textArray} from '../array-literal.ts';
import {traceLookUp, type LookUp} from '../audit/look-up.ts';
import {rowsOf, type Connection} from '../sql.ts';
import type {Vault} from '../vault.ts';

const sealedPlates = {
    name: 'review-plates',
    text: 'select token, sealed, key_id from vault where token = any($1::text[])',
};

/** The plates behind tokens, to be compared by the machine; who shows one traces it first. */
export async function platesOf(
    connection: Connection, vault: Vault, tokens: readonly string[],
): Promise<ReadonlyMap<string, Plate>> {
    const wanted = [...new Set(tokens)].filter(token => token.startsWith('plate:'));
    const rows = await rowsOf<{token: Token; sealed: Buffer; key_id: string}>(
        connection, sealedPlates, [textArray(wanted)]);
    return new Map(rows.map(({token, sealed, key_id: keyId}) =>
        [token, vault.unseal({token, sealed, keyId})]));
}

/** The same as text, to be shown to somebody: each leaves its trace before. */
export async function platesShown(
    pool: pg.Pool, vault: Vault, tokens: readonly string[],
    asked: Pick<LookUp, 'who' | 'role' | 'reason'>,
): Promise<ReadonlyMap<string, string>> {
    const plates = await platesOf(pool, vault, tokens);
    for (const token of plates.keys()) {
        await traceLookUp(pool, {
            ...asked, what: 'token-to-plate', token: token as Token, found: true,
        }, Date.now());
    }
    return new Map([...plates].map(([token, {jurisdiction, serial}]) =>
        [token, `${jurisdiction} ${serial}`]));
}

/** In how many places two plates differ; of other lengths they differ in all. */
export function platesApart(a: Plate, b: Plate): number {
    const [one, other] = [`${a.jurisdiction} ${a.serial}`, `${b.jurisdiction} ${b.serial}`];
    if (one.length !== other.length) return Math.max(one.length, other.length);
    return [...one].filter((letter, nth) => letter !== other[nth]).length;
}
