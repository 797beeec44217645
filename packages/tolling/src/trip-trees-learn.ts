import {
    boostedTrees, calibrationFrom, FlatForest, type Boosting, type Forest,
} from '@karwan/learn';
import type {Lesson} from './trip-learn.ts';
import type {Places} from './trip-places.ts';
import {isPlain, sameTripUpTo} from './trip-plain.ts';
import {roadTimesOf, type RoadTimes} from './trip-road-times.ts';
import {isBeforeItsEntry} from './trip-sequence.ts';
import {STEP_FEATURES, StepFeatures} from './trip-step-features.ts';
import {Traffic} from './trip-traffic.ts';
import {
    FIRST_TREES, isBeyondDoubt, TREES_MODEL_FORMAT, type PairTimes, type PostHabits,
    type TreesModel,
} from './trip-trees-model.ts';

/** Found on the vehicles learned from, each part of them judged by trees grown on the others. */
const BOOSTING: Boosting = {trees: 120, rate: 0.1, leaves: 24, leastRows: 25, pull: 1};
const FOLDS = 4;
const WIDTH = STEP_FEATURES.length;

/**
 * Learns the trees, and how far to trust them: in each of four rounds a quarter of the vehicles is
 * held back, and what the trees of the others say of it is set against what came true. Stops whose
 * trips are not known count for times and traffic only. Throws where there is nothing to learn.
 */
export function learnTripTrees(
    lesson: Lesson, places: Places, learnedFrom: TreesModel['learnedFrom'],
): TreesModel {
    const times = roadTimesOf(lesson.columns, lesson.starts, places);
    const upTo = sameTripUpTo(lesson, places);
    const asked = askedSteps(lesson, places, times, upTo);
    const forest = forestFrom(asked);
    return {
        format: TREES_MODEL_FORMAT, learnedFrom, carriageways: places.order,
        plain: asked.plain, ...trustIn(asked),
        posts: postsOf(times, places),
        pairs: pairsOf(times, upTo, places),
        forest,
    };
}

/** The steps that trees are asked about, a row of features each. */
interface AskedSteps {
    vehicle: Uint32Array;
    rows: Float64Array;
    chance: Float64Array;
    /** The others, which their gap alone answers. */
    plain: {steps: number; wrong: number};
}

function askedSteps(
    lesson: Lesson, places: Places, times: RoadTimes, upTo: Float64Array,
): AskedSteps {
    const {columns, starts, newTrip} = lesson;
    const plain = {steps: 0, wrong: 0};
    const vehicles: number[] = [];
    const stops: number[] = [];
    const traffic = new Traffic(places, times);
    for (let vehicle = 0; vehicle + 1 < starts.length; vehicle++) {
        const [from, to] = [starts[vehicle]!, starts[vehicle + 1]!];
        traffic.add(columns, from, to);
        for (let at = from + 1; at < to; at++) {
            if (Number.isNaN(newTrip[at]!) || places.isEntry(columns.post[at]!)) continue;
            if (isAnswered(lesson, at, from, to, places, upTo)) {
                plain.steps++;
                plain.wrong += newTrip[at]!;
            } else if (!isBeforeItsEntry(columns, at, to, places)) {
                vehicles.push(vehicle);
                stops.push(at);
            }
        }
    }
    const features = new StepFeatures(places, times, traffic);
    const rows = new Float64Array(stops.length * WIDTH);
    stops.forEach((at, nth) => {
        const [from, to] = [starts[vehicles[nth]!]!, starts[vehicles[nth]! + 1]!];
        features.write(columns, at, from, to, rows.subarray(nth * WIDTH, (nth + 1) * WIDTH));
    });
    return {
        vehicle: Uint32Array.from(vehicles), rows,
        chance: Float64Array.from(stops, at => newTrip[at]!),
        plain: {steps: plain.steps, wrong: tenths(plain.wrong)},
    };
}

function isAnswered(
    {columns}: Lesson, at: number, from: number, to: number, places: Places, upTo: Float64Array,
): boolean {
    const {atMs, post} = columns;
    const pair = post[at - 1]! * places.postCount + post[at]!;
    return atMs[at]! - atMs[at - 1]! <= 1000 * upTo[pair]!
        && isPlain(columns, at, from, to, places);
}

/** How often trees are right about vehicles that they have not seen, and what scores mean. */
function trustIn(asked: AskedSteps): Pick<TreesModel, 'beyondDoubt' | 'asked' | 'calibration'> {
    const {first, last} = scoresOfOthers(asked);
    const wrongBy = (isNew: boolean, nth: number) =>
        isNew ? 1 - asked.chance[nth]! : asked.chance[nth]!;
    const beyondDoubt = {steps: 0, wrong: 0};
    const others: number[] = [];
    first.forEach((score, nth) => {
        if (!isBeyondDoubt(score)) others.push(nth);
        else {
            beyondDoubt.steps++;
            beyondDoubt.wrong += wrongBy(score > 0, nth);
        }
    });
    const calibration = calibrationFrom(
        Float64Array.from(others, nth => last[nth]!),
        Float64Array.from(others, nth => asked.chance[nth]!));
    const wrong = others.reduce((sum, nth) =>
        sum + wrongBy(calibration.scale * last[nth]! + calibration.shift >= 0, nth), 0);
    return {
        beyondDoubt: {...beyondDoubt, wrong: tenths(beyondDoubt.wrong)},
        asked: {steps: others.length, wrong: tenths(wrong)},
        calibration,
    };
}

/** What trees that have not seen a step's vehicle say of it: the first ones, and all. */
function scoresOfOthers(asked: AskedSteps): {first: Float64Array; last: Float64Array} {
    const first = new Float64Array(asked.chance.length);
    const last = new Float64Array(asked.chance.length);
    for (let fold = 0; fold < FOLDS; fold++) {
        const isHeldBack = (nth: number) => asked.vehicle[nth]! % FOLDS === fold;
        const learned = [...asked.chance.keys()].filter(nth => !isHeldBack(nth));
        if (learned.length === 0) continue;
        const rows = new Float64Array(learned.length * WIDTH);
        learned.forEach((nth, at) => rows.set(rowOf(asked, nth), at * WIDTH));
        const chance = Float64Array.from(learned, nth => asked.chance[nth]!);
        const forest = new FlatForest(forestFrom({rows, chance}));
        for (let nth = 0; nth < first.length; nth++) {
            if (!isHeldBack(nth)) continue;
            first[nth] = forest.firstScoreOf(rowOf(asked, nth), FIRST_TREES);
            last[nth] = forest.scoreOf(rowOf(asked, nth));
        }
    }
    return {first, last};
}

function forestFrom({rows, chance}: Pick<AskedSteps, 'rows' | 'chance'>): Forest {
    return boostedTrees({features: STEP_FEATURES, rows, chance}, BOOSTING);
}

function rowOf({rows}: AskedSteps, nth: number): Float64Array {
    return rows.subarray(nth * WIDTH, (nth + 1) * WIDTH);
}

function postsOf({ends, begins}: RoadTimes, places: Places): PostHabits[] {
    return Array.from({length: places.postCount}, (_, post) => ({
        kind: places.kindOf(post), place: places.placeOf(post),
        ends: ends[post]!, begins: begins[post]!,
    }));
}

function pairsOf(times: RoadTimes, upTo: Float64Array, places: Places): PairTimes[] {
    const pairs = [...times.seen.keys()].filter(pair => times.seen[pair]! > 0);
    return pairs.map(pair => {
        const from = Math.floor(pair / places.postCount);
        const to = pair % places.postCount;
        return {
            from: places.kindOf(from), fromPlace: places.placeOf(from),
            to: places.kindOf(to), toPlace: places.placeOf(to),
            seen: times.seen[pair]!,
            usualSeconds: times.usualSeconds[pair]!,
            medianSeconds: times.medianSeconds[pair]!,
            sameTripUpToSeconds: upTo[pair]!,
        };
    });
}

function tenths(count: number): number {
    return Math.round(count * 10) / 10;
}
