import {
    cutEachVehicle, learnTripModel, learnTripTrees, parseTreesModel, parseTripModel,
    printTreesModel, printTripModel, trafficOf, trafficOfStops, TREES_MODEL_FORMAT, TripTable,
    TripTrees, type Convention, type Lesson, type Places, type Runs, type TreesModel,
    type TripCutter, type TripModel, type VehicleStops,
} from '@karwan/tolling';
import type {EachVehicle} from './trips-file.ts';

/** How trips are cut: by the table that one can read, or by trees that look further. */
export type Method = 'table' | 'trees';

/** What `trips learn` made, by either method. */
export type Learned =
    | {method: 'table'; model: TripModel}
    | {method: 'trees'; model: TreesModel};

export function learnFrom(lesson: Lesson, places: Places, method: Method): Learned {
    return method === 'table'
        ? {method, model: learnTripModel(lesson, places, 'given trips')}
        : {method, model: learnTripTrees(lesson, places, 'given trips')};
}

export function printLearned(learned: Learned): string {
    return learned.method === 'table'
        ? printTripModel(learned.model) : printTreesModel(learned.model);
}

/** Reads what was printed; its format says which method it is of. Throws what is wrong with it. */
export function parseLearned(text: string, name: string): Learned {
    // Both put their format first.
    const isTrees = text.slice(0, 200).includes(TREES_MODEL_FORMAT);
    return isTrees ? {method: 'trees', model: parseTreesModel(text, name)}
        : {method: 'table', model: parseTripModel(text, name)};
}

/** What decides over these runs; trees look at the traffic of all of them. */
export function cutterOf(
    learned: Learned, places: Places, convention: Convention, runs: Runs,
): TripCutter {
    if (learned.method === 'table') return new TripTable(learned.model, places, convention);
    const {model} = learned;
    return new TripTrees(model, places, convention, trafficOf(runs, places, model));
}

/** Cuts vehicle after vehicle, in the physical order. */
export function eachVehicleOf(
    learned: Learned, places: Places, stops: VehicleStops,
): EachVehicle {
    return (order, visit) => {
        const cutter = learned.method === 'table'
            ? new TripTable(learned.model, places, 'physical')
            : new TripTrees(learned.model, places, 'physical',
                trafficOfStops(stops, order, places, learned.model));
        cutEachVehicle(stops, order, cutter, visit);
    };
}
