import assert from 'node:assert/strict';
import test from 'node:test';
import {Refusal, Zone} from '@karwan/base';
import {mappingFrom, mappingFromYaml, mappingText} from './mapping.ts';
import {csvReader, ndjsonReader} from './record.ts';
import {Unreadable} from './unreadable.ts';

const zone = new Zone('Europe/Berlin');
const HEADER_OF_PLATES = 'device;at;plate;confidence';

// The columns, the mapping if there is one, a line, and the wire reading that it says.
const stories: Record<string, [string, string, string, unknown]> = {
    'the wire\'s own names': [
        'at,device,tag,lane', '', 'T,d,PK1,2', {device: 'd', at: 'T', tag: 'PK1', lane: 2}],
    'columns that say nothing are left': [
        'device,at,weather', '', 'd,T,rain', {device: 'd', at: 'T'}],
    'a stranger\'s names': [
        'time,place,kind,vehicle', 'device={place}.{kind},at=time,tag=vehicle', 'T,G1,gantry,v7',
        {device: 'G1.gantry', at: 'T', tag: 'v7'}],
    'spaces around a cell': ['device,at,tag', '', ' d , T,PK1', {device: 'd', at: 'T', tag: 'PK1'}],
    'quotes': [
        'device,at,tag', '', '"a ""b"", c",T,"PK1"', {device: 'a "b", c', at: 'T', tag: 'PK1'}],
    'a plate with its province': [
        'cam,t,reg,sure', 'device=cam,at=t,plate=reg,jurisdiction="PK-PB",confidence=sure',
        'c,T,LEA-1,0.9',
        {device: 'c', at: 'T', plate: {serial: 'LEA-1', jurisdiction: 'PK-PB', confidence: 0.9}}],
    'a plate that could not be read': [
        'device,at,plate,unreadable', '', 'c,T,,yes', {device: 'c', at: 'T', plate: null}],
    'no plate at all': ['device,at,plate,unreadable', '', 'c,T,,', {device: 'c', at: 'T'}],
    'a number that is none stays for the door': [
        'device,at,lane', '', 'c,T,left', {device: 'c', at: 'T', lane: 'left'}],
    'a column too few': [
        'device,at,tag', '', 'c,T', new Unreadable('2 columns', '3 columns as in the first line')],
    'semicolons, as the header has them': [
        'device;at;tag', '', 'd;T;"a;b"', {device: 'd', at: 'T', tag: 'a;b'}],
    'tabs, as the header has them': [
        'device\tat\ttag', '', 'd\tT\t"x"', {device: 'd', at: 'T', tag: 'x'}],
    'a decimal comma that nobody told of stays for the door': [
        HEADER_OF_PLATES, '', 'd;T;P1;0,97',
        {device: 'd', at: 'T', plate: {serial: 'P1', confidence: '0,97'}}],
    'a decimal comma that the mapping tells of': [
        HEADER_OF_PLATES, 'device=device,at=at,plate=plate,confidence=confidence@comma',
        'd;T;P1;0,97', {device: 'd', at: 'T', plate: {serial: 'P1', confidence: 0.97}}],
    'a local time in winter, and the day first': [
        'd,day,t', 'device=d,at={day} {t}@dmy@local', 'c,5.1.2025,8:15',
        {device: 'c', at: '2025-01-05T07:15:00.000Z'}],
    'a local time in summer, and the month first': [
        'd,t', 'device=d,at=t@mdy@local', 'c,7/5/2025 08:15:02.25',
        {device: 'c', at: '2025-07-05T06:15:02.250Z'}],
    'an offset says more than a clock': [
        'd,t', 'device=d,at=t@local', 'c,2025-07-05T08:15:02-03:00',
        {device: 'c', at: '2025-07-05T08:15:02-03:00'}],
    'a time that no clock showed': [
        'd,t', 'device=d,at=t@local-later', 'c,2025-03-30 02:30:00', new Unreadable(
            '"2025-03-30 02:30:00", which no clock in Europe/Berlin showed: they were put forward '
            + 'over it', 'a time that was shown, or one with its offset', '/at')],
    'a time that the clocks showed twice': [
        'd,t', 'device=d,at=t@local', 'c,2025-10-26 02:30:00', new Unreadable(
            '"2025-10-26 02:30:00", which the clocks in Europe/Berlin showed twice, at '
            + '2025-10-26T00:30:00.000Z and 2025-10-26T01:30:00.000Z',
            'an offset, or @local-earlier or @local-later in the place of @local', '/at')],
    'of a time shown twice the earlier': [
        'd,t', 'device=d,at=t@local-earlier', 'c,2025-10-26 02:30:00',
        {device: 'c', at: '2025-10-26T00:30:00.000Z'}],
    'of a time shown twice the later': [
        'd,t', 'device=d,at=t@local-later', 'c,2025-10-26 02:30:00',
        {device: 'c', at: '2025-10-26T01:30:00.000Z'}],
    'a day that no calendar has': [
        'd,t', 'device=d,at=t@dmy@local', 'c,31-02-2025 08:00:00', new Unreadable(
            '"31-02-2025 08:00:00"', 'a time such as 31-12-2025 08:15:02', '/at')],
    'what is no time is told by its shape': [
        'd,t', 'device=d,at=t@local', 'c,LEA 1234', new Unreadable(
            '8 letters, digits and other signs', 'a time such as 2025-12-31 08:15:02', '/at')],
    'a quote that never ends': [
        'device,at,tag', '', 'c,T,"x',
        new Unreadable('quotes that do not match', '3 columns as in the first line')],
};

for (const [name, [header, map, line, expected]] of Object.entries(stories)) {
    test(`CSV: ${name}`, () => {
        const mapping = map === '' ? undefined : mappingFrom(map);
        const read = csvReader(header, mapping, 'readings.csv', zone);
        assert.deepEqual(read(line), expected);
    });
}

test('NDJSON is the wire, or a stranger\'s properties', () => {
    const wire = ndjsonReader(undefined, zone);
    assert.deepEqual(wire('{"device":"d","at":"T"}'), {device: 'd', at: 'T'});
    assert.deepEqual(wire('{"device":'), new Unreadable('no JSON', 'one JSON object'));
    const read = ndjsonReader(
        mappingFrom('device={site.id}-{unit},at=ts,tag=epc,lane=lane'), zone);
    assert.deepEqual(read('{"site":{"id":4},"unit":"a","ts":"T","epc":"PK1","lane":3}'),
        {device: '4-a', at: 'T', tag: 'PK1', lane: 3});
    assert.deepEqual(read('[1]'), [1]);
});

// A mapping that is wrong, and where and what is said about it.
const faults: Record<string, string[]> = {
    'at=time': ['--map:1:1 device: found nothing, expected a column or a template'],
    'device=a,at=b,colour=c': ['--map:1:15 field: found "colour", expected one of device, at, '
        + 'message, tag, plate, jurisdiction, confidence, unreadable, class, lane'],
    'device={a,at=b': ['--map:1:1 device: found "{a", expected a column, a template like '
        + '{place}.{kind}, or a "text"',
        '--map:1:1 device: found nothing, expected a column or a template'],
    'device=a,at=b@lokal': ['--map:1:10 at: found "@lokal", expected one of @local, '
        + '@local-earlier, @local-later, @dmy, @mdy; a column with an @ in its name stands in '
        + 'braces',
        '--map:1:1 at: found nothing, expected a column or a template'],
    'device=a,at=b@dmy@mdy': ['--map:1:10 at: found "@dmy@mdy", expected a clock once and an '
        + 'order of the day once',
        '--map:1:1 at: found nothing, expected a column or a template'],
    'device=a,device=b,at=c': ['--map:1:10 device: found it twice, expected it once'],
};

for (const [map, messages] of Object.entries(faults)) {
    test(`mapping ${map} is refused`, () => {
        assert.throws(() => mappingFrom(map), (error: Error) => {
            assert(error instanceof Refusal);
            assert.equal(error.message, messages.join('\n'));
            return true;
        });
    });
}

test('an @ is a sign like any other in braces, in quotes and where nothing is to be said', () => {
    const text = 'device={a@b}@{c},at={x@y}T{z}@local,tag=t@u';
    assert.equal(mappingText(mappingFrom(text)),
        'device={a@b}@{c},at={x@y}T{z}@local,tag={t@u}');
});

test('a header in one column names what parts columns', () => {
    assert.throws(() => csvReader('time|place', undefined, 'x.csv', zone),
        /found one column, time\|place, expected .*; commas, semicolons or tabs between columns/);
});

test('a mapping file says the same, and its faults where they are', () => {
    const mapping = mappingFromYaml('# why\ndevice: "{place}.{kind}"\nat: time\n', 'feed.yaml');
    assert.equal(mappingText(mapping), 'device={place}.{kind},at={time}');
    const wrong = 'device: d\nat: t\nspeed: s\n';
    assert.throws(() => mappingFromYaml(wrong, 'feed.yaml'), /feed\.yaml:3:1 field/);
});

test('a file without the columns that are named is refused at its first line', () => {
    assert.throws(() => csvReader('time,place', mappingFrom('device=place,at=when'), 'x.csv', zone),
        /x\.csv:1:1 columns: found time,place, expected a column when/);
    assert.throws(
        () => csvReader('time,place', undefined, 'x.csv', zone), /expected a column device and at/);
});
