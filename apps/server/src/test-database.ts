import pg from 'pg';
import {migrate, migrationsDigest} from './migrate.ts';
import {startTestCluster, type TestCluster} from './test-cluster.ts';

/** An empty database with the whole schema, for one test. */
export interface TestDatabase {
    readonly url: string;
    readonly pool: pg.Pool;
    /** Closes the pool and drops the database; the end of the run does so too. */
    drop(): Promise<void>;
}

let ownCluster: Promise<TestCluster> | undefined;

/** The cluster of the test run, which the runner passes, or one of our own until the end. */
async function clusterUrl(): Promise<string> {
    const given = process.env['KARWAN_TEST_CLUSTER'];
    if (given) return given;
    ownCluster ??= startOwnCluster();
    return (await ownCluster).url;
}

// Nothing else is left to do then: the last test has ended and its pools are closed.
async function startOwnCluster(): Promise<TestCluster> {
    const cluster = await startTestCluster();
    process.once('beforeExit', () => void cluster.stop());
    return cluster;
}

/**
 * A new database, copied from a migrated template; in a tenth of a second.
 * @param name lower-case letters, digits and underscores, so that a left-over one tells whose it is
 */
export async function freshDatabase(name: string): Promise<TestDatabase> {
    if (!/^[a-z0-9_]{1,40}$/.test(name)) throw new Error(`a database cannot be called '${name}'`);
    const cluster = await clusterUrl();
    const unique = `${name}_${process.pid}_${nextNumber++}`;
    await withClient(cluster, async client => {
        const template = await templateIn(client, cluster);
        await client.query(`create database ${unique} template ${template} strategy file_copy`);
    });
    const url = databaseUrl(cluster, unique);
    const pool = new pg.Pool({connectionString: url, max: 8, allowExitOnIdle: true});
    let isDropped = false;
    return {
        url,
        pool,
        drop: async () => {
            if (isDropped) return;
            isDropped = true;
            await pool.end();
            await withClient(cluster, client => client.query(`drop database ${unique} (force)`));
        },
    };
}

let nextNumber = 1;

/** One makes the template, the others wait: a number that is ours alone. */
const LOCK = [0x6b61_7277, 4] as const;

async function templateIn(client: pg.Client, cluster: string): Promise<string> {
    const template = `template_${migrationsDigest().slice(0, 16)}`;
    await client.query('select pg_advisory_lock($1, $2)', [...LOCK]);
    const {rowCount} = await client.query(
        'select from pg_database where datname = $1', [template],
    );
    if (rowCount === 0) {
        const draft = `draft_${process.pid}`;
        await client.query(`drop database if exists ${draft} (force)`);
        await client.query(`create database ${draft}`);
        await withClient(databaseUrl(cluster, draft), draftClient => migrate(draftClient));
        await client.query(`alter database ${draft} rename to ${template}`);
    }
    await client.query('select pg_advisory_unlock($1, $2)', [...LOCK]);
    return template;
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({connectionString: url, connectionTimeoutMillis: 10_000});
    await client.connect();
    try {
        return await work(client);
    } finally {
        await client.end();
    }
}

function databaseUrl(cluster: string, name: string): string {
    return cluster.replace(/[^/]+$/, name);
}
