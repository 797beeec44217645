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

/** What is written this long without a fault shows that there is room again. */
const QUIET_MS = 10_000;
/** PostgreSQL's disk_full (appendix A of its manual). */
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
    #faultMs = Number.NEGATIVE_INFINITY;

    constructor(wallMs: () => number, onChange: (state: ServiceState) => void = () => undefined) {
        this.#wallMs = wallMs;
        this.#onChange = onChange;
        this.#state = {status: 'ok', sinceMs: wallMs(), says: SAYS.ok};
    }

    /** Something fell over. */
    fault(error: unknown): void {
        this.#faultMs = this.#wallMs();
        if (isDiskFull(error)) this.#become('disk-full');
        // A server that ran full may end over it: then that is still the reason.
        else if (isServerGone(error) && this.#state.status === 'ok') this.#become('database-away');
    }

    /** Something was written and committed. */
    wrote(): void {
        const {status} = this.#state;
        // On a full disk a little still fits in what was made before: that is no room.
        const isSure = status !== 'disk-full' || this.#wallMs() - this.#faultMs > QUIET_MS;
        if (status !== 'stopping' && isSure) this.#become('ok');
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
                this.#become('ok');
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

/**
 * Leaves nothing behind, and needs a megabyte in new files and a place in the log to do so. Sent as
 * one text it is one transaction.
 */
const WRITE = `create temp table room on commit drop as
        select md5(nth::text) as text from generate_series(1, 20000) as nth;
    update log_head set seq = seq where partition = 'main'`;
