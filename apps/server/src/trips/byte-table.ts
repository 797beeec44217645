/**
 * Numbers for byte strings, in order of first appearance: what a Map from string to number does,
 * without making a string of each of millions of fields. The bytes stay where they lie.
 */
export class ByteTable {
    readonly #bytes: Uint8Array;
    #slots: Int32Array;
    #starts: Int32Array;
    #ends: Int32Array;
    #count = 0;

    constructor(bytes: Uint8Array, expected = 1024) {
        this.#bytes = bytes;
        this.#starts = new Int32Array(expected);
        this.#ends = new Int32Array(expected);
        this.#slots = new Int32Array(powerOfTwoAbove(expected * 2));
    }

    get count(): number {
        return this.#count;
    }

    /** The number of `bytes[start..end)` of the table's own bytes; a new one when it is new. */
    numberOf(start: number, end: number): number {
        const slot = this.#slotFor(this.#bytes, start, end);
        const known = this.#slots[slot]!;
        if (known > 0) return known - 1;
        const number = this.#count++;
        if (number === this.#starts.length) this.#grow();
        this.#starts[number] = start;
        this.#ends[number] = end;
        this.#slots[this.#slotFor(this.#bytes, start, end)] = number + 1;
        return number;
    }

    /** The number of a byte string that may lie elsewhere; -1 when the table has none such. */
    find(bytes: Uint8Array, start: number, end: number): number {
        return this.#slots[this.#slotFor(bytes, start, end)]! - 1;
    }

    startOf(number: number): number {
        return this.#starts[number]!;
    }

    endOf(number: number): number {
        return this.#ends[number]!;
    }

    textOf(number: number): string {
        const {buffer, byteOffset} = this.#bytes;
        const start = this.#starts[number]!;
        return Buffer.from(buffer, byteOffset + start, this.#ends[number]! - start).toString();
    }

    /** Every string, in order of its number. */
    texts(): string[] {
        return Array.from({length: this.#count}, (_, number) => this.textOf(number));
    }

    /**
     * For each number its rank in the plain order of bytes, the same whatever the order of first
     * appearance was. A radix sort from the last byte on: millions of ids need no comparison.
     */
    ranks(): Int32Array {
        let order: Int32Array = Int32Array.from({length: this.#count}, (_, number) => number);
        let target: Int32Array = new Int32Array(this.#count);
        const longest = order.reduce(
            (most, number) => Math.max(most, this.#ends[number]! - this.#starts[number]!), 0);
        for (let at = longest - 1; at >= 0; at--) {
            this.#sortByByte(at, order, target);
            [order, target] = [target, order];
        }
        order.forEach((number, rank) => {
            target[number] = rank;
        });
        return target;
    }

    // Stable; a string that has no such byte comes first.
    #sortByByte(at: number, order: Int32Array, target: Int32Array): void {
        const bucketOf = (number: number) => {
            const place = this.#starts[number]! + at;
            return place < this.#ends[number]! ? this.#bytes[place]! + 1 : 0;
        };
        const starts = new Int32Array(258);
        for (const number of order) starts[bucketOf(number) + 1]!++;
        for (let bucket = 0; bucket < 257; bucket++) starts[bucket + 1]! += starts[bucket]!;
        for (const number of order) target[starts[bucketOf(number)]!++] = number;
    }

    #slotFor(bytes: Uint8Array, start: number, end: number): number {
        const mask = this.#slots.length - 1;
        let slot = hashOf(bytes, start, end) & mask;
        for (;;) {
            const known = this.#slots[slot]!;
            if (known === 0 || this.#holds(known - 1, bytes, start, end)) return slot;
            slot = (slot + 1) & mask;
        }
    }

    #holds(number: number, bytes: Uint8Array, start: number, end: number): boolean {
        let own = this.#starts[number]!;
        if (this.#ends[number]! - own !== end - start) return false;
        for (let at = start; at < end; at++, own++) {
            if (this.#bytes[own] !== bytes[at]) return false;
        }
        return true;
    }

    #grow(): void {
        const size = this.#starts.length * 2;
        this.#starts = grown(this.#starts, size);
        this.#ends = grown(this.#ends, size);
        this.#slots = new Int32Array(powerOfTwoAbove(size * 2));
        for (let number = 0; number < this.#count - 1; number++) {
            const slot = this.#slotFor(this.#bytes, this.#starts[number]!, this.#ends[number]!);
            this.#slots[slot] = number + 1;
        }
    }
}

function grown(values: Int32Array, size: number): Int32Array {
    const larger = new Int32Array(size);
    larger.set(values);
    return larger;
}

function powerOfTwoAbove(size: number): number {
    return 2 ** Math.ceil(Math.log2(size));
}

// FNV-1a, with the high half folded in: ids that count up differ in their last bytes only.
function hashOf(bytes: Uint8Array, start: number, end: number): number {
    let hash = 0x811c9dc5;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
    return hash ^ (hash >>> 15);
}
