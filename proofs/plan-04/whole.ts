import {chanceFrom} from '@karwan/base';
import {askedFor, correlationsAmong, Draws, worthAt} from '@karwan/plan';
import type {CorridorStudy} from '../../apps/server/src/plan/corridor-study.ts';

/** What a few draws of a comparison are worth, quick and recomputed whole. */
export interface Recomputed {
    scenario: string;
    draws: number;
    /** The largest difference, as a share of the worth. */
    off: number;
}

/**
 * Draws a few times what `without` against `withIt` is worth: once as `plan compare` does, and once
 * from a study that read the files anew, grows each tree by the plainest search, and runs every
 * model whether a difference can reach it or not.
 */
export function recomputed(
    quick: CorridorStudy, whole: CorridorStudy, without: string, withIt: string, draws: number,
    seed: number,
): Recomputed {
    const [a, b] = [quick.scenarios.get(without)!, quick.scenarios.get(withIt)!];
    const asked = askedFor(quick.models, a, b, quick.inputs, quick.frame);
    const drawing = quick.inputs.filter(({id, low, high}) => asked.has(id) && low < high);
    const chance = chanceFrom(seed);
    const names = new Set(drawing.map(({id}) => id));
    const drawn = new Draws(
        drawing, correlationsAmong(quick.together, id => names.has(id)));
    const at = (study: CorridorStudy, isWhole: boolean): ReturnType<typeof worthAt> =>
        worthAt(study.models, study.scenarios.get(without)!, study.scenarios.get(withIt)!,
            study.inputs, drawing, {...study.frame, isWhole});
    const [one, other] = [at(quick, false), at(whole, true)];
    let off = 0;
    for (let draw = 0; draw < draws; draw++) {
        const values = drawn.values(drawn.normals(chance));
        const [x, y] = [one(values).worth, other(values).worth];
        off = Math.max(off, Math.abs(x - y) / Math.max(1, Math.abs(y)));
    }
    return {scenario: withIt, draws, off};
}
