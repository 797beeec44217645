import {presentValue} from '../discount.ts';
import type {Effect} from '../effect.ts';
import type {Worth} from '../uncertain.ts';
import type {Appraisal} from './appraise-road.ts';
import {trafficParts} from './traffic-effect.ts';

/**
 * What an appraisal can be asked "what if" of: factors on its effects (1 is as it stands), and the
 * discount rate. `capital` moves what is left of it too; `traffic` moves all that traffic does.
 */
export const levers = ['capital', 'upkeep', 'traffic', ...trafficParts, 'rate'] as const;
export type Lever = (typeof levers)[number];

/** What a road is worth by these levers in their order; exact, as effects are linear in them. */
export function worthBy(
    {effects, rate, convention}: Pick<Appraisal, 'effects' | 'rate' | 'convention'>,
    moved: readonly Lever[],
): Worth {
    const movedBy = effects.map(effect => moved.flatMap((lever, index) =>
        isMoved(effect, lever) ? [index] : []));
    const rateAt = moved.indexOf('rate');
    return values => {
        const atRate = rateAt < 0 ? rate : values[rateAt]!;
        return effects.reduce((sum, effect, index) => {
            const factor = movedBy[index]!.reduce((product, at) => product * values[at]!, 1);
            return sum + factor * presentValue(effect.values, atRate, convention.baseYear);
        }, 0);
    };
}

function isMoved({id}: Effect, lever: Lever): boolean {
    if (lever === 'traffic') return (trafficParts as readonly string[]).includes(id);
    return id === lever || (lever === 'capital' && id === 'residual');
}
