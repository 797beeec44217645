import type {Chance} from '@karwan/base';
import {Draws} from './draws.ts';
import type {Correlation, Uncertain, Worth} from './uncertain.ts';

/** How much of a plan's uncertainty comes from some of its inputs. */
export interface Provenance {
    /** The first-order share, Var(E[worth | these inputs]) / Var(worth), from 0 to 1. */
    share: number;
    /** The standard error of it, by which it is known from so many draws. */
    error: number;
    draws: number;
}

/**
 * The first-order share of the variance of a plan's worth that is due to the inputs which
 * `isAmong` picks (those of status assumed, say): how much would be gone on average if they were
 * known. Two draws that agree in these inputs and in nothing else are held against each other
 * ("pick and freeze", in the form of Janon and others 2014). Inputs that are correlated with the
 * picked ones are drawn as they are distributed once those are known, so that what they share is
 * counted for the picked ones. No share where the worth does not vary at all: 0.
 */
export function shareDueTo(
    isAmong: (input: Uncertain) => boolean, inputs: readonly Uncertain[],
    correlations: readonly Correlation[], worth: Worth, count: number, chance: Chance,
): Provenance {
    // The picked ones come first: their values then hang on the first normal variables alone.
    const order = [...inputs.keys()].toSorted((a, b) =>
        Number(isAmong(inputs[b]!)) - Number(isAmong(inputs[a]!)) || a - b);
    const picked = inputs.filter(isAmong).length;
    const draws = new Draws(order.map(index => inputs[index]!), correlations);
    const worthOf = (normals: readonly number[]): number => {
        const values = draws.values(normals);
        const inOrder = new Array<number>(inputs.length).fill(0);
        order.forEach((index, place) => {
            inOrder[index] = values[place]!;
        });
        return worth(inOrder);
    };
    const pairs = Array.from({length: count}, (): [number, number] => {
        const [one, other] = [draws.normals(chance), draws.normals(chance)];
        return [worthOf(one), worthOf([...one.slice(0, picked), ...other.slice(picked)])];
    });
    return {...shareOfPairs(pairs), draws: count};
}

function shareOfPairs(pairs: readonly [number, number][]): {share: number; error: number} {
    const count = pairs.length;
    const mean = pairs.reduce((sum, [a, b]) => sum + a + b, 0) / (2 * count);
    const product = ([a, b]: readonly [number, number]): number => (a - mean) * (b - mean);
    const square = ([a, b]: readonly [number, number]): number =>
        ((a - mean) ** 2 + (b - mean) ** 2) / 2;
    const variance = pairs.reduce((sum, pair) => sum + square(pair), 0) / count;
    if (!(variance > 1e-24 * mean * mean)) return {share: 0, error: 0};
    const raw = pairs.reduce((sum, pair) => sum + product(pair), 0) / count / variance;
    // The delta method for a ratio of two means.
    const spread = pairs.reduce((sum, pair) =>
        sum + (product(pair) - raw * square(pair)) ** 2, 0) / count;
    return {
        share: Math.min(1, Math.max(0, raw)), error: Math.sqrt(spread / count) / variance,
    };
}
