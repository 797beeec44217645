import pg from 'pg';

// As whoever stores plans his statements; and nothing that is said here can change a row.
const SETTINGS = `set default_transaction_read_only = on;
    set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off; set jit = off`;

/** The connection of a worker that decides: it reads, and could not write if it wanted to. */
export async function decidingConnection(url: string): Promise<pg.Client> {
    const client = new pg.Client({
        connectionString: url, application_name: `karwan decide, process ${process.pid}`,
    });
    // The query under way, or the next one, tells why it is gone.
    client.on('error', () => undefined);
    await client.connect();
    await client.query(SETTINGS);
    return client;
}
