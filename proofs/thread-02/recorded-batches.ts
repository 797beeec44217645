import {createReadStream} from 'node:fs';
import {createInterface} from 'node:readline';
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

/** Statements by a short key: a recording holds values, the SQL is the thread's own. */
export class Recording {
    readonly #keys = new Map<string, number>();
    readonly #statements: {name: string | undefined; text: string}[] = [];

    /** Transactions as the bytes of a file, one to a line. */
    write(batches: readonly RecordedBatch[]): string {
        return batches.map(({begin, written}) => `${JSON.stringify([
            begin, written.map(each => [this.#keyOf(each), each.values.map(plain)]),
        ])}\n`).join('');
    }

    /** Reads a recording and writes its transactions again, one by one; it decides nothing. */
    async replay(client: pg.ClientBase, file: string): Promise<void> {
        for await (const line of createInterface({input: createReadStream(file)})) {
            const [begin, written] = JSON.parse(line) as [string, [number, unknown[]][]];
            if (begin !== '') await client.query(begin);
            for (const [key, values] of written) {
                const {name, text} = this.#statements[key]!;
                const given = values.map(value);
                await client.query({text, values: given, ...name === undefined ? {} : {name}});
            }
            if (begin !== '') await client.query('commit');
        }
    }

    #keyOf({name, text}: Written): number {
        const known = this.#keys.get(text);
        if (known !== undefined) return known;
        this.#keys.set(text, this.#statements.length);
        return this.#statements.push({name, text}) - 1;
    }
}

// Digests are bytes, which JSON has no word for.
function plain(given: unknown): unknown {
    return Buffer.isBuffer(given) ? {hex: given.toString('hex')} : given;
}

function value(kept: unknown): unknown {
    const isBytes = typeof kept === 'object' && kept !== null && 'hex' in kept;
    return isBytes ? Buffer.from(String(kept.hex), 'hex') : kept;
}
