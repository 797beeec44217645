import {dayBeside, groupedBy} from '@karwan/base';
import {isNamed} from './cost.ts';
import {partsOf} from './find-place.ts';
import type {Arc, Graph} from './graph.ts';
import type {Opening} from './network.ts';
import {Gate, OpeningRule} from './opening.ts';

/** What each arc's passing hangs on, by arc; arcs that are always open have no gate. */
export function gatesOf(graph: Graph, rules: readonly OpeningRule[]): Map<number, Gate> {
    const country = new Map(graph.network.places.map(place => [place.id, place.country]));
    const byArc = groupedBy(rules.flatMap(rule => {
        // A place is shut with its parts.
        const ids = new Set(partsOf(graph.network, rule.opening.of));
        return graph.arcs.flatMap((arc, number) =>
            isNamed(arc, ids) && concerns(rule.opening, arc, graph, number, country)
                ? [{number, rule}] : []);
    }), ({number}) => number);
    return new Map([...byArc].map(([arc, on]) => [arc, new Gate(on.map(({rule}) => rule))]));
}

function concerns(
    {from, to, mode, rule}: Opening, arc: Arc, graph: Graph, number: number,
    country: ReadonlyMap<string, string>,
): boolean {
    // Only handovers are slow; a link's speed is its rate's.
    if (rule === 'slow' && arc.kind === 'link') return false;
    const tail = graph.states[graph.tail[number]!]!;
    return (mode === undefined || tail.mode === mode)
        && (from === undefined || country.get(arc.from) === from)
        && (to === undefined || country.get(arc.to) === to);
}

/** A closure that was asked for, as a rule, with both days in it; always where it has none. */
export function shutRule(
    of: string, firstDay: string | undefined, lastDay: string | undefined, zone: string,
): OpeningRule {
    return new OpeningRule({
        id: `asked:${of}`, of, rule: 'shut', firstDay, lastDay, knownTo: undefined,
        zone, open: '', factor: 1, from: undefined, to: undefined, mode: undefined,
        known: {status: 'assumed', source: 'asked for', date: 'undated'},
        at: {file: 'the question', line: 1, column: 1}, note: '',
    });
}

/** Days on which what the record says is shut counts as open. */
export interface Lifted {
    /** A crossing, place, link or handover. */
    of: string;
    /** From this day on, until this day with it; without end where they are not given. */
    firstDay: string | undefined;
    lastDay: string | undefined;
}

/** A closure or season as what is left of it before and after the days that lift it. */
export function leftOf(rule: OpeningRule, lifted: readonly Lifted[]): OpeningRule[] {
    const {opening} = rule;
    const isClosing = opening.rule === 'shut' || opening.rule === 'season';
    const lifts = isClosing ? lifted.find(({of}) => of === opening.of) : undefined;
    if (!lifts) return [rule];
    const {firstDay, lastDay} = lifts;
    const before = firstDay === undefined ? [] : [new OpeningRule({
        ...opening, lastDay: earlier(opening.lastDay, dayBeside(firstDay, -1)),
    }, rule.recorded)];
    const after = lastDay === undefined ? [] : [new OpeningRule({
        ...opening, firstDay: later(opening.firstDay, dayBeside(lastDay, 1)),
    }, rule.recorded)];
    const rest = lifted.filter(each => each !== lifts);
    return [...before, ...after].filter(isAny).flatMap(each => leftOf(each, rest));
}

function isAny({opening: {firstDay, lastDay}}: OpeningRule): boolean {
    return firstDay === undefined || lastDay === undefined || firstDay <= lastDay;
}

function earlier(a: string | undefined, b: string): string {
    return a !== undefined && a < b ? a : b;
}

function later(a: string | undefined, b: string): string {
    return a !== undefined && a > b ? a : b;
}
