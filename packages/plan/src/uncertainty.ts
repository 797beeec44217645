import type {Chance} from '@karwan/base';
import {Draws} from './draws.ts';
import {refuseBroken, type Correlation, type Uncertain, type Worth} from './uncertain.ts';

/** Where one input alone, all others as they are, makes a plan worth nothing. */
export interface Switching {
    id: string;
    /** Every such value within the search, ascending; empty where the sign never turns. */
    values: readonly number[];
    /** Whether one of them lies within the input's own range. */
    isWithinRange: boolean;
}

/** How finely switching values are searched: coarser where a worth takes long. */
export interface Search {
    steps: number;
    /** How far beyond the range to both sides, in widths of it: not all models hold out there. */
    beyond: number;
    /** The share of the search's width to which a turn is narrowed; 0 until none is between. */
    precision: number;
}

const FINEST: Search = {steps: 200, beyond: 1, precision: 0};

/**
 * The switching values of each input: searched from its low to its high and as far again to both
 * sides, in 200 steps, each turn of the sign narrowed down until no number lies between. Two turns
 * within one step cancel and are not seen. `search` may be coarser.
 */
export function switchingValues(
    inputs: readonly Uncertain[], worth: Worth, search: Search = FINEST,
): Switching[] {
    refuseBroken(inputs);
    return inputs.map(({id, low, high}, index) => {
        const at = worthBy(inputs, worth, index);
        const {beyond} = search;
        const [from, width] = [low - beyond * (high - low), (1 + 2 * beyond) * (high - low)];
        const points = Array.from(
            {length: search.steps + 1}, (_, step) => from + width * step / search.steps);
        const values = width === 0 ? [] : turnsOf(at, points, search.precision * width);
        return {id, values, isWithinRange: values.some(value => value >= low && value <= high)};
    });
}

// What a plan is worth by one input alone.
function worthBy(
    inputs: readonly Uncertain[], worth: Worth, index: number,
): (value: number) => number {
    const values = inputs.map(input => input.value);
    return value => worth(values.with(index, value));
}

function turnsOf(
    at: (value: number) => number, points: readonly number[], width: number,
): number[] {
    const turns: number[] = [];
    const worths = points.map(at);
    points.forEach((point, step) => {
        const before = worths[step - 1];
        if (worths[step] === 0) turns.push(point);
        else if (before !== undefined && before * worths[step]! < 0) {
            turns.push(turnBetween(at, [points[step - 1]!, before], [point, worths[step]!], width));
        }
    });
    return turns;
}

// The nearer to nothing of the two neighbours between which the sign turns.
function turnBetween(
    at: (value: number) => number, [from, atFrom]: readonly [number, number],
    [to, atTo]: readonly [number, number], width: number,
): number {
    let [low, high] = [from, to];
    let [atLow, atHigh] = [atFrom, atTo];
    for (;;) {
        const middle = (low + high) / 2;
        if (middle <= low || middle >= high || high - low <= width) {
            return Math.abs(atLow) < Math.abs(atHigh) ? low : high;
        }
        const atMiddle = at(middle);
        if (atMiddle === 0) return middle;
        if (atMiddle * atLow < 0) [high, atHigh] = [middle, atMiddle];
        else [low, atLow] = [middle, atMiddle];
    }
}

/** What one input alone moves, from its low to its high. */
export interface Bar {
    id: string;
    atLow: number;
    atHigh: number;
}

/** The bars of a tornado, the widest first; of equal ones in the order of the inputs. */
export function tornado(inputs: readonly Uncertain[], worth: Worth): Bar[] {
    refuseBroken(inputs);
    const width = ({atLow, atHigh}: Bar): number => Math.abs(atHigh - atLow);
    return inputs.map(({id, low, high}, index) => {
        const at = worthBy(inputs, worth, index);
        return {id, atLow: at(low), atHigh: at(high)};
    }).toSorted((a, b) => width(b) - width(a));
}

/** What a plan is worth over many draws. */
export interface Spread {
    p10: number;
    p50: number;
    p90: number;
    mean: number;
    /** The share of draws in which it is worth less than nothing. */
    shareBelowZero: number;
}

/** Worths over so many seeded draws, in the order in which they were drawn. */
export function drawnWorths(
    inputs: readonly Uncertain[], correlations: readonly Correlation[], worth: Worth,
    count: number, chance: Chance,
): number[] {
    const draws = new Draws(inputs, correlations);
    return Array.from({length: count}, () => worth(draws.values(draws.normals(chance))));
}

/** Quantiles (linear between neighbours, Hyndman and Fan's type 7) and mean of drawn worths. */
export function spreadOf(worths: readonly number[]): Spread {
    if (worths.length === 0) throw new Error('no draws, no spread');
    const sorted = worths.toSorted((a, b) => a - b);
    const at = (share: number): number => {
        const place = share * (sorted.length - 1);
        const [below, above] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
        return below + (above - below) * (place - Math.floor(place));
    };
    return {
        p10: at(0.1), p50: at(0.5), p90: at(0.9),
        mean: sorted.reduce((sum, value) => sum + value, 0) / sorted.length,
        shareBelowZero: sorted.filter(value => value < 0).length / sorted.length,
    };
}
