import {
    Faults, LONGEST_HOLD_MS, MOST_OFFSET_MS, PLANNED, type Fault, type FaultKind,
} from '@karwan/world';
import type pg from 'pg';

/** A fault of the running world as it is told. */
export interface FaultTold {
    nth: number;
    kind: FaultKind;
    at: string | null;
    share: number | null;
    offsetMs: number | null;
    fromMs: number;
    toMs: number | null;
    /** It concerns trips that are planned from the next local midnight on. */
    takesHoldAtMidnight: boolean;
}

/** What a fault is asked for with. */
export interface FaultAsked {
    kind: FaultKind;
    at?: string | undefined;
    share?: number | undefined;
    offsetMs?: number | undefined;
    /** How long it lasts; until it is switched off where it is left out. */
    lastsMs?: number | undefined;
}

/** Why a fault was not switched. */
export interface FaultRefused {
    kind: 'refused';
    error: 'starting' | 'not-found' | 'bad-value';
    found: string;
    expected: string;
}

/**
 * The faults of the running world, kept in the database: a world that is driven again from its
 * beginning, after a restart, meets the same ones at the same moments and says the same.
 */
export class WorldFaults {
    readonly board = new Faults();
    /** Up to here the world is made: what is switched counts from here. Undefined at the start. */
    horizonMs: number | undefined;
    /** Up to here all that was made is in the log. */
    deliveredMs: number | undefined;
    readonly #faults = new Map<number, Fault>();
    readonly #source: string;
    readonly #places: ReadonlySet<string>;
    #writing: Promise<unknown> = Promise.resolve();

    constructor(source: string, places: ReadonlySet<string>) {
        this.#source = source;
        this.#places = places;
    }

    /** Reads those of earlier runs. To be awaited before the world is driven. */
    async load(pool: pg.Pool): Promise<void> {
        const {rows} = await pool.query<{
            nth: string; kind: FaultKind; given: Partial<Fault>; from_ms: string;
            to_ms: string | null;
        }>(`select nth, kind, given, from_ms, to_ms from world_fault
            where source = $1 order by nth`, [this.#source]);
        for (const {nth, kind, given, from_ms: fromMs, to_ms: toMs} of rows) {
            if (this.#faults.has(Number(nth))) continue;
            this.#add(Number(nth), {
                ...given, kind, fromMs: Number(fromMs),
                toMs: toMs === null ? Infinity : Number(toMs),
            });
        }
    }

    /** Resolves when every switch that counts is stored: before that nothing is appended. */
    get stored(): Promise<unknown> {
        return this.#writing;
    }

    list(): FaultTold[] {
        return [...this.#faults].map(([nth, fault]) => told(nth, fault));
    }

    async switchOn(pool: pg.Pool, asked: FaultAsked): Promise<FaultTold | FaultRefused> {
        const refused = this.#refused(asked);
        if (refused) return refused;
        const {kind, at, share, offsetMs, lastsMs = Infinity} = asked;
        const fromMs = this.horizonMs!;
        const longestMs = kind === 'hold-back' ? LONGEST_HOLD_MS : Infinity;
        const toMs = fromMs + Math.min(lastsMs, longestMs);
        const fault: Fault = {kind, at, share, offsetMs, fromMs, toMs};
        this.board.add(fault);
        const writing = pool.query<{nth: string}>(
            `insert into world_fault (source, kind, given, from_ms, to_ms)
             values ($1, $2, $3, $4, $5) returning nth`,
            [this.#source, kind, JSON.stringify({at, share, offsetMs}), fromMs,
                toMs === Infinity ? null : toMs]);
        this.#writing = writing;
        const {rows: [row]} = await writing;
        const nth = Number(row!.nth);
        this.#faults.set(nth, fault);
        return told(nth, fault);
    }

    async switchOff(pool: pg.Pool, nth: number): Promise<FaultTold | FaultRefused> {
        const fault = this.#faults.get(nth);
        if (this.horizonMs === undefined) return STARTING;
        if (!fault || fault.toMs <= this.horizonMs) {
            return {
                kind: 'refused', error: 'not-found', found: `no fault ${nth} that is on`,
                expected: [...this.#faults.keys()].join(', ') || 'none is on',
            };
        }
        fault.toMs = Math.max(fault.fromMs, this.horizonMs);
        const writing = pool.query('update world_fault set to_ms = $2 where nth = $1',
            [nth, fault.toMs]);
        this.#writing = writing;
        await writing;
        return told(nth, fault);
    }

    #refused({kind, at, share, offsetMs}: FaultAsked): FaultRefused | undefined {
        if (this.horizonMs === undefined) return STARTING;
        const bad = (found: string, expected: string): FaultRefused =>
            ({kind: 'refused', error: 'bad-value', found, expected});
        if (at !== undefined && !this.#places.has(at)) {
            return bad(`"${at}"`, 'a device, a gantry or a site of the corridor');
        }
        if (share !== undefined && !(share > 0 && share <= 1)) {
            return bad(`a share of ${share}`, 'above 0, at most 1');
        }
        if (kind !== 'drift') return undefined;
        const isFit = offsetMs !== undefined && offsetMs !== 0
            && Math.abs(offsetMs) <= MOST_OFFSET_MS;
        return isFit ? undefined : bad(`an offset of ${offsetMs ?? 'nothing'}`,
            `milliseconds, up to ${MOST_OFFSET_MS} ahead or behind`);
    }

    #add(nth: number, fault: Fault): void {
        this.#faults.set(nth, fault);
        this.board.add(fault);
    }
}

const STARTING: FaultRefused = {
    kind: 'refused', error: 'starting', found: 'a world that is just being driven up to now',
    expected: 'one that runs: ask again in a moment',
};

function told(nth: number, {kind, at, share, offsetMs, fromMs, toMs}: Fault): FaultTold {
    return {
        nth, kind, at: at ?? null, share: share ?? null, offsetMs: offsetMs ?? null, fromMs,
        toMs: toMs === Infinity ? null : toMs, takesHoldAtMidnight: PLANNED.has(kind),
    };
}
