/** So much is remembered in each of the two generations. */
const REMEMBERED = 150_000;

/**
 * What was asked for last, by name, in two generations, of which the older is dropped whole:
 * bounded, and what is busy stays.
 */
export class Generations<Value> {
    #young = new Map<string, Value>();
    #old = new Map<string, Value>();
    /** What the values of the young generation hold beside themselves. */
    #held = 0;
    readonly #heldBy: ((value: Value) => number) | undefined;

    /** `heldBy` counts what a value holds, where that is no small constant. */
    constructor(heldBy?: (value: Value) => number) {
        this.#heldBy = heldBy;
    }

    find(name: string): Value | undefined {
        const young = this.#young.get(name);
        if (young) return young;
        const old = this.#old.get(name);
        if (old) this.set(name, old);
        return old;
    }

    /** What must be known. Throws where it is not: whoever asks has loaded it before. */
    get(name: string): Value {
        const value = this.find(name);
        if (!value) throw new Error(`${name} is asked for before it was loaded`);
        return value;
    }

    set(name: string, value: Value): void {
        this.#young.set(name, value);
        if (this.#heldBy) this.#held += this.#heldBy(value);
    }

    /** The value of a name that was just asked for holds so much more now, or less. */
    grew(by: number): void {
        this.#held += by;
    }

    forget(name: string): void {
        this.#young.delete(name);
        this.#old.delete(name);
    }

    /** True where the next rest forgets something. */
    get isFull(): boolean {
        return this.#young.size + this.#held > REMEMBERED;
    }

    /** Between two batches, when nothing is asked for: forgets what is too much. */
    rest(): void {
        if (!this.isFull) return;
        this.#old = this.#young;
        this.#young = new Map();
        this.#held = 0;
    }
}
