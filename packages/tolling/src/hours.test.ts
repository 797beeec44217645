import assert from 'node:assert/strict';
import test from 'node:test';
import {faultText, Refusal} from '@karwan/base';
import {isWithin, parseHours, stretchCovered} from './hours.ts';
import {loadScheme} from './load-scheme.ts';
import {schemeSkeleton} from './scheme-skeleton.ts';
import {priceOf} from './tariff.ts';

const HEAD = 'road,class,first_day,last_day,hours,basis,amount,round_to,rounding,status,source,'
    + 'source_date\n';
const row = (day: string, hours: string, amount: string, vehicleClass = 'car'): string =>
    `MY-1,${vehicleClass},${day},,${hours},per-km,${amount},1,nearest,assumed,own,2026\n`;
const TRUCK = row('2025-01-01', '', '10', 'truck');

const load = (rows: string) =>
    loadScheme(schemeSkeleton('small').set('tariffs.csv', HEAD + rows + TRUCK), '');

test('what is no part of a day', () => {
    for (const text of ['', '6-10', '06:00', '25:00-26:00', '06:60-07:00', '08:00-08:00']) {
        assert.equal(parseHours(text), undefined, text);
    }
    assert.deepEqual(parseHours('22:00-24:00'), {fromMinute: 1320, toMinute: 1440});
});

test('a night goes over midnight', () => {
    const night = parseHours('22:00-06:00');
    assert.deepEqual([21, 22, 23, 0, 5, 6].map(hour => isWithin(night, hour * 60)),
        [false, true, true, true, true, false]);
    assert.equal(stretchCovered([night], times => times === 0), '06:00 to 22:00');
    assert.equal(stretchCovered([night, undefined], times => times === 0), undefined);
});

test('each hour has its price, by the clock of the road', () => {
    const scheme = load(
        row('2025-01-01', '06:30-10:00', '5') + row('2025-01-01', '10:00-06:30', '2'));
    const sections = scheme.corridor.sections.filter(s => s.gantry === 'E1');
    const toll = (clock: string): bigint => priceOf(scheme, {
        road: 'MY-1', class: 'car', sections, atMs: Date.parse(`2025-03-03T${clock}:00+05:00`),
    })!.tollMinor;
    assert.deepEqual(['06:29', '06:30', '09:59', '10:00', '23:00', '00:00'].map(toll),
        [2500n, 6300n, 6300n, 2500n, 2500n, 2500n]);
    assert.equal(priceOf(scheme, {
        road: 'MY-1', class: 'car', sections, atMs: Date.parse('2025-03-03T09:00:00+05:00'),
    })!.line.id, 'MY-1/car/2025-01-01@06:30-10:00');
});

// Rows of a car's prices by the hour, and what is wrong with them.
const faults: Record<string, [rows: string, found: string, line: number, column: number]> = {
    'an hour without a price': [
        row('2025-01-01', '06:30-10:00', '5') + row('2025-01-01', '10:00-22:00', '2'),
        'no price from 00:00 to 06:30', 2, 22],
    'an hour with two': [
        row('2025-01-01', '06:30-10:00', '5') + row('2025-01-01', '', '2'),
        'two prices from 06:30 to 10:00', 3, 1],
    'no hours at all': [row('2025-01-01', 'rush hour', '5'), '"rush hour"', 2, 22],
};

for (const [name, [rows, found, line, column]] of Object.entries(faults)) {
    test(`prices by the hour: ${name}`, () => {
        assert.throws(() => load(rows), (error: unknown) => {
            assert(error instanceof Refusal);
            assert.equal(error.faults[0]!.found, found, error.faults.map(faultText).join('\n'));
            assert.deepEqual(error.faults[0]!.place, {file: 'tariffs.csv', line, column});
            return true;
        });
    });
}

test('a class that only the register tells', () => {
    const files = schemeSkeleton('small');
    const head = files.get('corridor.yaml')!;
    const line = '  - {id: truck, name: Trucks}\n';
    const resident = '  - {id: resident, name: Residents, measuredAs: car}\n';
    files.set('corridor.yaml', head.replace(line, resident + line));
    files.set('tariffs.csv', HEAD + row('2025-01-01', '', '5') + TRUCK
        + row('2025-01-01', '', '1', 'resident'));
    assert.deepEqual([...loadScheme(files, '').measuredAs!], [['resident', 'car']]);
    files.set('corridor.yaml', head.replace(line, resident.replace(': car}', ': bus}') + line));
    assert.throws(() => loadScheme(files, ''), /measuredAs: found "bus", expected one of car/);
});
