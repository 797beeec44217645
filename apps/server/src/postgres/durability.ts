import type pg from 'pg';

/**
 * Settings of a server that let what it has committed be lost when the power goes, such as
 * `fsync = off`; none where an answer of the door means what it says.
 */
export async function undurableSettings(
    connection: Pick<pg.ClientBase, 'query'>,
): Promise<string[]> {
    const {rows} = await connection.query<{told: string}>(
        `select name || ' = ' || setting as told from pg_settings
          where name in ('fsync', 'synchronous_commit', 'full_page_writes') and setting = 'off'
          order by name`);
    return rows.map(({told}) => told);
}
