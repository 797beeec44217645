import {parseInstant, Refusal, type Fault} from '@karwan/base';
import {
    calibrationOf, cutRuns, Places, scoreTrips, tripModelFromReadingsAlone, tripsOfRuns,
    TripTable, verdictsOn, type Convention, type Lesson, type PlaceOrder,
} from '@karwan/tolling';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {
    cutterOf, eachVehicleOf, learnFrom, parseLearned, printLearned, type Learned, type Method,
} from '../trips/learned.ts';
import {withItsEdges} from '../trips/learned-edges.ts';
import {lessonFrom} from '../trips/lesson.ts';
import {readReadings, type ReadingsFile} from '../trips/readings-file.ts';
import {orderFromReadings, runsOfReadings, vehicleStops} from '../trips/road-stops.ts';
import {givenByStop, withoutDisputed, type StopFilter} from '../trips/scored-stops.ts';
import {straightTrips, type Built} from '../trips/straight-trips.ts';
import {readTracks} from '../trips/tracks-file.ts';
import {writeTrips} from '../trips/trips-file.ts';
import type {Said} from './command.ts';
import {Stop} from './exit-code.ts';

export interface LearnOptions {
    readings: string;
    /** Given trips; without them the table is made from the readings alone. */
    tracks?: string | undefined;
    method?: Method | undefined;
    out: string;
    /** The order of places, of a scheme's road; without it the readings tell it. */
    order?: PlaceOrder | undefined;
}

/** Makes a table or trees. Exits: `done`, `refused-input`, `not-found`, `wrong-usage`. */
export function learnTrips({readings: file, tracks, method, out, order}: LearnOptions): Said {
    const readings = readReadings(found(file));
    const places = new Places(order ?? orderFromReadings(readings));
    const learned = withItsEdges(tracks === undefined
        ? fromReadingsAlone(readings, places, method)
        : learnFrom(lessonIn(readings, found(tracks), places), places, method ?? 'table'),
    readings, places);
    const json = {out, ...countsOf(learned)};
    if (json.steps === 0) throw new Refusal([nothingToLearnFrom(file)]);
    writeFileSync(out, printLearned(learned));
    const source = tracks === undefined ? 'readings alone, no given trips' : 'given trips';
    const made = learned.method === 'table' ? `${json.rows} rows` : `${json.trees} trees`;
    return {json, text: `${out}: ${made} from ${Math.round(json.steps)} steps (${source})`};
}

function lessonIn(readings: ReadingsFile, tracks: string, places: Places): Lesson {
    const lesson = lessonFrom(readings, readTracks(tracks, readings), places);
    if (lesson.newTrip.every(Number.isNaN)) throw new Refusal([nothingToLearnFrom(readings.file)]);
    return lesson;
}

function countsOf(learned: Learned) {
    const {learnedFrom} = learned.model;
    if (learned.method === 'table') {
        const {rows} = learned.model;
        const {seen, newTrips, wrong} = rows.at(-1) ?? {seen: 0, newTrips: 0, wrong: 0};
        return {learnedFrom, rows: rows.length, steps: seen, newTrips, wrong};
    }
    const {plain, beyondDoubt, asked, forest} = learned.model;
    const put = beyondDoubt.steps + asked.steps;
    return {
        learnedFrom, trees: forest.trees.length, steps: plain.steps + put, asked: put,
        wrong: plain.wrong + beyondDoubt.wrong + asked.wrong,
    };
}

function nothingToLearnFrom(file: string): Fault {
    return {
        place: {file, line: 1, column: 1}, what: 'readings',
        found: 'no step from one reading of a vehicle to its next whose trips are known',
        expected: 'vehicles with several readings, and given trips of theirs',
    };
}

export interface BuildOptions {
    readings: string;
    model?: string | undefined;
    /** The method that the model must be of. */
    method?: Method | undefined;
    out: string;
    order?: PlaceOrder | undefined;
}

/**
 * Cuts readings into trips, in the physical order. Exits: `done`, `refused-input`, `not-found`,
 * `wrong-usage`.
 */
export function buildTrips(
    {readings: file, model: modelFile, method, out, order}: BuildOptions,
): Said {
    const path = found(file);
    const given = modelFile === undefined ? undefined : givenModel(modelFile, method, order);
    const built = (given === undefined ? undefined : builtStraight(path, out, given))
        ?? builtStepByStep(path, out, readings => given ?? modelOf(readings, method, order));
    return {
        json: {out, ...built},
        text: `${out}: ${built.trips} trips of ${built.vehicles} vehicles, `
            + `from ${built.readings} readings`,
    };
}

// What a file usually holds goes straight from bytes to bytes; anything else step by step.
function builtStraight(file: string, out: string, {learned, places}: Model): Built | undefined {
    if (learned.method !== 'table') return undefined;
    return straightTrips(file, out, new TripTable(learned.model, places, 'physical'));
}

function builtStepByStep(
    file: string, out: string, modelFor: (readings: ReadingsFile) => Model,
): Built {
    const readings = readReadings(file);
    const {learned, places} = modelFor(readings);
    const stops = vehicleStops(readings, places);
    const trips = writeTrips(out, readings, eachVehicleOf(learned, places, stops));
    return {readings: readings.count, vehicles: readings.vehicles.count, trips};
}

export interface ScoreOptions {
    readings: string;
    tracks: string;
    model?: string | undefined;
    /** The method that the model must be of. */
    method?: Method | undefined;
    convention?: Convention | undefined;
    order?: PlaceOrder | undefined;
    /** A time: readings from then on are dropped in the neutralised figures. */
    until?: string | undefined;
}

/** Compares with given trips. Exits: `done`, `refused-input`, `not-found`, `wrong-usage`. */
export function scoreTripsOf(options: ScoreOptions): Said {
    const convention = options.convention ?? 'physical';
    const readings = readReadings(found(options.readings));
    const tracks = readTracks(found(options.tracks), readings);
    const {model: modelFile, method, order} = options;
    const {learned, places} = modelFile === undefined
        ? modelOf(readings, method, order) : givenModel(modelFile, method, order);
    const runs = runsOfReadings(readings, places, convention);
    const cutter = cutterOf(learned, places, convention, runs);
    const made = tripsOfRuns(runs, cutRuns(runs, cutter));
    const all = givenByStop(runs, tracks);
    const isGantry: StopFilter = at => places.isGantry(runs.columns.post[at]!);
    const neutral = withoutDisputed(runs, places, all, untilMs(options.until));
    const scored = (given: Int32Array) => scoreTrips(made.tripOf, given);
    const json = {
        ...scored(all),
        convention,
        method: learned.method,
        learnedFrom: learned.model.learnedFrom,
        emptyTracksDropped: tracks.emptyTracks,
        gantryPassages: scored(only(all, isGantry)),
        neutralised: scored(neutral),
        neutralisedGantryPassages: scored(only(neutral, isGantry)),
        confidence: calibrationOf(made.sure, verdictsOn(made.tripOf, all)),
    };
    return {json, text: scoreText(json)};
}

function scoreText(json: {
    precision: number; recall: number; trips: number; given: number; exact: number;
    gantryPassages: {precision: number; recall: number};
    confidence: {ece: number; exactBeyondLeastSure: number};
}): string {
    const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
    const both = ({precision, recall}: {precision: number; recall: number}) =>
        `precision ${percent(precision)}, recall ${percent(recall)}`;
    return [
        `all readings       ${both(json)}`,
        `gantry passages    ${both(json.gantryPassages)}`,
        `${json.exact} of ${json.trips} trips are exactly one of the ${json.given} given`,
        `stated confidence is off by ${percent(json.confidence.ece)}; `
            + 'without the least sure 1 % '
            + `${percent(json.confidence.exactBeyondLeastSure)} are exact`,
    ].join('\n');
}

function only(given: Int32Array, filter: StopFilter): Int32Array {
    return given.map((trip, at) => filter(at) ? trip : -1);
}

/** What was learned, and the places that it is asked about. */
interface Model {
    learned: Learned;
    places: Places;
}

function givenModel(
    file: string, method: Method | undefined, order: PlaceOrder | undefined,
): Model {
    const learned = parseLearned(readFileSync(found(file), 'utf8'), file);
    if (method !== undefined && method !== learned.method) {
        throw new Stop('wrong-usage',
            `${file} was learned with --method ${learned.method}, not ${method}`);
    }
    return {learned, places: new Places(order ?? learned.model.carriageways)};
}

function modelOf(
    readings: ReadingsFile, method: Method | undefined, order: PlaceOrder | undefined,
): Model {
    const places = new Places(order ?? orderFromReadings(readings));
    return {learned: fromReadingsAlone(readings, places, method), places};
}

// Trees that were taught by the table's own guesses came out no better than the table.
function fromReadingsAlone(
    readings: ReadingsFile, places: Places, method: Method = 'table',
): Learned {
    if (method === 'trees') {
        throw new Stop('wrong-usage', 'trees learn from given trips: learn them with --tracks');
    }
    const runs = runsOfReadings(readings, places, 'physical');
    return {method, model: tripModelFromReadingsAlone(runs, places)};
}

function found(path: string): string {
    if (existsSync(path)) return path;
    throw new Stop('not-found', `${path} does not exist`);
}

function untilMs(until: string | undefined): number {
    if (until === undefined) return Infinity;
    const ms = parseInstant(until);
    if (ms !== undefined) return ms;
    throw new Stop('wrong-usage',
        `--until: found ${until}, expected a time such as 2022-03-01T00:00:00+08:00`);
}
