import type {Chance} from '@karwan/base';
import {surveyFaults, type Roads, type SurveyFault} from '@karwan/health';
import type {Times} from './trials.ts';

const CARS = 100;

/** The surveyed places, and by section the seconds that each car took. */
export interface Sections {
    placesMetres: number[];
    seconds: number[][];
}

export function sectionsOf({chainageMetres}: Roads, times: readonly Times[]): Sections {
    const placesMetres = [...chainageMetres];
    const seconds: number[][] = placesMetres.slice(1).map(() => []);
    for (const {at, atMs: [beforeMs, atMs, afterMs], isCar} of times) {
        if (!isCar) continue;
        if (atMs - beforeMs > 2_000) seconds[at - 1]!.push((atMs - beforeMs) / 1_000);
        if (at + 1 === seconds.length && afterMs - atMs > 2_000) {
            seconds[at]!.push((afterMs - atMs) / 1_000);
        }
    }
    return {placesMetres, seconds};
}

/** What all cars say. */
export function faultsByAll({placesMetres, seconds}: Sections, moved?: Move): SurveyFault[] {
    return surveyFaults({placesMetres: moved ? movedPlaces(placesMetres, moved) : placesMetres,
        secondsBetween: seconds.map(median)});
}

/** A gantry that the survey has in another place. */
export interface Move {
    nth: number;
    metres: number;
}

/** What 100 cars of each section say, drawn over the days. */
export function faultsByHundred(
    {placesMetres, seconds}: Sections, chance: Chance, moved?: Move,
): SurveyFault[] {
    return surveyFaults({
        placesMetres: moved ? movedPlaces(placesMetres, moved) : placesMetres,
        secondsBetween: seconds.map(
            each => median(Array.from({length: CARS}, () => chance.pick(each)))),
    });
}

function movedPlaces(placesMetres: readonly number[], {nth, metres}: Move): number[] {
    return placesMetres.map((place, at) => at === nth ? place + metres : place);
}

function median(values: readonly number[]): number {
    const sorted = [...values].sort((a, b) => a - b);
    return sorted[sorted.length >> 1]!;
}
