import assert from 'node:assert/strict';
import test from 'node:test';
import {faultText, Refusal} from '@karwan/base';
import {loadScheme} from './load-scheme.ts';
import {schemeSkeleton} from './scheme-skeleton.ts';
import type {Scheme} from './scheme.ts';

const ORIGIN = `lateness: byEventTime, status: assumed, source: own, date: '2026-11-24'`;
const DAY = `{id: day, kind: vehicle-day, roads: [MY-1], ${ORIGIN}}`;
const BACK = `{id: back, kind: return, roads: [MY-1], withinHours: 12, factor: 1.5, roundTo: 5,
    rounding: nearest, ${ORIGIN}}`;
const HEAD = 'road,class,first_day,basis,beyond_km,amount,round_to,rounding,'
    + 'status,source,source_date';
const BANDS = `${HEAD}
day,car,2025-01-01,per-km,,0,1,nearest,assumed,own,2026
day,car,2025-01-01,per-km,20,1.2,1,nearest,assumed,own,2026
day,truck,2025-01-01,per-km,,2,1,nearest,published,own,2026
`;

/** The small scheme with these windows, and these tariffs where they are given. */
function filesWith(windows: string, tariffs?: string): Map<string, string> {
    const files = schemeSkeleton('small');
    const text = files.get('corridor.yaml')!;
    files.set('corridor.yaml', text.replace('\nrules:', `\nwindows:\n  - ${windows}\n\nrules:`));
    if (tariffs !== undefined) files.set('tariffs.csv', tariffs);
    return files;
}

function told(files: ReadonlyMap<string, string>): Scheme | string {
    try {
        return loadScheme(files, 'digest');
    } catch (error) {
        assert(error instanceof Refusal);
        return error.faults.map(fault => faultText(fault).replace(/^(\S+?):\S+/, '$1')).join('\n');
    }
}

test('a vehicle\'s day is priced under its own name, in bands', () => {
    const scheme = told(filesWith(DAY, BANDS));
    assert(typeof scheme === 'object', String(scheme));
    assert.deepEqual(scheme.windows!.map(({id, kind, roads}) => [id, kind, ...roads]),
        [['day', 'vehicle-day', 'MY-1']]);
    const [car, truck] = scheme.tariffs;
    assert(car!.price.basis === 'per-km-in-bands');
    assert.deepEqual(car!.price.bands.map(band => band.beyondMetres), [0, 20_000]);
    assert.equal(truck!.price.basis, 'per-km');
});

test('there and back has its factor, its rounding and its time', () => {
    const scheme = told(filesWith(BACK));
    assert(typeof scheme === 'object', String(scheme));
    assert.deepEqual(scheme.windows![0]!.back, {
        factor: {digits: 15n, scale: 1}, step: {stepMinor: 500n, rounding: 'nearest'},
        withinMs: 12 * 3_600_000,
    });
});

// What is wrong with windows or with bands, as a person reads it; the file stands before it.
const faults: [name: string, files: Map<string, string>, told: RegExp][] = [
    ['a kind that is none', filesWith(DAY.replace('vehicle-day', 'day')),
        /corridor\.yaml kind: found "day", expected one of passage, entry-exit, vehicle-day/],
    ['frozen', filesWith(DAY.replace('byEventTime', 'asKnown'), BANDS),
        /lateness: found "asKnown", expected one of byEventTime/],
    ['a road that is none', filesWith(DAY.replace('MY-1', 'MY-9'), BANDS),
        /road of window day: found "MY-9", expected a road of the corridor/],
    ['a road in two', filesWith(`${DAY}\n  - ${BACK}`, BANDS),
        /road of window back: found MY-1, which day cuts too, expected each road in one window/],
    ['called like a road', filesWith(DAY.replace('id: day', 'id: MY-1'), BANDS),
        /window id: found "MY-1", which is a road, expected a name of its own/],
    ['a day with a factor', filesWith(DAY.replace('roads', 'factor: 2, roads'), BANDS),
        /factor: found it for a window that is vehicle-day, expected it only for kind: return/],
    ['a return without its time', filesWith(BACK.replace('withinHours: 12, ', '')),
        /window of kind return: found no withinHours, expected withinHours, factor, roundTo/],
    ['a road priced though its day is', filesWith(DAY, BANDS.replace('day,truck', 'MY-1,truck')),
        /tariffs\.csv road: found "MY-1", expected one of day/],
    ['a class of the day without a price', filesWith(DAY, BANDS.replace(/day,truck.*\n/, '')),
        /tariff of day: found none for truck, expected at least one row in tariffs\.csv/],
    ['bands that begin beyond the first kilometre',
        filesWith(DAY, BANDS.replace('per-km,,0,', 'per-km,5,0,')),
        /found no rate from the first kilometre on, expected a row without beyond_km/],
    ['a band twice', filesWith(DAY, BANDS.replace('per-km,,0,', 'per-km,20,0,')),
        /beyond_km of day\/car\/2025-01-01: found "20000" twice, expected it once/],
    ['bands rounded each by itself',
        filesWith(DAY, BANDS.replace('20,1.2,1,nearest', '20,1.2,10,up')),
        /found bands with different last_day or rounding, expected the same last_day, round_to/],
];

for (const [name, files, expected] of faults) {
    test(name, () => assert.match(String(told(files)), expected));
}
