import {takesBack, type Edit} from './edit.ts';

/**
 * What is compared: a base with named edits, the demand and the tariffs it is seen with, and the
 * seed of its draws. It is a value: the same scenario has the same bytes.
 */
export interface Scenario {
    id: string;
    name: string;
    /** The scenario that it builds on; left out where it stands by itself. */
    base?: string;
    /** The day as of which it is meant. */
    day: string;
    /** Which matrix of demand. */
    demand: string;
    /** The day by which tolls are taken. */
    tariffs: string;
    seed: number;
    /** Those of the base first; what a later one took back is gone. */
    edits: readonly Edit[];
}

/** Edits of a base with those of a scenario on top. */
export function editsOnTop(base: readonly Edit[], own: readonly Edit[]): Edit[] {
    return own.reduce<Edit[]>(
        (edits, edit) => [...edits.filter(each => !takesBack(edit, each)), edit], [...base]);
}

/** A scenario as text, always alike: keys in order, where its edits stand left out. */
export function scenarioText(scenario: Scenario): string {
    const {id, name, day, demand, tariffs, seed, edits} = scenario;
    return JSON.stringify({
        id, name, day, demand, tariffs, seed,
        edits: edits.map(({kind, of, days, mode, factor, to, capital, first, years, owner}) =>
            ({kind, of, days, mode, factor, to, capital, first, years, owner})),
    });
}
