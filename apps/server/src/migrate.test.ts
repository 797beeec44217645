import assert from 'node:assert/strict';
import {cpSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'node:test';
import pg from 'pg';
import {migrate, MigrationRefused, migrationsDigest} from './migrate.ts';
import {freshDatabase} from './test-database.ts';

const FIRST = 'create table road (name text primary key);\n';
const SECOND = 'alter table road add column length_metres integer;\n';

/** Runs migrations of its own in a schema of its own, on a fresh database. */
async function inEmptySchema(
    work: (client: pg.Client, folder: string) => Promise<void>,
): Promise<void> {
    const database = await freshDatabase('migrate');
    const folder = mkdtempSync(join(tmpdir(), 'karwan-migrations-'));
    const client = new pg.Client({
        connectionString: database.url, options: '-c search_path=its_own',
    });
    await client.connect();
    try {
        await client.query('create schema its_own');
        await work(client, folder);
    } finally {
        await client.end();
        rmSync(folder, {recursive: true});
        await database.drop();
    }
}

function write(folder: string, files: Record<string, string>): void {
    for (const [name, sql] of Object.entries(files)) writeFileSync(join(folder, name), sql);
}

test('files are applied once, in the order of their names', () =>
    inEmptySchema(async (client, folder) => {
        write(folder, {'0002_length.sql': SECOND, '0001_road.sql': FIRST});
        assert.deepEqual(await migrate(client, folder), ['0001_road.sql', '0002_length.sql']);
        assert.deepEqual(await migrate(client, folder), []);
        await client.query(`insert into road values ('M-2', 387000)`);
    }));

test('other line ends are no change', () => inEmptySchema(async (client, folder) => {
    write(folder, {'0001_road.sql': FIRST});
    await migrate(client, folder);
    write(folder, {'0001_road.sql': FIRST.replaceAll('\n', '\r\n')});
    assert.deepEqual(await migrate(client, folder), []);
}));

const refused: Record<string, {next: Record<string, string>; says: RegExp}> = {
    'a changed old file is refused by name': {
        next: {'0001_road.sql': `${FIRST}-- a word more\n`},
        says: /0001_road\.sql was changed/,
    },
    'a file put in between is refused by name': {
        next: {'0000_before.sql': 'select 1;'},
        says: /0000_before\.sql comes before 0001_road\.sql/,
    },
    'two files of one number are refused by name': {
        next: {'0001_street.sql': 'select 1;'},
        says: /0001_road\.sql and 0001_street\.sql/,
    },
    'a file with another kind of name is refused': {
        next: {'second.sql': 'select 1;'},
        says: /found migration second\.sql, expected NNNN_name\.sql/,
    },
    'a fault in the SQL is told with its line': {
        next: {'0002_bad.sql': 'select 1;\nselect from nowhere;\n'},
        says: /0002_bad\.sql failed: line 2: relation "nowhere" does not exist/,
    },
};

for (const [name, {next, says}] of Object.entries(refused)) {
    test(name, () => inEmptySchema(async (client, folder) => {
        write(folder, {'0001_road.sql': FIRST});
        await migrate(client, folder);
        write(folder, next);
        await assert.rejects(migrate(client, folder), (error: Error) => {
            assert(error instanceof MigrationRefused);
            assert.match(error.message, says);
            return true;
        });
    }));
}

test('a newer database is refused by an older Karwan', () =>
    inEmptySchema(async (client, folder) => {
        write(folder, {'0001_road.sql': FIRST, '0002_length.sql': SECOND});
        await migrate(client, folder);
        rmSync(join(folder, '0002_length.sql'));
        await assert.rejects(migrate(client, folder), /0002_length\.sql, which this version/);
    }));

test('a migration that fails leaves nothing behind', () =>
    inEmptySchema(async (client, folder) => {
        write(folder, {'0001_road.sql': `${FIRST}select from nowhere;`});
        await assert.rejects(migrate(client, folder), MigrationRefused);
        write(folder, {'0001_road.sql': FIRST});
        assert.deepEqual(await migrate(client, folder), ['0001_road.sql']);
    }));

test('two that migrate at once apply each file once', async () => {
    const database = await freshDatabase('migrate_twice');
    const folder = mkdtempSync(join(tmpdir(), 'karwan-migrations-'));
    write(folder, {'0001_road.sql': FIRST, '0002_length.sql': SECOND});
    const clients = [1, 2, 3].map(() => new pg.Client({connectionString: database.url}));
    await Promise.all(clients.map(client => client.connect()));
    await clients[0]!.query('drop schema public cascade; create schema public');
    const applied = await Promise.all(clients.map(client => migrate(client, folder)));
    assert.deepEqual(applied.flat().sort(), ['0001_road.sql', '0002_length.sql']);
    await Promise.all(clients.map(client => client.end()));
    rmSync(folder, {recursive: true});
    await database.drop();
});

test('the digest of a folder tells whether the schema is the same', () => {
    const folders = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'karwan-migrations-')));
    write(folders[0]!, {'0001_road.sql': FIRST});
    cpSync(folders[0]!, folders[1]!, {recursive: true});
    assert.equal(migrationsDigest(folders[0]), migrationsDigest(folders[1]));
    write(folders[1]!, {'0002_length.sql': SECOND});
    assert.notEqual(migrationsDigest(folders[0]), migrationsDigest(folders[1]));
    folders.forEach(folder => rmSync(folder, {recursive: true}));
});
