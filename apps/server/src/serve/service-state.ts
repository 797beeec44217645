import type pg from 'pg';
import {isServerGone} from '../server-gone.ts';

/** What keeps the server from taking readings; `ok` where nothing does. */
export type StateName = 'ok' | 'database-away' | 'disk-full' | 'stopping';

/** A state in words, with what happens to what is sent meanwhile. */
export interface ServiceState {
    status: StateName;
    sinceMs: number;
    says: string;
}

const SAYS: Readonly<Record<StateName, string>> = {
    'ok': 'readings are taken',
    'database-away': 'the database does not answer; it is opened again by itself. Nothing that was '
        + 'acknowledged is lost; what is sent meanwhile is answered 503 and must be sent again',
    'disk-full': 'the database\'s disk is full: make room, and it goes on by itself. Nothing that '
        + 'was acknowledged is lost; what is sent meanwhile is answered 503 and must be sent again',
    'stopping': 'the server is stopping',
};

/** PostgreSQL's disk_full, and what it says of out of memory and of too many connections. */
const DISK_FULL = '53100';

/** True where PostgreSQL found no room to write. */
export function isDiskFull(error: unknown): boolean {
    return (error as {code?: string}).code === DISK_FULL;
}

/** Keeps the state that faults and successes show, and looks itself where that has become old. */
export class StateWatch {
    readonly #wallMs: () => number;
    readonly #onChange: (state: ServiceState) => void;
    #state: ServiceState;

    constructor(wallMs: () => number, onChange: (state: ServiceState) => void = () => undefined) {
        this.#wallMs = wallMs;
        this.#onChange = onChange;
        this.#state = {status: 'ok', sinceMs: wallMs(), says: SAYS.ok};
    }

    get now(): ServiceState {
        return this.#state;
    }

    /** Something fell over. */
    fault(error: unknown): void {
        if (isDiskFull(error)) this.#become('disk-full');
        // A server that ran full may end over it: then that is still the reason.
        else if (isServerGone(error) && this.#state.status === 'ok') this.#become('database-away');
    }

    /** Something was written and committed. */
    wrote(): void {
        if (this.#state.status !== 'stopping') this.#become('ok');
    }

    stop(): void {
        this.#become('stopping');
    }

    /** Asks the database: it answers, and where something was amiss it can write again. */
    async look(pool: pg.Pool): Promise<ServiceState> {
        if (this.#state.status === 'stopping') return this.#state;
        try {
            if (this.#state.status === 'ok') await pool.query('select 1');
            else {
                await pool.query(WRITE);
                this.wrote();
            }
        } catch (error) {
            this.fault(error);
            if (!isDiskFull(error) && !isServerGone(error)) throw error;
        }
        return this.#state;
    }

    #become(status: StateName): void {
        if (status === this.#state.status) return;
        this.#state = {status, sinceMs: this.#wallMs(), says: SAYS[status]};
        this.#onChange(this.#state);
    }
}

/** Changes nothing, and needs room in the log of the database to do so. */
const WRITE = `update log_head set seq = seq where partition = 'main'`;
