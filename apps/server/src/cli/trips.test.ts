import {chanceFrom, Refusal} from '@karwan/base';
import assert from 'node:assert/strict';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {after} from 'node:test';
import {gzipSync} from 'node:zlib';
import {Stop} from './exit-code.ts';
import {buildTrips, learnTrips, scoreTripsOf} from './trips.ts';

const folder = mkdtempSync(join(tmpdir(), 'karwan-trips-'));
after(() => rmSync(folder, {recursive: true}));

function fileOf(name: string, content: string | Uint8Array): string {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
}

/** Vehicles that drive a road of three gantries out and home, an hour or more between. */
function world(seed: number, vehicles: number): {readings: string[]; tracks: string[]} {
    const chance = chanceFrom(seed);
    const readings: string[] = [];
    const tracks: string[] = [];
    for (let vehicle = 0; vehicle < vehicles; vehicle++) {
        let atMs = Date.parse('2025-03-03T00:00:00Z') + chance.below(86_400) * 1000;
        for (let trip = 1; trip <= 2; trip++) {
            for (const place of ['G1', 'G2', 'G3']) {
                const id = readings.length + 1;
                const time = new Date(atMs).toISOString().replace('.000Z', '+00:00');
                readings.push(`${id},${time},${place},gantry,car-${vehicle},car`);
                tracks.push(`${id},${trip}`);
                atMs += (300 + chance.below(300)) * 1000;
            }
            atMs += 3_600_000 + chance.below(36_000) * 1000;
        }
    }
    return {readings, tracks};
}

const HEADER = 'reading,time,place,kind,vehicle,class';
const {readings, tracks} = world(7, 200);
const plain = fileOf('readings.csv', `${HEADER}\n${readings.join('\n')}\n`);
const packed = fileOf('readings.csv.gz', gzipSync(readFileSync(plain)));
const given = fileOf('tracks.csv', `reading,track\n${tracks.join('\n')}\n`);
const model = join(folder, 'table.json');

test('trips are learned, built and scored from files', () => {
    learnTrips({readings: packed, tracks: given, out: model});
    const {json} = scoreTripsOf({readings: packed, tracks: given, model, convention: 'operator'});
    const {precision, recall, trips} = json as Record<string, number>;
    assert.deepEqual({precision, recall, trips}, {precision: 1, recall: 1, trips: 400});
    const out = join(folder, 'trips.csv');
    assert.match(buildTrips({readings: packed, model, out}).text, /400 trips of 200 vehicles/);
    const lines = readFileSync(out, 'utf8').trimEnd().split('\n');
    const told = lines.slice(1).flatMap(line => line.split(',')[5]!.split(' '));
    assert.equal(lines[0], 'trip,vehicle,first,last,sure,readings');
    assert.deepEqual(told.map(Number).sort((a, b) => a - b), readings.map((_, at) => at + 1));
});

test('readings alone do as well here', () => {
    const {json} = scoreTripsOf({readings: packed, tracks: given});
    const {precision, recall} = json as Record<string, number>;
    assert.deepEqual({precision, recall}, {precision: 1, recall: 1});
});

test('packed or not, in any order, with Windows line ends: the same bytes', () => {
    learnTrips({readings: packed, tracks: given, out: model});
    const built = (readings: string) => {
        const out = join(folder, 'again.csv');
        buildTrips({readings, model, out});
        return readFileSync(out, 'utf8');
    };
    const expected = built(packed);
    const turned = fileOf('turned.csv', `${HEADER}\r\n${readings.toReversed().join('\r\n')}\r\n`);
    const endless = fileOf('endless.csv', `${HEADER}\n${readings.join('\n')}`);
    assert.equal(built(plain), expected);
    assert.equal(built(turned), expected);
    assert.equal(built(endless), expected);
});

test('the given trips of some vehicles, and empty tracks, leave the others out', () => {
    const few = fileOf('few.csv', 'reading,track\n1,1\n2,1\n3,1\n4,\n5,\n6,\n');
    const {json} = scoreTripsOf({readings: packed, tracks: few, model, convention: 'operator'});
    const {trips, given: all, exact, emptyTracksDropped} = json as Record<string, number>;
    assert.deepEqual({trips, all, exact, emptyTracksDropped},
        {trips: 1, all: 1, exact: 1, emptyTracksDropped: 3});
});

test('trees learn, build and score as the table does, in any order of the rows', () => {
    const trees = join(folder, 'trees.json');
    assert.match(learnTrips({readings: packed, tracks: given, method: 'trees', out: trees}).text,
        /trees.json: 120 trees from 1000 steps \(given trips\)/);
    const {json} = scoreTripsOf({readings: packed, tracks: given, model: trees, method: 'trees'});
    const {precision, recall, method} = json as Record<string, unknown>;
    assert.deepEqual({precision, recall, method}, {precision: 1, recall: 1, method: 'trees'});
    const turned = fileOf('turned.csv', `${HEADER}\n${readings.toReversed().join('\n')}\n`);
    const again = join(folder, 'trees-again.json');
    learnTrips({readings: turned, tracks: given, method: 'trees', out: again});
    assert.equal(readFileSync(again, 'utf8'), readFileSync(trees, 'utf8'));
    const built = [packed, turned].map(file => {
        buildTrips({readings: file, model: trees, out: join(folder, 'built.csv')});
        return readFileSync(join(folder, 'built.csv'), 'utf8');
    });
    assert.equal(built[0], built[1]);
    assert.equal(built[0]!.trimEnd().split('\n').length, 401);
});

test('trees do not learn without given trips, and a model is of one method', () => {
    const wrongUsage = (message: RegExp) => (error: unknown) =>
        error instanceof Stop && error.exit === 'wrong-usage' && message.test(error.message);
    assert.throws(() => learnTrips({readings: packed, method: 'trees', out: join(folder, 'x')}),
        wrongUsage(/learn them with --tracks/));
    learnTrips({readings: packed, tracks: given, out: model});
    assert.throws(() => scoreTripsOf({readings: packed, tracks: given, model, method: 'trees'}),
        wrongUsage(/was learned with --method table, not trees/));
});

const row = (line: string) => `${HEADER}\n${readings[0]}\n${line}\n`;
const refused: Readonly<Record<string, [content: string | Uint8Array, message: RegExp]>> = {
    'a time without an offset': [row('2,2025-03-03T10:00:00,G1,gantry,a,car'),
        /:3:3 time: found "2025-03-03T10:00:00", expected a time with its offset/],
    'a kind nobody knows': [row('2,2025-03-03T10:00:00Z,G1,camera,a,car'),
        /:3:27 kind: found "camera", expected one of/],
    'a field too few': [row('2,2025-03-03T10:00:00Z,G1,gantry,a'),
        /:3:1 row: .* expected 6 fields/],
    'a field too many': [row('2,2025-03-03T10:00:00Z,G1,gantry,a,car,x'), /:3:1 row: /],
    'quotation marks': [row('2,2025-03-03T10:00:00Z,"G1",gantry,a,car'), /:3:1 row: /],
    'a column missing': ['reading,time,place,kind\n', /:1:1 header: .*a column called vehicle/],
    'a gzip file cut short': [gzipSync(readFileSync(plain)).subarray(0, 900), /gzip: /],
    'a gzip file spoiled': [spoiled(gzipSync(readFileSync(plain))), /gzip: /],
};

function spoiled(bytes: Uint8Array): Uint8Array {
    const copy = Uint8Array.from(bytes);
    copy.fill(255, 300, 340);
    return copy;
}

for (const [name, [content, message]] of Object.entries(refused)) {
    test(`readings are refused: ${name}`, () => {
        const file = fileOf('refused.csv', content);
        const learning = () => learnTrips({readings: file, tracks: given, out: join(folder, 'x')});
        assert.throws(learning, error => error instanceof Refusal && message.test(error.message));
    });
}

test('where no vehicle was read twice there is nothing to learn', () => {
    for (const content of [`${HEADER}\n`, `${HEADER}\n${readings[0]}\n`]) {
        const file = fileOf('short.csv', content);
        assert.throws(() => learnTrips({readings: file, out: join(folder, 'x')}),
            /short.csv:1:1 readings: found no step from one reading/);
    }
});

test('tracks of readings that are not there are refused', () => {
    const file = fileOf('other.csv', 'reading,track\n9999999,1\n');
    assert.throws(() => scoreTripsOf({readings: packed, tracks: file, model}),
        /other.csv:2:1 reading: found "9999999", expected a reading of/);
});

test('a road driven both ways needs its order', () => {
    const both = [...readings, ...readings.map((line, at) =>
        line.replace(/^\d+/, String(at + 5_000)).replace('car-', 'back-')
            .replace(/,G(\d),/, (_, digit) => `,G${4 - Number(digit)},`))];
    const file = fileOf('both.csv', `${HEADER}\n${both.join('\n')}\n`);
    assert.throws(() => learnTrips({readings: file, out: model}), /order of places: .* --scheme/);
});

test('a file that does not exist is named', () => {
    assert.throws(() => buildTrips({readings: 'nowhere.csv', model, out: join(folder, 'x')}),
        error => error instanceof Stop && error.exit === 'not-found');
});
