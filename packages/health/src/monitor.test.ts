import assert from 'node:assert/strict';
import test from 'node:test';
import {tagToken, type Corridor, type Section} from '@karwan/journey';
import type {HeardReading} from './device-health.ts';
import {Monitor} from './monitor.ts';

// A road of five gantries 10 km apart; at each a site with an antenna and a camera.
const names = ['A', 'B', 'C', 'D', 'E'];
const unplaced = {chainageStatus: 'assumed', lat: undefined, lon: undefined} as const;
const sections: Section[] = names.map((gantry, nth) => ({
    road: 'coast', direction: 'up', from: `i${nth}`, to: `i${nth + 1}`, gantry,
    lengthMetres: 10_000, tolledMetres: 10_000, lowMetres: 10_000, highMetres: 10_000,
    lengthStatus: 'assumed',
}));
const corridor: Corridor = {
    id: 'coast', name: 'Coast', zone: 'UTC', currency: {code: 'PKR', minorDigits: 2},
    classes: ['car'], junctions: [], sections,
    roads: [{id: 'coast', name: 'Coast', directions: ['up']}],
    interchanges: [...names, 'end'].map((_, nth) => ({
        ...unplaced, id: `i${nth}`, road: 'coast', name: `i${nth}`, chainageMetres: nth * 10_000})),
    points: names.map((id, nth) => ({
        ...unplaced, id, kind: 'gantry', name: id, road: 'coast', direction: 'up', at: `i${nth}`,
        chainageMetres: nth * 10_000 + 5_000})),
    devices: names.flatMap(id => (['antenna', 'camera'] as const).map(
        kind => ({id: `${id}.${kind}`, point: id, kind, site: `S-${id}`}))),
};

const MINUTE_MS = 60_000;
/** From gantry to gantry at 100 km/h. */
const SECTION_MS = 6 * MINUTE_MS;

interface Hour {
    minutes: number;
    /** Vehicles that a device misses or sites that say nothing, by the minute. */
    isMissed?: (gantry: string, minute: number) => boolean;
    isQuiet?: (gantry: string, minute: number) => boolean;
    offsetMs?: (gantry: string, minute: number) => number;
}

// A vehicle a minute sets off at A; each site lives aloud once a minute.
function told({minutes, isMissed, isQuiet, offsetMs}: Hour): {monitor: Monitor; told: string[]} {
    const monitor = new Monitor(corridor);
    const lines: string[] = [];
    for (let minute = 0; minute < minutes; minute++) {
        const nowMs = (minute + 1) * MINUTE_MS;
        const readings = names.flatMap((point, nth): HeardReading[] => {
            const vehicle = minute - nth * SECTION_MS / MINUTE_MS;
            if (vehicle < 0 || isQuiet?.(point, minute) || isMissed?.(point, minute)) return [];
            const atMs = nowMs - 30_000 + (offsetMs?.(point, minute) ?? 0);
            return [{
                device: `${point}.antenna`, point, tag: tagToken(`T${vehicle}`), plate: undefined,
                measuredClass: undefined, atMs, receivedMs: nowMs - 29_000,
            }];
        });
        for (const {id, point} of corridor.devices) {
            if (isQuiet?.(point, minute)) continue;
            monitor.beat(id, nowMs - 20_000 + (offsetMs?.(point, minute) ?? 0), nowMs - 19_000);
        }
        monitor.take(readings, nowMs);
        for (const {cause, foundMs, endedMs, troubles} of monitor.takeChanged()) {
            const what = endedMs === undefined ? 'found' : 'ended';
            lines.push(`${cause} ${what} ${(endedMs ?? foundMs) / MINUTE_MS | 0} `
                + `(${troubles.length})`);
        }
    }
    return {monitor, told: lines};
}

test('all is well: no alarm, and every antenna is known to miss nothing', () => {
    const {monitor, told: lines} = told({minutes: 240});
    assert.deepEqual(lines, []);
    const middle = monitor.devices().find(({device}) => device === 'C.antenna')!;
    assert.equal(middle.missed!.value, 0);
    assert(middle.missed!.high < 0.05);
    assert.deepEqual(middle.troubles, []);
});

test('a site whose line is down is one alarm, after four minutes, and ends when it is back', () => {
    const isQuiet = (gantry: string, minute: number): boolean =>
        gantry === 'C' && minute >= 60 && minute < 90;
    const {told: lines} = told({minutes: 120, isQuiet});
    assert.equal(lines.at(0), 'silent site S-C found 64 (2)');
    assert.match(lines.at(-1)!, /^silent site S-C ended 9\d \(2\)$/);
});

test('an antenna that reads nothing while it lives is found by its neighbours', () => {
    const {told: lines} = told({
        minutes: 180, isMissed: (gantry, minute) => gantry === 'C' && minute >= 60});
    assert.match(lines[0]!, /^silent C\.antenna found \d+ \(1\)$/);
    const minute = Number(/found (\d+)/.exec(lines[0]!)![1]);
    assert(minute <= 60 + 6 + 8, 'a section on, and a handful of vehicles');
});

test('most sites quiet at once are one alarm', () => {
    const {told: lines} = told({minutes: 90, isQuiet: (gantry, minute) =>
        gantry !== 'A' && minute >= 60 && minute < 80});
    assert.equal(lines[0], 'silent 4 sites of coast found 64 (8)');
    assert.match(lines.at(-1)!, /^silent 4 sites of coast ended/);
});

test('a clock that is a minute off is found by the receipt of what it says', () => {
    const {told: lines} = told({minutes: 120, offsetMs: (gantry, minute) =>
        gantry === 'C' && minute >= 60 ? 60_000 : 0});
    assert.match(lines[0]!, /^clock (C\.\w+|site S-C) found (6\d|7\d|8\d) /);
});

test('what is stored and taken up again tells the same', () => {
    const isQuiet = (gantry: string, minute: number): boolean => gantry === 'C' && minute >= 60;
    const {monitor} = told({minutes: 70, isQuiet});
    const again = new Monitor(corridor, JSON.parse(JSON.stringify(monitor.state)));
    assert.deepEqual(again.openAlarms.map(({cause}) => cause), ['silent site S-C']);
    assert.deepEqual(JSON.parse(JSON.stringify(again.devices())),
        JSON.parse(JSON.stringify(monitor.devices())));
});
