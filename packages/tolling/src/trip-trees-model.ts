import {forestFaultOf, type Calibration, type Forest} from '@karwan/learn';
import {STOP_KINDS, type StopKind} from './trip.ts';
import type {PlaceOrder} from './trip-places.ts';
import {STEP_FEATURES} from './trip-step-features.ts';

/**
 * Trees that say of a step how likely a new trip begins, and what they were told of the road. It
 * names places and no vehicle.
 */
export interface TreesModel {
    format: typeof TREES_MODEL_FORMAT;
    learnedFrom: 'given trips' | 'readings alone';
    carriageways: PlaceOrder;
    posts: readonly PostHabits[];
    pairs: readonly PairTimes[];
    /** Steps learned from that `sameTripUpToSeconds` answers, and how many of them wrongly. */
    plain: Counted;
    /** Steps that the first trees answer beyond doubt; trees who had not learned from them. */
    beyondDoubt: Counted;
    /** Steps that it took all trees to answer; they too had not learned from them. */
    asked: Counted;
    /** From the trees' score to a chance, fitted on the steps of `asked`. */
    calibration: Calibration;
    forest: Forest;
}

export interface Counted {
    steps: number;
    wrong: number;
}

/** After so many trees a score as high or low as this is not turned by the others. */
export const FIRST_TREES = 40;
const BEYOND_DOUBT = 4;

export function isBeyondDoubt(firstScore: number): boolean {
    return Math.abs(firstScore) > BEYOND_DOUBT;
}

/** Of the stops at a post, the shares that a long absence follows and that one precedes. */
export interface PostHabits {
    kind: StopKind;
    place: string;
    ends: number;
    begins: number;
}

/** How long drives between two posts take. */
export interface PairTimes {
    from: StopKind;
    fromPlace: string;
    to: StopKind;
    toPlace: string;
    seen: number;
    /** The lower quartile. */
    usualSeconds: number;
    medianSeconds: number;
    /** A step no longer than this, with nothing odd beside it, is not asked about: it goes on. */
    sameTripUpToSeconds: number;
}

export const TREES_MODEL_FORMAT = 'karwan-trip-trees-1';

/** A post, a pair and a tree a line, so that two models can be compared line by line. */
export function printTreesModel({posts, pairs, forest, ...head}: TreesModel): string {
    const lines = (rows: readonly unknown[]) => rows.map(row => JSON.stringify(row)).join(',\n');
    return [
        `${JSON.stringify(head, null, 1).slice(0, -2)},`,
        ` "posts": [\n${lines(posts)}\n ],`,
        ` "pairs": [\n${lines(pairs)}\n ],`,
        ` "forest": {"start": ${forest.start}, "features": ${JSON.stringify(forest.features)},`,
        `  "trees": [\n${lines(forest.trees)}\n]}}\n`,
    ].join('\n');
}

/** Reads what was printed; throws an error that says what is wrong. */
export function parseTreesModel(text: string, name: string): TreesModel {
    let model: TreesModel;
    try {
        model = JSON.parse(text) as TreesModel;
    } catch (error) {
        throw new Error(`${name}: not JSON: ${(error as Error).message}`, {cause: error});
    }
    const fault = faultOf(model);
    if (fault) throw new Error(`${name}: ${fault}`);
    return model;
}

function faultOf(model: TreesModel): string | undefined {
    if (model?.format !== TREES_MODEL_FORMAT) {
        return `expected trip trees of format ${TREES_MODEL_FORMAT}`;
    }
    const isWhole = Array.isArray(model.carriageways) && Array.isArray(model.posts)
        && Array.isArray(model.pairs)
        && [model.plain, model.beyondDoubt, model.asked].every(areCounts);
    if (!isWhole) return 'expected carriageways, posts, pairs, plain, beyondDoubt and asked';
    const {scale, shift} = model.calibration ?? {};
    if (!isAtLeast(scale, 0) || !Number.isFinite(shift)) return 'calibration: expected numbers';
    const places = new Set(model.carriageways.flat());
    for (const [index, post] of model.posts.entries()) {
        if (postFault(post, places)) return `post ${index + 1}: ${postFault(post, places)}`;
    }
    for (const [index, pair] of model.pairs.entries()) {
        if (pairFault(pair, places)) return `pair ${index + 1}: ${pairFault(pair, places)}`;
    }
    const forestFault = forestFaultOf(model.forest);
    if (forestFault) return `forest: ${forestFault}`;
    const isKnown = model.forest.features.join() === STEP_FEATURES.join();
    return isKnown ? undefined : `forest: expected the features ${STEP_FEATURES.join(', ')}`;
}

function areCounts(counted: Counted): boolean {
    return isAtLeast(counted?.steps, 0) && isAtLeast(counted.wrong, 0)
        && counted.wrong <= counted.steps;
}

function postFault(post: PostHabits, places: ReadonlySet<string>): string | undefined {
    const {kind, place, ends, begins} = post;
    if (!STOP_KINDS.includes(kind)) return `found kind ${kind}`;
    if (!places.has(place)) return `place ${place} is on no carriageway`;
    const areShares = [ends, begins].every(share => isAtLeast(share, 0) && share <= 1);
    return areShares ? undefined : 'ends and begins: expected shares from 0 to 1';
}

function pairFault(pair: PairTimes, places: ReadonlySet<string>): string | undefined {
    for (const kind of [pair.from, pair.to]) {
        if (!STOP_KINDS.includes(kind)) return `found kind ${kind}`;
    }
    for (const place of [pair.fromPlace, pair.toPlace]) {
        if (!places.has(place)) return `place ${place} is on no carriageway`;
    }
    const figures = [pair.seen, pair.usualSeconds, pair.medianSeconds, pair.sameTripUpToSeconds];
    const areSeconds = figures.every(figure => isAtLeast(figure, 0));
    return areSeconds ? undefined : 'expected counts and seconds from 0 up';
}

function isAtLeast(value: unknown, least: number): boolean {
    return typeof value === 'number' && Number.isFinite(value) && value >= least;
}
