/**
 * Seeded chance: the same seed gives the same draws on every machine.
 *
 * The generator is sfc32 (C. Doty-Humphrey, PractRand), 128 bits of state in four 32-bit words,
 * seeded through splitmix32 so that neighbouring seeds give unrelated streams.
 */
export interface Chance {
    /** Uniform in [0, 1). */
    uniform(): number;
    /** A whole number in [0, count). */
    below(count: number): number;
    /** True with this probability. */
    happens(probability: number): boolean;
    /** One of these, each as likely. */
    pick<T>(items: readonly T[]): T;
    /** Normally distributed (Box and Muller 1958). */
    normal(mean: number, deviation: number): number;
    /** Exponentially distributed with this mean. */
    exponential(mean: number): number;
    /** A stream of its own, named: draws from it leave this one as it is. */
    fork(name: string): Chance;
}

/** Chance from a whole-number seed. */
export function chanceFrom(seed: number): Chance {
    return new Sfc32(seed >>> 0);
}

class Sfc32 implements Chance {
    readonly #seed: number;
    #a: number;
    #b: number;
    #c: number;
    #counter = 1;

    constructor(seed: number) {
        const next = splitmix32(seed);
        this.#seed = seed;
        this.#a = next();
        this.#b = next();
        this.#c = next();
        // The first draws still show the seed; the author's own seeding throws them away.
        for (let i = 0; i < 12; i++) this.#next();
    }

    #next(): number {
        const sum = (this.#a + this.#b + this.#counter) | 0;
        this.#counter = (this.#counter + 1) | 0;
        this.#a = this.#b ^ (this.#b >>> 9);
        this.#b = (this.#c + (this.#c << 3)) | 0;
        this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
        return sum >>> 0;
    }

    uniform(): number {
        return this.#next() / 4_294_967_296;
    }

    below(count: number): number {
        return Math.floor(this.uniform() * count);
    }

    happens(probability: number): boolean {
        return this.uniform() < probability;
    }

    pick<T>(items: readonly T[]): T {
        if (items.length === 0) throw new Error('nothing to pick from');
        return items[this.below(items.length)]!;
    }

    normal(mean: number, deviation: number): number {
        const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
        return mean + deviation * radius * Math.cos(2 * Math.PI * this.uniform());
    }

    exponential(mean: number): number {
        return -mean * Math.log(1 - this.uniform());
    }

    fork(name: string): Chance {
        let hash = this.#seed ^ 0x9e3779b9;
        for (let i = 0; i < name.length; i++) {
            hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
        }
        return new Sfc32(hash >>> 0);
    }
}

function splitmix32(seed: number): () => number {
    let state = seed | 0;
    return () => {
        state = (state + 0x9e3779b9) | 0;
        let mixed = state ^ (state >>> 16);
        mixed = Math.imul(mixed, 0x21f0aaad);
        mixed ^= mixed >>> 15;
        mixed = Math.imul(mixed, 0x735a2d97);
        return (mixed ^ (mixed >>> 15)) | 0;
    };
}
