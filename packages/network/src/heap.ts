/**
 * A binary heap of numbered things by a key, lowest first; equal keys by number, so that the same
 * question gives the same answer everywhere. A thing may stand in it several times: whoever takes
 * one that was bettered since throws it away.
 */
export class Heap {
    readonly #keys: number[] = [];
    readonly #things: number[] = [];

    get size(): number {
        return this.#keys.length;
    }

    push(key: number, thing: number): void {
        const [keys, things] = [this.#keys, this.#things];
        let at = keys.length;
        keys.push(key);
        things.push(thing);
        while (at > 0) {
            const above = (at - 1) >> 1;
            if (!isBefore(key, thing, keys[above]!, things[above]!)) break;
            keys[at] = keys[above]!;
            things[at] = things[above]!;
            at = above;
        }
        keys[at] = key;
        things[at] = thing;
    }

    /** The key of the first; only where there is one. */
    get firstKey(): number {
        return this.#keys[0]!;
    }

    /** Takes the first out; only where there is one. */
    pop(): number {
        const [keys, things] = [this.#keys, this.#things];
        const first = things[0]!;
        const key = keys.pop()!;
        const thing = things.pop()!;
        const size = keys.length;
        if (size === 0) return first;
        let at = 0;
        for (;;) {
            let below = 2 * at + 1;
            if (below >= size) break;
            if (below + 1 < size
                && isBefore(keys[below + 1]!, things[below + 1]!, keys[below]!, things[below]!)) {
                below++;
            }
            if (!isBefore(keys[below]!, things[below]!, key, thing)) break;
            keys[at] = keys[below]!;
            things[at] = things[below]!;
            at = below;
        }
        keys[at] = key;
        things[at] = thing;
        return first;
    }
}

function isBefore(key: number, thing: number, otherKey: number, otherThing: number): boolean {
    return key < otherKey || (key === otherKey && thing < otherThing);
}
