import {chanceFrom, Refusal, type Chance} from '@karwan/base';
import {Places, TripTable, type TripModel} from '@karwan/tolling';
import assert from 'node:assert/strict';
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {after} from 'node:test';
import {gzipSync} from 'node:zlib';
import {eachVehicleOf} from './learned.ts';
import {KIND_NAMES, readReadings} from './readings-file.ts';
import {vehicleStops} from './road-stops.ts';
import {straightTrips} from './straight-trips.ts';
import {writeTrips} from './trips-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'karwan-straight-'));
after(() => rmSync(folder, {recursive: true}));

const ROAD = [['S1', 'G1', 'G2', 'Long place 3', 'G3', 'G4', 'S3', 'G5']];
const NAMES = ROAD[0]!;
const BANDS = [0.25, 0.7, 1, 1.4, 4];
const KINDS = [...KIND_NAMES.keys()];
const places = new Places(ROAD);

/** A table whose rows say anything, of every reach. */
function modelFrom(chance: Chance): TripModel {
    const open = {from: 'any', fromPlace: 'any', to: 'any', toPlace: 'any', context: 'any'};
    const pairs = NAMES.flatMap(fromPlace => NAMES.flatMap(toPlace => ['plain', 'burst'].map(
        context => ({from: 'gantry', fromPlace, to: 'gantry', toPlace, context}))));
    const keys = [...pairs.filter(() => chance.happens(0.7)),
        {...open, from: 'exit', to: 'gantry', toPlace: 'G2'}, {...open, to: 'exit'}, open];
    const rows = keys.map(key => ({
        ...key, newTripAfterSeconds: chance.pick([0, 30, 900, 7_200, 1e6, null]),
        seen: 0, newTrips: 0, wrong: 0,
        byBand: [...BANDS, 0].map(() => [1_000, chance.below(1_000)] as const),
    }));
    return {
        format: 'karwan-trip-table-1', learnedFrom: 'given trips', carriageways: ROAD,
        bands: BANDS, rows: rows as unknown as TripModel['rows'],
    };
}

/** How the rows of a file are written. */
interface Manner {
    readonly columns: readonly string[];
    readonly lineEnd: string;
    readonly isOpen: boolean;
    readonly isPacked: boolean;
    readonly isShuffled: boolean;
    readonly mostId: number;
    readonly vehicle: (number: number) => string;
    readonly time: (atMs: number) => string;
}

const iso = (atMs: number): string => new Date(atMs).toISOString();
const inWholeSeconds = (atMs: number): string => iso(atMs).replace('.000Z', '+00:00');
const inKarachi = (atMs: number): string => `${iso(atMs + 18_000_000).slice(0, 19)}+05:00`;

function mannerFrom(chance: Chance): Manner {
    const usual = ['reading', 'time', 'place', 'kind', 'vehicle', 'class'];
    return {
        columns: chance.pick([usual, usual, usual.toReversed(),
            ['time', 'lane', 'vehicle', 'kind', 'reading', 'place']]),
        lineEnd: chance.pick(['\n', '\r\n']),
        isOpen: chance.happens(0.3), isPacked: chance.happens(0.5),
        isShuffled: chance.happens(0.4), mostId: chance.pick([0, 50, 999_999_999]),
        vehicle: chance.pick([
            number => `v${number}`, number => number % 3 === 0 ? '' : `vehicle-${number}`,
            number => 'abcdefgh'.slice(0, number % 9) + String(number),
            number => `ی${number}-${'x'.repeat(number % 40)}`,
        ]),
        time: chance.pick([inWholeSeconds, inKarachi, iso]),
    };
}

/** Vehicles' stops in clumps, with ties, late records, and rows that come twice. */
function rowsFrom(chance: Chance, manner: Manner, count: number): string[] {
    const vehicles = chance.pick([1, 7, 400]);
    let atMs = Date.parse(chance.pick(['2022-02-22T00:00:00Z', '1969-12-31T22:00:00Z']));
    const rows = Array.from({length: count}, (_, nth) => {
        atMs += chance.pick([0, 0, 1_000, 3_000, 60_000, 600_000, 7_200_000]);
        if (manner.time === iso) atMs += chance.below(1_000);
        const late = chance.happens(0.1) ? chance.below(200_000) * 1_000 : 0;
        const fields: Record<string, string> = {
            reading: String(manner.mostId === 0 ? nth + 1 : chance.below(manner.mostId + 1)),
            time: manner.time(atMs - late), place: chance.pick(NAMES),
            kind: chance.happens(0.6) ? 'gantry' : chance.pick(KINDS),
            vehicle: manner.vehicle(chance.below(vehicles)), class: 'car', lane: '2',
        };
        return manner.columns.map(column => fields[column]).join(',');
    }).flatMap(row => chance.happens(0.03) ? [row, row] : [row]);
    if (!manner.isShuffled) return rows;
    return rows.map(row => ({row, key: chance.uniform()}))
        .sort((a, b) => a.key - b.key).map(({row}) => row);
}

function fileOf(name: string, rows: readonly string[], manner: Manner): string {
    const path = join(folder, name);
    const end = manner.isOpen ? '' : manner.lineEnd;
    const text = [manner.columns.join(','), ...rows].join(manner.lineEnd) + end;
    writeFileSync(path, manner.isPacked ? gzipSync(text) : text);
    return path;
}

/** The careful way. */
function stepByStep(file: string, out: string, model: TripModel) {
    const readings = readReadings(file);
    const stops = vehicleStops(readings, places);
    const trips = writeTrips(
        out, readings, eachVehicleOf({method: 'table', model}, places, stops));
    return {readings: readings.count, vehicles: readings.vehicles.count, trips};
}

const [careful, straight] = [join(folder, 'careful.csv'), join(folder, 'straight.csv')];

for (let seed = 1; seed <= 24; seed++) {
    test(`trips straight from bytes are those of the careful way (seed ${seed})`, () => {
        const chance = chanceFrom(seed);
        const manner = mannerFrom(chance);
        const model = modelFrom(chance);
        const count = chance.pick([0, 1, 900, 2_048, 7_000]);
        const file = fileOf('usual.csv', rowsFrom(chance, manner, count), manner);
        const built = straightTrips(file, straight, new TripTable(model, places, 'physical'));
        assert.deepEqual(built, stepByStep(file, careful, model));
        const lines = readFileSync(straight, 'utf8').split('\n');
        readFileSync(careful, 'utf8').split('\n').forEach((line, nth) =>
            assert.equal(lines[nth], line));
        assert(readFileSync(straight).equals(readFileSync(careful)));
    });
}

const USUAL = '7,2022-02-22T00:00:05+08:00,G1,gantry,v1,car';

/** A row that stands among usual ones: what the careful way says of it, if it refuses it. */
const unusual: Readonly<Record<string, [row: string, told: RegExp | undefined]>> = {
    'an id that is no number': [USUAL.replace('7', 'r-7'), undefined],
    'an id with a zero in front': [USUAL.replace('7', '007'), undefined],
    'an id of ten digits': [USUAL.replace('7', '1234567890'), undefined],
    'an id of nothing': [USUAL.replace('7', ''), undefined],
    'quotation marks': [USUAL.replace('v1', '"v1"'), /:900:1 row: /],
    'a field too few': [USUAL.replace(',car', ''), /:900:1 row: /],
    'a field too many': [`${USUAL},x`, /:900:1 row: /],
    'a line of nothing': ['', /:900:1 row: /],
    'a kind nobody knows': [USUAL.replace('gantry', 'camera'), /:900:32 kind: found "camera"/],
    'a place off the road': [USUAL.replace('G1', 'G9'), /:900:1 place: found G9/],
    'a day that is none': [USUAL.replace('02-22', '02-30'), /:900:3 time: found "2022-02-30/],
    'an hour that is none': [USUAL.replace('T00', 'T24'), /:900:3 time: /],
    'a minute that is none': [USUAL.replace(':00:05', ':60:05'), /:900:3 time: /],
    'a second that is none': [USUAL.replace(':05+', ':60+'), /:900:3 time: /],
    'a time without its offset': [USUAL.replace('+08:00', ''), /:900:3 time: /],
    'a line within a time': [USUAL.replace('T00:00', 'T00\n00'), /:900:1 row: |:900:3 time: /],
};

const [first, last] = [USUAL.replace('7', '6'), USUAL.replace('7', '8')];

for (const [name, [row, told]] of Object.entries(unusual)) {
    test(`left to the careful way: ${name}`, () => {
        const plain = {...mannerFrom(chanceFrom(1)), lineEnd: '\n', isPacked: false};
        const columns = ['reading', 'time', 'place', 'kind', 'vehicle', 'class'];
        const manner = {...plain, columns};
        const rows = [...Array<string>(898).fill(first), row, last];
        const file = fileOf('unusual.csv', rows, manner);
        const model = modelFrom(chanceFrom(2));
        rmSync(straight, {force: true});
        const table = new TripTable(model, places, 'physical');
        assert.equal(straightTrips(file, straight, table), undefined);
        assert(!existsSync(straight));
        if (told === undefined) assert.equal(stepByStep(file, careful, model).readings, 900);
        else {
            assert.throws(() => stepByStep(file, careful, model), error =>
                error instanceof Refusal && told.test(error.message));
        }
    });
}
