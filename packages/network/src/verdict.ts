import {HOUR_MS} from '@karwan/base';
import type {Graph} from './graph.ts';
import type {Opening} from './network.ts';
import type {Gate} from './opening.ts';
import {costOf, timedSteps, type Label, type Step, type TimedQuestion} from './timed-paths.ts';

/** A wait before something shut, and which rules kept it so. */
export interface Wait {
    /** The crossing, link or handover. */
    of: string;
    arriveMs: number;
    hours: number;
    because: readonly Opening[];
}

/** How it would have gone with nothing shut by date, season or wish: by the medians. */
export interface FreeWay {
    crossings: readonly string[];
    lengthKm: number;
    hours: number;
}

/**
 * What closures, seasons and what was asked to be shut did to a journey: nothing; it waited before
 * what was shut; it turned to another way than it would have taken; or it gave up, as nothing led
 * there within its patience. `because` is what shut the way it would have taken, when it would
 * have come there. `too-late` is said where a way leads there and none in the time allowed, shut
 * or not; `no-way` where none leads there with everything open either.
 */
export type Verdict =
    | {kind: 'unhindered'; waits: readonly Wait[]}
    | {kind: 'waits'; waits: readonly Wait[]; because: readonly Opening[]}
    | {
        kind: 'turns'; instead: readonly string[]; taken: readonly string[];
        waits: readonly Wait[]; because: readonly Opening[]; free: FreeWay;
    }
    | {kind: 'gives-up'; instead: readonly string[]; because: readonly Opening[]; free: FreeWay}
    | {kind: 'too-late'; instead: readonly string[]; free: FreeWay}
    | {kind: 'no-way'};

/** What a verdict is found from: each way is its last label, undefined where there is none. */
export interface Ways {
    graph: Graph;
    asked: TimedQuestion;
    best: Label | undefined;
    /** With nothing shut, in the time allowed. */
    free: Label | undefined;
    /** Looked for where neither is there: with all the time there is. */
    late(): Label | undefined;
}

/** The verdict on a journey, from how it would have gone with nothing shut. */
export function verdictOf({graph, asked, best, free, late}: Ways): Verdict {
    if (!free) {
        // Who is there first judges the patience: with less shut that may be another.
        if (best) return {kind: 'unhindered', waits: waitsOf(graph, asked.gates, best)};
        const at = late();
        return at ? {
            kind: 'too-late', instead: crossingsOf(graph, at), free: freeWayOf(graph, asked, at),
        } : {kind: 'no-way'};
    }
    const instead = crossingsOf(graph, free);
    const because = closedOn(asked, free);
    const told = {instead, because, free: freeWayOf(graph, asked, free)};
    if (!best) return {kind: 'gives-up', ...told};
    const waits = waitsOf(graph, asked.gates, best);
    // Of ways that cost the same either may be told first.
    const isOther = arcsOf(best) !== arcsOf(free) && costOf(asked, best) > costOf(asked, free);
    if (isOther) return {kind: 'turns', ...told, taken: crossingsOf(graph, best), waits};
    const isShut = waits.some(wait => wait.because.some(isClosing));
    return isShut ? {
        kind: 'waits', waits,
        because: [...new Set(waits.flatMap(wait => wait.because).filter(isClosing))],
    } : {kind: 'unhindered', waits};
}

/** Opening hours are every day's; these are what hinders. */
function isClosing({rule}: Opening): boolean {
    return rule === 'shut' || rule === 'season';
}

function arcsOf(label: Label): string {
    return timedSteps(label).map(({arc}) => arc).join(' ');
}

// What is shut where the free way would come by, when it would come or set out from there.
function closedOn({gates}: TimedQuestion, free: Label): Opening[] {
    const closing = timedSteps(free).flatMap(({arc, arriveMs, startMs}) =>
        [arriveMs, startMs].flatMap(atMs => gates.get(arc)?.shutBy(atMs) ?? []));
    return [...new Set(closing.filter(isClosing))];
}

function freeWayOf(graph: Graph, {departMs}: TimedQuestion, label: Label): FreeWay {
    const lengthKm = timedSteps(label).reduce((sum, step) => {
        const arc = graph.arcs[step.arc]!;
        return arc.kind === 'link' ? sum + arc.link.length.value : sum;
    }, 0);
    return {
        crossings: crossingsOf(graph, label), lengthKm,
        hours: (label.arriveMs - departMs) / HOUR_MS,
    };
}

function crossingsOf(graph: Graph, label: Label): string[] {
    return timedSteps(label).flatMap(({arc}) => {
        const found = graph.arcs[arc]!;
        return found.kind === 'border' ? [found.link.crossing!] : [];
    });
}

function waitsOf(graph: Graph, gates: ReadonlyMap<number, Gate>, label: Label): Wait[] {
    return timedSteps(label).filter(step => step.startMs > step.arriveMs)
        .map(step => waitOf(graph, gates, step));
}

function waitOf(graph: Graph, gates: ReadonlyMap<number, Gate>, step: Step): Wait {
    const arc = graph.arcs[step.arc]!;
    return {
        of: arc.kind === 'handover' ? arc.handover.id
            : arc.kind === 'border' ? arc.link.crossing! : arc.link.id,
        arriveMs: step.arriveMs,
        hours: (step.startMs - step.arriveMs) / HOUR_MS,
        // A closure may begin while one waits for the morning.
        because: [...new Set([step.arriveMs, step.startMs - 1].flatMap(atMs =>
            gates.get(step.arc)?.shutBy(atMs) ?? []))],
    };
}
