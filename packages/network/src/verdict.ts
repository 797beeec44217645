import {HOUR_MS} from '@karwan/base';
import type {Graph} from './graph.ts';
import type {Opening} from './network.ts';
import type {Gate} from './opening.ts';
import {timedSteps, type Label} from './timed-paths.ts';

/** A wait before something shut, and which rules kept it so. */
export interface Wait {
    /** The crossing, link or handover. */
    of: string;
    arriveMs: number;
    hours: number;
    because: readonly Opening[];
}

/**
 * What closures did to a journey: nothing; it waited before what was shut; it turned to another
 * crossing than it would have taken; or it gave up, as nothing led there within its patience.
 * `no-way` is said where none leads there with everything open either.
 */
export type Verdict =
    | {kind: 'unhindered'; waits: readonly Wait[]}
    | {kind: 'waits'; waits: readonly Wait[]}
    | {kind: 'turns'; instead: readonly string[]; taken: readonly string[]; waits: readonly Wait[]}
    | {kind: 'gives-up'; instead: readonly string[]}
    | {kind: 'no-way'};

/** The verdict on a journey, from how it would have gone without closures. */
export function verdictOf(
    graph: Graph, gates: ReadonlyMap<number, Gate>, best: Label | undefined,
    free: Label | undefined,
): Verdict {
    if (!free) return {kind: 'no-way'};
    const wanted = crossingsOf(graph, free);
    if (!best) return {kind: 'gives-up', instead: wanted};
    const taken = crossingsOf(graph, best);
    const waits = waitsOf(graph, gates, best);
    if (taken.join(' ') !== wanted.join(' ')) {
        return {kind: 'turns', instead: wanted, taken, waits};
    }
    const isShut = waits.some(wait => wait.because.some(({rule}) => rule === 'shut'));
    return {kind: isShut ? 'waits' : 'unhindered', waits};
}

function crossingsOf(graph: Graph, label: Label): string[] {
    return timedSteps(label).flatMap(({arc}) => {
        const found = graph.arcs[arc]!;
        return found.kind === 'border' ? [found.link.crossing!] : [];
    });
}

function waitsOf(graph: Graph, gates: ReadonlyMap<number, Gate>, label: Label): Wait[] {
    return timedSteps(label).filter(step => step.startMs > step.arriveMs).map(step => {
        const arc = graph.arcs[step.arc]!;
        return {
            of: arc.kind === 'handover' ? arc.handover.id
                : arc.kind === 'border' ? arc.link.crossing! : arc.link.id,
            arriveMs: step.arriveMs,
            hours: (step.startMs - step.arriveMs) / HOUR_MS,
            because: gates.get(step.arc)?.shutBy(step.arriveMs) ?? [],
        };
    });
}
