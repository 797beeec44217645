import assert from 'node:assert/strict';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {type TestContext} from 'node:test';
import {HOUR_MS, moneyText, Zone} from '@karwan/base';
import {priceOf, surchargeOf, windowRulesOf, type Scheme} from '@karwan/tolling';
import {checkoutFolder} from '../checkout.ts';
import {schemeFrom} from '../scheme-files.ts';
import {pageFiles, schemeKinds} from '../scheme-kinds.ts';
import {Stop} from './exit-code.ts';
import {checkScheme, newScheme} from './scheme.ts';

function scratch(t: TestContext): string {
    const folder = mkdtempSync(join(tmpdir(), 'karwan-scheme-'));
    t.after(() => rmSync(folder, {recursive: true}));
    return folder;
}

test('a new scheme passes its own check', t => {
    const folder = join(scratch(t), 'my-road');
    const made = newScheme(folder);
    assert.match(made.text, /Then: karwan scheme check .*my-road$/);
    const checked = checkScheme(folder);
    assert.equal(checked.exit, undefined);
    assert.match(checked.text,
        /^My motorway: scheme my-road, version 1, digest \w{12}\. No faults\.$/m);
    assert.match(checked.text, /^ {2}tariff lines, car +- +- +- +2 +since 2025-01-01$/m);
});

test('days on which nothing can be charged are named', t => {
    const folder = join(scratch(t), 'my-road');
    newScheme(folder);
    const file = join(folder, 'tariffs.csv');
    writeFileSync(file, readFileSync(file, 'utf8')
        .replace(/car,2025-01-01,2025-12-31,/, 'car,2025-01-01,2025-11-30,')
        .replace(/truck,2025-01-01,,/, 'truck,2025-01-01,2026-06-30,'));
    assert.match(checkScheme(folder).text, new RegExp('No faults\\.\\n'
        + 'Days without a price, on which nothing can be charged\\n'
        + 'MY-1 from 2025-12-01 to 2025-12-31: car\\nMY-1 from 2026-07-01 on: truck\\n'));
});

test('what is there is not written over', t => {
    const folder = join(scratch(t), 'my-road');
    newScheme(folder);
    assert.throws(() => newScheme(folder), (error: unknown) =>
        error instanceof Stop && error.exit === 'wrong-usage'
        && /new or empty folder/.test(error.message));
});

test('a name that would be no folder of corridors', () => {
    for (const name of ['My Road', '..', '-x', 'ROAD']) {
        assert.throws(() => newScheme(name), Stop, name);
    }
});

test('a fault is told in words and as JSON, and the exit says no', t => {
    const folder = join(scratch(t), 'my-road');
    newScheme(folder);
    const file = join(folder, 'tariffs.csv');
    writeFileSync(file, readFileSync(file, 'utf8').replace('3.39', 'Rs 3.39'));
    const {text, json, exit} = checkScheme(folder);
    assert.equal(exit, 'refused-input');
    assert.equal(text, [
        `One thing is wrong in the scheme ${folder}. Nothing was loaded.`,
        'tariffs.csv, line 6, column 40: amount',
        '    found     "Rs 3.39"',
        '    expected  a decimal number such as 3.39',
    ].join('\n'));
    assert.deepEqual(json, {error: 'refused-input', faults: [{
        place: {file: 'tariffs.csv', line: 6, column: 40}, what: 'amount', found: '"Rs 3.39"',
        expected: 'a decimal number such as 3.39',
    }]});
});

test('a folder that is not there', () => {
    assert.throws(() => checkScheme('no-such-road'), (error: unknown) =>
        error instanceof Stop && error.exit === 'not-found'
        && /scheme new no-such-road/.test(error.message));
});

test('the digest moves with every edit of a scheme file and with no other file', t => {
    const folder = join(scratch(t), 'my-road');
    newScheme(folder);
    const digest = (): unknown => (checkScheme(folder).json as {digest: string}).digest;
    const before = digest();
    writeFileSync(join(folder, 'README.md'), 'anything');
    assert.equal(digest(), before);
    const file = join(folder, 'surcharges.csv');
    writeFileSync(file, readFileSync(file, 'utf8').replace('1.5', '1.6'));
    assert.notEqual(digest(), before);
});

test('several roads are told on one screen: each class by how well it is known', () => {
    const {text, exit} = checkScheme('pakistan');
    assert.equal(exit, undefined, text);
    const lines = text.split('\n');
    assert(lines.length <= 45 && lines.every(line => line.length <= 110), text);
    // Cars are printed for four of its five days, and trucks for none.
    assert.match(text, /^M-3 +5\/-\/- +2\/3\/- +2\/3\/- +2\/3\/- +-\/5\/- +-\/5\/- +2024-06-30$/m);
    assert.match(text, /^M-11 +-\/-\/4 .* 2023-08-25$/m);
    assert.match(text, /^M-1 +550 p +850 e +1150 e +1650 e +2150 e +2650 e$/m);
    assert.match(text, /^E-35 +177 +98 a +158\/-\/19 +-\/6\/2 +-\/-\/14 +assumed$/m);
});

test('one of them in full', () => {
    const m2 = checkScheme('pakistan', 'M-2').text;
    assert.match(m2, /tolled length in all: 358\.23 km, 357\.98 to 358\.44; estimated/);
    assert.match(m2, /costs car 1470\.00 PKR \(1460\.00 to 1470\.00 by the length's range\)/);
    const m1 = checkScheme('pakistan', 'M-1').text;
    assert.match(m1, /^ {2}the whole road costs car 550\.00 PKR by M-1\/car\/2025-04-01$/m);
    assert.match(m1, /^ {2}rule for a part of the road +- +- +- +1$/m);
    assert.equal(m1.match(/since 2024-06-30/g)?.length, 6);
    assert.throws(() => checkScheme('pakistan', 'M-99'), (error: unknown) =>
        error instanceof Stop && error.exit === 'not-found'
        && /one of M-1, M-2/.test(error.message));
});

test('the reference corridor is whole', () => {
    assert.equal(checkScheme('gantry-corridor').exit, undefined);
});

test('the example of the documentation passes, and costs what the page says', t => {
    const folder = scratch(t);
    const page = readFileSync(join(checkoutFolder(), 'docs', 'write-a-scheme.md'), 'utf8');
    const blocks = [...pageFiles(page)].filter(([name]) => !name.includes('/'));
    assert.deepEqual(blocks.map(([name]) => name), [
        'corridor.yaml', 'interchanges.csv', 'sections.csv', 'points.csv', 'devices.csv',
        'tariffs.csv', 'surcharges.csv', 'vehicles.csv', 'lane.csv',
    ]);
    for (const [name, text] of blocks) writeFileSync(join(folder, name), text);
    const {text, exit} = checkScheme(folder);
    assert.equal(exit, undefined, text);
    const scheme = schemeFrom(folder);
    const atMs = Date.parse('2025-03-03T12:00:00+05:00');
    const sections = scheme.corridor.sections.filter(s => s.direction === 'east');
    const price = priceOf(scheme, {road: 'C-1', class: 'car', atMs, sections})!;
    assert.equal(price.tollMinor, 140_00n);
    assert.equal(surchargeOf(scheme, price.tollMinor, 'no-tag', atMs)!.surchargeMinor, 50_00n);
});

for (const kind of schemeKinds) {
    test(`the ${kind} road of the documentation is whole and charges what its page says`, t => {
        const folder = join(scratch(t), 'their-road');
        newScheme(folder, kind);
        assert.equal(checkScheme(folder).exit, undefined, checkScheme(folder).text);
        const scheme = schemeFrom(folder);
        assert.equal(scheme.id, 'their-road');
        const page = readFileSync(join(checkoutFolder(), 'docs', 'write-a-scheme.md'), 'utf8');
        const [, ...trips] = pageFiles(page).get(`${kind}/trips.csv`)!.trimEnd().split('\n');
        assert(trips.length >= 3);
        for (const trip of trips) assert.equal(costOf(trip, scheme), trip.split(',').at(-1), trip);
    });
}

test('a kind of road that the documentation does not have', t => {
    assert.throws(() => newScheme(join(scratch(t), 'x'), 'toroidal'), (error: unknown) =>
        error instanceof Stop
            && /expected one of open, closed, distance, matrix, day, city/.test(error.message));
});

/** What a trip of the documentation's table costs by the scheme. */
function costOf(trip: string, scheme: Scheme): string {
    const [road, direction, from, to, vehicleClass, day, withTag] = trip.split(',');
    const {corridor} = scheme;
    const way = corridor.sections.filter(s => s.road === road && s.direction === direction);
    const sections = [way.find(section => section.from === from)!];
    while (sections.at(-1)!.to !== to) {
        sections.push(way.find(section => section.from === sections.at(-1)!.to)!);
    }
    const atMs = new Zone(corridor.zone).startOfDayMs(day!) + HOUR_MS;
    const isUntagged = withTag === 'no';
    const pricedAs = windowRulesOf(scheme).pricedAs(
        road!, {byEventTime: isUntagged, asKnown: isUntagged});
    const {tollMinor} = priceOf(
        scheme, {road: pricedAs, class: vehicleClass!, atMs, sections})!;
    const extra = isUntagged ? surchargeOf(scheme, tollMinor, 'no-tag', atMs) : undefined;
    return moneyText(tollMinor + (extra?.surchargeMinor ?? 0n), corridor.currency);
}
