import assert from 'node:assert/strict';
import test from 'node:test';
import {HOUR_MS, parseInstant} from '@karwan/base';
import type {Opening} from './network.ts';
import {Gate, OpeningRule} from './opening.ts';
import {parseSeason, parseWeekly} from './weekly.ts';

const BLANK: Opening = {
    id: 'o', of: 'torkham', rule: 'shut', firstDay: undefined, lastDay: undefined,
    knownTo: undefined, zone: 'Asia/Karachi', open: '', factor: 1, from: undefined, to: undefined,
    mode: undefined, known: {status: 'published', source: 'news', date: '2025'},
    at: {file: 'openings.csv', line: 2, column: 1}, note: '',
};

// Rules of a gate, when someone comes, how long it takes, and when it begins and ends; local time.
type Story = [rules: Partial<Opening>[], comes: string, hours: number, told: string];
const stories: Record<string, Story> = {
    'open': [[], '2025-02-20 12:00', 5, '02-20 12:00 to 02-20 17:00'],
    'shut, the last day included': [
        [{firstDay: '2025-02-21', lastDay: '2025-03-17'}], '2025-02-21 00:00', 5,
        '03-18 00:00 to 03-18 05:00'],
    'who has begun is let through': [
        [{firstDay: '2025-02-21', lastDay: '2025-03-17'}], '2025-02-20 23:59', 5,
        '02-20 23:59 to 02-21 04:59'],
    'until further notice': [[{firstDay: '2025-10-12'}], '2025-10-13 08:00', 5, 'never'],
    'before opening hours': [
        [{rule: 'hours', open: 'Mo-Sa 08:00-20:00'}], '2025-03-03 06:30', 2,
        '03-03 08:00 to 03-03 10:00'],
    'on the day of rest': [
        [{rule: 'hours', open: 'Mo-Sa 08:00-20:00'}], '2025-03-02 12:00', 2,
        '03-03 08:00 to 03-03 10:00'],
    'hours over midnight': [
        [{rule: 'hours', open: 'Mo-Su 22:00-04:00'}], '2025-03-03 03:00', 2,
        '03-03 03:00 to 03-03 05:00'],
    'hours that counted only then': [
        [{rule: 'hours', open: 'Mo-Su 08:00-20:00', lastDay: '2025-03-02'}], '2025-03-03 03:00', 2,
        '03-03 03:00 to 03-03 05:00'],
    'a closure ends at night, the gate opens in the morning': [
        [{firstDay: '2025-02-21', lastDay: '2025-03-17'},
            {rule: 'hours', open: 'Mo-Su 08:00-20:00'}], '2025-03-01 12:00', 1,
        '03-18 08:00 to 03-18 09:00'],
    'a pass under snow': [
        [{rule: 'season', open: '05-01..11-29'}], '2025-03-01 12:00', 1,
        '05-01 00:00 to 05-01 01:00'],
    'a season over the new year': [
        [{rule: 'season', open: '11-01..02-15'}], '2025-02-15 12:00', 1,
        '02-15 12:00 to 02-15 13:00'],
    'twice as slow': [
        [{rule: 'slow', factor: 2, firstDay: '2025-03-01', lastDay: '2025-03-31'}],
        '2025-03-03 00:00', 10, '03-03 00:00 to 03-03 20:00'],
    'waiting for better times is quicker': [
        [{rule: 'slow', factor: 10, firstDay: '2025-03-01', lastDay: '2025-03-03'}],
        '2025-03-03 20:00', 10, '03-04 00:00 to 03-04 10:00'],
};

for (const [name, [rules, comes, hours, told]] of Object.entries(stories)) {
    test(name, () => {
        const gate = new Gate(rules.map(rule => new OpeningRule({...BLANK, ...rule})));
        const {startMs, endMs} = gate.leave(parseInstant(`${comes}+05:00`)!, hours);
        const local = (atMs: number): string =>
            new Date(atMs + 5 * HOUR_MS).toISOString().slice(5, 16).replace('T', ' ');
        assert.equal(startMs === Infinity ? 'never' : `${local(startMs)} to ${local(endMs)}`, told);
    });
}

test('what is no opening hours and no season', () => {
    for (const text of ['', 'daily', 'Mo 8:00-20:00', 'Xx 08:00-20:00', 'Mo 08:00-08:00',
        'Mo 25:00-26:00', 'Mo-We-Fr 08:00-20:00', 'Mo 20:00-24:30']) {
        assert.equal(parseWeekly(text), undefined, text);
    }
    for (const text of ['', '4-1..11-30', '04-31..11-30', '04-01-11-30', '02-29..03-01']) {
        assert.equal(parseSeason(text), undefined, text);
    }
    assert.deepEqual(parseWeekly('Su 22:00-02:00'), [[0, 120], [10_000 - 40, 10_080]]);
});
