import {ask, Refused} from '../data/ask.ts';
import type {Wish} from '../data/review.ts';

/** A decision of this sitting and how far it has come. */
export interface Decision {
    item: string;
    wish: Wish;
    state: 'waiting' | 'sent' | 'refused';
    fault?: string;
}

/** So long a decision can be taken back; then it is a fact, which only another one outweighs. */
const HOLD_MS = 5_000;

/**
 * The decisions of this sitting. Each waits a moment before it is sent, so that a slip of the
 * finger can be undone and leaves nothing in the log; leaving the page sends what waits.
 */
export class Decisions {
    #all: readonly Decision[] = [];
    readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
    readonly #watchers = new Set<() => void>();
    /** When the first one was made, for the pace. */
    begunMs: number | undefined;

    constructor() {
        addEventListener('pagehide', () => this.flush());
    }

    all = (): readonly Decision[] => this.#all;

    watch = (watcher: () => void): (() => void) => {
        this.#watchers.add(watcher);
        return () => this.#watchers.delete(watcher);
    };

    make(item: string, wish: Wish): void {
        this.begunMs ??= Date.now();
        clearTimeout(this.#timers.get(item));
        const others = this.#all.filter(each => each.item !== item);
        this.#set([...others, {item, wish, state: 'waiting'}]);
        this.#timers.set(item, setTimeout(() => void this.#send(item), HOLD_MS));
    }

    /** Takes the last one back where it was not sent. @returns its item, to be looked at again */
    undo(): string | undefined {
        const last = this.#all.at(-1);
        if (!last) return undefined;
        clearTimeout(this.#timers.get(last.item));
        this.#timers.delete(last.item);
        this.#set(this.#all.slice(0, -1));
        return last.item;
    }

    /** Sends everything that waits. */
    flush(): void {
        for (const [item, timer] of this.#timers) {
            clearTimeout(timer);
            void this.#send(item);
        }
    }

    async #send(item: string): Promise<void> {
        this.#timers.delete(item);
        const decision = this.#all.find(each => each.item === item);
        if (!decision) return;
        try {
            await ask(`/v1/review/${encodeURIComponent(item)}/decision`,
                {body: decision.wish, isKept: true});
            this.#become({...decision, state: 'sent'});
        } catch (error) {
            if (error instanceof Refused) {
                this.#become({...decision, state: 'refused', fault: error.message});
            } else if (this.#all.includes(decision)) {
                // The server is away: it is sent when it is there again.
                this.#timers.set(item, setTimeout(() => void this.#send(item), HOLD_MS));
            }
        }
    }

    #become(next: Decision): void {
        this.#set(this.#all.map(each => each.item === next.item ? next : each));
    }

    #set(all: readonly Decision[]): void {
        this.#all = all;
        for (const watcher of this.#watchers) watcher();
    }
}

/** One sitting for the whole console: going to another page and back loses nothing. */
export const decisions = new Decisions();
