import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {
    copyFileSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync,
} from 'node:fs';
import {join} from 'node:path';
import {pipeline} from 'node:stream/promises';
import test, {after, before} from 'node:test';
import {chanceFrom} from '@karwan/base';
import pg from 'pg';
import {from as copyFrom, to as copyTo} from 'pg-copy-streams';
import {endBytes, entriesOf, entryBytes} from '../src/backup/archive.ts';
import {backUp, type BackedUp} from '../src/backup/back-up.ts';
import {HEAD_NAME} from '../src/backup/manifest.ts';
import {BackupRefused} from '../src/backup/refused.ts';
import {restore} from '../src/backup/restore.ts';
import {copied, quoted, tablesIn} from '../src/backup/tables.ts';
import {settingOf} from '../src/ingest.ts';
import {migrate, migrationsFolder} from '../src/migrate.ts';
import {testFolder} from '../src/test-cluster.ts';
import {freshDatabase, type TestDatabase} from '../src/test-database.ts';
import {verify} from '../src/verify/verify.ts';
import {ThreadUnderTest} from './thread-under-test.ts';
import {driveThrough} from './world-feed.ts';

const folder = testFolder();
const file = join(folder, 'all.tar');
let thread: ThreadUnderTest;
let saved: BackedUp;

before(async () => {
    thread = await ThreadUnderTest.open('backup', 'pakistan');
    await driveThrough(thread, {seed: 7, days: 1, vehiclesPerDay: 60});
    saved = await withClient(thread.database, client => backUp(client, file, 1_000));
});

after(async () => {
    await thread.database.drop();
    rmSync(folder, {recursive: true});
});

async function withClient<T>(
    {pool}: TestDatabase, work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
    const client = await pool.connect();
    return work(client).finally(() => client.release());
}

/** A database without any table, for one story. */
async function inEmptyDatabase<T>(
    name: string, work: (database: TestDatabase, client: pg.PoolClient) => Promise<T>,
): Promise<T> {
    const database = await freshDatabase(name);
    try {
        await database.pool.query('drop schema public cascade; create schema public');
        return await withClient(database, client => work(database, client));
    } finally {
        await database.drop();
    }
}

async function soundDigest(pool: pg.Pool): Promise<string> {
    const found = await verify(pool, settingOf(thread.scheme), {withDigest: true});
    assert.deepEqual(found.differences, []);
    return found.digest!.digest;
}

// Every row of every table, in an order of its own.
async function contentOf(client: pg.ClientBase): Promise<Record<string, string>> {
    const content: Record<string, string> = {};
    for (const {name} of await tablesIn(client)) {
        const {rows: [row]} = await client.query<{all: string}>(
            `select md5(string_agg(t::text, chr(10) order by t::text)) as all
               from ${quoted(name)} t`);
        content[name] = row!.all;
    }
    return content;
}

test('what was saved comes back row by row, and verifies with the same digest', () =>
    inEmptyDatabase('restored', async (database, client) => {
        const {rows, digest} = await restore(client, file, 2_000);
        assert.deepEqual([rows, digest], [saved.rows, saved.digest]);
        const {upkeep, ...content} = await contentOf(client);
        const {upkeep: _, ...before} = await withClient(thread.database, contentOf);
        assert.deepEqual(content, before);
        assert(upkeep, 'the restore leaves its trace');
        assert.equal(await soundDigest(database.pool), await soundDigest(thread.database.pool));
        const again = join(folder, 'again.tar');
        await client.query('alter table upkeep disable trigger all; delete from upkeep');
        await backUp(client, again, 1_000);
        const tables = async (from: string): Promise<string[]> => {
            const names: string[] = [];
            for await (const {name, bytes} of entriesOf(from)) {
                names.push(`${name} ${bytes.length}`);
            }
            return names.filter(name => !/^(karwan-backup|manifest)/.test(name));
        };
        assert.deepEqual(await tables(again), await tables(file), 'and is saved alike again');
    }));

test('counters go on where they stood', () =>
    inEmptyDatabase('counters', async (database, client) => {
        await restore(client, file, 2_000);
        const next = `select nextval('ledger_batch_number_seq')::int as next,
                             (select max(number)::int from ledger_batch) as last`;
        const {rows: [row]} = await client.query<{next: number; last: number}>(next);
        assert(row!.next > row!.last && row!.last > 1, `${row!.next} after ${row!.last}`);
        assert.equal(await soundDigest(database.pool), await soundDigest(thread.database.pool));
    }));

test('any tar lists it, and any gunzip reads it', () => {
    const listed = spawnSync('tar', ['tf', file], {encoding: 'utf8'});
    assert.equal(listed.status, 0, listed.stderr);
    const names = listed.stdout.trim().split('\n');
    assert.equal(names[0], HEAD_NAME);
    assert(names.includes('passage/000001.copy.gz') && names.at(-1) === 'manifest.json');
    const unpacked = spawnSync('tar', ['xOf', file, 'vault/000001.copy.gz']);
    const rows = spawnSync('gzip', ['-dc'], {input: unpacked.stdout, encoding: 'utf8'});
    assert.match(rows.stdout, /^plate:[a-z2-7]{16}\t\\\\x/);
});

test('saved while the thread works, it is one moment of it', async () => {
    const busy = await ThreadUnderTest.open('backup_busy', 'pakistan');
    const driving = driveThrough(busy, {seed: 9, days: 1, vehiclesPerDay: 150});
    let isDriving = true;
    void driving.finally(() => (isDriving = false));
    const heads: number[] = [];
    for (let nth = 0; isDriving; nth++) {
        const name = join(folder, `busy-${nth}.tar`);
        const {head} = await withClient(busy.database, client => backUp(client, name, 1_000));
        heads.push(head.headSeq);
        if (head.cursorSeq > 500) {
            await inEmptyDatabase('busy', async ({pool}, client) => {
                await restore(client, name, 2_000);
                await soundDigest(pool);
            });
        }
        rmSync(name);
    }
    await driving;
    const end = Number((await busy.rows<{seq: string}>('select seq from log_head'))[0]!.seq);
    const between = heads.filter(seq => seq > 0 && seq < end);
    assert(new Set(between).size >= 2, `saved at ${heads.join(', ')} of ${end}`);
    await busy.database.drop();
});

test('a file in which one byte is another is refused, and nothing of it stays', () =>
    inEmptyDatabase('damaged', async (_, client) => {
        const bytes = readFileSync(file);
        const chance = chanceFrom(11);
        const places = Array.from({length: 8}, () => chance.below(bytes.length));
        for (const place of [0, 130, 148, 600, bytes.length - 1, ...places]) {
            const wrong = Buffer.from(bytes);
            wrong[place] = wrong[place]! ^ 1 << chance.below(8);
            writeFileSync(join(folder, 'wrong.tar'), wrong);
            await assert.rejects(restore(client, join(folder, 'wrong.tar'), 1), (error: Error) => {
                assert(error instanceof BackupRefused, `byte ${place}: ${error.stack}`);
                assert.match(error.message, /wrong\.tar /, `byte ${place}`);
                return true;
            });
            const {rows} = await client.query(
                `select from pg_class where relnamespace = 'public'::regnamespace`);
            assert.equal(rows.length, 0, `byte ${place} left tables`);
        }
        await restore(client, file, 1);
    }));

const refused: Record<string, {wrong: (bytes: Buffer) => Buffer; says: RegExp}> = {
    'a file that is cut off': {
        wrong: bytes => bytes.subarray(0, bytes.length >> 1), says: /is cut off at byte \d+/,
    },
    'one cut off after a whole part': {
        wrong: bytes => Buffer.concat([bytes.subarray(0, endOfFirst(bytes)), endBytes()]),
        says: /is cut off: found no manifest\.json/,
    },
    'one with something behind its end': {
        wrong: bytes => Buffer.concat([bytes, Buffer.alloc(512)]), says: /behind its last part/,
    },
    'a file of another kind': {
        wrong: () => Buffer.from('PGDMP'.padEnd(4_000, 'x')), says: /is no backup of Karwan/,
    },
    'an empty file': {wrong: () => Buffer.alloc(0), says: /is cut off at byte 0/},
    'a migration that this Karwan does not know': {
        wrong: bytes => withHead(bytes, head => {
            head.migrations.push({name: '9999_tomorrow.sql', sha256: '00'});
        }),
        says: /holds migration 9999_tomorrow\.sql, which this version of Karwan does not know/,
    },
    'a migration that says something else': {
        wrong: bytes => withHead(bytes, head => (head.migrations[1]!.sha256 = 'f00d')),
        says: /0002_ledger\.sql was changed/,
    },
    'another format': {
        wrong: bytes => withHead(bytes, head => (head.format = 'karwan-backup-9')),
        says: /has the format karwan-backup-9, expected karwan-backup-1/,
    },
};

interface WrongHead {
    format: string;
    migrations: {name: string; sha256: string}[];
}

function endOfFirst(bytes: Buffer): number {
    const size = Number.parseInt(bytes.toString('ascii', 124, 135), 8);
    return 512 + Math.ceil(size / 512) * 512;
}

function withHead(bytes: Buffer, change: (head: WrongHead) => unknown): Buffer {
    const size = Number.parseInt(bytes.toString('ascii', 124, 135), 8);
    const head = JSON.parse(bytes.toString('utf8', 512, 512 + size)) as WrongHead;
    change(head);
    return Buffer.concat([
        ...entryBytes(HEAD_NAME, Buffer.from(JSON.stringify(head))),
        bytes.subarray(endOfFirst(bytes))]);
}

for (const [name, {wrong, says}] of Object.entries(refused)) {
    test(`refused: ${name}`, () => inEmptyDatabase('refused', async (_, client) => {
        writeFileSync(join(folder, 'refused.tar'), wrong(readFileSync(file)));
        await assert.rejects(restore(client, join(folder, 'refused.tar'), 1), (error: Error) => {
            assert(error instanceof BackupRefused, error.stack);
            assert.match(error.message, says);
            return true;
        });
    }));
}

test('refused: a database that holds anything; and a backup in the place of another', async () => {
    await withClient(thread.database, async client => {
        await assert.rejects(restore(client, file, 1), /this database is not empty: found account/);
        await assert.rejects(backUp(client, file, 1), /expected a name that is free/);
        await assert.rejects(
            backUp(client, join(folder, 'nowhere', 'x.tar'), 1), /cannot write .*x\.tar\.part/);
    });
    assert(!existsSync(`${file}.part`));
});

/** A database as the migration before the last made it, with all that its tables can hold. */
async function asBeforeTheLast(client: pg.PoolClient): Promise<string> {
    const earlier = join(folder, 'earlier');
    cpSync(migrationsFolder(), earlier, {recursive: true});
    const last = readdirSync(earlier).sort().at(-1)!;
    rmSync(join(earlier, last));
    await migrate(client, earlier);
    for (const table of await tablesIn(client)) {
        const name = quoted(table.name);
        await client.query(`alter table ${name} disable trigger all; delete from ${name};
            alter table ${name} enable trigger all`);
        await withClient(thread.database, async full => {
            const columns = table.columns.map(quoted).join(', ');
            await pipeline(
                full.query(copyTo(`copy (select ${columns} from ${quoted(table.name)}) to stdout`)),
                client.query(copyFrom(`copy ${copied(table)} from stdin`)));
        });
    }
    return last;
}

test('data of the migration before is brought up to date in place, and verifies alike', () =>
    inEmptyDatabase('upgraded', async ({pool}, client) => {
        const last = await asBeforeTheLast(client);
        const older = join(folder, 'older.tar');
        await backUp(client, older, 1_000);
        assert.deepEqual(await migrate(client), [last]);
        const digest = await soundDigest(pool);
        assert.equal(digest, await soundDigest(thread.database.pool));
        copyFileSync(older, join(folder, 'kept.tar'));
        await inEmptyDatabase('older', async (database, other) => {
            const {upgraded} = await restore(other, join(folder, 'kept.tar'), 1);
            assert.deepEqual(upgraded, [last], 'and so is a backup of it');
            assert.equal(await soundDigest(database.pool), digest);
        });
    }));
