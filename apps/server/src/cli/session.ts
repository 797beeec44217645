import {existsSync} from 'node:fs';
import {join} from 'node:path';
import type {Scheme} from '@karwan/tolling';
import pg from 'pg';
import {adoptScheme, findCorridorOf} from '../adopt-scheme.ts';
import {checkoutFolder, homeFolder} from '../checkout.ts';
import {doorOf, type Door} from '../door.ts';
import type {FactDoor} from '../door/fact.ts';
import {Ingest, settingOf} from '../ingest.ts';
import {migrate} from '../migrate.ts';
import {openPostgres, type Postgres, type PostgresOptions} from '../postgres.ts';
import {schemeFolder, schemeFrom} from '../scheme-files.ts';
import {openVault, type Vault} from '../vault.ts';
import {Stop} from './exit-code.ts';
import {heldFolder, rememberFolder} from './held-scheme.ts';

/** An open Karwan: its migrated database and its vault. */
export interface Session {
    home: string;
    postgres: Postgres;
    pool: pg.Pool;
    vault: Vault;
    close(): Promise<void>;
}

/** Karwan's database as it lies there: not brought up to date, its vault not opened. */
export type DatabaseSession = Omit<Session, 'vault'>;

/** Opens Karwan's database: DATABASE_URL, or the one of KARWAN_HOME. */
export async function openDatabase(
    purpose: PostgresOptions['purpose'],
): Promise<DatabaseSession> {
    const home = homeFolder();
    const postgres = await openPostgres({
        dataFolder: home, databaseUrl: process.env['DATABASE_URL'], purpose, log: sayToPeople,
    });
    const pool = new pg.Pool({connectionString: postgres.url, max: 8});
    // When the server goes away each connection says so: an idle one to the pool, one in use to
    // nobody. The query under way, or the next one, tells why.
    pool.on('error', () => undefined).on('connect', client => client.on('error', () => undefined));
    const close = async (): Promise<void> => {
        await pool.end();
        await postgres.stop();
    };
    return {home, postgres, pool, close};
}

/** Opens Karwan's database, brought up to date, and its vault. */
export async function openSession(purpose: PostgresOptions['purpose']): Promise<Session> {
    const database = await openDatabase(purpose);
    const {home, pool, close} = database;
    try {
        const client = await pool.connect();
        await migrate(client).finally(() => client.release());
        return {...database, vault: await openVault(pool, home, sayOnce)};
    } catch (error) {
        await close();
        throw error;
    }
}

/** Runs work on an open Karwan and closes it afterwards, whatever comes of it. */
export async function inSession<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const session = await openSession('work');
    try {
        return await work(session);
    } finally {
        await session.close();
    }
}

/** A session with the scheme of its corridor, adopted, and what the doors and the worker need. */
export interface CorridorSession extends Session {
    scheme: Scheme;
    /** The scheme's folder. */
    folder: string;
    door: Door & FactDoor;
    ingest: Ingest;
}

/**
 * Runs work on a session whose database holds this scheme: the one named, else the one that it
 * holds already, else Pakistan's.
 */
export function corridorSession<T>(
    name: string | undefined, work: (session: CorridorSession) => Promise<T>,
): Promise<T> {
    return inSession(async session => work(await withScheme(session, name, Date.now())));
}

/** Opens a scheme for this session's database and makes it the database's own. */
export async function withScheme(
    session: Session, name: string | undefined, nowMs: number,
): Promise<CorridorSession> {
    const {pool, vault, home} = session;
    const held = name === undefined ? await findCorridorOf(pool) : undefined;
    const {scheme, folder} = schemeNamed(
        name ?? (held === undefined ? DEFAULT_SCHEME : heldFolder(home, held)));
    await adoptScheme(pool, vault, scheme, nowMs);
    rememberFolder(home, scheme.id, folder);
    const door = doorOf(scheme, plate => vault.token(plate));
    return {...session, scheme, folder, door, ingest: new Ingest(pool, settingOf(scheme))};
}

const DEFAULT_SCHEME = 'pakistan';

/** The scheme of this name or folder. Stops where there is none. */
export function schemeNamed(name: string): {scheme: Scheme; folder: string} {
    const folder = schemeFolder(name, checkoutFolder());
    if (!existsSync(join(folder, 'corridor.yaml'))) {
        throw new Stop('not-found', `found no scheme ${name}; expected a folder with a `
            + 'corridor.yaml, or the name of one in corridors/');
    }
    return {scheme: schemeFrom(folder), folder};
}

// Said also where nobody watches: it is in the log of whoever started us.
function sayOnce(line: string): void {
    process.stderr.write(`${line}\n`);
}

function sayToPeople(line: string): void {
    if (process.stderr.isTTY) process.stderr.write(`${line}\n`);
}
