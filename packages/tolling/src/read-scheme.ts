import {choiceText, columnsOf, foundText, readYaml, type Check, type YamlValue} from '@karwan/base';
import {gantriesByRule} from './gantries-by-rule.ts';
import {readPriceRules} from './price-rules.ts';
import {readClasses, readCurrency, readHolidays, readZone} from './read-head.ts';
import {readMatrix} from './read-matrix.ts';
import {readSurcharges, readTariffs, type PriceSetting} from './read-prices.ts';
import {readJunctions, readRoads, type PlacedRoad} from './read-roads.ts';
import {readRules} from './read-rules.ts';
import {readDevices, readInterchanges, readPoints, readSections} from './read-tables.ts';
import {readWindows} from './read-windows.ts';
import type {Part, Soundness} from './soundness.ts';

const HEAD = [
    'id', 'name', 'version', 'zone', 'currency', 'classes', 'roads', 'junctions', 'windows',
    'priceRules', 'holidays', 'rules',
] as const;

const HEAD_PARTS = [
    'zone', 'currency', 'classes', 'roads', 'junctions', 'windows', 'priceRules', 'rules',
] as const;

type Files = ReadonlyMap<string, string>;

/** A scheme's files, read one by one; `sound` knows which parts of them are whole. */
export type SchemeRead = ReturnType<typeof readScheme>;

/** Reads all that stands in the files, whatever is wrong beside it. */
export function readScheme(files: Files, sound: Soundness, check: Check) {
    checkAllThere(files, sound, check);
    const head = readHead(files, sound, check);
    const table = <T>(
        part: Part, read: (file: string, text: string, check: Check) => T[],
    ): T[] => sound.read(part, () => filesOf(`${part}.csv`, head.roads, files, sound)
        .flatMap(file => read(file, files.get(file)!, check)));
    const interchanges = table('interchanges', readInterchanges);
    const byRule = gantriesByRule(head.roads, interchanges);
    const stretches = table('sections', readSections);
    const points = [...table('points', readPoints), ...byRule.points];
    const devices = [...table('devices', readDevices), ...byRule.devices];
    const isByRule = head.roads.length === 0 || byRule.points.length > 0;
    // Gantries by a rule stand where roads and interchanges say.
    if (isByRule && !sound.of('roads', 'interchanges')) sound.fails('byRule');
    const setting = settingOf(head, sound);
    return {
        ...head, interchanges, stretches, points, devices,
        prices: table('tariffs', (file, text) => readTariffs(file, text, setting, check)),
        matrix: table('matrix', (file, text) =>
            readMatrix(file, text, exitsOf(text, interchanges, sound), setting.currency, check)),
        surcharges: sound.read('surcharges', () => files.has('surcharges.csv')
            ? readSurcharges(files.get('surcharges.csv')!, setting, check) : []),
    };
}

/** corridor.yaml, part by part. */
function readHead(files: Files, sound: Soundness, check: Check) {
    const yaml = sound.read('head', () =>
        readYaml('corridor.yaml', files.get('corridor.yaml') ?? '', check));
    // What is not well-formed may be read as anything.
    if (!sound.of('head')) sound.fails(...HEAD_PARTS);
    const head = sound.read('head', () =>
        yaml.fields('corridor', HEAD, ['junctions', 'windows', 'priceRules', 'holidays']));
    const zone = sound.read('zone', () => readZone(head.zone, check));
    const currency = sound.read('currency', () => readCurrency(head.currency, check));
    const {classes, measuredAs} = sound.read('classes', () => readClasses(head.classes, check));
    const roads = sound.read('roads', () =>
        readRoads(head.roads, road => roadInFolder(road, files, check), check));
    if (!sound.of('head')) failUnread(head, sound);
    else if (roads.length === 0 && sound.of('roads')) {
        check.fault(head.roads.place, 'roads', 'none', 'at least one');
        sound.fails('roads');
    }
    if (roads.length > 0) checkFolders(roads, files, check);
    if (sound.of('roads') && roads.some(road => !road.value.gantries)) {
        checkThere(['points', 'devices'], files, sound, check);
    }
    return {
        id: check.id(head.id.cell('id'), 'id'),
        name: check.text(head.name.cell('name'), 'name'),
        version: check.text(head.version.cell('version'), 'version'),
        zone, currency, classes, measuredAs, roads,
        priceRules: sound.read('priceRules', () =>
            readPriceRules(head.priceRules, classes, currency, check)),
        windows: sound.read('windows', () => readWindows(head.windows, currency, check)),
        holidays: readHolidays(head.holidays, check),
        junctions: sound.read('junctions', () => readJunctions(head.junctions, check)),
        rules: sound.read('rules', () => readRules(head.rules, check)),
    };
}

// Where a key is missing or misspelt, what is not there says nothing.
function failUnread(
    head: Readonly<Record<(typeof HEAD)[number], YamlValue>>, sound: Soundness,
): void {
    for (const part of HEAD_PARTS) {
        if (head[part].isEmpty()) sound.fails(part);
    }
}

// What prices are read by where the head is not whole: nothing of it is told again at each row.
function settingOf(
    {zone, currency, priceRules, holidays}: ReturnType<typeof readHead>, sound: Soundness,
): PriceSetting {
    return {
        zone, currency: sound.of('currency') ? currency : {...currency, minorDigits: 18},
        rules: sound.of('priceRules') ? priceRules : undefined,
        hasHolidays: holidays.size > 0 || !sound.of('head'),
    };
}

// The exits that a matrix may have: where interchanges are not whole, those that it names itself.
function exitsOf(
    text: string, interchanges: ReturnType<typeof readInterchanges>, sound: Soundness,
): string[] {
    return sound.of('interchanges') ? interchanges.map(each => each.value.id) : columnsOf(text);
}

function filesOf(
    name: string, roads: readonly PlacedRoad[], files: Files, sound: Soundness,
): string[] {
    const written = roads.map(road => road.value.id);
    const others = sound.of('roads') ? [] : [...files.keys()]
        .map(file => file.slice(0, Math.max(0, file.indexOf('/')))).filter(id => id !== '');
    return ['', ...new Set([...written, ...others].map(road => `${road}/`))]
        .map(folder => `${folder}${name}`).filter(file => files.has(file));
}

function checkAllThere(files: Files, sound: Soundness, check: Check): void {
    checkThere(['interchanges', 'sections', 'tariffs'], files, sound, check);
    if (files.has('corridor.yaml')) return;
    sayMissing('corridor.yaml', check);
    // Without it nothing can be told of the rest but what stands in single cells.
    check.refuseIfFaulty();
}

function checkThere(
    parts: readonly Part[], files: Files, sound: Soundness, check: Check,
): void {
    for (const part of parts) {
        const file = `${part}.csv`;
        if ([...files.keys()].some(each => each === file || each.endsWith(`/${file}`))) continue;
        sound.fails(part);
        sayMissing(file, check);
    }
}

function sayMissing(file: string, check: Check): void {
    check.fault({file, line: 1, column: 1}, 'file', 'no such file', 'a file of this name');
}

function roadInFolder(road: YamlValue, files: Files, check: Check): YamlValue | undefined {
    const id = road.cell('road');
    const file = `${id.text}/road.yaml`;
    const text = files.get(file);
    if (text !== undefined) return readYaml(file, text, check);
    check.fault(road.place, 'road', foundText(id.text), `a file ${file}, or the road written here`);
    return undefined;
}

// A folder that no road is named after would be left out in silence.
function checkFolders(roads: readonly PlacedRoad[], files: Files, check: Check): void {
    const ids = roads.map(road => road.value.id);
    for (const file of files.keys()) {
        const [folder, name] = file.split('/');
        if (name === undefined || ids.includes(folder!)) continue;
        check.fault({file, line: 1, column: 1}, 'folder', `"${folder}"`,
            `a folder named after a road: ${choiceText(ids, folder)}`);
    }
}
