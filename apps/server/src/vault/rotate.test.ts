import assert from 'node:assert/strict';
import {readFileSync, rmSync} from 'node:fs';
import test from 'node:test';
import type {Plate} from '@karwan/journey';
import type pg from 'pg';
import {storePlates} from '../log/store.ts';
import {testFolder} from '../test-cluster.ts';
import {freshDatabase} from '../test-database.ts';
import {vaultKeyFile} from '../vault-key.ts';
import {openVault, type Vault} from '../vault.ts';
import {rotate} from './rotate.ts';

const PLATES = 4_500;
const plates = Array.from({length: PLATES}, (_, nth): Plate =>
    ({jurisdiction: 'PK-PB', serial: `LE${String(nth).padStart(5, '0')}`}));

interface Setting {
    pool: pg.Pool;
    home: string;
    file: string;
    vault: Vault;
}

async function withVault(name: string, work: (setting: Setting) => Promise<void>): Promise<void> {
    const home = testFolder();
    const {pool, drop} = await freshDatabase(name);
    try {
        const vault = await openVault(pool, home);
        await store(pool, vault, plates);
        await work({pool, home, file: vaultKeyFile(home), vault});
    } finally {
        await drop();
        rmSync(home, {recursive: true});
    }
}

async function store(pool: pg.Pool, vault: Vault, given: readonly Plate[]): Promise<void> {
    const client = await pool.connect();
    await storePlates(client, vault, given.map(plate => [vault.token(plate), plate]), 0)
        .finally(() => client.release());
}

async function opened(pool: pg.Pool, vault: Vault): Promise<string[]> {
    const {rows} = await pool.query(
        'select token, sealed, key_id as "keyId" from vault order by token');
    return rows.map(row => vault.unseal(row).serial).sort();
}

const keysIn = async (pool: pg.Pool): Promise<string[]> =>
    (await pool.query('select distinct key_id as id from vault')).rows.map(row => row.id);

test('every plate opens with the new key, none with the old one, and tokens stay', () =>
    withVault('rotate', async ({pool, home, file, vault}) => {
        const before = readFileSync(file, 'utf8');
        const oldKey = vault.keyId;
        const done = await rotate(pool, file, () => 7);
        assert.deepEqual([done.plates, done.retired, done.isResumed], [PLATES, [oldKey], false]);
        assert.deepEqual(await keysIn(pool), [done.key]);
        const again = await openVault(pool, home);
        assert.deepEqual(await opened(pool, again), plates.map(({serial}) => serial));
        assert.equal(again.token(plates[0]!), vault.token(plates[0]!));
        const [, secret] = /([0-9a-f]{64})\n$/.exec(before)!;
        assert(!readFileSync(file, 'utf8').includes(secret!), 'the old secret left the file');
        const {rows} = await pool.query('select what, body from upkeep');
        assert.deepEqual(rows, [{
            what: 'rotation', body: {key: done.key, retired: [oldKey], plates: PLATES}}]);
        const next = await rotate(pool, file, () => 8);
        assert.deepEqual(next.retired, [done.key], 'and another one may follow');
    }));

class Killed extends Error {}

for (const stop of [1, 2, 3]) {
    test(`stopped after batch ${stop} of 3, the next run goes on and loses nothing`, () =>
        withVault('rotate_stopped', async ({pool, home, file, vault}) => {
            const oldKey = vault.keyId;
            let batches = 0;
            await assert.rejects(rotate(pool, file, () => 7, () => {
                if (++batches === stop) throw new Killed();
            }), Killed);
            assert.equal((await keysIn(pool)).length, stop === 3 ? 1 : 2);
            const between = await openVault(pool, home);
            assert.deepEqual(await opened(pool, between), plates.map(({serial}) => serial));
            const done = await rotate(pool, file, () => 8);
            assert(done.isResumed && done.plates < PLATES, `${done.plates}`);
            assert.deepEqual(done.retired, [oldKey]);
            assert.deepEqual(await keysIn(pool), [done.key]);
            assert.equal((await opened(pool, await openVault(pool, home))).length, PLATES);
        }));
}

test('whoever works meanwhile takes up the new key; whoever still has the old one is refused', () =>
    withVault('rotate_beside', async ({pool, home, file, vault}) => {
        const stale = await openVault(pool, home);
        stale.refresh = () => undefined;
        const late = {jurisdiction: 'PK-SD', serial: 'BEE123'};
        let hasSaid = false;
        const done = await rotate(pool, file, () => 7, async () => {
            if (hasSaid) return;
            hasSaid = true;
            // Sealed with the old key while the run is under way: it is sealed anew as well.
            const {token, sealed, keyId} = stale.seal(stale.token(late), late);
            await pool.query('insert into vault values ($1, $2, $3, 0)', [token, sealed, keyId]);
        });
        assert.deepEqual(await keysIn(pool), [done.key]);
        await store(pool, vault, [{...late, serial: 'BEE124'}]);
        assert.equal(vault.keyId, done.key, 'by itself');
        await assert.rejects(
            store(pool, stale, [{...late, serial: 'BEE125'}]), /has been retired/);
        assert.equal((await opened(pool, await openVault(pool, home))).length, PLATES + 2);
    }));
