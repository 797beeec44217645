/** Words of a record: the vehicle's row before, the moment in two, and one of the owner's own. */
const WORDS = 4;
const PREVIOUS = 0;
const LOW = 1;
const HIGH_AND_SITE = 2;
const OWN = 3;

/** Sites are numbered below this. The moment has 49 bits: the years 0 to 9999 and beyond. */
export const MOST_SITES = 1 << 15;
const SITE_MASK = MOST_SITES - 1;
const LOW_RANGE = 2 ** 32;

/**
 * Stops of many vehicles as rows in any order: a moment, a site, and the row of the vehicle's stop
 * before, -1 where there is none. A row is one record of 16 bytes, because a vehicle's rows lie far
 * apart, and to fetch each from memory costs more than all that is done with it.
 */
export class StopRecords {
    #words: Int32Array;

    constructor(room: number) {
        this.#words = new Int32Array(room * WORDS);
    }

    get room(): number {
        return this.#words.length / WORDS;
    }

    /** Makes room for twice as many rows. */
    grow(): void {
        const words = new Int32Array((this.room * 2 + 16) * WORDS);
        words.set(this.#words);
        this.#words = words;
    }

    set(row: number, atMs: number, site: number, previous: number): void {
        const words = this.#words;
        const at = row * WORDS;
        words[at + PREVIOUS] = previous;
        words[at + LOW] = atMs | 0;
        words[at + HIGH_AND_SITE] = (Math.floor(atMs / LOW_RANGE) << 15) | site;
    }

    previousOf(row: number): number {
        return this.#words[row * WORDS + PREVIOUS]!;
    }

    /** UTC milliseconds. */
    atMsOf(row: number): number {
        const words = this.#words;
        const at = row * WORDS;
        return (words[at + HIGH_AND_SITE]! >> 15) * LOW_RANGE + (words[at + LOW]! >>> 0);
    }

    siteOf(row: number): number {
        return this.#words[row * WORDS + HIGH_AND_SITE]! & SITE_MASK;
    }

    /** A whole number of 32 bits that the owner keeps with the row. */
    ownOf(row: number): number {
        return this.#words[row * WORDS + OWN]!;
    }

    setOwn(row: number, value: number): void {
        this.#words[row * WORDS + OWN] = value;
    }
}
