import pg from 'pg';
import {CannotOpenPostgres} from './cannot-open.ts';

/**
 * A connection of its own that holds advisory locks as long as this process lives. The server
 * releases them when the process dies, however it dies: there is no stale lock file.
 */
export interface Lease {
    /** Resolves, with the reason, when the server went away under us. */
    readonly lost: Promise<string>;
    /** Gives the lease back. Where nobody else uses the cluster, `whenLast` runs before anybody
     * new can: whoever comes meanwhile waits for our lock, and finds the server gone. */
    release(whenLast: () => Promise<void>): Promise<void>;
}

/** What the process wants to do: one alone may serve, any number may work beside it. */
export type Purpose = 'serve' | 'work';

/** Whoever stops the server holds our lock no longer than the stop takes. */
const LOCK_LIMIT_MS = 40_000;

/** Two numbers that name our locks; the pairs of other programs are others. */
const IN_USE = [0x6b61_7277, 1] as const;
const SERVING = [0x6b61_7277, 2] as const;

/** Connects and takes the locks; throws where another Karwan serves already. */
export async function takeLease(url: string, purpose: Purpose, limitMs: number): Promise<Lease> {
    const client = new pg.Client({
        connectionString: url,
        connectionTimeoutMillis: limitMs,
        lock_timeout: LOCK_LIMIT_MS,
        application_name: `karwan ${purpose}, process ${process.pid}`,
        keepAlive: true,
    });
    let isReleased = false;
    const lost = new Promise<string>(resolve => {
        const tell = (why: string) => {
            if (!isReleased) resolve(why);
        };
        client.on('error', error => tell(error.message));
        client.on('end', () => tell('the connection to the database ended'));
    });
    await client.connect();
    try {
        await client.query('select pg_advisory_lock_shared($1, $2)', [...IN_USE]);
        if (purpose === 'serve') await serveAlone(client);
    } catch (error) {
        isReleased = true;
        await client.end();
        throw error;
    }
    // Holding the lock alone is no reason for a process to go on living.
    const socket = socketOf(client);
    socket.unref();
    return {
        lost,
        release: async whenLast => {
            isReleased = true;
            socket.ref();
            // Where the connection is broken the server is gone, or another last user stops it.
            if (await isLastUser(client).catch(() => false)) await whenLast();
            await client.end().catch(() => undefined);
        },
    };
}

// pg has ref and unref on the client; its published types have not heard of them.
function socketOf(client: pg.Client): {ref(): void; unref(): void} {
    return client as unknown as {ref(): void; unref(): void};
}

async function serveAlone(client: pg.Client): Promise<void> {
    const {rows: [row]} = await client.query<{taken: boolean}>(
        'select pg_try_advisory_lock($1, $2) as taken', [...SERVING],
    );
    if (row!.taken) return;
    const holder = await servingBy(client);
    throw new CannotOpenPostgres('another-karwan', 'found another Karwan at work on this data '
        + `folder (${holder ?? 'it has just ended: try again'}); expected none. Stop it, or name `
        + 'another folder in KARWAN_HOME');
}

/** What the Karwan that serves on this server calls itself, or undefined where none does. */
export async function findServing(url: string): Promise<string | undefined> {
    const client = new pg.Client({connectionString: url, connectionTimeoutMillis: 5_000});
    await client.connect();
    try {
        return await servingBy(client);
    } finally {
        await client.end();
    }
}

async function servingBy(client: pg.Client): Promise<string | undefined> {
    const {rows: [holder]} = await client.query<{name: string}>(`
        select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
        where l.locktype = 'advisory' and l.granted and l.classid = $1 and l.objid = $2
    `, [...SERVING]);
    return holder?.name;
}

async function isLastUser(client: pg.Client): Promise<boolean> {
    await client.query('select pg_advisory_unlock_shared($1, $2)', [...IN_USE]);
    const {rows: [row]} = await client.query<{taken: boolean}>(
        'select pg_try_advisory_lock($1, $2) as taken', [...IN_USE],
    );
    return row!.taken;
}
