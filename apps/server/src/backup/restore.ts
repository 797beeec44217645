import {createHash} from 'node:crypto';
import {promisify} from 'node:util';
import {gunzip} from 'node:zlib';
import type pg from 'pg';
import {from as copyFrom, type CopyStreamQuery} from 'pg-copy-streams';
import {migrateAsFarAs, MigrationRefused, whileMigrating} from '../migrate.ts';
import {damaged, entriesOf, type Entry} from './archive.ts';
import {
    FORMAT, HEAD_NAME, MANIFEST_NAME, manifestFrom, partName, sha256, type CopiedTable, type Head,
} from './manifest.ts';
import {BackupRefused} from './refused.ts';
import {COPY_SETTINGS, copied, quoted, tablesIn, type Table} from './tables.ts';

/** What came back. */
export interface Restored {
    head: Head;
    tables: number;
    rows: number;
    digest: string;
    /** Migrations that came after the backup was made, and were applied to it. */
    upgraded: string[];
}

const unpack = promisify(gunzip);
/** A row has a gigabyte at most, by PostgreSQL's own limit. */
const MOST_PART_BYTES = 2 ** 30;

/**
 * Puts a backup into an empty database: all of it in one transaction, so that a file that is
 * damaged in its last byte, and a process that is killed, leave the database as empty as it was.
 * A backup of an earlier migration is brought up to date.
 */
export async function restore(
    client: pg.ClientBase, file: string, nowMs: number,
): Promise<Restored> {
    const restored = await whileMigrating(client, async () => {
        await client.query('begin');
        try {
            await client.query(COPY_SETTINGS);
            await refuseIfUsed(client);
            const done = await loaded(client, file);
            await client.query(
                `insert into upkeep (at_ms, what, body) values ($1, 'restore', $2)`,
                [nowMs, {madeMs: done.head.madeMs, digest: done.digest, rows: done.rows}]);
            await client.query('commit');
            return done;
        } catch (error) {
            await client.query('rollback').catch(() => undefined);
            throw error;
        }
    });
    await client.query('analyze');
    return restored;
}

async function refuseIfUsed(client: pg.ClientBase): Promise<void> {
    const {rows} = await client.query<{name: string}>(
        `select relname as name from pg_class
          where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S')
          order by relname`);
    if (rows.length === 0) return;
    throw new BackupRefused(`this database is not empty: found ${rows[0]!.name} and `
        + `${rows.length - 1} more, expected no table at all. Name another data folder in `
        + 'KARWAN_HOME, or an empty database in DATABASE_URL');
}

async function loaded(client: pg.ClientBase, file: string): Promise<Restored> {
    const entries = entriesOf(file);
    try {
        const first = (await entries.next()).value;
        const head = headFrom(first, file);
        const {applyRest} = await migrated(client, head, file);
        const told = await tablesFrom(entries, client, file);
        if (told.manifest.head !== sha256((first as Entry).bytes)) {
            throw new BackupRefused(`${file} is damaged in ${HEAD_NAME}`);
        }
        return {head, ...await counted(client, told), upgraded: await applyRest()};
    } finally {
        await entries.return();
    }
}

async function tablesFrom(
    entries: AsyncGenerator<Entry, void, void>, client: pg.ClientBase, file: string,
): Promise<Told> {
    const load = new Load(client, file, await tablesIn(client));
    try {
        for await (const entry of entries) await load.take(entry);
        return await load.end();
    } catch (error) {
        await load.abandon();
        throw error;
    }
}

/** A manifest and its digest. */
type Told = NonNullable<ReturnType<typeof manifestFrom>>;

async function counted(
    client: pg.ClientBase, {manifest, digest}: Told,
): Promise<Pick<Restored, 'tables' | 'rows' | 'digest'>> {
    for (const {name, last} of manifest.sequences) {
        if (last !== null) await client.query('select setval($1, $2)', [quoted(name), last]);
    }
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    return {tables: manifest.tables.length, rows, digest};
}

function headFrom(entry: Entry | void, file: string): Head {
    if (entry?.name !== HEAD_NAME) {
        throw new BackupRefused(`${file} is no backup of Karwan: expected ${HEAD_NAME} first`);
    }
    let head: Head;
    try {
        head = JSON.parse(entry.bytes.toString('utf8')) as Head;
    } catch {
        throw damaged(file, `in ${HEAD_NAME}`, entry.position);
    }
    if (head.format === FORMAT && Array.isArray(head.migrations)) return head;
    throw new BackupRefused(`${file} has the format ${String(head.format)}, expected ${FORMAT}: `
        + 'made by another version?');
}

async function migrated(
    client: pg.ClientBase, head: Head, file: string,
): ReturnType<typeof migrateAsFarAs> {
    try {
        return await migrateAsFarAs(client, head.migrations);
    } catch (error) {
        if (!(error instanceof MigrationRefused)) throw error;
        throw new BackupRefused(`${file} does not fit this version of Karwan: ${error.message}. `
            + 'Restore it with the version that made it');
    }
}

/** What has come of a table so far. */
interface Loading {
    table: Table;
    stream: CopyStreamQuery;
    ended: Promise<void>;
    digest: ReturnType<typeof createHash>;
    bytes: number;
    parts: string[];
}

/** Takes entries in their order into their tables, and then holds all against the manifest. */
class Load {
    readonly #client: pg.ClientBase;
    readonly #file: string;
    readonly #tables: ReadonlyMap<string, Table>;
    readonly #done = new Map<string, CopiedTable>();
    #current: Loading | undefined;
    #told: Told | undefined;

    constructor(client: pg.ClientBase, file: string, tables: readonly Table[]) {
        this.#client = client;
        this.#file = file;
        this.#tables = new Map(tables.map(table => [table.name, table]));
    }

    async take(entry: Entry): Promise<void> {
        if (entry.name === MANIFEST_NAME) {
            await this.#endTable();
            this.#told = manifestFrom(entry.bytes);
            if (!this.#told) throw this.#damaged(entry);
            return;
        }
        const [name] = entry.name.split('/');
        const table = this.#tables.get(name!);
        if (!table || this.#told) throw this.#damaged(entry);
        if (this.#current?.table !== table) {
            await this.#endTable();
            await this.#begin(table, entry);
        }
        await this.#takePart(this.#current!, entry);
    }

    // What migrations put into a table is in the backup too, as it was when that was made.
    async #begin(table: Table, entry: Entry): Promise<void> {
        if (this.#done.has(table.name)) throw this.#damaged(entry);
        await emptied(this.#client, table);
        const stream = this.#client.query(copyFrom(`copy ${copied(table)} from stdin`));
        const ended = new Promise<void>((resolve, reject) => {
            stream.on('finish', resolve).on('error', reject);
        });
        ended.catch(() => undefined);
        this.#current = {
            table, stream, ended, digest: createHash('sha256'), bytes: 0, parts: [],
        };
    }

    async #takePart(loading: Loading, entry: Entry): Promise<void> {
        const {table, stream, digest, parts} = loading;
        if (entry.name !== partName(table.name, parts.length + 1)) throw this.#damaged(entry);
        const rows = await unpack(entry.bytes, {maxOutputLength: MOST_PART_BYTES})
            .catch(() => { throw this.#damaged(entry); });
        parts.push(sha256(entry.bytes));
        digest.update(rows);
        loading.bytes += rows.length;
        await Promise.race([
            loading.ended,
            new Promise<void>((resolve, reject) =>
                stream.write(rows, error => error ? reject(error) : resolve())),
        ]).catch((error: Error) => {
            throw new BackupRefused(`${this.#file} is damaged in ${entry.name}: ${error.message}`);
        });
    }

    async #endTable(): Promise<void> {
        const loading = this.#current;
        if (!loading) return;
        const {table, stream, ended, digest, bytes, parts} = loading;
        this.#current = undefined;
        stream.end();
        await ended.catch((error: Error) => {
            throw new BackupRefused(
                `${this.#file} cannot be taken back in table ${table.name}: ${error.message}`);
        });
        this.#done.set(table.name, {
            ...table, rows: stream.rowCount, bytes, sha256: digest.digest('hex'), parts,
        });
    }

    /** All that must have come has come, as it was. */
    async end(): Promise<Told> {
        const told = this.#told;
        if (!told) {
            throw new BackupRefused(
                `${this.#file} is cut off: found no ${MANIFEST_NAME} at its end`);
        }
        for (const expected of told.manifest.tables) {
            const fault = faultIn(expected, this.#done.get(expected.name));
            if (fault) throw new BackupRefused(`${this.#file} is damaged in ${fault}`);
            if (expected.rows === 0) {
                await emptied(this.#client, this.#tables.get(expected.name)!);
            }
        }
        return told;
    }

    /** Ends a COPY that is under way, so that the connection can be used to roll back. */
    async abandon(): Promise<void> {
        const {stream} = this.#current ?? {};
        if (!stream || stream.closed) return;
        await new Promise<void>(resolve => {
            stream.on('error', () => undefined).once('close', resolve);
            stream.destroy(new Error('what comes is damaged'));
        });
    }

    #damaged({name, position}: Entry): BackupRefused {
        return damaged(this.#file, `in ${name}`, position);
    }
}

// A statement that deletes from what is only appended to is refused even where no row is there.
async function emptied(client: pg.ClientBase, {name}: Table): Promise<void> {
    const {rows} = await client.query(`select from ${quoted(name)} limit 1`);
    if (rows.length > 0) await client.query(`delete from ${quoted(name)}`);
}

function faultIn(expected: CopiedTable, found: CopiedTable | undefined): string | undefined {
    if (!found) {
        return expected.rows === 0 ? undefined
            : `table ${expected.name}: found no row, expected ${expected.rows}`;
    }
    const part = expected.parts.findIndex((digest, nth) => digest !== found.parts[nth]);
    if (part >= 0) return partName(expected.name, part + 1);
    if (found.parts.length !== expected.parts.length) return `the parts of ${expected.name}`;
    if (found.columns.join() !== expected.columns.join()) return `the columns of ${expected.name}`;
    if (found.rows !== expected.rows) {
        return `table ${expected.name}: found ${found.rows} rows, expected ${expected.rows}`;
    }
    return found.sha256 === expected.sha256 ? undefined : `the content of ${expected.name}`;
}
