import type {Measured} from '../proof.ts';
import {both, percent, TOO_GOOD} from '../thread-03/cut-as-the-operator.ts';
import type {ByTrees} from './cut-by-trees.ts';

/** The least shares that must be reached, precision and recall alike. */
export interface Bars {
    readonly all: number;
    readonly gantry: number;
    readonly table: number;
    readonly withoutGivenTrips: number;
}

/** Holds what was reached against the bars. */
export function besideTheBars(found: ByTrees, least: Bars): Measured {
    const {trees, table, withoutGivenTrips: alone, named, isSame, learned} = found;
    const reaches = ({precision, recall}: {precision: number; recall: number}, bar: number) =>
        precision >= bar && recall >= bar;
    return {
        value: `trees ${both(trees)}; gantry passages ${both(trees.gantryPassages)}; `
            + `table ${both(table)}; without given trips ${both(alone)}`,
        holds: reaches(trees, least.all) && reaches(trees.gantryPassages, least.gantry)
            && reaches(table, least.table) && reaches(alone, least.withoutGivenTrips)
            && Math.max(trees.precision, trees.recall) <= TOO_GOOD
            && named.length === 0 && isSame,
        notes: [
            `${learned.trees} trees, learned from ${learned.steps} steps; asked about `
                + `${learned.asked} of them, the others' gap answers them`,
            `${trees.trips} trips scored`,
            `without what the operator's sequence and the road see differently: `
                + `${both(trees.neutralised)}, of that gantry passages `
                + both(trees.neutralisedGantryPassages),
            `table, gantry passages ${both(table.gantryPassages)}`,
            `without the least sure 1 % of trips, ${percent(trees.confidence.exactBeyondLeastSure)}`
                + ` are exact; stated confidence is off by ${percent(trees.confidence.ece)}`,
            `vehicles named in the trees: ${named.join(', ') || 'none'}`,
            `shuffled input, same trees and same trips: ${isSame ? 'yes' : 'no'}`,
        ],
    };
}
