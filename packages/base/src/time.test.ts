import assert from 'node:assert/strict';
import test from 'node:test';
import {dayBeside, parseInstant, Zone} from './time.ts';

// An instant as it is written, and as UTC.
const read: Record<string, string> = {
    '2025-03-03T08:00:00+05:00': '2025-03-03T03:00:00.000Z',
    '2025-03-03T08:00:00Z': '2025-03-03T08:00:00.000Z',
    '2025-03-03 08:00:00.250-03:30': '2025-03-03T11:30:00.250Z',
    '2025-03-03T08:00+0500': '2025-03-03T03:00:00.000Z',
    '2024-02-29T00:00:00Z': '2024-02-29T00:00:00.000Z',
    '2025-12-31T23:59:59-01:00': '2026-01-01T00:59:59.000Z',
};

for (const [text, utc] of Object.entries(read)) {
    test(`${text} is ${utc}`, () => assert.equal(parseInstant(text), Date.parse(utc)));
}

const unread = [
    '2025-03-03T08:00:00', '2025-03-03', '08:00:00Z', '2025-3-3T08:00:00Z', '2025-02-29T08:00:00Z',
    '2025-02-30T08:00:00+05:00', '2025-13-01T08:00:00Z', '2025-04-31T08:00:00Z',
    '2025-03-03T25:00:00Z', '2025-03-03T08:61:00Z', 'yesterday', '',
];

for (const text of unread) {
    test(`"${text}" is no instant with its offset`, () => {
        assert.equal(parseInstant(text), undefined);
    });
}

// A zone, an instant, its local text and when its local day began.
const local: [zone: string, at: string, text: string, dayBegan: string][] = [
    ['Asia/Karachi', '2025-03-03T19:30:00Z', '2025-03-04 00:30:00', '2025-03-03T19:00:00Z'],
    ['Asia/Karachi', '2025-03-03T18:59:59Z', '2025-03-03 23:59:59', '2025-03-02T19:00:00Z'],
    ['Asia/Kathmandu', '2025-03-03T18:20:00Z', '2025-03-04 00:05:00', '2025-03-03T18:15:00Z'],
    ['UTC', '1969-12-31T23:59:59Z', '1969-12-31 23:59:59', '1969-12-31T00:00:00Z'],
    ['Europe/Berlin', '2025-03-30T00:59:59Z', '2025-03-30 01:59:59', '2025-03-29T23:00:00Z'],
    ['Europe/Berlin', '2025-03-30T01:00:00Z', '2025-03-30 03:00:00', '2025-03-29T23:00:00Z'],
    ['Europe/Berlin', '2025-10-26T22:59:59Z', '2025-10-26 23:59:59', '2025-10-25T22:00:00Z'],
    ['America/New_York', '2025-03-09T12:00:00Z', '2025-03-09 08:00:00', '2025-03-09T05:00:00Z'],
];

for (const [name, at, text, dayBegan] of local) {
    test(`${at} in ${name} is ${text}`, () => {
        const zone = new Zone(name);
        const atMs = Date.parse(at);
        assert.equal(zone.text(atMs), text);
        assert.equal(zone.day(atMs), text.slice(0, 10));
        assert.equal(zone.startOfDayMs(zone.day(atMs)), Date.parse(dayBegan));
        assert.equal(zone.offsetMs(atMs), Date.parse(`${text.replace(' ', 'T')}Z`) - atMs);
    });
}

// What the clocks of a zone show, and when they showed it: once, never or twice.
const shown: [zone: string, local: string, at: string][] = [
    ['America/Santiago', '2025-12-31T07:27:10', '2025-12-31T10:27:10'],
    ['America/Santiago', '2025-07-01T07:27:10', '2025-07-01T11:27:10'],
    ['America/Santiago', '2025-09-06T23:59:59', '2025-09-07T03:59:59'],
    ['America/Santiago', '2025-09-07T00:00:00', ''],
    ['America/Santiago', '2025-09-07T00:59:59', ''],
    ['America/Santiago', '2025-09-07T01:00:00', '2025-09-07T04:00:00'],
    ['America/Santiago', '2026-04-04T22:59:59', '2026-04-05T01:59:59'],
    ['America/Santiago', '2026-04-04T23:00:00', '2026-04-05T02:00:00 2026-04-05T03:00:00'],
    ['America/Santiago', '2026-04-04T23:59:59', '2026-04-05T02:59:59 2026-04-05T03:59:59'],
    ['America/Santiago', '2026-04-05T00:00:00', '2026-04-05T04:00:00'],
    ['Europe/Berlin', '2025-03-30T02:30:00', ''],
    ['Europe/Berlin', '2025-10-26T02:30:00', '2025-10-26T00:30:00 2025-10-26T01:30:00'],
    ['Australia/Lord_Howe', '2025-04-06T01:45:00', '2025-04-05T14:45:00 2025-04-05T15:15:00'],
    ['Asia/Karachi', '2025-03-03T08:00:00', '2025-03-03T03:00:00'],
];

for (const [zone, local, at] of shown) {
    test(`clocks in ${zone} show ${local} at ${at || 'no time'}`, () => {
        const found = new Zone(zone).instantsMs(Date.parse(`${local}Z`));
        assert.equal(found.map(ms => new Date(ms).toISOString().slice(0, 19)).join(' '), at);
    });
}

const beside: [day: string, days: number, other: string][] = [
    ['2025-02-28', 1, '2025-03-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2025-12-31', 1, '2026-01-01'],
    ['2025-01-01', -1, '2024-12-31'],
    ['2025-03-03', 30, '2025-04-02'],
];

for (const [day, days, other] of beside) {
    test(`${days} days from ${day} lies ${other}`, () => {
        assert.equal(dayBeside(day, days), other);
    });
}

test('a zone that is none is said so', () => {
    assert.throws(() => new Zone('Asia/Nowhere'), RangeError);
});
