/**
 * The clock of a simulated world. It stands where the last delivery stands until it is set
 * running; then it runs so many times faster than ours.
 */
export class WorldClock {
    readonly #speed: number;
    readonly #ourMs: () => number;
    #worldMs: number;
    #startedMs: number | undefined;

    constructor(startMs: number, speed: number, ourMs: () => number) {
        this.#worldMs = startMs;
        this.#speed = speed;
        this.#ourMs = ourMs;
    }

    nowMs(): number {
        const ranMs = this.#startedMs === undefined ? 0 : this.#ourMs() - this.#startedMs;
        return Math.floor(this.#worldMs + ranMs * this.#speed);
    }

    /** Puts a standing clock forward; it never goes back. */
    standAt(worldMs: number): void {
        this.#worldMs = Math.max(this.nowMs(), worldMs);
        if (this.#startedMs !== undefined) this.#startedMs = this.#ourMs();
    }

    run(): void {
        this.#startedMs ??= this.#ourMs();
    }

    /** Stops where it is: while nothing can be delivered no time passes in the world. */
    stand(): void {
        this.#worldMs = this.nowMs();
        this.#startedMs = undefined;
    }
}
