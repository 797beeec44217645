import type {Token} from '@karwan/journey';
import type {Passage} from './passage.ts';
import type {Register} from './register.ts';
import type {Scheme} from './scheme.ts';

/** The class by which a vehicle is charged, and who says so. */
export interface ChargedClass {
    class: string;
    by: 'declared' | 'measured' | 'least-of-all';
    basis: readonly number[];
}

/**
 * The class that was declared for the beginning of the trip, else the one measured most often (of
 * equals the cheaper), else the cheapest of all: what nobody knows is not held against the payer.
 * `classes` are the scheme's, cheapest first.
 */
export function classOf(
    vehicle: Token, passages: readonly Passage[], atMs: number, register: Register,
    classes: readonly string[],
): ChargedClass {
    const declared = register.classOf(vehicle, atMs);
    if (declared) return {class: declared.class, by: 'declared', basis: [declared.seq]};
    let most = 0;
    let found: string | undefined;
    for (const name of classes) {
        let count = 0;
        for (const {measuredClass} of passages) if (measuredClass === name) count++;
        if (count > most) {
            most = count;
            found = name;
        }
    }
    return found === undefined ? {class: classes[0]!, by: 'least-of-all', basis: []}
        : {class: found, by: 'measured', basis: []};
}

/** Which class a vehicle may have that nobody declared: never one that only the register tells. */
export function measurableClasses({corridor, measuredAs}: Scheme): readonly string[] {
    return measuredAs ? corridor.classes.filter(name => !measuredAs.has(name)) : corridor.classes;
}
