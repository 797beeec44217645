import pg from 'pg';

/** A statement that wrote rows, as it went to the server. */
interface Written {
    readonly name: string | undefined;
    readonly text: string;
    readonly values: unknown[];
}

/** What one transaction wrote; `begin` is the text that began it. */
export interface RecordedBatch {
    readonly begin: string;
    readonly written: Written[];
}

const WRITES = /\b(insert into|update|delete from)\b/i;

/**
 * A pool that keeps what each transaction wrote: the statement and its values, no answer. What was
 * rolled back is forgotten, what only reads is not kept.
 */
export class RecordingPool extends pg.Pool {
    #batches: RecordedBatch[] = [];

    constructor(connectionString: string) {
        super({connectionString, max: 4, idleTimeoutMillis: 0, Client: recordingClient(
            batch => this.#batches.push(batch))} as pg.PoolConfig);
    }

    /** What was kept since the last time. */
    take(): RecordedBatch[] {
        const batches = this.#batches;
        this.#batches = [];
        return batches;
    }
}

// A class of its own for each pool: the pool makes its clients from it.
function recordingClient(keep: (batch: RecordedBatch) => void): typeof pg.Client {
    return class extends pg.Client {
        #open: RecordedBatch | undefined;

        // Every way to ask goes through here; what is asked is passed on as it is.
        override query(...asked: unknown[]): never {
            this.#note(asked[0], asked[1]);
            return (super.query as (...given: unknown[]) => unknown)(...asked) as never;
        }

        #note(config: unknown, values: unknown): void {
            const {name, text, values: own} = typeof config === 'string'
                ? {name: undefined, text: config, values: values as unknown[]}
                : config as pg.QueryConfig;
            const word = /^\s*(begin|commit|rollback)\b/i.exec(text)?.[1]?.toLowerCase();
            if (word === 'begin') {
                this.#open = {begin: text, written: []};
            } else if (word !== undefined) {
                if (word === 'commit' && this.#open!.written.length > 0) keep(this.#open!);
                this.#open = undefined;
            } else if (WRITES.test(text)) {
                const written = {name, text, values: Array.isArray(own) ? own : []};
                if (this.#open) this.#open.written.push(written);
                else keep({begin: '', written: [written]});
            }
        }
    } as unknown as typeof pg.Client;
}

/** Writes recorded transactions again, one after the other, and decides nothing. */
export async function replay(
    client: pg.ClientBase, batches: readonly RecordedBatch[],
): Promise<void> {
    for (const {begin, written} of batches) {
        if (begin !== '') await client.query(begin);
        for (const {name, text, values} of written) {
            await client.query({text, values, ...name === undefined ? {} : {name}});
        }
        if (begin !== '') await client.query('commit');
    }
}
