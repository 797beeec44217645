import {compareText, median} from '@karwan/base';

/**
 * Whether gantries stand where the survey says, by how long cars take between them. A gantry moved
 * makes one neighbouring section too quick and the other too slow; a section that is slow by itself
 * makes one. So places are judged together: the fewest causes that leave ordinary speeds.
 */
export interface Survey {
    /** Surveyed places along the road in the direction of travel, in metres. */
    placesMetres: readonly number[];
    /** By section, from each place to the next: the median time that cars take. */
    secondsBetween: readonly number[];
}

/** What is wrong with a survey. */
export type SurveyFault =
    | {kind: 'misplaced'; nth: number; surveyedMetres: number; impliedMetres: number}
    /** The section behind this place is slow by itself; why, times do not say. */
    | {kind: 'slow-section'; nth: number; metresPerSecond: number; usualMetresPerSecond: number};

/** Logarithm of a section's median speed against the road's: how much ordinary sections vary. */
const ORDINARY = 0.05;
/** A deviation beyond this is as bad as any: a place before the one behind it has no speed. */
const WORST = 2.5;
/** What a cause must explain to be named, in squared deviations; a normal one has 1. */
const WORTH = 40;
/** A section slow by itself is rarer than a slip of the survey, and the rarer the slower. */
const SLOW_WORTH = 1;
const SLOWNESS = 0.6;
const MOST_CAUSES = 5;
/** So many half-made explanations are carried on: the best first cause is not always among them. */
const BEAM = 40;

interface Cause {
    kind: SurveyFault['kind'];
    nth: number;
}

interface Explanation {
    causes: readonly Cause[];
    cost: number;
}

/** The faults of a survey in the order of the road; none where nothing is worth its causes. */
export function surveyFaults(survey: Survey): SurveyFault[] {
    const usual = usualSpeed(survey);
    let best: Explanation = {causes: [], cost: costOf(survey, [], usual)};
    let beam = [best];
    for (let size = 1; size <= MOST_CAUSES; size++) {
        beam = grown(survey, beam, usual);
        if (beam.length > 0 && beam[0]!.cost < best.cost) best = beam[0]!;
    }
    const {causes} = best;
    return causes.map(({kind, nth}) => kind === 'misplaced'
        ? {
            kind, nth, surveyedMetres: survey.placesMetres[nth]!,
            impliedMetres: impliedPlace(survey, causes, usual, nth),
        }
        : {
            kind, nth, usualMetresPerSecond: usual,
            metresPerSecond: lengthOf(survey, nth) / survey.secondsBetween[nth]!,
        });
}

// Each explanation with one cause more, the cheapest of them.
function grown(survey: Survey, beam: readonly Explanation[], usual: number): Explanation[] {
    const made = new Map<string, Explanation>();
    for (const {causes} of beam) {
        for (const cause of possibleCauses(survey, usual)) {
            if (causes.some(each => each.kind === cause.kind && each.nth === cause.nth)) continue;
            const more = [...causes, cause].sort(
                (a, b) => a.nth - b.nth || compareText(a.kind, b.kind));
            const key = more.map(({kind, nth}) => `${kind} ${nth}`).join();
            if (!made.has(key)) made.set(key, {causes: more, cost: costOf(survey, more, usual)});
        }
    }
    return [...made.values()].sort((a, b) => a.cost - b.cost).slice(0, BEAM);
}

function possibleCauses(survey: Survey, usual: number): Cause[] {
    const misplaced = survey.placesMetres.map((_, nth) => ({kind: 'misplaced' as const, nth}));
    // No section is quick by itself: cars keep the same limits everywhere.
    const slow = survey.secondsBetween.flatMap((seconds, nth) => {
        const speed = lengthOf(survey, nth) / seconds;
        return speed > 0 && speed < usual ? [{kind: 'slow-section' as const, nth}] : [];
    });
    return [...misplaced, ...slow];
}

function lengthOf({placesMetres}: Survey, nth: number): number {
    return placesMetres[nth + 1]! - placesMetres[nth]!;
}

function usualSpeed(survey: Survey): number {
    return median(survey.secondsBetween.map((seconds, nth) => lengthOf(survey, nth) / seconds));
}

// Sections joined over misplaced gantries and freed of slow ones: what is left should be ordinary.
function costOf(survey: Survey, causes: readonly Cause[], usual: number): number {
    const {secondsBetween} = survey;
    const isMisplaced = named(causes, 'misplaced');
    const isSlow = named(causes, 'slow-section');
    const last = secondsBetween.length;
    let cost = 0;
    let [metres, seconds, isFree] = [0, 0, isMisplaced(0)];
    secondsBetween.forEach((each, nth) => {
        metres += lengthOf(survey, nth);
        seconds += each;
        isFree ||= isSlow(nth) || nth + 1 === last && isMisplaced(last);
        if (isMisplaced(nth + 1) && nth + 1 < last) return;
        if (!isFree) cost += (deviation(metres / seconds, usual) / ORDINARY) ** 2;
        [metres, seconds, isFree] = [0, 0, false];
    });
    return causes.reduce((sum, {kind, nth}) => sum + WORTH + (kind === 'misplaced' ? 0
        : SLOW_WORTH + (deviation(lengthOf(survey, nth) / secondsBetween[nth]!, usual)
            / SLOWNESS) ** 2), cost);
}

function named(causes: readonly Cause[], wanted: Cause['kind']): (nth: number) => boolean {
    return nth => causes.some(cause => cause.kind === wanted && cause.nth === nth);
}

function deviation(metresPerSecond: number, usual: number): number {
    if (!(metresPerSecond > 0)) return WORST;
    return Math.min(WORST, Math.abs(Math.log(metresPerSecond / usual)));
}

/**
 * Where a misplaced gantry stands: between its nearest well-placed neighbours at one speed; where a
 * side is slow by itself or has no neighbour, at the usual speed from the other.
 */
function impliedPlace(
    {placesMetres, secondsBetween}: Survey, causes: readonly Cause[], usual: number, nth: number,
): number {
    const before = reach(causes, secondsBetween, nth, -1);
    const behind = reach(causes, secondsBetween, nth, 1);
    if (before && behind) {
        const from = placesMetres[before.nth]!;
        const share = before.seconds / (before.seconds + behind.seconds);
        return from + share * (placesMetres[behind.nth]! - from);
    }
    if (before) return placesMetres[before.nth]! + before.seconds * usual;
    if (behind) return placesMetres[behind.nth]! - behind.seconds * usual;
    return placesMetres[nth]!;
}

function reach(
    causes: readonly Cause[], secondsBetween: readonly number[], nth: number, step: 1 | -1,
): {nth: number; seconds: number} | undefined {
    const isMisplaced = named(causes, 'misplaced');
    const isSlow = named(causes, 'slow-section');
    let seconds = 0;
    for (let at = nth; ; at += step) {
        const section = step > 0 ? at : at - 1;
        if (section < 0 || section >= secondsBetween.length || isSlow(section)) return undefined;
        seconds += secondsBetween[section]!;
        if (!isMisplaced(at + step)) return {nth: at + step, seconds};
    }
}
