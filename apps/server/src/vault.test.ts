import assert from 'node:assert/strict';
import {chmodSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'node:test';
import {judge, type Door} from './door.ts';
import {judgeFact} from './door/fact.ts';
import {append} from './log.ts';
import {testFolder} from './test-cluster.ts';
import {freshDatabase} from './test-database.ts';
import {findVaultKey, keyFrom, makeVaultKey, vaultKeyFile, VaultShut} from './vault-key.ts';
import {openVault, Vault} from './vault.ts';

const plate = {jurisdiction: 'PK-PB', serial: 'LEA1234'};
const key = (byte: number): Vault => new Vault(keyFrom(new Uint8Array(32).fill(byte)));

test('a plate has one token, another plate or key another one', () => {
    const token = key(1).token(plate);
    assert.match(token, /^plate:[a-z2-7]{16}$/);
    assert.equal(key(1).token({...plate}), token);
    const others = [
        key(2).token(plate), key(1).token({...plate, jurisdiction: 'PK-SD'}),
        key(1).token({...plate, serial: 'LEA1235'})];
    assert.equal(new Set([token, ...others]).size, 4);
    // So that a change of the derivation, which would make every vehicle another, is seen.
    assert.equal(token, 'plate:5h5b7wo2kpslw2ik');
});

test('a sealed plate opens again, and only as it was sealed', () => {
    const vault = key(1);
    const token = vault.token(plate);
    const sealed = vault.seal(token, plate);
    assert.deepEqual(vault.unseal(sealed), plate);
    assert.notDeepEqual(vault.seal(token, plate).sealed, sealed.sealed, 'each nonce is new');
    const changed = Buffer.from(sealed.sealed);
    changed[changed.length - 1]! ^= 1;
    assert.throws(() => vault.unseal({...sealed, sealed: changed}));
    const swapped = {...sealed, token: 'plate:aaaaaaaaaaaaaaaa' as const};
    assert.throws(() => vault.unseal(swapped), 'a swapped row');
    assert.throws(() => key(2).unseal(sealed), /sealed by key/);
});

test('the key file is made once, for its owner alone, outside the database', async () => {
    const home = testFolder();
    const {pool, drop} = await freshDatabase('vault_key');
    const vault = await openVault(pool, home);
    const file = vaultKeyFile(home);
    assert.equal(file, join(home, 'keys', 'vault.key'));
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal((await openVault(pool, home)).token(plate), vault.token(plate));
    assert.equal(makeVaultKey(file).id, vault.keyId, 'a second maker takes the key that is there');
    chmodSync(file, 0o644);
    assert.throws(() => findVaultKey(file), VaultShut);
    chmodSync(file, 0o600);
    writeFileSync(file, 'nonsense');
    assert.throws(() => findVaultKey(file), VaultShut);
    await drop();
    rmSync(home, {recursive: true});
});

test('a database with plates of a lost key is not opened with a new one', async () => {
    const home = testFolder();
    const {pool, drop} = await freshDatabase('vault_lost');
    const vault = await openVault(pool, home);
    const sealed = vault.seal(vault.token(plate), plate);
    await pool.query('insert into vault values ($1, $2, $3, 0)',
        [sealed.token, sealed.sealed, sealed.keyId]);
    rmSync(vaultKeyFile(home));
    await assert.rejects(openVault(pool, home), /holds plates of key .* found none/);
    assert.equal(findVaultKey(vaultKeyFile(home)), undefined, 'and none is made');
    await drop();
    rmSync(home, {recursive: true});
});

test('no plate stands in clear anywhere in the database', async () => {
    const {pool, drop} = await freshDatabase('vault_dump');
    const vault = key(1);
    const door: Door = {
        devices: new Map([['c', {id: 'c', point: 'g1', kind: 'camera', site: 's'}]]),
        classes: new Set(['car']), futureToleranceMs: 0, oldestReadingMs: 1e9,
        tokenOf: each => vault.token(each),
    };
    const nowMs = Date.parse('2025-03-03T12:00:00Z');
    const receipt = {site: 's', nowMs, isHistorical: false};
    const at = '2025-03-03T12:00:00Z';
    const factDoor = {...door, currency: {code: 'PKR', minorDigits: 2}};
    const spelt = ['LEA1234', 'lea-1234', 'LEA 1234 X', 'lea1234?', 'LEA1234LEA1234'];
    const values: unknown[] = spelt.flatMap(serial => [
        {device: 'c', at, plate: {jurisdiction: 'PK-PB', serial}},
        {device: 'c', at, plate: serial}, {device: 'c', at, lane: serial},
        {device: 'c', at: serial}, {device: 'c', at, class: serial, tag: 'T1'},
        {[serial]: 1}, serial, {device: serial, at, tag: 'T1'},
        {fact: 'register', id: `f${spelt.indexOf(serial)}`, validFrom: at, class: 'car', tag: 'T1',
            plate: {jurisdiction: 'PK-PB', serial}},
        {fact: 'topup', id: 'x', validFrom: at, tag: 'T1', amount: serial},
        {fact: serial, id: 'y'},
    ]);
    const items = values.map((value, index) => ({
        judged: typeof value === 'object' && value !== null && 'fact' in value
            ? judgeFact(value, factDoor) : judge(value, door, receipt),
        place: `/${index}`, receivedMs: nowMs,
    }));
    const {outcomes} = await append(pool, vault, {source: 'site:s', items});
    assert(outcomes.filter(outcome => outcome.answer === 'accepted').length >= 5);
    const {rows: tables} = await pool.query(
        `select table_name from information_schema.tables where table_schema = 'public'`);
    let rowsSeen = 0;
    for (const {table_name: table} of tables) {
        const {rows} = await pool.query(`select t::text as text from "${table}" t`);
        rowsSeen += rows.length;
        for (const {text} of rows) {
            const hex = Buffer.from('LEA1234').toString('hex');
            assert(!/lea[ -]?1234/i.test(text) && !text.includes(hex), `${table}: ${text}`);
        }
    }
    assert(rowsSeen >= items.length);
    const {rows: [row]} = await pool.query(
        'select token, sealed, key_id as "keyId" from vault where token = $1',
        [vault.token(plate)]);
    assert.deepEqual(vault.unseal(row), plate);
    await drop();
});
