import assert from 'node:assert/strict';
import test from 'node:test';
import type {Answer, Device} from '@karwan/journey';
import {judge, type Door, type Receipt} from './door.ts';
import {keyFrom} from './vault-key.ts';
import {Vault} from './vault.ts';

const vault = new Vault(keyFrom(new Uint8Array(32)));
const devices: Device[] = [
    {id: 'g1.antenna', point: 'g1', kind: 'antenna', site: 'north'},
    {id: 'g1.camera', point: 'g1', kind: 'camera', site: 'north'},
    {id: 'g9.antenna', point: 'g9', kind: 'antenna', site: 'south'},
];
const door: Door = {
    devices: new Map(devices.map(device => [device.id, device])),
    classes: new Set(['car', 'truck']),
    futureToleranceMs: 60_000,
    oldestReadingMs: 30 * 86_400_000,
    tokenOf: plate => vault.token(plate),
};
const north: Receipt = {
    site: 'north', nowMs: Date.parse('2025-03-03T12:00:00Z'), isHistorical: false,
};

const lea = '"plate":{"jurisdiction":"PK-PB","serial":"lea 1234"}';

// What a device of the site `north` sends at noon, and what it is told. Every answer has a line;
// `repeated` is the log's to say and stands in its test.
const stories: Record<Exclude<Answer, 'repeated'>, string[]> = {
    'accepted': [
        '{"device":"g1.antenna","at":"2025-03-03T17:00:00+05:00","tag":"PK1"}',
        `{"device":"g1.camera","at":"2025-03-03T12:00:00Z",${lea}}`,
        '{"device":"g1.camera","at":"2025-03-03T12:00:30.250Z","plate":null,"lane":2}',
        '{"device":"g1.antenna","at":"2025-02-03T12:00:00Z","tag":"PK1"}',
    ],
    'malformed': [
        '[]', '7', 'null', '"text"', '{}',
        '{"device":"g1.antenna","at":"noon","tag":"PK1"}',
        '{"device":"g1.antenna","at":"2025-02-30T12:00:00Z","tag":"PK1"}',
        '{"device":"g1.antenna","at":"2025-03-03T12:00:00Z","tag":7}',
        '{"device":"g1.antenna","at":"2025-03-03T12:00:00Z","tag":""}',
        '{"device":"g1.camera","at":"2025-03-03T12:00:00Z","plate":"LEA1234"}',
        '{"device":"g1.camera","at":"2025-03-03T12:00:00Z","plate":{"serial":"LEA1234"}}',
        '{"device":"nobody","at":"2025-03-03T12:00:00Z","lane":1.5}',
        '{"device":"g1.antenna","at":"2025-03-03T12:00:00Z","heartbeat":"yes"}',
    ],
    'unknown-device': [
        '{"device":"g2.antenna","at":"2025-03-03T12:00:00Z","tag":"PK1"}',
        '{"device":"g2.antenna","at":"2025-03-03T12:00:00","tag":"PK1"}',
        '{"device":"g2.antenna","at":"2025-03-03T12:00:00Z","heartbeat":true}',
    ],
    'device-of-another-site': [
        '{"device":"g9.antenna","at":"2025-03-03T12:00:00Z","tag":"PK1"}',
        '{"device":"g9.antenna","at":"2035-03-03T12:00:00Z","tag":"PK1"}',
    ],
    'time-without-offset': [
        '{"device":"g1.antenna","at":"2025-03-03T12:00:00","tag":"PK1"}',
        '{"device":"g1.antenna","at":"2025-03-03 12:00","tag":"PK1"}',
        '{"device":"g1.antenna","at":"2025-03-03"}',
    ],
    'time-in-the-future': [
        '{"device":"g1.antenna","at":"2025-03-03T12:01:01Z","tag":"PK1"}',
        '{"device":"g1.antenna","at":"2025-03-03T12:01:01Z","heartbeat":true}',
    ],
    'too-old': ['{"device":"g1.antenna","at":"2025-02-01T11:59:59Z","tag":"PK1"}'],
    'says-nothing': [
        '{"device":"g1.antenna","at":"2025-03-03T12:00:00Z"}',
        '{"device":"g1.antenna","at":"2025-03-03T12:00:00Z","lane":1,"message":"7"}',
    ],
    'unknown-class': ['{"device":"g1.antenna","at":"2025-03-03T12:00:00Z","class":"tank"}'],
    'malformed-plate': [
        `{"device":"g1.camera","at":"2025-03-03T12:00:00Z",${lea.replace('lea', '?')}}`,
        `{"device":"g1.camera","at":"2025-03-03T12:00:00Z",${lea.replace('PK-PB', 'Punjab')}}`,
    ],
};

for (const [answer, values] of Object.entries(stories)) {
    test(`a reading at the door is answered ${answer}`, () => {
        for (const value of values) {
            const judged = judge(JSON.parse(value), door, north);
            const told = judged.kind === 'refused' ? judged.answer : 'accepted';
            assert.equal(told, answer, value);
        }
    });
}

test('a refusal says where, what was found and what was expected, and no value', () => {
    const told = (value: object): unknown => {
        const judged = judge(value, door, north);
        assert(judged.kind === 'refused');
        const {field, found, expected} = judged;
        return {field, found, expected};
    };
    const at = '2025-03-03T12:00:00Z';
    assert.deepEqual(told({device: 'g1.camera', at, plate: {jurisdiction: 'PK-PB', serial: 5}}), {
        field: '/plate/serial', found: 'a whole number',
        expected: 'the letters and digits of the plate',
    });
    assert.deepEqual(told({at}), {
        field: '/device', found: 'nothing',
        expected: 'the device, as the corridor names it: up to 64 characters',
    });
    const plate = {jurisdiction: 'PK-PB', serial: 'LEA-1234-TOO-LONG'};
    assert.deepEqual(told({device: 'g1.camera', at, plate}), {
        field: '/plate', found: 'a serial of 17 letters, digits and other signs, '
            + 'a jurisdiction of 5 letters and other signs',
        expected: 'a serial of 2 to 12 letters and digits, a jurisdiction like PK-PB or UZ',
    });
});

test('a heartbeat is one, and takes no more than its device and time', () => {
    const beat = {device: 'g1.antenna', at: '2025-03-03T12:00:00Z', heartbeat: true};
    const judged = judge(beat, door, north);
    assert.deepEqual(judged, {
        kind: 'heartbeat', device: 'g1.antenna', deviceMs: Date.parse('2025-03-03T12:00:00Z')});
});

test('what we fetch ourselves may be of any site and any age, and came when it was made', () => {
    const receipt: Receipt = {site: undefined, nowMs: north.nowMs, isHistorical: true};
    const reading = {device: 'g9.antenna', at: '2022-02-22T00:00:00+08:00', tag: 'v1'};
    const judged = judge(reading, door, receipt);
    assert(judged.kind === 'reading');
    assert.equal(judged.row.receivedMs, Date.parse('2022-02-21T16:00:00Z'));
    const early = judge({...reading, at: '2035-02-22T00:00:00+08:00'}, door, receipt);
    assert(early.kind === 'refused' && early.answer === 'time-in-the-future');
});

const print = (value: object): bigint => {
    const judged = judge({at: '2025-03-03T12:00:00Z', ...value}, door, north);
    assert(judged.kind === 'reading');
    return judged.row.fingerprint;
};

test('a message is the same by its number, else by what it says', () => {
    const camera = {device: 'g1.camera', plate: {jurisdiction: 'PK-PB', serial: 'LEA1234'}};
    assert.equal(print({...camera, message: '7'}), print({...camera, message: '7', lane: 2}));
    assert.notEqual(print({...camera, message: '7'}), print({...camera, message: '8'}));
    const spaced = {...camera, plate: {jurisdiction: 'pk-pb', serial: 'lea-1234'}};
    assert.equal(print(camera), print(spaced));
    const others = [
        {...camera, lane: 1}, {...camera, class: 'car'}, {...camera, tag: 'LEA1234'},
        {...camera, plate: null}, {...camera, plate: {...camera.plate, confidence: 0.5}},
        {...camera, plate: {...camera.plate, jurisdiction: 'PK-SD'}}, {...camera, message: 'x'},
    ];
    assert.equal(new Set([camera, ...others].map(print)).size, others.length + 1);
});
