import assert from 'node:assert/strict';
import test from 'node:test';
import {Check, type Cell} from './check.ts';
import {decimalText} from './decimal.ts';
import {Refusal} from './refusal.ts';

const cellOf = (text: string): Cell => ({text, place: {file: 'f.csv', line: 3, column: 7}});

/** What a reader makes of a cell, or the fault that it writes down. */
function told(text: string, read: (check: Check, cell: Cell) => unknown): string {
    const check = new Check();
    const value = read(check, cellOf(text));
    try {
        check.refuseIfFaulty();
    } catch (error) {
        assert(error instanceof Refusal);
        return error.message.replace('f.csv:3:7 x: ', '');
    }
    return String(value);
}

// A reader, what stands in the cell, and what comes of it.
const readers: Record<string, (check: Check, cell: Cell) => unknown> = {
    text: (check, cell) => check.text(cell, 'x'),
    id: (check, cell) => check.id(cell, 'x'),
    word: (check, cell) => check.oneOf(cell, 'x', ['car', 'bus']),
    decimal: (check, cell) => decimalText(check.decimal(cell, 'x')),
    positive: (check, cell) => decimalText(check.decimal(cell, 'x', 0)),
    number: (check, cell) => check.number(cell, 'x', 0, 10),
    day: (check, cell) => check.day(cell, 'x'),
    optional: (check, cell) => check.optional(cell, each => check.day(each, 'x')),
};

const stories: [reader: string, text: string, told: string][] = [
    ['text', 'a b', 'a b'],
    ['text', '', 'found nothing, expected a text'],
    ['id', 'M-2', 'M-2'],
    ['id', 'M 2', 'found "M 2", expected one word without blanks, slashes and commas'],
    ['id', 'M/2', 'found "M/2", expected one word without blanks, slashes and commas'],
    ['id', 'M,2', 'found "M,2", expected one word without blanks, slashes and commas'],
    ['id', '', 'found nothing, expected one word without blanks, slashes and commas'],
    ['word', 'bus', 'bus'],
    ['word', 'tram', 'found "tram", expected one of car, bus'],
    ['decimal', '-3.390', '-3.390'],
    ['decimal', '3,39', 'found "3,39", expected a decimal number such as 3.39'],
    ['positive', '0', '0'],
    ['positive', '-0.01', 'found "-0.01", expected a number not below 0'],
    ['number', '0', '0'],
    ['number', '10', '10'],
    ['number', '10.1', 'found "10.1", expected a number from 0 to 10'],
    ['number', '-1', 'found "-1", expected a number from 0 to 10'],
    ['number', '1e1', 'found "1e1", expected a number from 0 to 10'],
    ['day', '2024-02-29', '2024-02-29'],
    ['day', '2025-02-29', 'found "2025-02-29", expected a calendar day such as 2025-03-03'],
    ['day', '2025-3-3', 'found "2025-3-3", expected a calendar day such as 2025-03-03'],
    ['day', '2025-13-01', 'found "2025-13-01", expected a calendar day such as 2025-03-03'],
    ['optional', '', 'undefined'],
    ['optional', '2025-03-03', '2025-03-03'],
    ['optional', 'soon', 'found "soon", expected a calendar day such as 2025-03-03'],
];

for (const [reader, text, expected] of stories) {
    test(`${reader} "${text}": ${expected}`, () => {
        assert.equal(told(text, readers[reader]!), expected);
    });
}

test('all faults are said at once, in the order of files, lines and columns', () => {
    const check = new Check();
    const places = [['b', 1, 1], ['a', 2, 1], ['a', 1, 9], ['a', 1, 2]] as const;
    for (const [file, line, column] of places) {
        check.fault({file, line, column}, `x${line}${column}`, 'this', 'that');
    }
    assert.equal(check.isFaulty, true);
    assert.throws(() => check.refuseIfFaulty(), {
        name: 'Refusal',
        message: ['a:1:2 x12', 'a:1:9 x19', 'a:2:1 x21', 'b:1:1 x11']
            .map(place => `${place}: found this, expected that`).join('\n'),
    });
});

test('the same fault is told in three places each, and in more of them once', () => {
    const told = (count: number): string => {
        const check = new Check();
        for (let line = 1; line <= count; line++) {
            check.fault({file: 'a', line, column: 7}, 'rule', '"lader"', 'one of ladder');
        }
        try {
            check.refuseIfFaulty();
        } catch (error) {
            return (error as Error).message;
        }
        return '';
    };
    assert.equal(told(3).split('\n').length, 3);
    assert.equal(told(40),
        'a:1:7 rule: found "lader", here and on lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 29 more, '
        + 'expected one of ladder');
});

test('of a file with very many faults the first are told and the others counted', () => {
    const check = new Check();
    for (let line = 1; line <= 100; line++) {
        check.fault({file: 'a', line, column: 1}, `row ${line}`, 'this', 'that');
    }
    check.fault({file: 'b', line: 1, column: 1}, 'row 1', 'this', 'that');
    assert.throws(() => check.refuseIfFaulty(), (error: Error) => {
        const told = error.message.split('\n');
        assert.equal(told.length, 42);
        assert.match(told[40]!, /^a:41:1 faults from here on: found 60 more in this file, /);
        assert.match(told[41]!, /^b:1:1 /);
        return true;
    });
});

test('a cell whose fault is written down already is not refused twice', () => {
    const check = new Check();
    check.text({...cellOf(''), isRefused: true}, 'x');
    check.refuseIfFaulty();
});
