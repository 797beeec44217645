/**
 * Numbers for byte strings, in order of first appearance: what a Map from string to number does,
 * without making a string of each of millions of fields. The table keeps its own copy of each
 * string, one after the other: what is looked up again and again then lies close together.
 */
export class ByteTable {
    #bytes: Uint8Array;
    /** String n lies in `#bytes[#starts[n]..#starts[n + 1])`. */
    #starts: Int32Array;
    #slots: Int32Array;
    #count = 0;

    constructor(expected = 64) {
        this.#bytes = new Uint8Array(expected * 8);
        this.#starts = new Int32Array(expected + 1);
        this.#slots = new Int32Array(powerOfTwoAbove(expected * 2));
    }

    get count(): number {
        return this.#count;
    }

    /** All strings one after the other. */
    get bytes(): Uint8Array {
        return this.#bytes;
    }

    /** Where string n begins, and for n = count where the last one ends. */
    startOf(number: number): number {
        return this.#starts[number]!;
    }

    /** The number of `bytes[start..end)`; a new one when it is new. */
    numberOf(bytes: Uint8Array, start: number, end: number): number {
        const slot = this.#slotFor(bytes, start, end);
        const known = this.#slots[slot]!;
        if (known > 0) return known - 1;
        this.#slots[slot] = this.#count + 1;
        return this.#append(bytes, start, end);
    }

    /** The number of a byte string; -1 when the table has none such. */
    find(bytes: Uint8Array, start: number, end: number): number {
        return this.#slots[this.#slotFor(bytes, start, end)]! - 1;
    }

    textOf(number: number): string {
        const start = this.#starts[number]!;
        return Buffer.from(this.#bytes.buffer, start, this.#starts[number + 1]! - start).toString();
    }

    /** Every string, in order of its number. */
    texts(): string[] {
        return Array.from({length: this.#count}, (_, number) => this.textOf(number));
    }

    /** The numbers in the plain order of bytes, the same whatever came first. */
    sorted(): Int32Array {
        return sortedStrings(this.#bytes, this.#starts, this.#count);
    }

    #slotFor(bytes: Uint8Array, start: number, end: number): number {
        const slots = this.#slots;
        const mask = slots.length - 1;
        // FNV-1a, with the high half folded in: ids that count up differ in their last bytes only.
        let hash = 0x811c9dc5;
        for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
        let slot = (hash ^ (hash >>> 15)) & mask;
        for (let known = slots[slot]!; known !== 0; known = slots[slot]!) {
            if (this.#isSame(known - 1, bytes, start, end)) return slot;
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    #isSame(number: number, bytes: Uint8Array, start: number, end: number): boolean {
        const own = this.#bytes;
        let from = this.#starts[number]!;
        if (this.#starts[number + 1]! - from !== end - start) return false;
        for (let at = start; at < end; at++, from++) {
            if (own[from] !== bytes[at]) return false;
        }
        return true;
    }

    #append(bytes: Uint8Array, start: number, end: number): number {
        const number = this.#count++;
        let to = this.#starts[number]!;
        const after = to + end - start;
        if (after > this.#bytes.length) this.#bytes = grown(this.#bytes, after * 2);
        for (let at = start; at < end; at++) this.#bytes[to++] = bytes[at]!;
        this.#starts[this.#count] = after;
        if (this.#count === this.#starts.length - 1) this.#grow();
        return number;
    }

    #grow(): void {
        const size = this.#count * 2;
        const starts = new Int32Array(size + 1);
        starts.set(this.#starts);
        this.#starts = starts;
        this.#slots = new Int32Array(powerOfTwoAbove(size * 2));
        for (let number = 0; number < this.#count; number++) {
            const slot = this.#slotFor(this.#bytes, starts[number]!, starts[number + 1]!);
            this.#slots[slot] = number + 1;
        }
    }
}

function grown(bytes: Uint8Array, size: number): Uint8Array {
    const larger = new Uint8Array(size);
    larger.set(bytes);
    return larger;
}

function powerOfTwoAbove(size: number): number {
    return 2 ** Math.ceil(Math.log2(size));
}

// A radix sort from the last byte on: it never compares, and a file's ids differ in few bytes.
function sortedStrings(bytes: Uint8Array, starts: Int32Array, count: number): Int32Array {
    let longest = 0;
    for (let i = 0; i < count; i++) longest = Math.max(longest, starts[i + 1]! - starts[i]!);
    let order: Int32Array = Int32Array.from({length: count}, (_, number) => number);
    let target: Int32Array = new Int32Array(count);
    const bucketOf = new Uint16Array(count);
    for (let at = longest - 1; at >= 0; at--) {
        const ends = new Int32Array(258);
        for (let i = 0; i < count; i++) {
            const place = starts[i]! + at;
            // A string that has no such byte comes first.
            const bucket = place < starts[i + 1]! ? bytes[place]! + 1 : 0;
            bucketOf[i] = bucket;
            ends[bucket + 1]!++;
        }
        if (ends.includes(count)) continue;
        for (let bucket = 0; bucket < 257; bucket++) ends[bucket + 1]! += ends[bucket]!;
        for (let i = 0; i < count; i++) target[ends[bucketOf[order[i]!]!]!++] = order[i]!;
        [order, target] = [target, order];
    }
    return order;
}
