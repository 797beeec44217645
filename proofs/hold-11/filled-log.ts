import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Zone} from '@karwan/base';
import pg from 'pg';
import {adoptScheme} from '../../apps/server/src/adopt-scheme.ts';
import {checkoutFolder} from '../../apps/server/src/checkout.ts';
import {doorOf} from '../../apps/server/src/door.ts';
import {feedFile} from '../../apps/server/src/feed.ts';
import {mappingFromYaml} from '../../apps/server/src/feed/mapping.ts';
import {migrate} from '../../apps/server/src/migrate.ts';
import {openPostgres, type Postgres} from '../../apps/server/src/postgres.ts';
import {schemeFolder, schemeFrom} from '../../apps/server/src/scheme-files.ts';
import {openVault} from '../../apps/server/src/vault.ts';
import {SCHEME} from '../thread-02/reference-lines.ts';

/** Nobody works off what is appended: that is left to the workers under test. */
const NOBODY = {workOff: () => Promise.resolve({batches: 0, readings: 0})};

/** A server whose databases hold the same log, of which nothing is worked off. */
export interface FilledLog {
    home: string;
    postgres: Postgres;
    /** The address of a database of this server. */
    url(name: string): string;
    /** Runs one statement in a database of this server. */
    ask(name: string, text: string): Promise<Record<string, unknown>[]>;
    close(): Promise<void>;
}

/** Appends a file of readings to the log of a new Karwan; copies its database under new names. */
export async function filledLog(
    home: string, file: string, copies: readonly string[],
): Promise<FilledLog> {
    const postgres = await openPostgres({dataFolder: home, log: () => undefined});
    await fill(postgres.url, home, file);
    const url = (name: string) => postgres.url.replace(/[^/]+$/, name);
    const ask = async (name: string, text: string): Promise<Record<string, unknown>[]> => {
        const client = new pg.Client({connectionString: url(name)});
        await client.connect();
        try {
            return (await client.query<Record<string, unknown>>(text)).rows;
        } finally {
            await client.end();
        }
    };
    const filled = new URL(postgres.url).pathname.slice(1);
    for (const name of copies) await ask('postgres', `create database ${name} template ${filled}`);
    return {home, postgres, url, ask, close: () => postgres.stop()};
}

async function fill(url: string, home: string, file: string): Promise<void> {
    const pool = new pg.Pool({connectionString: url, max: 2});
    try {
        const client = await pool.connect();
        await migrate(client).finally(() => client.release());
        const vault = await openVault(pool, home, () => undefined);
        const folder = schemeFolder(SCHEME, checkoutFolder());
        const scheme = schemeFrom(folder);
        await adoptScheme(pool, vault, scheme, Date.now());
        const {isDone} = await feedFile(file, {
            pool, vault, door: doorOf(scheme, plate => vault.token(plate)), worker: NOBODY,
            nowMs: Date.now, isHistorical: true,
            mapping: mappingFromYaml(readFileSync(join(folder, 'feed.yaml'), 'utf8'), 'feed.yaml'),
            zone: new Zone(scheme.corridor.zone), signal: new AbortController().signal,
            onProgress: () => undefined,
        });
        if (!isDone) throw new Error(`${file} was not fed`);
    } finally {
        await pool.end();
    }
}

/** Every table that a worker writes, as one number each: serials and write times too. */
const ALL = ['passage', 'trip', 'due', 'review', 'transfer', 'account', 'ledger_batch', 'batch',
    'cursor', 'carried', 'balance_snapshot', 'ledger_snapshot'];

/** What stands in the tables that a worker writes, row by row, as a text that can be compared. */
export async function writtenIn({ask}: FilledLog, name: string): Promise<string> {
    const sums: string[] = [];
    for (const table of ALL) {
        const [row] = await ask(name, `
            select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)
                as sum from ${table} as t`);
        sums.push(`${table} ${String(row!['sum'])}`);
    }
    return sums.join('\n');
}
