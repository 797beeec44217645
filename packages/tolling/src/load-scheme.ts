import {Check} from '@karwan/base';
import {checkCorridor} from './check-corridor.ts';
import {checkMatrix} from './check-matrix.ts';
import {checkPrices} from './check-prices.ts';
import {daysOf} from './days.ts';
import {withDerivedAmounts} from './derived-prices.ts';
import {linesFrom} from './lines.ts';
import type {Placed} from './placed.ts';
import {readScheme, type SchemeRead} from './read-scheme.ts';
import {checkWindows} from './read-windows.ts';
import {sectionsFrom} from './sections.ts';
import type {Scheme} from './scheme.ts';
import {Soundness} from './soundness.ts';
import {withWaysBack} from './symmetric-matrix.ts';
import {parseTripModel, type TripModel} from './trip-model.ts';

/**
 * The files that a scheme is made of; those that may be left out say so. The tables of a road may
 * stand in a folder named after it (`MY-1/tariffs.csv`), in place of the scheme's or beside it.
 */
export const schemeFiles: ReadonlyMap<string, 'needed' | 'optional'> = new Map([
    ['corridor.yaml', 'needed'],
    ['interchanges.csv', 'needed'],
    ['sections.csv', 'needed'],
    // Needed where not every road states a rule for its gantries.
    ['points.csv', 'needed'],
    ['devices.csv', 'needed'],
    ['tariffs.csv', 'needed'],
    // Needed where a tariff line is a matrix.
    ['matrix.csv', 'optional'],
    ['surcharges.csv', 'optional'],
    // Made by `karwan trips learn`; without it trips are cut by the rules of corridor.yaml.
    ['trips.json', 'optional'],
]);

/** What may stand in the folder of a road. */
export const roadFiles: readonly string[] = [
    'road.yaml', 'interchanges.csv', 'sections.csv', 'points.csv', 'devices.csv', 'tariffs.csv',
    'matrix.csv',
];

/**
 * A scheme from the texts of its files by name. `digest` is the SHA-256 of those files. Throws a
 * Refusal with every fault, each with file, line and column: of what stands in single cells, and
 * of what the parts that are sound say about one another. Nothing is loaded by half.
 */
export function loadScheme(files: ReadonlyMap<string, string>, digest: string): Scheme {
    const check = new Check();
    const sound = new Soundness(check);
    const read = readScheme(files, sound, check);
    const tripModel = readTripModel(files.get('trips.json'), check);
    if (sound.of('tariffs', 'currency', 'priceRules')) {
        read.prices = withDerivedAmounts(read.prices, read.currency, check);
    }
    if (sound.of('matrix', 'roads', 'currency', 'interchanges')) {
        read.matrix = withWaysBack(read.matrix, read.prices, read.roads, read.currency,
            sound.of('tariffs'), check);
    }
    checkCorridor(read, sound, check);
    if (sound.of('roads', 'windows')) checkWindows(read.windows, idsOf(read.roads), check);
    checkPrices(read, sound, check);
    checkMatrix(read, sound, check);
    if (sound.of('points', 'byRule')) checkTripPlaces(tripModel, read, check);
    check.refuseIfFaulty();

    const {id, name, version, zone, currency, classes, rules} = read;
    const roads = valuesOf(read.roads);
    const stretches = valuesOf(read.stretches);
    const points = valuesOf(read.points);
    const sections = sectionsFrom(roads, stretches, points);
    const days = daysOf(read.holidays.size > 0);
    return {
        id, version, digest, rules,
        surcharges: valuesOf(read.surcharges),
        corridor: {
            id, name, zone: zone.name, currency, classes, roads, points,
            interchanges: valuesOf(read.interchanges),
            sections,
            devices: valuesOf(read.devices), junctions: valuesOf(read.junctions),
        },
        ...read.windows.length > 0 ? {windows: valuesOf(read.windows)} : {},
        ...read.measuredAs.size > 0 ? {measuredAs: read.measuredAs} : {},
        ...read.holidays.size > 0 ? {holidays: read.holidays} : {},
        tariffs: linesFrom(valuesOf(read.prices), {
            roads, stretches, matrix: valuesOf(read.matrix), sections, days,
        }, currency),
        tripModel,
    };
}

function readTripModel(text: string | undefined, check: Check): TripModel | undefined {
    if (text === undefined) return undefined;
    try {
        return parseTripModel(text, 'trips.json');
    } catch (error) {
        const found = (error as Error).message;
        check.fault(TRIPS, 'trip table', found, 'what `karwan trips learn` writes');
        return undefined;
    }
}

const TRIPS = {file: 'trips.json', line: 1, column: 1};

// A table that was learned on another road would cut nothing where it should.
function checkTripPlaces(
    tripModel: TripModel | undefined, {points}: SchemeRead, check: Check,
): void {
    if (!tripModel) return;
    const known = new Set(tripModel.carriageways.flat());
    const missing = valuesOf(points).filter(point => !known.has(point.id));
    if (missing.length === 0) return;
    check.fault(TRIPS, 'trip table', `no ${missing[0]!.id} on its carriageways`,
        'every point of points.csv: learn the table on this road');
}

function idsOf(roads: SchemeRead['roads']): string[] {
    return roads.map(road => road.value.id);
}

function valuesOf<T>(items: readonly Placed<T, never>[]): T[] {
    return items.map(item => item.value);
}
