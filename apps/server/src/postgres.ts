import pg from 'pg';
import {findBinaries, type Binaries} from './postgres/binaries.ts';
import {CannotOpenPostgres} from './postgres/cannot-open.ts';
import {clusterIn, OUR_NAME, type Cluster} from './postgres/cluster.ts';
import {takeLease, type Lease, type Purpose} from './postgres/lease.ts';
import {
    endOrphans, findPostmaster, isPassing, startPostmaster, stopPostmaster, type Attempt,
    type Postmaster,
} from './postgres/postmaster.ts';
import {sleep} from './postgres/processes.ts';

/** Which database, and for what. */
export interface PostgresOptions {
    /** Karwan's data folder; the cluster lies in its `postgres/`. */
    readonly dataFolder: string;
    /** A database of the operator's own; then nothing is started and nothing stopped. */
    readonly databaseUrl?: string | undefined;
    /** `serve`: at most one a data folder. `work` (the default): any number beside it. */
    readonly purpose?: Purpose | undefined;
    /** Settings of PostgreSQL beyond ours; for clusters that a test throws away. */
    readonly settings?: Readonly<Record<string, string>> | undefined;
    readonly log: (line: string) => void;
}

/** An open database. */
export interface Postgres {
    readonly url: string;
    /** True where the server was running already, for instance after a crash of ours. */
    readonly adopted: boolean;
    readonly postmasterPid: number | undefined;
    /** Resolves with the reason when our server went away; open again and it repairs itself.
     * Waiting for it keeps no process alive. */
    readonly lost: Promise<string>;
    /** Ends our use; whoever ends last stops the server. */
    stop(): Promise<void>;
}

/** The oldest server whose SQL we use. */
const OLDEST_VERSION = 150_000;
/** Recovery after a crash, on a slow disk, at the longest. */
const OPEN_LIMIT_MS = 60_000;
const CONNECT_LIMIT_MS = 5_000;
const STOP_LIMIT_MS = 30_000;
/** Orphans of a killed server end by themselves within this; then we end them. */
const ORPHAN_PATIENCE_MS = 1_500;
const RETRY_MS = 30;
/** A start that takes longer says why. */
const USUAL_START_MS = 1_000;
/** PostgreSQL's codes for what may come between two starts. */
const INVALID_PASSWORD = '28P01';
const DUPLICATE_DATABASE = '42P04';
const UNIQUE_VIOLATION = '23505';

/** Opens the given database, or our own: made, started, adopted or repaired as need be. */
export async function openPostgres(options: PostgresOptions): Promise<Postgres> {
    if (options.databaseUrl) return openGiven(options.databaseUrl);
    const binaries = findBinaries();
    const {dataFolder, settings = {}, log} = options;
    const cluster = clusterIn(dataFolder, settings, binaries, log);
    return openOwn(cluster, binaries, options);
}

async function openGiven(url: string): Promise<Postgres> {
    const client = new pg.Client({
        connectionString: url, connectionTimeoutMillis: CONNECT_LIMIT_MS,
    });
    try {
        await client.connect();
        await checkVersion(client);
    } catch (error) {
        if (error instanceof CannotOpenPostgres) throw error;
        throw new CannotOpenPostgres('no-answer', `cannot connect to the database in DATABASE_URL: `
            + (error as Error).message);
    } finally {
        await client.end();
    }
    return {
        url, adopted: true, postmasterPid: undefined,
        lost: new Promise(() => undefined),
        stop: () => Promise.resolve(),
    };
}

async function checkVersion(client: pg.Client): Promise<void> {
    const {rows: [row]} = await client.query<{version: string}>(
        `select current_setting('server_version_num') as version`,
    );
    if (Number(row!.version) >= OLDEST_VERSION) return;
    throw new CannotOpenPostgres('too-old', `found PostgreSQL ${row!.version} in DATABASE_URL, `
        + `expected ${OLDEST_VERSION} (version 15) or later`);
}

async function openOwn(
    cluster: Cluster, binaries: Binaries, options: PostgresOptions,
): Promise<Postgres> {
    const {postmaster, lease, adopted} = await reach(cluster, binaries, options);
    await makeDatabase(urlOf(cluster, postmaster, 'postgres'));
    return {
        url: urlOf(cluster, postmaster, OUR_NAME),
        adopted,
        postmasterPid: postmaster.pid,
        lost: lease.lost,
        stop: () => lease.release(
            () => stopPostmaster(postmaster, cluster, binaries, STOP_LIMIT_MS),
        ),
    };
}

interface Reached {
    readonly postmaster: Postmaster;
    readonly lease: Lease;
    readonly adopted: boolean;
}

// Whatever state the last run left behind, the way is the same: a server that lives is asked, one
// that does not is started, and what passes by itself is tried again until the limit.
async function reach(
    cluster: Cluster, binaries: Binaries, {log, purpose = 'work'}: PostgresOptions,
): Promise<Reached> {
    const startedMs = performance.now();
    const elapsedMs = () => performance.now() - startedMs;
    const say = onceEach(log);
    let attempt: Attempt | undefined;
    let last = 'it has only just been started';
    while (elapsedMs() < OPEN_LIMIT_MS) {
        const postmaster = findPostmaster(cluster);
        if (postmaster) {
            const answer = await ask(urlOf(cluster, postmaster, 'postgres'), purpose);
            if (typeof answer !== 'string') {
                return {postmaster, lease: answer, adopted: postmaster.pid !== attempt?.pid};
            }
            last = answer;
            if (elapsedMs() > USUAL_START_MS) say(`waiting for PostgreSQL: ${last}`);
        } else if (!attempt || attempt.hasEnded()) {
            if (attempt) last = whyPassing(attempt, cluster);
            if (elapsedMs() > ORPHAN_PATIENCE_MS) endOrphans(cluster);
            attempt = await startPostmaster(cluster, binaries);
        }
        await sleep(RETRY_MS);
    }
    throw new CannotOpenPostgres('no-answer', `PostgreSQL in ${cluster.data} did not answer within `
        + `${OPEN_LIMIT_MS / 1000} s: ${last}. Its log is ${cluster.logFile}`);
}

// A port taken by another, or children of a killed server that have yet to end: both pass.
function whyPassing(attempt: Attempt, {logFile}: Cluster): string {
    const output = attempt.output();
    if (isPassing(output)) return output;
    throw new CannotOpenPostgres('start-failed', `PostgreSQL ended at its start: `
        + `${output || 'it wrote nothing'} (${logFile})`);
}

// While it starts, recovers or shuts down the server says so: a reason to ask again.
async function ask(url: string, purpose: Purpose): Promise<Lease | string> {
    try {
        return await takeLease(url, purpose, CONNECT_LIMIT_MS);
    } catch (error) {
        if (error instanceof CannotOpenPostgres) throw error;
        const {code, message} = error as Error & {code?: string};
        if (code !== INVALID_PASSWORD) return message;
        throw new CannotOpenPostgres('wrong-password', 'the database does not take the password in '
            + 'the file beside its data: another PostgreSQL answers, or the file was changed');
    }
}

async function makeDatabase(url: string): Promise<void> {
    const client = new pg.Client({
        connectionString: url, connectionTimeoutMillis: CONNECT_LIMIT_MS,
    });
    await client.connect();
    try {
        const {rowCount} = await client.query(
            'select from pg_database where datname = $1', [OUR_NAME],
        );
        if (rowCount === 0) await client.query(`create database ${OUR_NAME}`);
    } catch (error) {
        // Two first starts at once: the other one has made it.
        const {code} = error as {code?: string};
        if (code !== DUPLICATE_DATABASE && code !== UNIQUE_VIOLATION) throw error;
    } finally {
        await client.end();
    }
}

/** How a database of this cluster is reached while this server runs. */
export function urlOf(
    {password}: Pick<Cluster, 'password'>, {port}: Postmaster, database: string,
): string {
    return `postgres://${OUR_NAME}:${password}@127.0.0.1:${port}/${database}`;
}

function onceEach(log: (line: string) => void): (line: string) => void {
    const said = new Set<string>();
    return line => {
        if (said.has(line)) return;
        said.add(line);
        log(line);
    };
}
