import {HOUR_MS} from '@karwan/base';
import {dearer, differing, pathOf, type Alternatives, type Path} from './alternatives.ts';
import type {ArcCosts} from './cost.ts';
import {Heap} from './heap.ts';
import {leastRemaining} from './remaining.ts';
import type {Gate} from './opening.ts';
import type {Arcs} from './paths.ts';

/** A search in which what is shut and open depends on when it is reached. */
export interface TimedQuestion {
    arcs: Arcs;
    costs: Pick<ArcCosts, 'restCost' | 'hoursP50' | 'costPerHour'>;
    /** By arc; the others are always open. */
    gates: ReadonlyMap<number, Gate>;
    sources: readonly number[];
    targets: readonly number[];
    departMs: number;
    /**
     * Who would have to wait longer than this at one place gives up that way. It is judged by
     * whoever gets there first and at no more cost: nobody drives a detour to stand shorter.
     */
    patienceMs: number;
    /** Who would be there later than this gives up. */
    latestMs: number;
}

/** One way to a state: what it cost beside time, and when it is there. */
export interface Label {
    state: number;
    arriveMs: number;
    restCost: number;
    viaArc: number;
    /** When that arc is begun, after what waiting there was. */
    startMs: number;
    before: Label | undefined;
}

/** What was found: the labels that no other betters, and the best at a target. */
export interface TimedAnswer {
    labels: readonly Label[];
    best: Label | undefined;
}

/**
 * The cheapest way for who leaves then: cost beside time plus the value of the time that it takes,
 * waiting too. A way that costs less and arrives later is kept beside one that arrives earlier
 * (Martins 1984), as a shut border may turn them round; who arrives earlier never leaves later, so
 * what is dearer and later is never needed. With what remains at least from each state it looks
 * towards its target first; what it gives then has no labels that prove it.
 */
export function timedPath(question: TimedQuestion, remaining?: Float64Array): TimedAnswer {
    const {arcs, sources, targets, departMs} = question;
    const isTarget = new Set(targets);
    const kept: Label[][] = Array.from({length: arcs.firstOut.length - 1}, () => []);
    const all: Label[] = [];
    const heap = new Heap();
    const offer = (label: Label): void => {
        if (kept[label.state]!.some(other => isNotDearer(other, label))) return;
        const more = remaining?.[label.state] ?? 0;
        if (more === Infinity) return;
        heap.push(costOf(question, label) + more, all.push(label) - 1);
    };
    for (const state of sources) {
        offer({
            state, arriveMs: departMs, restCost: 0, viaArc: -1, startMs: departMs,
            before: undefined,
        });
    }
    const labels: Label[] = [];
    while (heap.size > 0) {
        const label = all[heap.pop()]!;
        const here = kept[label.state]!;
        if (here.some(other => isNotDearer(other, label))) continue;
        here.push(label);
        labels.push(label);
        if (isTarget.has(label.state)) return {labels, best: label};
        const {firstOut} = arcs;
        for (let arc = firstOut[label.state]!; arc < firstOut[label.state + 1]!; arc++) {
            const next = labelOver(question, label, arc);
            if (next) offer(next);
        }
    }
    return {labels, best: undefined};
}

function isNotDearer(a: Label, b: Label): boolean {
    return a.restCost <= b.restCost && a.arriveMs <= b.arriveMs;
}

/** What a label has cost, time and all. */
export function costOf({costs, departMs}: TimedQuestion, label: Label): number {
    const hours = (label.arriveMs - departMs) / HOUR_MS;
    return label.restCost + Math.round(costs.costPerHour * hours);
}

/** Where a label comes to over an arc; undefined where that is shut or too far for patience. */
export function labelOver(
    {arcs, costs, gates, patienceMs, latestMs}: TimedQuestion, label: Label, arc: number,
): Label | undefined {
    const rest = costs.restCost[arc]!;
    if (rest === Infinity) return undefined;
    const hours = costs.hoursP50[arc]!;
    const {startMs, endMs} = gates.get(arc)?.leave(label.arriveMs, hours)
        ?? {startMs: label.arriveMs, endMs: label.arriveMs + Math.round(hours * HOUR_MS)};
    if (startMs === Infinity || startMs - label.arriveMs > patienceMs || endMs > latestMs) {
        return undefined;
    }
    return {
        state: arcs.head[arc]!, arriveMs: endMs, restCost: label.restCost + rest, viaArc: arc,
        startMs, before: label,
    };
}

/** When an arc of a way is reached, begun and left. */
export interface Step {
    arc: number;
    arriveMs: number;
    startMs: number;
    endMs: number;
}

/** The arcs to a label with when each is begun, in their order. */
export function timedSteps(label: Label): Step[] {
    const steps: Step[] = [];
    for (let at = label; at.before; at = at.before) {
        steps.push({
            arc: at.viaArc, arriveMs: at.before.arriveMs, startMs: at.startMs, endMs: at.arriveMs,
        });
    }
    return steps.reverse();
}

/** A dated way with what each of its steps costs, waiting and all. */
export interface TimedWay extends Path {
    label: Label;
}

/**
 * The cheapest way for who leaves then, and ways that truly differ from it. What was used is made
 * dearer by money alone: made slower, it would be met at another hour, and shut or open as it is
 * not.
 */
export function timedWays(
    question: TimedQuestion, first: Label, sharing: Int32Array, wanted: Alternatives,
): TimedWay[] {
    const {costs} = question;
    const restCost = Float64Array.from(costs.restCost);
    // By the thing shared, what is asked beside its cost.
    const beside = new Map<number, number>();
    // What is made dearer costs no less than it did.
    const remaining = leastRemaining(question);
    return differing<TimedWay>(wayOf(question, first), {
        again: () => {
            const {best} = timedPath({...question, costs: {...costs, restCost}}, remaining);
            return best && wayOf(question, best);
        },
        makeDearer: ({arcs, costs: taken}) => {
            arcs.forEach((arc, nth) => {
                const soFar = beside.get(sharing[arc]!) ?? 0;
                beside.set(sharing[arc]!, Math.ceil(dearer(taken[nth]! + soFar) - taken[nth]!));
            });
            for (let arc = 0; arc < restCost.length; arc++) {
                restCost[arc] = costs.restCost[arc]! + (beside.get(sharing[arc]!) ?? 0);
            }
        },
    }, sharing, wanted);
}

// By what costs beside time and the value of the time, as they are and not as they were asked.
function wayOf({costs}: TimedQuestion, label: Label): TimedWay {
    const arcs: number[] = [];
    const taken: number[] = [];
    for (let at = label; at.before; at = at.before) {
        const hours = (at.arriveMs - at.before.arriveMs) / HOUR_MS;
        arcs.push(at.viaArc);
        taken.push(costs.restCost[at.viaArc]! + costs.costPerHour * hours);
    }
    return {...pathOf(arcs.reverse(), taken.reverse()), label};
}

/**
 * What is wrong with a timed answer, without asking again: each label must follow from the one
 * before it, and whatever a label leads on to must be a label, be bettered by one, or cost no less
 * than the answer. Then no way is cheaper than the answer.
 */
export function timedFault(question: TimedQuestion, answer: TimedAnswer): string | undefined {
    const {arcs, sources, targets} = question;
    const {labels, best} = answer;
    const at = new Map<number, Label[]>();
    for (const label of labels) at.set(label.state, [...at.get(label.state) ?? [], label]);
    const limit = best ? costOf(question, best) : Infinity;
    const isCovered = (label: Label): boolean => costOf(question, label) >= limit
        || (at.get(label.state) ?? []).some(other => isNotDearer(other, label));
    for (const state of sources) {
        const here = (at.get(state) ?? []).some(l => l.before === undefined && l.restCost === 0);
        if (!here && limit > 0) return `no label at source ${state}`;
    }
    for (const label of labels) {
        if (label.before) {
            const again = labelOver(question, label.before, label.viaArc);
            const isSame = again?.state === label.state && again.arriveMs === label.arriveMs
                && again.restCost === label.restCost;
            if (!isSame) return `a label at ${label.state} does not follow from its arc`;
        } else if (!sources.includes(label.state)) return `a label begins at ${label.state}`;
        if (label === best) continue;
        if (targets.includes(label.state)) return 'a target was reached before the answer';
        const {firstOut} = arcs;
        for (let arc = firstOut[label.state]!; arc < firstOut[label.state + 1]!; arc++) {
            const next = labelOver(question, label, arc);
            if (next && !isCovered(next)) return `arc ${arc} leads to a cheaper way`;
        }
    }
    return best && !targets.includes(best.state) ? 'the answer is at no target' : undefined;
}
