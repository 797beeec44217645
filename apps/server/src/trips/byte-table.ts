/**
 * Numbers for byte strings, in order of first appearance: what a Map from string to number does,
 * without making a string of each of millions of fields. The table keeps its own copy of each
 * string. A string of up to eight bytes stands whole in its slot, so that finding it again looks
 * at one place in memory.
 */
export class ByteTable {
    #bytes: Uint8Array;
    /** String n lies in `#bytes[#starts[n]..#starts[n + 1])`. */
    #starts: Int32Array;
    /** Four to a slot: two halves of the string or of its hash, its tag, and nothing. */
    #slots: Int32Array;
    /** Slots of strings asked for of late: they lie close together, which all slots do not. */
    readonly #recent = new Int32Array(RECENT_MASK + 1);
    #count = 0;

    constructor(expected = 64) {
        this.#bytes = new Uint8Array(expected * 8);
        this.#starts = new Int32Array(expected + 1);
        this.#slots = new Int32Array(SLOT * slotsFor(expected));
    }

    get count(): number {
        return this.#count;
    }

    /** The number of `bytes[start..end)`; a new one when it is new. */
    numberOf(bytes: Uint8Array, start: number, end: number): number {
        if (end - start > SHORT) return this.#numberOfLong(bytes, start, end);
        const low = packed(bytes, start, Math.min(end, start + 4));
        return this.#numberOfShort(low, packed(bytes, start + 4, end), bytes, start, end);
    }

    /** The same, quicker, where the bytes can be read as words up to eight from `start`. */
    numberIn(words: DataView, bytes: Uint8Array, start: number, end: number): number {
        const width = end - start;
        if (width > SHORT) return this.#numberOfLong(bytes, start, end);
        const low = firstBytes(words.getInt32(start, true), width);
        const high = width > 4 ? firstBytes(words.getInt32(start + 4, true), width - 4) : 0;
        return this.#numberOfShort(low, high, bytes, start, end);
    }

    #numberOfShort(
        low: number, high: number, bytes: Uint8Array, start: number, end: number,
    ): number {
        const recent = this.#recent;
        const at = (mixed(low, high) << 2) & RECENT_MASK;
        const tag = recent[at + 2]!;
        const isKnown = recent[at] === low && recent[at + 1] === high
            && tag !== 0 && (tag & 15) === end - start;
        if (isKnown) return (tag >> 4) - 1;
        const number = this.#numberFor(low, high, end - start, bytes, start, end);
        recent[at] = low;
        recent[at + 1] = high;
        recent[at + 2] = ((number + 1) << 4) + end - start;
        return number;
    }

    #numberOfLong(bytes: Uint8Array, start: number, end: number): number {
        const hash = hashOf(bytes, start, end);
        return this.#numberFor(hash, ~hash, LONG, bytes, start, end);
    }

    #numberFor(
        low: number, high: number, width: number, bytes: Uint8Array, start: number, end: number,
    ): number {
        const slot = this.#slotFor(low, high, width, bytes, start, end);
        const tag = this.#slots[slot + 2]!;
        if (tag > 0) return (tag >> 4) - 1;
        this.#slots[slot] = low;
        this.#slots[slot + 1] = high;
        this.#slots[slot + 2] = ((this.#count + 1) << 4) + width;
        return this.#append(bytes, start, end);
    }

    /** The number of a byte string; -1 when the table has none such. */
    find(bytes: Uint8Array, start: number, end: number): number {
        const isShort = end - start <= SHORT;
        const low = isShort
            ? packed(bytes, start, Math.min(end, start + 4)) : hashOf(bytes, start, end);
        const high = isShort ? packed(bytes, start + 4, end) : ~low;
        const slot = this.#slotFor(low, high, isShort ? end - start : LONG, bytes, start, end);
        return (this.#slots[slot + 2]! >> 4) - 1;
    }

    textOf(number: number): string {
        const start = this.#starts[number]!;
        return Buffer.from(this.#bytes.buffer, start, this.#starts[number + 1]! - start).toString();
    }

    /** Every string, in order of its number. */
    texts(): string[] {
        return Array.from({length: this.#count}, (_, number) => this.textOf(number));
    }

    /** Writes string `number` and returns where it ends. */
    write(number: number, target: Uint8Array, at: number): number {
        const end = this.#starts[number + 1]!;
        for (let from = this.#starts[number]!; from < end; from++) {
            target[at++] = this.#bytes[from]!;
        }
        return at;
    }

    /** The bytes that string `number` takes. */
    room(number: number): number {
        return this.#starts[number + 1]! - this.#starts[number]!;
    }

    /** Plain order of bytes between two strings of the table. */
    compare(a: number, b: number): number {
        const leftEnd = this.#starts[a + 1]!;
        const rightEnd = this.#starts[b + 1]!;
        let left = this.#starts[a]!;
        let right = this.#starts[b]!;
        for (; left < leftEnd && right < rightEnd; left++, right++) {
            const apart = this.#bytes[left]! - this.#bytes[right]!;
            if (apart !== 0) return apart;
        }
        return leftEnd - left - (rightEnd - right);
    }

    /** The slot of a string, or the free one that it would take. */
    #slotFor(
        low: number, high: number, width: number, bytes: Uint8Array, start: number, end: number,
    ): number {
        const slots = this.#slots;
        const mask = slots.length - 1;
        let slot = (mixed(low, high) << 2) & mask;
        for (let tag = slots[slot + 2]!; tag !== 0; tag = slots[slot + 2]!) {
            const isAlike = slots[slot] === low && slots[slot + 1] === high && (tag & 15) === width;
            if (isAlike && (width !== LONG || this.#holds((tag >> 4) - 1, bytes, start, end))) {
                return slot;
            }
            slot = (slot + SLOT) & mask;
        }
        return slot;
    }

    #holds(number: number, bytes: Uint8Array, start: number, end: number): boolean {
        let own = this.#starts[number]!;
        if (this.#starts[number + 1]! - own !== end - start) return false;
        for (let at = start; at < end; at++, own++) {
            if (this.#bytes[own] !== bytes[at]) return false;
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
        if (this.#count === this.#starts.length - 1) this.#growStarts();
        if (this.#count * SLOT > this.#slots.length * FULLEST) this.#growSlots();
        return number;
    }

    #growStarts(): void {
        const starts = new Int32Array(this.#count * 2 + 1);
        starts.set(this.#starts);
        this.#starts = starts;
    }

    // Every string finds a new slot by what stands in its old one.
    #growSlots(): void {
        const before = this.#slots;
        this.#slots = new Int32Array(before.length * 2);
        for (let old = 0; old < before.length; old += SLOT) {
            const tag = before[old + 2]!;
            if (tag === 0) continue;
            let slot = (mixed(before[old]!, before[old + 1]!) << 2) & (this.#slots.length - 1);
            while (this.#slots[slot + 2] !== 0) slot = (slot + SLOT) & (this.#slots.length - 1);
            this.#slots[slot] = before[old]!;
            this.#slots[slot + 1] = before[old + 1]!;
            this.#slots[slot + 2] = tag;
        }
    }
}

const SLOT = 4;
const RECENT_MASK = SLOT * 8192 - 1;
/** Strings up to this many bytes stand in their slots; a tag says LONG for the others. */
const SHORT = 8;
const LONG = 15;

/** Fuller than this, searches grow long; emptier, more fresh memory is touched. */
const FULLEST = 0.85;

function slotsFor(count: number): number {
    return 2 ** Math.ceil(Math.log2(count / FULLEST + 16));
}

function packed(bytes: Uint8Array, start: number, end: number): number {
    let bits = 0;
    for (let at = end - 1; at >= start; at--) bits = (bits << 8) | bytes[at]!;
    return bits;
}

/** The first `width` bytes of a word, little end first. */
export function firstBytes(word: number, width: number): number {
    return width >= 4 ? word : word & ((1 << (8 * width)) - 1);
}

/** FNV-1a. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
    let hash = 0x811c9dc5;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
    return hash;
}

/** Odd multipliers and shifts, as in MurmurHash3, so that the low bits depend on all. */
export function mixed(low: number, high: number): number {
    let hash = (Math.imul(low, 0x9e3779b1) + Math.imul(high, 0x85ebca77)) | 0;
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    return hash ^ (hash >>> 13);
}

function grown(bytes: Uint8Array, size: number): Uint8Array {
    const larger = new Uint8Array(size);
    larger.set(bytes);
    return larger;
}
