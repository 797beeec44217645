import {Check, readYaml, Zone, type Currency, type YamlValue} from '@karwan/base';
import {checkCorridor} from './check-corridor.ts';
import {checkPrices} from './check-prices.ts';
import {linesFrom} from './lines.ts';
import type {Placed} from './placed.ts';
import {readSurcharges, readTariffs} from './read-prices.ts';
import {readJunctions, readRoads} from './read-roads.ts';
import {readRules} from './read-rules.ts';
import {readDevices, readInterchanges, readPoints, readSections} from './read-tables.ts';
import {sectionsFrom} from './sections.ts';
import type {Scheme} from './scheme.ts';
import {parseTripModel, type TripModel} from './trip-model.ts';

/** The files that a scheme is made of; those that may be left out say so. */
export const schemeFiles: ReadonlyMap<string, 'needed' | 'optional'> = new Map([
    ['corridor.yaml', 'needed'],
    ['interchanges.csv', 'needed'],
    ['sections.csv', 'needed'],
    ['points.csv', 'needed'],
    ['devices.csv', 'needed'],
    ['tariffs.csv', 'needed'],
    ['surcharges.csv', 'optional'],
    // Made by `karwan trips learn`; without it trips are cut by the rules of corridor.yaml.
    ['trips.json', 'optional'],
]);

const HEAD = [
    'id', 'name', 'version', 'zone', 'currency', 'classes', 'roads', 'junctions', 'rules',
] as const;

/**
 * A scheme from the texts of its files by name. `digest` is the SHA-256 of those files. Throws a
 * Refusal with every fault, each with file, line and column: first of what stands in single cells,
 * and where those are sound, of what the files say about one another. Nothing is loaded by half.
 */
export function loadScheme(files: ReadonlyMap<string, string>, digest: string): Scheme {
    const check = new Check();
    checkAllThere(files, check);
    check.refuseIfFaulty();
    const read = readFiles(files, check);
    check.refuseIfFaulty();
    checkCorridor(read, check);
    checkPrices(read, check);
    checkTripPlaces(read, check);
    check.refuseIfFaulty();

    const {id, name, version, zone, currency, classes, rules} = read;
    const roads = valuesOf(read.roads);
    const stretches = valuesOf(read.stretches);
    const points = valuesOf(read.points);
    return {
        id, version, digest, rules,
        surcharges: valuesOf(read.surcharges),
        corridor: {
            id, name, zone: zone.name, currency, classes, roads, points,
            interchanges: valuesOf(read.interchanges),
            sections: sectionsFrom(roads, stretches, points),
            devices: valuesOf(read.devices), junctions: valuesOf(read.junctions),
        },
        tariffs: linesFrom(valuesOf(read.prices), roads, stretches, currency),
        tripModel: read.tripModel,
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
function checkTripPlaces({tripModel, points}: ReturnType<typeof readFiles>, check: Check): void {
    if (!tripModel) return;
    const known = new Set(tripModel.carriageways.flat());
    const missing = valuesOf(points).filter(point => !known.has(point.id));
    if (missing.length === 0) return;
    check.fault(TRIPS, 'trip table', `no ${missing[0]!.id} on its carriageways`,
        'every point of points.csv: learn the table on this road');
}

function checkAllThere(files: ReadonlyMap<string, string>, check: Check): void {
    for (const [file, need] of schemeFiles) {
        if (need === 'optional' || files.has(file)) continue;
        check.fault({file, line: 1, column: 1}, 'file', 'no such file', 'a file of this name');
    }
}

function readFiles(files: ReadonlyMap<string, string>, check: Check) {
    const text = (file: string): string => files.get(file) ?? '';
    const head = readYaml('corridor.yaml', text('corridor.yaml'), check)
        .fields('corridor', HEAD, ['junctions']);
    const zone = readZone(head.zone, check);
    const currency = readCurrency(head.currency, check);
    return {
        id: check.id(head.id.cell('id'), 'id'),
        name: check.text(head.name.cell('name'), 'name'),
        version: check.text(head.version.cell('version'), 'version'),
        zone, currency,
        classes: readClasses(head.classes, check),
        roads: readRoads(head.roads, check),
        junctions: readJunctions(head.junctions, check),
        tripModel: readTripModel(files.get('trips.json'), check),
        rules: readRules(head.rules, check),
        interchanges: readInterchanges(text('interchanges.csv'), check),
        stretches: readSections(text('sections.csv'), check),
        points: readPoints(text('points.csv'), check),
        devices: readDevices(text('devices.csv'), check),
        prices: readTariffs(text('tariffs.csv'), zone, currency, check),
        surcharges: files.has('surcharges.csv')
            ? readSurcharges(text('surcharges.csv'), zone, currency, check) : [],
    };
}

function valuesOf<T>(items: readonly Placed<T, never>[]): T[] {
    return items.map(item => item.value);
}

function readZone(value: YamlValue, check: Check): Zone {
    const cell = value.cell('zone');
    try {
        return new Zone(check.text(cell, 'zone') || 'UTC');
    } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        check.fault(cell.place, 'zone', `"${cell.text}"`, 'a time zone such as Asia/Karachi');
        return new Zone('UTC');
    }
}

function readCurrency(value: YamlValue, check: Check): Currency {
    const currency = value.fields('currency', ['code', 'minorDigits']);
    const cell = currency.code.cell('currency code');
    if (!/^[A-Z]{3}$/.test(cell.text)) {
        check.fault(cell.place, 'currency code', `"${cell.text}"`, 'three capitals such as PKR');
    }
    const digits = currency.minorDigits.cell('minorDigits');
    return {
        code: cell.text,
        minorDigits: Number(check.oneOf(digits, 'minorDigits', ['0', '1', '2', '3', '4'])),
    };
}

function readClasses(list: YamlValue, check: Check): string[] {
    const classes: string[] = [];
    for (const item of list.items('classes')) {
        const {id, name} = item.fields('class', ['id', 'name']);
        const word = check.id(id.cell('class id'), 'class id');
        check.text(name.cell('class name'), 'class name');
        if (classes.includes(word)) check.fault(id.place, 'class id', `"${word}" twice`, 'it once');
        classes.push(word);
    }
    if (classes.length === 0) {
        check.fault(list.place, 'classes', 'none', 'at least one, cheapest first');
    }
    return classes;
}
