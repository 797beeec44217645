import {HOUR_MS} from '@karwan/base';
import {firstOutOf} from './graph.ts';
import {treeFrom, type Arcs} from './paths.ts';
import type {TimedQuestion} from './timed-paths.ts';

/**
 * What it costs at least from each state to the nearest target, whatever the hour: with every gate
 * open. A search that adds it looks towards its target first (Hart, Nilsson and Raphael 1968) and
 * finds what it would find without, as no way costs less.
 */
export function leastRemaining({arcs, costs, targets}: TimedQuestion): Float64Array {
    const least = costs.restCost.map((rest, arc) => rest + leastForTime(
        costs.costPerHour * Math.round(costs.hoursP50[arc]! * HOUR_MS) / HOUR_MS));
    const {back, number} = turnedRound(arcs);
    return treeFrom(back, Float64Array.from(number, arc => least[arc]!), targets).cost;
}

// A search rounds the cost of all the time that went by; never is this more.
function leastForTime(cost: number): number {
    return Math.max(0, Math.floor(cost) - 1);
}

/** The same arcs led from head to tail, each with its number. */
function turnedRound({firstOut, tail, head}: Arcs): {back: Arcs; number: Int32Array} {
    const number = Int32Array.from(head.keys()).sort((a, b) => head[a]! - head[b]!);
    const from = number.map(arc => head[arc]!);
    return {
        number,
        back: {
            firstOut: firstOutOf(from, firstOut.length - 1), tail: from,
            head: number.map(arc => tail[arc]!),
        },
    };
}
