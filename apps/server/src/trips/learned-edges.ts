import {withEdges, type Places} from '@karwan/tolling';
import type {Learned} from './learned.ts';
import type {ReadingsFile} from './readings-file.ts';
import {runsOfReadings} from './road-stops.ts';

/** The table bills, so it says which gantries trips likely passed unseen; trees do not. */
export function withItsEdges(learned: Learned, readings: ReadingsFile, places: Places): Learned {
    if (learned.method === 'trees') return learned;
    const runs = runsOfReadings(readings, places, 'physical');
    return {method: 'table', model: withEdges(learned.model, runs, places)};
}
