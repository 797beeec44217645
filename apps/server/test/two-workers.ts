import pg from 'pg';
import type {Setting} from '@karwan/tolling';
import {Ingest} from '../src/ingest.ts';
import {DecidingAhead, type Answer} from '../src/workers/deciding-ahead.ts';
import {Decisions} from '../src/workers/decisions.ts';
import {decidingConnection} from '../src/workers/connection.ts';

/** Two workers of one database in this process; what passes between them is copied. */
export interface TwoWorkers {
    ingest: Ingest;
    decisions: Decisions;
    /** How many batches the first decided. */
    decided(): number;
    close(): Promise<void>;
}

export async function twoWorkers(
    url: string, pool: pg.Pool, setting: Setting, batchSize: number,
): Promise<TwoWorkers> {
    const client = await decidingConnection(url);
    let count = 0;
    // As between two processes, a word arrives later than it was said.
    const decisions = new Decisions(word => setImmediate(() => {
        const {want, committed} = structuredClone(word);
        if (want) ahead.want(want);
        else ahead.committed(committed.epoch, committed.nth);
    }));
    const ahead = new DecidingAhead(client, setting, 'main', batchSize, answer => {
        if (answer.decided) count++;
        const copy: Answer = structuredClone(answer);
        setImmediate(() => decisions.take(copy));
    });
    const running = ahead.run();
    return {
        ingest: new Ingest(pool, setting, batchSize, () => decisions), decisions,
        decided: () => count,
        async close() {
            decisions.lose();
            ahead.stop();
            await running;
            await client.end();
        },
    };
}
