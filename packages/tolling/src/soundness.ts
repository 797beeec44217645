import type {Check} from '@karwan/base';

/** What the files of a scheme are read as, each told sound or faulty by itself. */
export type Part =
    | 'head' | 'classes' | 'currency' | 'zone' | 'roads' | 'junctions' | 'windows' | 'priceRules'
    | 'rules'
    // Gantries that stand by the rule of their road.
    | 'byRule'
    | 'interchanges' | 'sections' | 'points' | 'devices' | 'tariffs' | 'matrix' | 'surcharges';

/**
 * Which parts of a scheme were read without a fault. Only they are held against one another: what
 * is wrong in one part would be told again at each row of another that names it.
 */
export class Soundness {
    readonly #check: Check;
    readonly #faulty = new Set<Part>();

    constructor(check: Check) {
        this.#check = check;
    }

    /** What `read` makes of a part; the part is faulty where it writes a fault down. */
    read<T>(part: Part, read: () => T): T {
        const before = this.#check.faultCount;
        const made = read();
        if (this.#check.faultCount > before) this.fails(part);
        return made;
    }

    /** A part that is not whole, though its fault is written down elsewhere. */
    fails(...parts: readonly Part[]): void {
        for (const part of parts) this.#faulty.add(part);
    }

    /** True where all of these were read without a fault. */
    of(...parts: readonly Part[]): boolean {
        return parts.every(part => !this.#faulty.has(part));
    }
}
