import type {StopRecords} from '@karwan/tolling';

const ZERO = 48;

/** Longer ids, or such with anything but digits, are kept as bytes. */
const MOST_DIGITS = 9;

/**
 * A column of ids. While they are plain numbers they are kept as numbers, which need little memory;
 * from the first other one on all are kept as bytes. Both ways say the same.
 */
export class IdColumn {
    #numbers: StopRecords | undefined;
    #bytes = new Uint8Array(0);
    /** Id r lies in `#bytes[#starts[r]..#starts[r + 1])`. */
    #starts = new Int32Array(0);
    #count = 0;

    /** As numbers they stand in the rows' records. Whoever appends has made room there. */
    constructor(records: StopRecords) {
        this.#numbers = records;
    }

    get count(): number {
        return this.#count;
    }

    /** Appends an id. */
    take(bytes: Uint8Array, from: number, to: number): void {
        if (this.#numbers) {
            const number = numberIn(bytes, from, to);
            if (number >= 0) {
                this.#numbers.setOwn(this.#count++, number);
                return;
            }
            this.#turnIntoBytes(this.#numbers);
        }
        this.#append(bytes, from, to);
    }

    /** Writes id `row` and returns where it ends. */
    write(row: number, target: Uint8Array, at: number): number {
        if (this.#numbers) return writeNumber(target, at, this.#numbers.ownOf(row));
        for (let from = this.#starts[row]!; from < this.#starts[row + 1]!; from++) {
            target[at++] = this.#bytes[from]!;
        }
        return at;
    }

    /** No fewer than the bytes that id `row` takes. */
    room(row: number): number {
        return this.#numbers ? MOST_DIGITS : this.#starts[row + 1]! - this.#starts[row]!;
    }

    /** Shorter ids first, so that 9 comes before 10; bytes decide between ids of one length. */
    compare(a: number, b: number): number {
        if (this.#numbers) return this.#numbers.ownOf(a) - this.#numbers.ownOf(b);
        const length = this.room(a);
        const difference = length - this.room(b);
        for (let at = 0; difference === 0 && at < length; at++) {
            const apart = this.#bytes[this.#starts[a]! + at]! - this.#bytes[this.#starts[b]! + at]!;
            if (apart !== 0) return apart;
        }
        return difference;
    }

    #turnIntoBytes(numbers: StopRecords): void {
        const count = this.#count;
        this.#numbers = undefined;
        this.#count = 0;
        this.#starts = new Int32Array(numbers.room + 1);
        this.#bytes = new Uint8Array(numbers.room * 8 + 64);
        const text = new Uint8Array(MOST_DIGITS);
        for (let row = 0; row < count; row++) {
            this.#append(text, 0, writeNumber(text, 0, numbers.ownOf(row)));
        }
    }

    #append(bytes: Uint8Array, from: number, to: number): void {
        if (this.#count + 1 >= this.#starts.length) {
            this.#starts = larger(this.#starts, new Int32Array(this.#count * 2 + 16));
        }
        let at = this.#starts[this.#count]!;
        const end = at + to - from;
        if (end > this.#bytes.length) this.#bytes = larger(this.#bytes, new Uint8Array(end * 2));
        for (let next = from; next < to; next++) this.#bytes[at++] = bytes[next]!;
        this.#starts[++this.#count] = end;
    }
}

/** The number that the bytes write in the one usual way; -1 where they do not. */
function numberIn(bytes: Uint8Array, from: number, to: number): number {
    const digits = to - from;
    if (digits < 1 || digits > MOST_DIGITS || (bytes[from] === ZERO && digits > 1)) return -1;
    let number = 0;
    for (let at = from; at < to; at++) {
        const digit = bytes[at]! - ZERO;
        if (digit < 0 || digit > 9) return -1;
        number = number * 10 + digit;
    }
    return number;
}

/** `00` to `99`, one after the other. */
const PAIRS = Uint8Array.from({length: 200}, (_, at) =>
    ZERO + (at % 2 === 0 ? Math.floor(at / 20) : Math.floor(at / 2) % 10));

/** Writes a number from 0 up to 999,999,999 and returns where it ends. */
export function writeNumber(target: Uint8Array, at: number, number: number): number {
    let digits = 1;
    for (let least = 10; least <= number; least *= 10) digits++;
    let place = at + digits;
    let rest = number | 0;
    while (rest >= 10) {
        const hundredth = (rest / 100) | 0;
        const pair = 2 * (rest - 100 * hundredth);
        target[--place] = PAIRS[pair + 1]!;
        target[--place] = PAIRS[pair]!;
        rest = hundredth;
    }
    if (place > at) target[at] = ZERO + rest;
    return at + digits;
}

function larger<A extends Uint8Array | Int32Array>(values: A, target: A): A {
    target.set(values);
    return target;
}
