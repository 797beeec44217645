import pg from 'pg';
import {openPostgres, type Postgres} from '../../apps/server/src/postgres.ts';
import {isAlive} from '../../apps/server/src/postgres/processes.ts';
import {digestDerived} from '../../apps/server/src/verify/digest.ts';

/** A second PostgreSQL on the machine, with data in it, and what it looked like at first. */
export class Neighbour {
    readonly #postgres: Postgres;
    readonly #client: pg.Client;
    #first = '';

    static async open(home: string): Promise<Neighbour> {
        const postgres = await openPostgres({dataFolder: home, log: () => undefined});
        const client = new pg.Client({connectionString: postgres.url});
        client.on('error', () => undefined);
        await client.connect();
        const neighbour = new Neighbour(postgres, client);
        neighbour.#first = await neighbour.#look();
        return neighbour;
    }

    private constructor(postgres: Postgres, client: pg.Client) {
        this.#postgres = postgres;
        this.#client = client;
    }

    get pid(): number {
        return this.#postgres.postmasterPid!;
    }

    /** The same process, the same connection, the same rows as at first? */
    async isUntouched(): Promise<boolean> {
        const now = await this.#look().catch((error: Error) => error.message);
        return isAlive(this.pid) && now === this.#first;
    }

    async close(): Promise<void> {
        await this.#client.end().catch(() => undefined);
        await this.#postgres.stop();
    }

    async #look(): Promise<string> {
        await this.#client.query('begin');
        const {rows: [row]} = await this.#client.query<{started: string}>(`
            select pg_postmaster_start_time() || ' ' || pg_backend_pid() as started`);
        const {digest} = await digestDerived(this.#client);
        await this.#client.query('rollback');
        return `${row!.started} ${digest}`;
    }
}
