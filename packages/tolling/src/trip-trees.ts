import {chanceOf, FlatForest} from '@karwan/learn';
import {LONGEST_PAUSE_MS, type Boundaries} from './trip.ts';
import {isSameEntry, SURE_OF_ENTRY} from './trip-entry.ts';
import {Places} from './trip-places.ts';
import {isPlain} from './trip-plain.ts';
import type {RoadTimes} from './trip-road-times.ts';
import {cutEachVehicle, type Runs, type TripCutter, type VehicleStops} from './trip-runs.ts';
import {isBeforeItsEntry, putInSequence} from './trip-sequence.ts';
import type {Convention, SameStop, SequencedStops, StopColumns} from './trip-sequence.ts';
import {STEP_FEATURES, StepFeatures} from './trip-step-features.ts';
import {Traffic} from './trip-traffic.ts';
import {FIRST_TREES, isBeyondDoubt, type TreesModel} from './trip-trees-model.ts';

/**
 * Cuts by trees: for each step the chance that a new trip begins, from the step, its neighbours,
 * the vehicle's habits and the traffic of the moment. A step without anything odd beside it, and no
 * longer than any that began a trip, is not asked about.
 */
export class TripTrees implements TripCutter {
    readonly #places: Places;
    readonly #convention: Convention;
    readonly #upToMs: Float64Array;
    readonly #sureOfPlain: number;
    readonly #sureBeyondDoubt: number;
    readonly #forest: FlatForest;
    readonly #calibration: TreesModel['calibration'];
    readonly #features: StepFeatures;
    readonly #row = new Float64Array(STEP_FEATURES.length);

    constructor(model: TreesModel, places: Places, convention: Convention, traffic: Traffic) {
        this.#places = places;
        this.#convention = convention;
        this.#upToMs = new Float64Array(places.postCount ** 2);
        for (const pair of model.pairs) {
            this.#upToMs[pairOf(pair, places)] = 1000 * pair.sameTripUpToSeconds;
        }
        this.#sureOfPlain = sureOf(model.plain);
        this.#sureBeyondDoubt = sureOf(model.beyondDoubt);
        this.#forest = new FlatForest(model.forest);
        this.#calibration = model.calibration;
        this.#features = new StepFeatures(places, roadTimesIn(model, places), traffic);
    }

    putInSequence(stops: SequencedStops, from: number, to: number, sameStop?: SameStop): void {
        putInSequence(stops, from, to, this.#places, this.#convention, sameStop);
    }

    decide(columns: StopColumns, from: number, to: number, answers: Boundaries): void {
        this.decideSome(columns, {from, to}, from, to, answers);
    }

    /** Decides for rows `first..last` alone of a run, as `decide` does for all of them. */
    decideSome(
        columns: StopColumns, {from, to}: {from: number; to: number},
        first: number, last: number, {begins, sure}: Boundaries,
    ): void {
        for (let at = first; at < last; at++) {
            const told = at === from ? 1 : this.#chanceAt(columns, at, from, to);
            begins[at] = told >= 0.5 ? 1 : 0;
            sure[at] = Math.max(told, 1 - told);
        }
    }

    /** The chance that a new trip begins at row `at`, a row after the vehicle's first. */
    #chanceAt(columns: StopColumns, at: number, from: number, to: number): number {
        const {atMs, post} = columns;
        const isOperator = this.#convention === 'operator';
        const gapMs = atMs[at]! - atMs[at - 1]!;
        if (!isOperator && gapMs > LONGEST_PAUSE_MS) return 1;
        if (post[at]! < this.#places.firstGantryPost) {
            const isSecond = !isOperator && isSameEntry(columns, at, this.#places);
            return isSecond ? 1 - SURE_OF_ENTRY : SURE_OF_ENTRY;
        }
        const pair = post[at - 1]! * this.#places.postCount + post[at]!;
        if (gapMs <= this.#upToMs[pair]! && isPlain(columns, at, from, to, this.#places)) {
            return 1 - this.#sureOfPlain;
        }
        if (isOperator && isBeforeItsEntry(columns, at, to, this.#places)) {
            return 1 - SURE_OF_ENTRY;
        }
        this.#features.write(columns, at, from, to, this.#row);
        const first = this.#forest.firstScoreOf(this.#row, FIRST_TREES);
        if (isBeyondDoubt(first)) {
            return first > 0 ? this.#sureBeyondDoubt : 1 - this.#sureBeyondDoubt;
        }
        const score = this.#forest.finishScore(this.#row, FIRST_TREES, first);
        return chanceOf(this.#calibration.scale * score + this.#calibration.shift);
    }
}

/** How sure an answer is of which so many were right and so many wrong. */
function sureOf({steps, wrong}: TreesModel['plain']): number {
    return 1 - (wrong + 0.5) / (steps + 1);
}

/** Traffic of which nothing has been counted yet. */
export function emptyTraffic(places: Places, model: TreesModel): Traffic {
    return new Traffic(places, roadTimesIn(model, places));
}

/** What the stops of a file say of each moment, for trees to be asked about them. */
export function trafficOf(
    {columns, starts}: Pick<Runs, 'columns' | 'starts'>, places: Places, model: TreesModel,
): Traffic {
    const traffic = emptyTraffic(places, model);
    for (let owner = 0; owner + 1 < starts.length; owner++) {
        traffic.add(columns, starts[owner]!, starts[owner + 1]!);
    }
    return traffic;
}

/**
 * The same of stops that were not brought together yet, in their physical order. They are brought
 * together for it and once more to be cut: to keep them all costs more.
 */
export function trafficOfStops(
    stops: VehicleStops, order: Int32Array, places: Places, model: TreesModel,
): Traffic {
    const traffic = emptyTraffic(places, model);
    const counter: TripCutter = {
        putInSequence: (run, from, to, sameStop) =>
            putInSequence(run, from, to, places, 'physical', sameStop),
        decide: (columns, from, to) => traffic.add(columns, from, to),
    };
    cutEachVehicle(stops, order, counter, () => undefined);
    return traffic;
}

function roadTimesIn({posts, pairs}: TreesModel, places: Places): RoadTimes {
    const count = places.postCount;
    const times = {
        seen: new Uint32Array(count ** 2),
        usualSeconds: new Float64Array(count ** 2),
        medianSeconds: new Float64Array(count ** 2),
        ends: new Float64Array(count).fill(0.5),
        begins: new Float64Array(count).fill(0.5),
    };
    for (const {kind, place, ends, begins} of posts) {
        const post = places.postOf({kind, place, atMs: 0});
        times.ends[post] = ends;
        times.begins[post] = begins;
    }
    for (const row of pairs) {
        const pair = pairOf(row, places);
        times.seen[pair] = row.seen;
        times.usualSeconds[pair] = row.usualSeconds;
        times.medianSeconds[pair] = row.medianSeconds;
    }
    return times;
}

function pairOf({from, fromPlace, to, toPlace}: TreesModel['pairs'][number], places: Places) {
    const start = places.postOf({kind: from, place: fromPlace, atMs: 0});
    return start * places.postCount + places.postOf({kind: to, place: toPlace, atMs: 0});
}
