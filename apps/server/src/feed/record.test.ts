import assert from 'node:assert/strict';
import test from 'node:test';
import {Refusal} from '@karwan/base';
import {mappingFrom, mappingFromYaml, mappingText} from './mapping.ts';
import {csvReader, ndjsonReader, Unreadable} from './record.ts';

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
    'a quote that never ends': [
        'device,at,tag', '', 'c,T,"x',
        new Unreadable('quotes that do not match', '3 columns as in the first line')],
};

for (const [name, [header, map, line, expected]] of Object.entries(stories)) {
    test(`CSV: ${name}`, () => {
        const read = csvReader(header, map === '' ? undefined : mappingFrom(map), 'readings.csv');
        assert.deepEqual(read(line), expected);
    });
}

test('NDJSON is the wire, or a stranger\'s properties', () => {
    const wire = ndjsonReader(undefined);
    assert.deepEqual(wire('{"device":"d","at":"T"}'), {device: 'd', at: 'T'});
    assert.deepEqual(wire('{"device":'), new Unreadable('no JSON', 'one JSON object'));
    const read = ndjsonReader(mappingFrom('device={site.id}-{unit},at=ts,tag=epc,lane=lane'));
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

test('a mapping file says the same, and its faults where they are', () => {
    const mapping = mappingFromYaml('# why\ndevice: "{place}.{kind}"\nat: time\n', 'feed.yaml');
    assert.equal(mappingText(mapping), 'device={place}.{kind},at={time}');
    const wrong = 'device: d\nat: t\nspeed: s\n';
    assert.throws(() => mappingFromYaml(wrong, 'feed.yaml'), /feed\.yaml:3:1 field/);
});

test('a file without the columns that are named is refused at its first line', () => {
    assert.throws(() => csvReader('time,place', mappingFrom('device=place,at=when'), 'x.csv'),
        /x\.csv:1:1 columns: found time,place, expected a column when/);
    assert.throws(
        () => csvReader('time,place', undefined, 'x.csv'), /expected a column device and at/);
});
