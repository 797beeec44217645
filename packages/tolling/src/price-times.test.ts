import assert from 'node:assert/strict';
import test from 'node:test';
import {faultText, Refusal} from '@karwan/base';
import {daysText, parseDays} from './days.ts';
import {daysWithoutPrice} from './days-without-price.ts';
import {originFor, priceSteps} from './explain.ts';
import {loadScheme} from './load-scheme.ts';
import {schemeSkeleton} from './scheme-skeleton.ts';
import type {Scheme} from './scheme.ts';
import {priceOf} from './tariff.ts';

const HEAD = 'road,class,first_day,last_day,days,hours,basis,gantry,amount,round_to,rounding,'
    + 'status,source,source_date\n';
const GANTRIES = ['E1', 'E2', 'W1', 'W2'];
const TRUCK = 'MY-1,truck,2025-01-01,,,,per-km,,10,1,nearest,assumed,own,2026\n';

/** A car's price at a gantry: when, where, how much. */
function at(gantry: string, days: string, hours: string, amount: string, last = ''): string {
    return `MY-1,car,2025-01-01,${last},${days},${hours},per-gantry,${gantry},${amount},,,`
        + 'published,own,2026\n';
}

function everywhere(days: string, hours: string, amount: string, last = ''): string {
    return GANTRIES.map(gantry => at(gantry, days, hours, amount, last)).join('');
}

function load(rows: string, holidays = ''): Scheme {
    const files = schemeSkeleton('small');
    files.set('corridor.yaml', files.get('corridor.yaml')! + holidays);
    return loadScheme(files.set('tariffs.csv', HEAD + rows + TRUCK), '');
}

function pricedAt(scheme: Scheme, gantry: string, time: string) {
    const sections = scheme.corridor.sections.filter(s => s.gantry === gantry);
    const price = priceOf(scheme, {
        road: 'MY-1', class: 'car', sections, atMs: Date.parse(`${time}:00+05:00`),
    });
    return price && {...price, sections};
}

function faultsOf(rows: string, holidays = ''): string[] {
    try {
        load(rows, holidays);
        return [];
    } catch (error) {
        assert(error instanceof Refusal);
        return error.faults.map(faultText);
    }
}

test('kinds of day', () => {
    for (const text of ['mon-fri', 'sat', 'sat-sun holiday', 'mon wed fri']) {
        assert.equal(daysText(parseDays(text)!), text);
    }
    for (const text of ['', 'weekday', 'fri-mon', 'mon-', 'mon-tue-wed', 'sun-holiday', 'Mon']) {
        assert.equal(parseDays(text), undefined, text);
    }
});

test('a working day, a weekend and a holiday have their prices', () => {
    const rows = everywhere('mon-fri', '07:00-09:00', '3')
        + everywhere('mon-fri', '09:00-07:00', '2') + everywhere('sat-sun holiday', '', '1');
    // 3 March 2025 was a Monday.
    const toll = (scheme: Scheme, time: string) => pricedAt(scheme, 'E1', time)!.tollMinor;
    const scheme = load(rows, 'holidays: [2025-03-04]\n');
    assert.deepEqual(['2025-03-03T06:59', '2025-03-03T07:00', '2025-03-04T08:00',
        '2025-03-07T23:59', '2025-03-08T00:00', '2025-03-09T08:00',
        '2025-03-10T00:00'].map(t => toll(scheme, t)),
    [200n, 300n, 100n, 200n, 100n, 100n, 200n]);
    assert.equal(pricedAt(scheme, 'E1', '2025-03-03T08:00')!.line.id,
        'MY-1/car/2025-01-01@mon-fri 07:00-09:00');
    assert.match(faultsOf(rows)[0]!,
        /days: found "sat-sun holiday", .*expected holidays in corridor/);
});

test('a price of some days is none of the others, at any hour', () => {
    const scheme = load(everywhere('sat-sun', '', '1') + everywhere('mon-fri', '', '2'));
    const tolls = ['2025-03-03T08:00', '2025-03-08T08:00'].map(time =>
        pricedAt(scheme, 'E1', time)!.tollMinor);
    assert.deepEqual(tolls, [200n, 100n]);
});

test('each gantry cuts its hours where it likes', () => {
    const scheme = load(everywhere('', '09:00-07:00', '2') + at('E1', '', '07:00-09:00', '5')
        + at('E2', '', '07:00-08:00', '6') + at('E2', '', '08:00-09:00', '7')
        + at('W1', '', '07:00-09:00', '8') + at('W2', '', '07:00-09:00', '9'));
    const tolls = (gantry: string) => ['07:30', '08:30', '09:30'].map(clock =>
        pricedAt(scheme, gantry, `2025-03-03T${clock}`)!.tollMinor);
    assert.deepEqual(tolls('E2'), [600n, 700n, 200n]);
    assert.deepEqual(tolls('E1'), [500n, 500n, 200n]);
});

const gaps: Record<string, [string, RegExp]> = {
    'a gantry without a price for an hour': [
        everywhere('', '09:00-07:00', '2')
            + ['E1', 'W1', 'W2'].map(g => at(g, '', '07:00-09:00', '5')).join('')
            + at('E2', '', '07:30-09:00', '5'),
        /^tariffs.csv:3:23 tariff line \S+: found no price at E2 from 07:00 to 07:30, expected on/],
    'no gantry has a price on Sundays': [everywhere('mon-sat', '', '2'),
        /^tariffs.csv:2:22 .*: found no price from 00:00 to 24:00 on sun, expected/],
    'two prices at one': [everywhere('', '', '2') + at('W1', 'sat', '08:00-09:00', '1'),
        /: found two prices at W1 from 08:00 to 09:00 on sat, expected/],
    'a price that ends while the others go on': [
        everywhere('', '09:00-07:00', '2') + everywhere('', '07:00-09:00', '5', '2025-06-30'),
        /: found no price from 07:00 to 09:00, expected/],
    'days that are none': [everywhere('weekdays', '', '2'), /days: found "weekdays", here and on/],
};

for (const [name, [rows, expected]] of Object.entries(gaps)) {
    test(`times: ${name}, told once`, () => {
        const faults = faultsOf(rows);
        assert.equal(faults.length, 1, faults.join('\n'));
        assert.match(faults[0]!, expected);
    });
}

test('the row that priced a gantry is the one that is told', () => {
    const scheme = load(everywhere('', '', '2').replace('per-gantry,W2,2,,,published',
        'per-gantry,W2,2,,,assumed'));
    const {line, sections, status} = pricedAt(scheme, 'E2', '2025-03-03T08:00')!;
    assert.equal(originFor(line, sections).place.line, 3);
    assert.equal(status, 'published');
    assert.equal(pricedAt(scheme, 'W2', '2025-03-03T08:00')!.status, 'assumed');
});

test('a rate per kilometre is rounded at each gantry', () => {
    const rate = (gantry: string, amount: string): string => 'MY-1,car,2025-01-01,,,,'
        + `per-km-at-gantry,${gantry},${amount},1,nearest,published,own,2026\n`;
    const scheme = load(rate('', '3.39'));
    const sections = scheme.corridor.sections.filter(s => s.direction === 'east');
    const price = priceOf(scheme, {
        road: 'MY-1', class: 'car', sections, atMs: Date.parse('2025-03-03T08:00:00+05:00'),
    })!;
    // 12.5 km x 3.39 = 42.375 and 27.5 km x 3.39 = 93.225: 42 + 93, where 40 km together are 136.
    assert.deepEqual(sections.map(s => s.tolledMetres), [12_500, 27_500]);
    assert.equal(price.tollMinor, 4200n + 9300n);
    const [step] = priceSteps({
        line: price.line, sections, surcharge: undefined, tollMinor: price.tollMinor,
        surchargeMinor: 0n, isExempt: false,
    }, scheme.corridor.currency);
    assert(step?.step === 'sum-of-gantries');
    assert.deepEqual(step.gantries[0], {
        gantry: 'E1', amount: '42.00', place: {file: 'tariffs.csv', line: 2, column: 1},
        rate: {ratePerKm: '3.39', metres: 12_500, to: '1.00', rounding: 'nearest'},
    });
    assert.match(faultsOf(rate('', '3.39') + rate('E1', '4'))[0]!, /two prices at E1 from 00:00/);
});

test('days without a price are named', () => {
    assert.deepEqual(daysWithoutPrice(load(everywhere('', '', '2', '2025-01-18'))), [
        {road: 'MY-1', class: 'car', firstDay: '2025-01-19', lastDay: undefined}]);
    assert.deepEqual(daysWithoutPrice(load(everywhere('', '', '2'))), []);
});
