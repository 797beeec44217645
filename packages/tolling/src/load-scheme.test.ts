import assert from 'node:assert/strict';
import test from 'node:test';
import {faultText, Refusal} from '@karwan/base';
import {Ways} from '@karwan/journey';
import {loadScheme} from './load-scheme.ts';
import {schemeSkeleton} from './scheme-skeleton.ts';
import {tripRuleOf} from './trip-road.ts';

/** What is wrong with the small scheme once `from` has become `to` in a file. */
function faultsAfter(file: string, from: string, to: string): string {
    const files = schemeSkeleton('small');
    const text = files.get(file)!;
    assert(text.includes(from), `${file} holds no ${from}`);
    files.set(file, text.replace(from, to));
    return faultsOf(files);
}

function faultsOf(files: ReadonlyMap<string, string>): string {
    try {
        loadScheme(files, 'digest');
    } catch (error) {
        assert(error instanceof Refusal);
        return error.faults.map(faultText).join('\n');
    }
    return '';
}

test('the small scheme is whole', () => {
    const {id, digest, corridor, tariffs, surcharges} = loadScheme(schemeSkeleton('small'), 'abc');
    assert.deepEqual([id, digest, corridor.name, corridor.zone],
        ['small', 'abc', 'My motorway', 'Asia/Karachi']);
    const sections = corridor.sections
        .map(s => `${s.gantry}: ${s.from} ${s.to} ${s.tolledMetres}`);
    assert.deepEqual(
        sections, ['E1: a b 12500', 'W1: b a 12500', 'E2: b c 27500', 'W2: c b 27500']);
    assert.deepEqual(tariffs.map(t => t.id), [
        'MY-1/car/2025-01-01', 'MY-1/car/2026-01-01', 'MY-1/truck/2025-01-01',
    ]);
    assert.equal(new Date(tariffs[0]!.validToMs).toISOString(), '2025-12-31T19:00:00.000Z');
    assert.deepEqual(tariffs[0]!.origin.place, {file: 'tariffs.csv', line: 6, column: 1});
    assert.equal(surcharges[0]!.leastMinor, 5000n);
});

// Each story changes one thing in one file; the answer is every fault, as a person reads it.
const stories: [name: string, file: string, from: string, to: string, told: string][] = [
    ['a zone that is none', 'corridor.yaml', 'Asia/Karachi', 'Asia/Karaci',
        'corridor.yaml:7:7 zone: found "Asia/Karaci", expected a time zone such as Asia/Karachi'],
    ['no currency', 'corridor.yaml', 'code: PKR', 'code: rupees',
        'corridor.yaml:8:18 currency code: found "rupees", expected three capitals such as PKR'],
    ['a class twice', 'corridor.yaml', 'id: truck', 'id: car',
        'corridor.yaml:13:10 class id: found "car" twice, expected it once'],
    ['a rule left out', 'corridor.yaml', '  slowKmPerHour:', '  # slowKmPerHour:',
        'corridor.yaml:27:3 rules: found no slowKmPerHour, expected slowKmPerHour: …'],
    ['a rule without its source', 'corridor.yaml',
        '2, status: assumed, source: own', '2, status: assumed',
        'corridor.yaml:27:23 samePassageSeconds: found no source, expected source: …'],
    ['a length in words', 'sections.csv', 'a,b,12.5', 'a,b,twelve',
        'sections.csv:4:10 length_km: found "twelve", expected a decimal number such as 3.39'],
    ['more tolled than there is', 'sections.csv', '12.5,12.5', '12.5,13.5',
        'sections.csv:4:15 tolled_km: found 13.5 km, expected at most the length, 12.5 km'],
    ['a length that the kilometres contradict', 'sections.csv', '27.5,27.5,27,28', '28,28,27,28',
        'sections.csv:5:10 length of b to c: found 28 km, expected 27.5 km, which lie between '
        + 'them in '
        + 'interchanges.csv'],
    ['a section that is missing', 'sections.csv',
        'MY-1,b,c,27.5,27.5,27,28,assumed,own,2026-11-24,\n', '',
        'interchanges.csv:6:6 section: found none from b to c, expected a row in sections.csv\n'
        + 'points.csv:6:49 gantry E2: found no section from b going east, expected the '
        + 'interchange where '
        + 'its section begins\n'
        + 'points.csv:7:54 gantry W2: found no section from c going west, expected the '
        + 'interchange where '
        + 'its section begins'],
    ['interchanges out of order', 'interchanges.csv', 'Middle,12.5', 'Middle,52.5',
        'interchanges.csv:6:20 km of c: found 40 km, expected more than 52.5 km, where b lies\n'
        + 'sections.csv:4:10 length of a to b: found 12.5 km, expected 52.5 km, which lie between '
        + 'them in '
        + 'interchanges.csv'],
    ['a gantry beside its section', 'points.csv', 'east,b,26,12.5,40', 'east,b,46,12.5,50',
        'points.csv:6:51 km of E2: found 46 km, expected from 12.5 to 40 km, between b and c'],
    ['an unknown direction', 'points.csv', 'MY-1,west,b', 'MY-1,north,b',
        'points.csv:5:44 direction of W1: found "north", expected one of east, west\n'
        + 'points.csv:5:50 gantry W1: found no section from b going north, expected the '
        + 'interchange where '
        + 'its section begins\n'
        + 'sections.csv:4:6 gantry b to a, west: found none, expected a row in points.csv: '
        + 'gantry, MY-1, '
        + 'west, at b'],
    ['a device in the air', 'devices.csv', 'E2.laser,E2', 'E2.laser,E3',
        'devices.csv:10:10 point of device E2.laser: found "E3", expected a point of points.csv'],
    ['a class that nobody named', 'tariffs.csv', 'MY-1,truck', 'MY-1,lorry',
        'corridor.yaml:18:10 tariff of MY-1: found none for truck, expected at least one row in '
        + 'tariffs.csv\n'
        + 'tariffs.csv:8:6 class: found "lorry", expected one of car, truck'],
    ['a day that never was', 'tariffs.csv', '2025-12-31', '2025-02-30',
        'tariffs.csv:6:21 last_day: found "2025-02-30", expected a calendar day such as '
        + '2025-03-03'],
    ['prices that overlap', 'tariffs.csv', '2025-12-31', '2026-12-31',
        'tariffs.csv:7:10 tariff line MY-1/car/2026-01-01: found a first_day while tariff line '
        + 'MY-1/car/2025-01-01 still counts, expected a first_day after the last_day of the one '
        + 'before'],
    ['a share of a road that says nothing of parts', 'tariffs.csv',
        'per-km,,14.71', 'share-of-road,,300',
        'tariffs.csv:8:24 basis: found share-of-road for the MY-1, expected partOfRoad in '
        + 'corridor.yaml, '
        + 'which says where that rule comes from'],
    ['no gantry for a gantry price', 'tariffs.csv', 'per-km,,14.71', 'per-gantry,,14.71',
        'tariffs.csv:8:35 gantry: found nothing, expected a text'],
    ['a surcharge that lowers', 'surcharges.csv', '1.5', '0.5',
        'surcharges.csv:5:32 factor: found "0.5", expected a number not below 1'],
    ['a lateness that the reason does not have', 'surcharges.csv', 'byEventTime,assumed',
        'asKnown,assumed',
        'surcharges.csv:5:50 lateness: found "asKnown", expected one of byEventTime'],
    ['money finer than a paisa', 'surcharges.csv', '1.5,50', '1.5,50.005',
        'surcharges.csv:5:36 at_least: found "50.005", expected an amount of PKR with at most 2 '
        + 'decimals'],
    ['two things at once', 'tariffs.csv', 'per-km,,3.39,10,nearest', 'per-mile,,,10,about',
        'tariffs.csv:6:32 basis: found "per-mile", expected one of per-km, share-of-road, '
        + 'per-gantry, per-km-at-gantry, matrix, flat\n'
        + 'tariffs.csv:6:46 rounding: found "about", expected one of nearest, up, down'],
];

for (const [name, file, from, to, told] of stories) {
    test(name, () => assert.equal(faultsAfter(file, from, to), told));
}

/** The small scheme with several of its files changed. */
function faultsWith(changes: Readonly<Record<string, [from: string, to: string]>>): string[] {
    const files = schemeSkeleton('small');
    for (const [file, [from, to]] of Object.entries(changes)) {
        assert(files.get(file)!.includes(from), `${file} holds no ${from}`);
        files.set(file, files.get(file)!.replace(from, to));
    }
    return faultsOf(files).split('\n').map(told => told.split(' ')[0]!);
}

// What is wrong in corridor.yaml, how often it is told, and what stands wrong in the tables beside.
const heads: [name: string, from: string, to: string, told: number][] = [
    ['a zone', 'Asia/Karachi', 'Asia/Karaci', 1],
    ['a currency', 'minorDigits: 2', 'minorDigits: two', 1],
    ['a class', 'id: truck', 'id: two words', 1],
    ['a road', 'directions: [east, west]', 'directions: [east, east]', 1],
    ['a rule', 'slowKmPerHour: {value: 30', 'slowKmPerHour: {value: fast', 1],
    ['a key', 'classes:', 'clases:', 2],
];

for (const [name, from, to, told] of heads) {
    test(`${name} that is wrong in corridor.yaml hides nothing in the tables`, () => {
        const places = faultsWith({
            'corridor.yaml': [from, to],
            'interchanges.csv': ['Middle,12.5', 'Middle,52.5'],
            'tariffs.csv': ['14.71', 'Rs 14.71'],
            'surcharges.csv': ['1.5,50', '0.5,50'],
            'devices.csv': ['E2.laser,E2', 'E2.laser,E9'],
        });
        assert.equal(places.filter(place => place.startsWith('corridor.yaml')).length, told);
        assert.deepEqual(places.filter(place => !place.startsWith('corridor.yaml')), [
            'devices.csv:10:10', 'interchanges.csv:6:20', 'sections.csv:4:10',
            'surcharges.csv:5:32', 'tariffs.csv:8:32',
        ]);
    });

    test(`${name} that is wrong in corridor.yaml is told alone where the tables are sound`, () => {
        const places = faultsWith({'corridor.yaml': [from, to]});
        assert(places.every(place => place.startsWith('corridor.yaml')), places.join('\n'));
        assert.equal(places.length, told);
    });
}

test('YAML that is none hides nothing that the tables say of one another', () => {
    const places = faultsWith({
        'corridor.yaml': ['roads:', '\troads: [}'],
        'interchanges.csv': ['Middle,12.5', 'Middle,52.5'],
        'tariffs.csv': ['14.71', 'Rs 14.71'],
    });
    assert.deepEqual(places.filter(place => !place.startsWith('corridor.yaml')),
        ['interchanges.csv:6:20', 'sections.csv:4:10', 'tariffs.csv:8:32']);
});

test('one faulty table hides nothing in the others', () => {
    assert.deepEqual(faultsWith({
        'points.csv': ['E2,gantry', 'E2,gantri'], 'tariffs.csv': ['2025-12-31', '2026-12-31'],
        'sections.csv': ['27.5,27.5,27,28', '28,28,27,28'],
    }), ['points.csv:6:4', 'sections.csv:5:10', 'tariffs.csv:7:10']);
});

test('a scheme without roads is refused, and not loaded empty', () => {
    const files = schemeSkeleton('small');
    const head = files.get('corridor.yaml')!;
    for (const none of ['roads:\n', 'roads: []\n']) {
        files.set('corridor.yaml', head.replace(/roads:[^]*?\nrules:/, `${none}rules:`));
        assert.match(faultsOf(files), /roads: found none, expected at least one/);
    }
});

test('a file that is not there', () => {
    const files = schemeSkeleton('small');
    files.delete('points.csv');
    assert.equal(faultsOf(files),
        'points.csv:1:1 file: found no such file, expected a file of this name');
});

test('a scheme may have no surcharges', () => {
    const files = schemeSkeleton('small');
    files.delete('surcharges.csv');
    assert.equal(faultsOf(files), '');
});

/** A table whose one row says after how long any step begins a new trip. */
function tableFor(places: readonly string[]): string {
    return JSON.stringify({
        format: 'karwan-trip-table-1', learnedFrom: 'given trips', carriageways: [places],
        bands: [1], rows: [{
            from: 'any', fromPlace: 'any', to: 'any', toPlace: 'any', context: 'any',
            newTripAfterSeconds: 900, seen: 10, newTrips: 5, wrong: 1, byBand: [[5, 1], [5, 0]],
        }],
    });
}

const pointsOfSmall = loadScheme(schemeSkeleton('small'), '').corridor.points.map(p => p.id);

test('a learned table comes with the scheme and cuts its trips', () => {
    const files = schemeSkeleton('small').set('trips.json', tableFor(pointsOfSmall));
    const scheme = loadScheme(files, '');
    const rule = tripRuleOf(scheme, new Ways(scheme.corridor));
    const [first, second] = pointsOfSmall;
    const begins = (gapMs: number) => rule.boundaries([
        {place: first!, kind: 'gantry', atMs: 0}, {place: second!, kind: 'gantry', atMs: gapMs},
    ]).begins[1];
    assert.deepEqual([begins(899_000), begins(900_000)], [0, 1]);
});

test('a table learned on another road is refused', () => {
    const files = schemeSkeleton('small').set('trips.json', tableFor(['elsewhere']));
    assert.match(faultsOf(files), /^trips\.json:1:1 trip table: found no \S+ on its carriageways/);
});

test('a table that is none is refused with what is wrong', () => {
    const files = schemeSkeleton('small').set('trips.json', '{"rows": 3}');
    assert.match(faultsOf(files), /^trips\.json:1:1 trip table: found .*expected a trip table/);
});
