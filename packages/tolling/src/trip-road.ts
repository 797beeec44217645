import {compareText} from '@karwan/base';
import type {Way, Ways} from '@karwan/journey';
import type {Scheme} from './scheme.ts';
import {placeOrderOf} from './trip-order.ts';
import {tableRule} from './trip-table.ts';
import {
    LONGEST_PAUSE_MS, STOP_KINDS, type Boundaries, type Stop, type TripRule,
} from './trip.ts';

/** Clocks of neighbouring gantries differ by seconds: so close together, order says nothing. */
export const OUT_OF_ORDER_MS = 120_000;

/**
 * The rule for a road on which nothing was measured yet, as an operator would say it: a trip goes
 * on while the next stop lies down the road and the gap is at most a slow drive plus an allowance
 * for a stop. Speed and allowance are the scheme's. It looks at the two stops and no others.
 *
 * How sure: certain after the longest pause and far from the threshold, a coin's toss at it. That
 * is a stated belief and no measurement; a learned table takes its place where trips were given.
 */
export function roadRule({rules}: Scheme, ways: Ways): TripRule {
    const mostMissed = rules.mostMissedGantries ?? Infinity;
    const longest: Longest = ({metres, sections}, isBack) => sections.length > mostMissed ? -1
        : isBack ? OUT_OF_ORDER_MS
        : Math.min(LONGEST_PAUSE_MS,
            metres / rules.slowMetresPerSecond * 1000 + rules.stopAllowanceMs);
    return {
        inOrder: stops => [...stops.keys()].sort((a, b) => inTime(stops[a]!, stops[b]!)),
        boundaries(stops): Boundaries {
            const begins = new Uint8Array(stops.length);
            const sure = new Float64Array(stops.length).fill(1);
            stops.forEach((stop, i) => {
                const before = stops[i - 1];
                if (!before) {
                    begins[i] = 1;
                    return;
                }
                const gapMs = stop.atMs - before.atMs;
                const mostMs = mostBetween(before, stop, ways, longest);
                begins[i] = gapMs > mostMs ? 1 : 0;
                sure[i] = sureOf(gapMs, mostMs);
            });
            return {begins, sure};
        },
        reasons: stops => stops.slice(1).map((stop, i) => {
            const before = stops[i]!;
            const mostMs = mostBetween(before, stop, ways, longest);
            const gap = `${before.place} to ${stop.place}: ${seconds(stop.atMs - before.atMs)} s`;
            return mostMs < 0 ? `${gap}, and the road does not lead there`
                : `${gap}, and up to ${seconds(mostMs)} s is one trip: a drive at `
                    + `${Math.round(rules.slowMetresPerSecond * 3.6)} km/h and a stop of `
                    + `${seconds(rules.stopAllowanceMs)} s`;
        }),
    };
}

function seconds(ms: number): number {
    return Math.round(ms / 1000);
}

/** How a scheme cuts trips: by its learned table, else by its road rule. */
export function tripRuleOf(scheme: Scheme, ways: Ways): TripRule {
    const {tripModel, corridor} = scheme;
    return tripModel ? tableRule(tripModel, placeOrderOf(corridor)) : roadRule(scheme, ways);
}

function inTime(a: Stop, b: Stop): number {
    return a.atMs - b.atMs || STOP_KINDS.indexOf(a.kind) - STOP_KINDS.indexOf(b.kind)
        || compareText(a.place, b.place);
}

/** The longest gap over a way, or over the way back where clocks told the wrong order. */
type Longest = (way: Way, isBack: boolean) => number;

/** The longest gap that leaves the trip whole; below zero where the road does not lead on. */
function mostBetween(
    before: Stop, stop: Stop, ways: Ways, longestMs: Longest,
): number {
    // The second record of one entry, or a gantry that reported twice.
    if (before.place === stop.place) return OUT_OF_ORDER_MS;
    // Who comes off has ended a trip, who comes on begins one.
    if (before.kind === 'exit' || stop.kind.startsWith('entry')) return -1;
    const way = ways.between(before.place, stop.place);
    if (way) return longestMs(way, false);
    const back = ways.between(stop.place, before.place);
    return back ? longestMs(back, true) : -1;
}

function sureOf(gapMs: number, mostMs: number): number {
    if (mostMs < 0 || gapMs > LONGEST_PAUSE_MS) return 1;
    const distance = Math.abs(Math.log((gapMs + 1_000) / (mostMs + 1_000)));
    return 1 - 0.5 * Math.exp(-4 * distance);
}
