import type {Token} from '@karwan/journey';
import type pg from 'pg';
import {bytesArray, textArray} from '../array-literal.ts';
import {Unavailable} from '../unavailable.ts';
import {addSealingKey, dropOlderKeys, findVaultKey, VaultShut} from '../vault-key.ts';
import {Vault} from '../vault.ts';

/** What became of the vault's plates. */
export interface Rotated {
    /** The key that seals from now on. */
    key: string;
    /** Those that are out of use, and that the file holds no more. */
    retired: string[];
    plates: number;
    /** True where an earlier run had been stopped on the way. */
    isResumed: boolean;
}

/** Told of each batch; the next one waits for it. */
type OnBatch = (plates: number) => void | Promise<void>;

/** What PostgreSQL says to whoever seals with a key that is retired. */
export const RETIRED_KEY = '55000';

/** Plates that are sealed anew in one transaction. */
const BATCH = 2_000;
/** One changes keys, others are refused: a number that is ours alone. */
const LOCK = [0x6b61_7277, 5] as const;

/**
 * Lets a new key follow the one that seals plates: it stands first in the file, every plate is
 * sealed anew, then the older key is retired in the database and leaves the file. Whoever works
 * meanwhile takes up the new key by itself. Killed at any instant, the same call goes on there.
 */
export async function rotate(
    pool: pg.Pool, keyFile: string, nowMs: () => number,
    onBatch: OnBatch = () => undefined,
): Promise<Rotated> {
    const client = await pool.connect();
    try {
        const {rows: [lock]} = await client.query<{taken: boolean}>(
            'select pg_try_advisory_lock($1, $2) as taken', [...LOCK]);
        if (!lock!.taken) throw new Unavailable('another run changes the key at this moment');
        return await rotateAlone(client, keyFile, nowMs, onBatch);
    } finally {
        // With the connection the lock goes, whatever state it is in.
        client.release(true);
    }
}

async function rotateAlone(
    client: pg.PoolClient, keyFile: string, nowMs: () => number,
    onBatch: OnBatch,
): Promise<Rotated> {
    const found = findVaultKey(keyFile);
    if (!found) throw new VaultShut(`found no ${keyFile}, expected the key that opens the plates`);
    const isResumed = found.older.length > 0;
    const key = isResumed ? found : addSealingKey(keyFile);
    const vault = new Vault(key);
    const older = key.older.map(({id}) => id);
    let plates = 0;
    do {
        plates += await sealAnew(client, vault, older, onBatch);
    } while (!await retire(client, older, nowMs(), {key: key.id, plates}));
    dropOlderKeys(keyFile);
    return {key: key.id, retired: older, plates, isResumed};
}

interface Row {
    token: Token;
    sealed: Buffer;
    keyId: string;
}

// In the order of tokens, so that a run goes through the table once; each batch is a transaction of
// its own and keeps what it did.
async function sealAnew(
    client: pg.PoolClient, vault: Vault, older: readonly string[],
    onBatch: OnBatch,
): Promise<number> {
    let plates = 0;
    for (let from = '';;) {
        const {rows} = await client.query<Row>({
            name: 'rotate-next',
            text: `select token, sealed, key_id as "keyId" from vault
                    where token > $1 and key_id = any($2::text[]) order by token limit $3`,
            values: [from, textArray(older), BATCH],
        });
        if (rows.length === 0) return plates;
        const sealed = rows.map(row => vault.seal(row.token, vault.unseal(row)));
        await client.query({
            name: 'rotate-seal',
            text: `update vault set sealed = given.sealed, key_id = $3
                     from unnest($1::text[], $2::bytea[]) as given (token, sealed)
                    where vault.token = given.token`,
            values: [
                textArray(sealed.map(each => each.token)),
                bytesArray(sealed.map(each => each.sealed)), vault.keyId,
            ],
        });
        plates += rows.length;
        from = rows.at(-1)!.token;
        await onBatch(plates);
    }
}

// Under a lock that no insert passes: none is left, and from now on none can come.
async function retire(
    client: pg.PoolClient, older: readonly string[], nowMs: number,
    {key, plates}: {key: string; plates: number},
): Promise<boolean> {
    await client.query('begin');
    try {
        await client.query('lock table vault in share row exclusive mode');
        const {rows} = await client.query(
            'select from vault where key_id = any($1) limit 1', [older]);
        if (rows.length > 0) {
            await client.query('rollback');
            return false;
        }
        const {rowCount} = await client.query(
            `insert into retired_key select id, $2 from unnest($1::text[]) as id
             on conflict do nothing`, [older, nowMs]);
        if (rowCount !== 0) {
            await client.query(`insert into upkeep (at_ms, what, body) values ($1, 'rotation', $2)`,
                [nowMs, {key, retired: older, plates}]);
        }
        await client.query('commit');
        return true;
    } catch (error) {
        await client.query('rollback').catch(() => undefined);
        throw error;
    }
}
