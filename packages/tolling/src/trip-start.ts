import {learnTripModel} from './trip-learn.ts';
import type {TripModel} from './trip-model.ts';
import type {Places} from './trip-places.ts';
import {firstGuess} from './trip-guess.ts';
import {habitsOf, likelihoodOfNewTrip} from './trip-habits.ts';
import {cutRuns} from './trip-runs.ts';
import type {Runs} from './trip-runs.ts';
import {TripTable} from './trip-table.ts';
import {usualGaps} from './trip-usual.ts';

/**
 * Rounds of: count habits, weigh each step, learn a table, cut by it. The table keeps them in
 * bounds: without it the weights drift, as rare mistakes confirm themselves.
 */
const ROUNDS = 2;

/**
 * The table for a road where no trips are given: from where trips tend to end and begin, how long
 * vehicles usually take, and how long they stay away. Runs must be in the physical order.
 */
export function tripModelFromReadingsAlone({columns, starts}: Runs, places: Places): TripModel {
    const usual = usualGaps(columns, starts, places);
    let newTrip = firstGuess(columns, starts, places, usual);
    for (let round = 1; ; round++) {
        const habits = habitsOf(columns, starts, places, usual, newTrip);
        const weighed = likelihoodOfNewTrip(columns, starts, places, usual, habits);
        const lesson = {columns, starts, newTrip: weighed};
        const model = learnTripModel(lesson, places, 'readings alone');
        if (round === ROUNDS) return model;
        const table = new TripTable(model, places, 'physical');
        newTrip = Float64Array.from(cutRuns({columns, starts}, table).begins);
    }
}
