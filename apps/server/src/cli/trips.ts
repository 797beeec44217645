import {parseInstant, Refusal, type Fault} from '@karwan/base';
import {
    calibrationOf, cutEachVehicle, cutRuns, learnTripModel, parseTripModel, Places, printTripModel,
    scoreTrips, tripModelFromReadingsAlone, tripsOfRuns, TripTable, verdictsOn,
    type Convention, type PlaceOrder, type TripModel,
} from '@karwan/tolling';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {lessonFrom} from '../trips/lesson.ts';
import {readReadings, type ReadingsFile} from '../trips/readings-file.ts';
import {orderFromReadings, runsOfReadings, vehicleStops} from '../trips/road-stops.ts';
import {givenByStop, withoutDisputed, type StopFilter} from '../trips/scored-stops.ts';
import {readTracks, type GivenTrips} from '../trips/tracks-file.ts';
import {writeTrips} from '../trips/trips-file.ts';
import type {Said} from './command.ts';
import {Stop} from './exit-code.ts';

export interface LearnOptions {
    readings: string;
    /** Given trips; without them the table is made from the readings alone. */
    tracks?: string | undefined;
    out: string;
    /** The order of places, of a scheme's road; without it the readings tell it. */
    order?: PlaceOrder | undefined;
}

/** Makes a trip table. Exits: `done`, `refused-input`, `not-found`. */
export function learnTrips({readings: file, tracks, out, order}: LearnOptions): Said {
    const readings = readReadings(found(file));
    const places = new Places(order ?? orderFromReadings(readings));
    const model = tracks === undefined
        ? fromReadingsAlone(readings, places)
        : fromGivenTrips(readings, readTracks(found(tracks), readings), places);
    const overall = model.rows.at(-1);
    if (!overall) throw new Refusal([nothingToLearnFrom(file)]);
    writeFileSync(out, printTripModel(model));
    const {seen, newTrips, wrong} = overall;
    const rows = model.rows.length;
    const json = {out, learnedFrom: model.learnedFrom, rows, steps: seen, newTrips, wrong};
    const source = tracks === undefined ? 'readings alone, no given trips' : 'given trips';
    return {
        json,
        text: `${out}: ${rows} rows from ${Math.round(seen)} steps (${source})`,
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
    out: string;
    order?: PlaceOrder | undefined;
}

/** Cuts readings into trips, in the physical order. Exits: `done`, `refused-input`, `not-found`. */
export function buildTrips({readings: file, model: modelFile, out, order}: BuildOptions): Said {
    const readings = readReadings(found(file));
    const {model, places} = tableFor(readings, modelFile, order);
    const table = new TripTable(model, places, 'physical');
    const stops = vehicleStops(readings, places);
    const trips = writeTrips(out, readings, (order, visit) =>
        cutEachVehicle(stops, order, table, visit));
    return {
        json: {out, readings: readings.count, vehicles: readings.vehicles.count, trips},
        text: `${out}: ${trips} trips of ${readings.vehicles.count} vehicles, `
            + `from ${readings.count} readings`,
    };
}

export interface ScoreOptions {
    readings: string;
    tracks: string;
    model?: string | undefined;
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
    const {model, places} = tableFor(readings, options.model, options.order);
    const runs = runsOfReadings(readings, places, convention);
    const made = tripsOfRuns(runs, cutRuns(runs, new TripTable(model, places, convention)));
    const all = givenByStop(runs, tracks);
    const isGantry: StopFilter = at => places.isGantry(runs.columns.post[at]!);
    const neutral = withoutDisputed(runs, places, all, untilMs(options.until));
    const scored = (given: Int32Array) => scoreTrips(made.tripOf, given);
    const json = {
        ...scored(all),
        convention,
        learnedFrom: model.learnedFrom,
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

function tableFor(
    readings: ReadingsFile, modelFile: string | undefined, order: PlaceOrder | undefined,
): {model: TripModel; places: Places} {
    if (modelFile !== undefined) {
        const model = parseTripModel(readFileSync(found(modelFile), 'utf8'), modelFile);
        return {model, places: new Places(order ?? model.carriageways)};
    }
    const places = new Places(order ?? orderFromReadings(readings));
    return {model: fromReadingsAlone(readings, places), places};
}

function fromGivenTrips(
    readings: ReadingsFile, tracks: GivenTrips, places: Places,
): TripModel {
    return learnTripModel(lessonFrom(readings, tracks, places), places, 'given trips');
}

function fromReadingsAlone(readings: ReadingsFile, places: Places): TripModel {
    return tripModelFromReadingsAlone(runsOfReadings(readings, places, 'physical'), places);
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
