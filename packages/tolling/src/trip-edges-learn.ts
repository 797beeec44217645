import {edgesOf, TOLD_FROM} from './trip-edges.ts';
import {TripGantries} from './trip-gantries.ts';
import type {TripModel} from './trip-model.ts';
import type {Places} from './trip-places.ts';
import {cutRuns, type Runs} from './trip-runs.ts';
import {TripTable} from './trip-table.ts';

/**
 * A table with the gantries that its trips likely passed unseen at their ends, from all stops of
 * the road it was learned on, in the physical order.
 */
export function withEdges(
    model: TripModel, {columns, starts}: Pick<Runs, 'columns' | 'starts'>, places: Places,
): TripModel {
    const {begins} = cutRuns({columns, starts}, new TripTable(model, places, 'physical'));
    const first = [...begins.keys()].filter(at => begins[at]);
    const trips = {columns, starts: Uint32Array.from([...first, begins.length])};
    const all = edgesOf(trips, new TripGantries(places, columns), places);
    return {...model, edges: all.filter(({chance}) => chance >= TOLD_FROM)};
}
