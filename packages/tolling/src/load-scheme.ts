import {
    Check, choiceText, foundText, readYaml, Zone, type Currency, type YamlValue,
} from '@karwan/base';
import {checkCorridor} from './check-corridor.ts';
import {checkPrices} from './check-prices.ts';
import {withDerivedAmounts} from './derived-prices.ts';
import {gantriesByRule} from './gantries-by-rule.ts';
import {linesFrom} from './lines.ts';
import type {Placed} from './placed.ts';
import {readPriceRules} from './price-rules.ts';
import {readSurcharges, readTariffs} from './read-prices.ts';
import {readJunctions, readRoads, type PlacedRoad} from './read-roads.ts';
import {readRules} from './read-rules.ts';
import {readDevices, readInterchanges, readPoints, readSections} from './read-tables.ts';
import {sectionsFrom} from './sections.ts';
import type {Scheme} from './scheme.ts';
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
    ['surcharges.csv', 'optional'],
    // Made by `karwan trips learn`; without it trips are cut by the rules of corridor.yaml.
    ['trips.json', 'optional'],
]);

/** What may stand in the folder of a road. */
export const roadFiles: readonly string[] = [
    'road.yaml', 'interchanges.csv', 'sections.csv', 'points.csv', 'devices.csv', 'tariffs.csv',
];

const HEAD = [
    'id', 'name', 'version', 'zone', 'currency', 'classes', 'roads', 'junctions', 'priceRules',
    'rules',
] as const;

/**
 * A scheme from the texts of its files by name. `digest` is the SHA-256 of those files. Throws a
 * Refusal with every fault, each with file, line and column: first of what stands in single cells,
 * and where those are sound, of what the files say about one another. Nothing is loaded by half.
 */
export function loadScheme(files: ReadonlyMap<string, string>, digest: string): Scheme {
    const check = new Check();
    checkAllThere(
        ['corridor.yaml', 'interchanges.csv', 'sections.csv', 'tariffs.csv'], files, check);
    check.refuseIfFaulty();
    const read = readFiles(files, check);
    check.refuseIfFaulty();
    read.prices = withDerivedAmounts(read.prices, read.currency, check);
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
        ...read.measuredAs.size > 0 ? {measuredAs: read.measuredAs} : {},
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

function checkAllThere(
    names: readonly string[], files: ReadonlyMap<string, string>, check: Check,
): void {
    for (const file of names) {
        if ([...files.keys()].some(each => each === file || each.endsWith(`/${file}`))) continue;
        check.fault({file, line: 1, column: 1}, 'file', 'no such file', 'a file of this name');
    }
}

function readFiles(files: ReadonlyMap<string, string>, check: Check) {
    const text = (file: string): string => files.get(file) ?? '';
    const head = readYaml('corridor.yaml', text('corridor.yaml'), check)
        .fields('corridor', HEAD, ['junctions', 'priceRules']);
    const zone = readZone(head.zone, check);
    const currency = readCurrency(head.currency, check);
    const roads = readRoads(head.roads, road => roadInFolder(road, files, check), check);
    checkFolders(roads, files, check);
    if (roads.some(road => !road.value.gantries)) {
        checkAllThere(['points.csv', 'devices.csv'], files, check);
    }
    const folders = ['', ...roads.map(road => `${road.value.id}/`)];
    const table = <T>(name: string, read: (file: string, text: string, check: Check) => T[]) =>
        folders.map(folder => `${folder}${name}`).filter(file => files.has(file))
            .flatMap(file => read(file, text(file), check));
    const interchanges = table('interchanges.csv', readInterchanges);
    const byRule = gantriesByRule(roads, interchanges);
    const {classes, measuredAs} = readClasses(head.classes, check);
    const setting = {
        zone, currency, rules: readPriceRules(head.priceRules, classes, currency, check),
    };
    const parts = {
        classes, measuredAs,
        junctions: readJunctions(head.junctions, check),
        rules: readRules(head.rules, check),
    };
    // Prices rest on all that stands there: what is wrong there would be told again at each row.
    const isHeadSound = !check.isFaulty;
    return {
        id: check.id(head.id.cell('id'), 'id'),
        name: check.text(head.name.cell('name'), 'name'),
        version: check.text(head.version.cell('version'), 'version'),
        zone, currency,
        ...parts,
        tripModel: readTripModel(files.get('trips.json'), check),
        roads, interchanges,
        stretches: table('sections.csv', readSections),
        points: [...table('points.csv', readPoints), ...byRule.points],
        devices: [...table('devices.csv', readDevices), ...byRule.devices],
        prices: !isHeadSound ? []
            : table('tariffs.csv', (file, rows) => readTariffs(file, rows, setting, check)),
        surcharges: isHeadSound && files.has('surcharges.csv')
            ? readSurcharges(text('surcharges.csv'), zone, currency, check) : [],
    };
}

function roadInFolder(
    road: YamlValue, files: ReadonlyMap<string, string>, check: Check,
): YamlValue | undefined {
    const id = road.cell('road');
    const file = `${id.text}/road.yaml`;
    const text = files.get(file);
    if (text !== undefined) return readYaml(file, text, check);
    check.fault(road.place, 'road', foundText(id.text), `a file ${file}, or the road written here`);
    return undefined;
}

// A folder that no road is named after would be left out in silence.
function checkFolders(
    roads: readonly PlacedRoad[], files: ReadonlyMap<string, string>, check: Check,
): void {
    const ids = roads.map(road => road.value.id);
    for (const file of files.keys()) {
        const [folder, name] = file.split('/');
        if (name === undefined || ids.includes(folder!)) continue;
        check.fault({file, line: 1, column: 1}, 'folder', `"${folder}"`,
            `a folder named after a road: ${choiceText(ids)}`);
    }
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
        check.fault(cell.place, 'currency code', foundText(cell.text),
            'three capitals such as PKR');
    }
    const digits = currency.minorDigits.cell('minorDigits');
    return {
        code: cell.text,
        minorDigits: Number(check.oneOf(digits, 'minorDigits', ['0', '1', '2', '3', '4'])),
    };
}

function readClasses(
    list: YamlValue, check: Check,
): {classes: string[]; measuredAs: Map<string, string>} {
    const classes: string[] = [];
    const measured: [string, YamlValue][] = [];
    for (const item of list.items('classes')) {
        const {id, name, measuredAs} = item.fields(
            'class', ['id', 'name', 'measuredAs'], ['measuredAs']);
        const word = check.id(id.cell('class id'), 'class id');
        check.text(name.cell('class name'), 'class name');
        if (classes.includes(word)) check.fault(id.place, 'class id', `"${word}" twice`, 'it once');
        classes.push(word);
        if (!measuredAs.isEmpty()) measured.push([word, measuredAs]);
    }
    if (classes.length === 0) {
        check.fault(list.place, 'classes', 'none', 'at least one, cheapest first');
    }
    const own = classes.filter(word => measured.every(([told]) => told !== word));
    if (classes.length > 0 && own.length === 0) {
        check.fault(list.place, 'classes', 'measuredAs for every class', 'one that is measured');
    }
    return {classes, measuredAs: new Map(measured.map(([word, value]) =>
        [word, check.oneOf(value.cell('measuredAs'), 'measuredAs', own)]))};
}
