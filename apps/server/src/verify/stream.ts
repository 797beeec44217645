import type pg from 'pg';
import {sqlTypes} from '../sql.ts';

/** Rows fetched at a time: enough to hide the way there and back, few enough to hold. */
const FETCH = 5_000;

/** An unnamed statement of a stream, with what it is about. */
export interface Query {
    text: string;
    values: readonly unknown[];
}

/**
 * The rows of a query in batches, through a cursor of the database: memory stays bounded however
 * many there are. Several may be read in turn on one connection, inside one transaction.
 */
export async function* batchesOf<Row>(
    client: pg.ClientBase, name: string, {text, values}: Query,
): AsyncGenerator<Row[], void, void> {
    await client.query({text: `declare ${name} no scroll cursor for ${text}`, values: [...values]});
    try {
        for (;;) {
            const {rows} = await client.query({
                text: `fetch ${FETCH} from ${name}`, types: sqlTypes,
            });
            if (rows.length === 0) return;
            yield rows as Row[];
        }
    } finally {
        await client.query(`close ${name}`);
    }
}

/** Rows that wait for their like before more of the other side are read. */
const WAITING = FETCH;

/** Hands over stored rows until no more than a few of those that must be are waiting for theirs. */
export async function catchUp<Row>(
    stored: AsyncGenerator<Row[], void, void>, matcher: {waiting: number; find(row: Row): void},
): Promise<void> {
    while (matcher.waiting > WAITING) {
        const {value, done} = await stored.next();
        if (done) return;
        for (const row of value) matcher.find(row);
    }
}

/** Hands over the stored rows that are left. */
export async function readRest<Row>(
    stored: AsyncGenerator<Row[], void, void>, matcher: {find(row: Row): void},
): Promise<void> {
    for await (const rows of stored) for (const row of rows) matcher.find(row);
}
