/** What changed: the log was worked off up to `seq`. Who hears it asks for what it shows. */
export interface Change {
    seq: number;
    batches: number;
}

/** An alarm of a device's health that began, grew or ended. */
export interface AlarmChange {
    id: string;
    cause: string;
    kind: string;
    sinceMs: number;
    foundMs: number;
    endedMs: number | null;
}

/** Tells changes to whoever listens, and the last one to whoever begins to. */
export class Changes {
    readonly #alarmListeners = new Set<(alarm: AlarmChange) => void>();
    readonly #listeners = new Set<(change: Change) => void>();
    #last: Change | undefined;

    publish(change: Change): void {
        this.#last = change;
        for (const listener of this.#listeners) listener(change);
    }

    /** @returns how to stop listening */
    listen(listener: (change: Change) => void): () => void {
        this.#listeners.add(listener);
        if (this.#last) listener(this.#last);
        return () => this.#listeners.delete(listener);
    }

    publishAlarm(alarm: AlarmChange): void {
        for (const listener of this.#alarmListeners) listener(alarm);
    }

    /** @returns how to stop listening */
    listenAlarms(listener: (alarm: AlarmChange) => void): () => void {
        this.#alarmListeners.add(listener);
        return () => this.#alarmListeners.delete(listener);
    }

    get listeners(): number {
        return this.#listeners.size;
    }
}
