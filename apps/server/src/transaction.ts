import type pg from 'pg';

/** One transaction on its own connection: committed whole or, where `work` throws, not at all. */
export async function inTransaction<T>(
    pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
    const client = await pool.connect();
    let fault: Error | undefined;
    try {
        await client.query('begin');
        const result = await work(client);
        await client.query('commit');
        return result;
    } catch (error) {
        fault = error as Error;
        // The connection may be what failed; then the server has rolled back by itself.
        await client.query('rollback').then(() => (fault = undefined), () => undefined);
        throw error;
    } finally {
        client.release(fault);
    }
}
