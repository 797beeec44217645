import {createHash} from 'node:crypto';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {ClientBase} from 'pg';
import {checkoutFolder} from './checkout.ts';
import {Unavailable} from './unavailable.ts';

/** One step of the schema: a file of plain SQL, never changed once it was applied anywhere. */
interface Migration {
    readonly name: string;
    readonly sql: string;
    readonly sha256: string;
}

/** The schema cannot be brought up to date; the message names the file. */
export class MigrationRefused extends Unavailable {
    constructor(message: string) {
        super(message);
        this.name = 'MigrationRefused';
    }
}

/** One migrates, the others wait: a number that is ours alone. */
const LOCK = [0x6b61_7277, 3] as const;

export function migrationsFolder(): string {
    return join(checkoutFolder(), 'apps', 'server', 'migrations');
}

/**
 * Applies the files that this database has not seen, in the order of their names, each in a
 * transaction of its own. A file that was changed, lost or put in between is refused by name.
 * @returns the names of the files applied
 */
export async function migrate(
    client: ClientBase, folder: string = migrationsFolder(),
): Promise<string[]> {
    const migrations = readMigrations(folder);
    return whileMigrating(client, async () => {
        const missing = notYetApplied(migrations, await readApplied(client));
        for (const migration of missing) await apply(client, migration);
        return missing.map(({name}) => name);
    });
}

/** Holds off whoever else would migrate, until `work` is done. */
export async function whileMigrating<T>(client: ClientBase, work: () => Promise<T>): Promise<T> {
    await client.query('select pg_advisory_lock($1, $2)', [...LOCK]);
    try {
        return await work();
    } finally {
        await client.query('select pg_advisory_unlock($1, $2)', [...LOCK]).catch(() => undefined);
    }
}

/** A migration by its name and what it says. */
export type Applied = Pick<Migration, 'name' | 'sha256'>;

/** What has been applied to a database, in its order; nothing where it was never migrated. */
export async function listApplied(client: ClientBase): Promise<Applied[]> {
    const {rows: [table]} = await client.query<{there: boolean}>(
        `select to_regclass('schema_migration') is not null as there`);
    if (!table!.there) return [];
    const {rows} = await client.query<Applied>(
        'select name, sha256 from schema_migration order by name');
    return rows;
}

/**
 * Makes an empty database what it was after these migrations, and gives those that come after
 * them; all inside the caller's transaction. Refuses one that is unknown, changed or out of order.
 */
export async function migrateAsFarAs(
    client: ClientBase, wanted: readonly Applied[], folder: string = migrationsFolder(),
): Promise<{applyRest: () => Promise<string[]>}> {
    const migrations = readMigrations(folder);
    await readApplied(client);
    const rest = notYetApplied(
        migrations, new Map(wanted.map(({name, sha256}) => [name, sha256])));
    const isLater = new Set(rest);
    for (const migration of migrations) {
        if (!isLater.has(migration)) await applyIn(client, migration);
    }
    return {
        applyRest: async () => {
            for (const migration of rest) await applyIn(client, migration);
            return rest.map(({name}) => name);
        },
    };
}

/** One digest of all the files: two folders with the same one make the same schema. */
export function migrationsDigest(folder: string = migrationsFolder()): string {
    const lines = readMigrations(folder).map(({name, sha256}) => `${name} ${sha256}\n`);
    return digestOf(lines.join(''));
}

function readMigrations(folder: string): Migration[] {
    const names = readdirSync(folder).filter(name => name.endsWith('.sql')).sort();
    return names.map((name, index) => {
        if (!/^\d{4}_[a-z0-9_]+\.sql$/.test(name)) {
            throw new MigrationRefused(`found migration ${name}, expected NNNN_name.sql`);
        }
        if (name.slice(0, 4) === names[index - 1]?.slice(0, 4)) {
            throw new MigrationRefused(`found two migrations of one number: ${names[index - 1]} `
                + `and ${name}`);
        }
        // A checkout with other line ends holds the same migration.
        const sql = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
        return {name, sql, sha256: digestOf(sql)};
    });
}

async function readApplied(client: ClientBase): Promise<Map<string, string>> {
    await client.query(`
        create table if not exists schema_migration (
            name text primary key,
            sha256 text not null,
            applied_at timestamptz not null default clock_timestamp()
        )
    `);
    const {rows} = await client.query<{name: string; sha256: string}>(
        'select name, sha256 from schema_migration order by name',
    );
    return new Map(rows.map(({name, sha256}) => [name, sha256]));
}

function notYetApplied(
    migrations: readonly Migration[], applied: ReadonlyMap<string, string>,
): Migration[] {
    const known = new Map(migrations.map(migration => [migration.name, migration]));
    for (const [name, sha256] of applied) {
        const found = known.get(name)?.sha256;
        if (found === sha256) continue;
        throw new MigrationRefused(found === undefined
            ? `this database holds migration ${name}, which this version of Karwan does not know`
            : `migration ${name} was changed after it had been applied: found SHA-256 ${found}, `
                + `expected ${sha256}. Put it back, and write the change as a new file`);
    }
    const last = [...applied.keys()].at(-1) ?? '';
    const missing = migrations.filter(({name}) => !applied.has(name));
    const late = missing.find(({name}) => name < last);
    if (late) {
        throw new MigrationRefused(`migration ${late.name} comes before ${last}, which has been `
            + 'applied already. Give it the next number');
    }
    return missing;
}

async function apply(client: ClientBase, migration: Migration): Promise<void> {
    await client.query('begin');
    try {
        await applyIn(client, migration);
        await client.query('commit');
    } catch (error) {
        await client.query('rollback');
        throw error;
    }
}

async function applyIn(client: ClientBase, {name, sql, sha256}: Migration): Promise<void> {
    try {
        await client.query(sql);
        await client.query(
            'insert into schema_migration (name, sha256) values ($1, $2)', [name, sha256]);
    } catch (error) {
        throw new MigrationRefused(`migration ${name} failed: ${describe(error, sql)}`);
    }
}

// PostgreSQL counts characters from the start; people count lines.
function describe(error: unknown, sql: string): string {
    const {message, position} = error as Error & {position?: string};
    if (position === undefined) return message;
    return `line ${sql.slice(0, Number(position)).split('\n').length}: ${message}`;
}

function digestOf(text: string): string {
    return createHash('sha256').update(text).digest('hex');
}
