import {compareText} from '@karwan/base';
import type {FeaturedArc, FeaturedGraph} from './featured-arcs.ts';
import {joined, layered, type LayeredGraph, type PlainArc} from './reduced-graph.ts';

/** A border or sea lane that leads over from home to away, or the other way. */
export interface Gate extends PlainArc {
    /** The crossing or lane with its mode and direction: `torkham.road.out`. */
    id: string;
    of: string;
    mode: string;
    direction: 'out' | 'in';
}

/**
 * A network with some lines open and some things shut for good, ready for trees: home and away
 * apart, so that what lies behind a border need not be searched anew when the border shuts.
 */
export interface Structure {
    homeFrom: LayeredGraph;
    homeTo: LayeredGraph;
    /** Home's roads without those that take a toll. */
    untolled: LayeredGraph;
    awayFrom: LayeredGraph;
    awayTo: LayeredGraph;
    gates: readonly Gate[];
    /** To check the quick search by. */
    isPlain: boolean;
}

/** What is open beside what is open anyhow, and what is shut for good. */
export interface Opened {
    opened: ReadonlySet<string>;
    shut: ReadonlySet<string>;
}

/** Draws the structure; trees over a plain one are grown by the plainest search there is. */
export function structureOf(
    {graph, arcs}: FeaturedGraph, zoneStates: readonly number[], {opened, shut}: Opened,
    isPlain: boolean,
): Structure {
    const usable = arcs.filter(({opensBy, shutBy}) =>
        (opensBy === undefined || opensBy.some(id => opened.has(id)))
        && !shutBy.some(id => shut.has(id)));
    const gates = usable.flatMap(gateFrom);
    const keep = new Set([...zoneStates, ...gates.flatMap(({tail, head}) => [tail, head])]);
    const states = graph.states.length;
    const side = (those: readonly FeaturedArc[]): PlainArc[] => joined(those, keep);
    const home = side(usable.filter(arc => arc.side === 'home'));
    const away = side(usable.filter(arc => arc.side === 'away'));
    const untolled = side(usable.filter(arc =>
        arc.side === 'home' && !arc.isTolled && !arc.isRail));
    return {
        homeFrom: layered(home, false, states), homeTo: layered(home, true, states),
        untolled: layered(untolled, false, states),
        awayFrom: layered(away, false, states), awayTo: layered(away, true, states),
        isPlain,
        gates: gates.toSorted((a, b) => compareText(a.id, b.id) || a.tail - b.tail),
    };
}

function gateFrom({tail, head, features, isRail, side, gate}: FeaturedArc): Gate[] {
    if (!gate) return [];
    const direction = side === 'gate-out' ? 'out' : 'in';
    const {id, mode} = gate;
    return [{tail, head, features, isRail, of: id, mode, direction,
        id: `${id}.${mode}.${direction}`}];
}
