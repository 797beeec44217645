import type {Lesson, Places} from '@karwan/tolling';
import type {ReadingsFile} from './readings-file.ts';
import {runsOfReadings} from './road-stops.ts';
import {givenByStop} from './scored-stops.ts';
import type {GivenTrips} from './tracks-file.ts';

/** What given trips teach: for each step between two of their stops, whether a new trip began. */
export function lessonFrom(readings: ReadingsFile, tracks: GivenTrips, places: Places): Lesson {
    const {starts, rows, columns} = runsOfReadings(readings, places, 'operator');
    const given = givenByStop({rows}, tracks);
    const newTrip = new Float64Array(given.length).fill(NaN);
    for (let owner = 0; owner + 1 < starts.length; owner++) {
        for (let at = starts[owner]! + 1; at < starts[owner + 1]!; at++) {
            if (given[at - 1]! < 0 || given[at]! < 0) continue;
            newTrip[at] = given[at] === given[at - 1] ? 0 : 1;
        }
    }
    return {columns, starts, newTrip};
}
