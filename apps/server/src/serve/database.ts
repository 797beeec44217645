import type pg from 'pg';
import {isServerGone} from '../server-gone.ts';

/** A database that is open: its pool, word of its loss, and how to leave it. */
export interface OpenDatabase {
    pool: pg.Pool;
    lost: Promise<string>;
    close(): Promise<void>;
}

const RETRY_MS = 1_000;

/**
 * The database of a server that outlives it: when PostgreSQL goes away it is opened again, which
 * repairs it, and until then whoever asks is told that it is away.
 */
export class LivingDatabase {
    #current: OpenDatabase;
    readonly #open: () => Promise<OpenDatabase>;
    readonly #say: (line: string) => void;
    #isClosed = false;
    #back: Promise<void> = Promise.resolve();

    constructor(
        first: OpenDatabase, open: () => Promise<OpenDatabase>, say: (line: string) => void,
    ) {
        this.#current = first;
        this.#open = open;
        this.#say = say;
        void this.#watchOver();
    }

    get pool(): pg.Pool {
        return this.#current.pool;
    }

    /** Resolves when the database is there again; at once where it is. */
    get back(): Promise<void> {
        return this.#back;
    }

    async close(): Promise<void> {
        this.#isClosed = true;
        await this.#back;
        await this.#current.close();
    }

    async #watchOver(): Promise<void> {
        const why = await this.#current.lost;
        if (this.#isClosed) return;
        this.#say(`PostgreSQL went away (${why}); opening it again`);
        this.#back = this.#reopen();
    }

    async #reopen(): Promise<void> {
        let last = '';
        // Its connections are dead; nobody waits for them.
        void this.#current.pool.end().catch(() => undefined);
        while (!this.#isClosed) {
            try {
                this.#current = await this.#open();
                this.#say('PostgreSQL is back');
                void this.#watchOver();
                return;
            } catch (error) {
                const {message} = error as Error;
                // Said once, however long it lasts: a full disk may do so for days.
                if (!isServerGone(error) && message !== last) this.#say(message);
                last = message;
                await new Promise(resolve => setTimeout(resolve, RETRY_MS));
            }
        }
    }
}
