import type {QueryClient} from '@tanstack/react-query';
import {useSyncExternalStore} from 'react';

/** How the line to the server is, and when it last brought something. */
export interface LineState {
    state: 'connecting' | 'live' | 'gone';
    heardAtMs: number | undefined;
}

/** Asking more often than this shows nothing more and costs the server much. */
const REFRESH_MS = 1_000;

/**
 * The line over which the server says that the log was worked off further. Each word of it makes
 * the figures on the screen old, and they are asked for anew; while it is down they are stale.
 */
export class Line {
    #state: LineState = {state: 'connecting', heardAtMs: undefined};
    readonly #watchers = new Set<() => void>();
    readonly #queries: QueryClient;
    #isWaiting = false;
    #source: EventSource | undefined;

    constructor(queries: QueryClient) {
        this.#queries = queries;
    }

    /** Opens the line; the browser opens it again by itself whenever it breaks. */
    open(): void {
        this.#source?.close();
        const source = this.#source = new EventSource('/v1/changes');
        source.addEventListener('open', () => this.#heard());
        source.addEventListener('change', () => this.#heard());
        source.addEventListener('alarm', () => this.#heard());
        source.addEventListener('error', () => {
            this.#set({...this.#state, state: 'gone'});
            // A browser gives up for good where it was refused; a session may have run out.
            if (source.readyState === EventSource.CLOSED) {
                void this.#queries.invalidateQueries({queryKey: ['person']});
            }
        });
    }

    watch = (watcher: () => void): (() => void) => {
        this.#watchers.add(watcher);
        return () => this.#watchers.delete(watcher);
    };

    now = (): LineState => this.#state;

    #heard(): void {
        this.#set({state: 'live', heardAtMs: Date.now()});
        if (this.#isWaiting) return;
        this.#isWaiting = true;
        setTimeout(() => {
            this.#isWaiting = false;
            void this.#queries.invalidateQueries({queryKey: ['live']});
        }, REFRESH_MS);
    }

    #set(state: LineState): void {
        this.#state = state;
        for (const watcher of this.#watchers) watcher();
    }
}

export function useLine(line: Line): LineState {
    return useSyncExternalStore(line.watch, line.now);
}
