import type {ComparisonTold, ShareOfWorth} from '../data/plan.ts';
import type {Words} from '../words/words.ts';

/** A rate with one place at most, as the command line says it. */
export function percentText({percent}: Pick<Words, 'percent'>, share: number): string {
    return percent(share, Number.isInteger(Number((share * 1000).toFixed(0)) / 10) ? 0 : 1);
}

/** Steps of a waterfall: the largest effects by name, then all others together. */
export interface Step {
    id: string;
    worth: number;
    /** Where the step begins and ends. */
    from: number;
    to: number;
}

const MOST_STEPS = 11;
export const OTHERS = 'others';

/** From nothing to what it is worth, effect by effect. */
export function stepsOf({effects, unit}: ComparisonTold): Step[] {
    const sums = new Map<string, number>();
    for (const {id, worth, unit: of} of effects) {
        if (of === unit) sums.set(id, (sums.get(id) ?? 0) + worth);
    }
    const sorted = [...sums].toSorted(([, a], [, b]) => Math.abs(b) - Math.abs(a));
    const shown = sorted.length > MOST_STEPS + 1 ? sorted.slice(0, MOST_STEPS) : sorted;
    const rest = sorted.slice(shown.length);
    const all = rest.length === 0 ? shown
        : [...shown, [OTHERS, rest.reduce((sum, [, worth]) => sum + worth, 0)] as const];
    let at = 0;
    return all.map(([id, worth]) => ({id, worth, from: at, to: at += worth}));
}

/** Who gains or loses at all, the most first. */
export function moving(shares: readonly ShareOfWorth[]): ShareOfWorth[] {
    return shares.filter(({worth}) => Math.abs(worth) >= 0.005)
        .toSorted((a, b) => b.worth - a.worth);
}

/** The scale that holds nothing and all of these. */
export function scaleOf(values: readonly number[]): {least: number; most: number} {
    return {least: Math.min(0, ...values), most: Math.max(0, ...values)};
}
