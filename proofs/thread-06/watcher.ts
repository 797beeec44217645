import {join} from 'node:path';
import pg from 'pg';
import {urlOf} from '../../apps/server/src/postgres.ts';
import {findCluster, OUR_NAME} from '../../apps/server/src/postgres/cluster.ts';
import {findPostmaster} from '../../apps/server/src/postgres/postmaster.ts';
import {isAlive, listWorkingIn, sleep} from '../../apps/server/src/postgres/processes.ts';

/** How far a feed has come, and whether it stands between BEGIN and COMMIT at this moment. */
export interface Moment {
    line: number;
    isInTransaction: boolean;
}

const WAIT_MS = 60_000;
const LOOK_MS = 5;

// A statement of its own has begun its transaction itself; inside one the transaction is older. A
// COMMIT that is under way is not counted.
const MOMENT = `
    select coalesce((select line from feed limit 1), 0)::int as line,
           exists (select from pg_stat_activity
                    where datname = current_database() and pid <> pg_backend_pid()
                      and (state = 'idle in transaction'
                           or state = 'active' and xact_start < query_start
                              and query not ilike 'commit%')) as "isInTransaction"`;

/** The cluster of a data folder, seen from outside: who works on it, and how far. */
export class Watcher {
    readonly #data: string;
    readonly #home: string;
    #client: pg.Client | undefined;

    constructor(home: string) {
        this.#home = home;
        this.#data = join(home, 'postgres', 'data');
    }

    /** The processes of the server, the postmaster among them. */
    get pids(): number[] {
        return listWorkingIn(this.#data);
    }

    get pidFile(): string {
        return join(this.#data, 'postmaster.pid');
    }

    /** Waits until this process of Karwan works on a server that answers; how long that took. */
    async untilServed(pid: number): Promise<number> {
        const startedMs = performance.now();
        const name = `karwan work, process ${pid}`;
        for (; ;) {
            const elapsedMs = performance.now() - startedMs;
            if (elapsedMs > WAIT_MS) throw new Error(`no server answers ${name} in ${WAIT_MS} ms`);
            if (!isAlive(pid)) throw new Error(`${name} ended before it began`);
            if (await this.#isServed(name)) return elapsedMs;
            await sleep(LOOK_MS);
        }
    }

    async #isServed(name: string): Promise<boolean> {
        try {
            this.#client ??= await connected(this.#home);
            const found = await this.#client?.query(
                'select from pg_stat_activity where application_name = $1', [name]);
            return (found?.rowCount ?? 0) > 0;
        } catch {
            // It is not there yet, or the one before is gone: look for it anew.
            await this.close();
            return false;
        }
    }

    /** How things stand now. Before the first migration there is nothing to stand anywhere. */
    async moment(): Promise<Moment> {
        try {
            const {rows: [row]} = await this.#client!.query<Moment>(MOMENT);
            return row!;
        } catch (error) {
            if ((error as {code?: string}).code !== '42P01') throw error;
            return {line: 0, isInTransaction: false};
        }
    }

    async close(): Promise<void> {
        const client = this.#client;
        this.#client = undefined;
        await client?.end().catch(() => undefined);
    }
}

async function connected(home: string): Promise<pg.Client | undefined> {
    const cluster = findCluster(home);
    const postmaster = cluster && findPostmaster(cluster);
    if (!postmaster) return undefined;
    const client = new pg.Client({
        connectionString: urlOf(cluster, postmaster, OUR_NAME), connectionTimeoutMillis: 5_000,
    });
    // It is killed under us; the next question says so.
    client.on('error', () => undefined);
    await client.connect();
    return client;
}
