import type {Chance} from '@karwan/base';
import {firstOutOf} from './graph.ts';
import {Gate, OpeningRule} from './opening.ts';
import type {Opening} from './network.ts';

/** A random graph with its costs: what a law asks of, whatever lies there. */
export interface RandomArcs {
    firstOut: Int32Array;
    tail: Int32Array;
    head: Int32Array;
    cost: Float64Array;
}

/**
 * A random graph: some arcs cost nothing, some run beside one another, some only one way, some end
 * where they begin, and part of the states are islands.
 */
export function randomArcs(chance: Chance, mostStates = 42): RandomArcs {
    const states = 2 + chance.below(mostStates - 1);
    const islands = 1 + chance.below(3);
    const ends: [number, number, number][] = [];
    const count = chance.below(4 * states);
    for (let i = 0; i < count; i++) {
        const from = chance.below(states);
        // States of one island differ by a multiple of the number of islands.
        const to = (from + islands * chance.below(states)) % states;
        const cost = chance.happens(0.25) ? 0 : chance.happens(0.05) ? Infinity
            : chance.below(1_000);
        ends.push([from, to, cost]);
        if (chance.happens(0.6)) ends.push([to, from, cost]);
        if (chance.happens(0.1)) ends.push([from, to, chance.below(1_000)]);
    }
    ends.sort((a, b) => a[0] - b[0]);
    const tail = Int32Array.from(ends, end => end[0]);
    return {
        firstOut: firstOutOf(tail, states), tail,
        head: Int32Array.from(ends, end => end[1]), cost: Float64Array.from(ends, end => end[2]),
    };
}

const BLANK: Opening = {
    id: 'o', of: 'x', rule: 'shut', firstDay: undefined, lastDay: undefined, knownTo: undefined,
    zone: 'UTC', open: '', factor: 1, from: undefined, to: undefined, mode: undefined,
    known: {status: 'assumed', source: 'drawn', date: 'undated'},
    at: {file: 'drawn', line: 1, column: 1}, note: '',
};

/** A random gate: a closure, opening hours, a season, a slow time, or several of them. */
export function randomGate(chance: Chance): Gate {
    const day = (nth: number): string =>
        new Date(Date.UTC(2025, 0, 1 + nth)).toISOString().slice(0, 10);
    const rules = Array.from({length: 1 + chance.below(3)}, (): Opening => {
        const from = chance.below(20);
        const lasting = {firstDay: day(from), lastDay: day(from + chance.below(15))};
        switch (chance.below(5)) {
            case 0: return {...BLANK, ...lasting};
            case 1: return {...BLANK, firstDay: day(from)};
            case 2: return {
                ...BLANK, rule: 'hours', open: chance.pick(['Mo-Su 08:00-20:00',
                    'Mo-Fr 09:00-17:00;Sa 10:00-12:00', 'Mo-Su 22:00-04:00']),
                zone: chance.pick(['UTC', 'Asia/Karachi', 'Asia/Kabul']),
            };
            case 3: return {...BLANK, rule: 'slow', ...lasting, factor: 1 + chance.below(4)};
            default: return {...BLANK, rule: 'season', open: chance.pick([
                '01-10..11-30', '11-01..01-20'])};
        }
    });
    return new Gate(rules.map(opening => new OpeningRule(opening)));
}
