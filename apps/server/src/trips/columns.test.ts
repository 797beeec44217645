import assert from 'node:assert/strict';
import test from 'node:test';
import {chanceFrom} from '@karwan/base';
import {StopRecords} from '@karwan/tolling';
import {ByteTable} from './byte-table.ts';
import {IdColumn} from './id-column.ts';
import {TIME_BYTES, TimeField, TimeWriter} from './time-field.ts';

/** With a few bytes behind them, as a buffer of rows has. */
const bytesOf = (text: string): Uint8Array =>
    Uint8Array.from(Buffer.from(text + '\0'.repeat(8)));
const wordsOf = ({buffer}: Uint8Array): DataView => new DataView(buffer as ArrayBuffer);

for (const seed of [1, 2]) {
    test(`a table numbers strings as a Map would, short and long (seed ${seed})`, () => {
        const chance = chanceFrom(seed);
        const table = new ByteTable(4);
        const known = new Map<string, number>();
        for (let round = 0; round < 20_000; round++) {
            const nth = chance.below(3_000);
            const text = nth === 0 ? '' : chance.pick(['v', 'vehicle-', '', 'a\0']) + String(nth);
            const number = known.get(text) ?? known.size;
            known.set(text, number);
            const bytes = bytesOf(`,${text},`);
            const end = text.length + 1;
            const found = round % 2 === 0
                ? table.numberOf(bytes, 1, end) : table.numberIn(wordsOf(bytes), bytes, 1, end);
            assert.equal(found, number, text);
        }
        assert.deepEqual(table.texts(), [...known.keys()]);
        assert.equal(table.find(bytesOf('never'), 0, 5), -1);
        assert.equal(table.find(bytesOf('never seen before'), 0, 17), -1);
    });
}

test('strings of a table compare by their bytes', () => {
    const table = new ByteTable();
    const numbers = ['b', 'a', 'ab', 'aa'].map(
        text => table.numberOf(bytesOf(text), 0, text.length));
    numbers.sort((a, b) => table.compare(a, b));
    assert.deepEqual(numbers.map(number => table.textOf(number)), ['a', 'aa', 'ab', 'b']);
});

const idStories = {
    'plain numbers': ['7', '0', '123456789', '10'],
    'a long number': ['7', '1234567890', '8'],
    'a leading zero is kept': ['7', '007', '8'],
    'letters from the third on': ['1', '2', 'r-3', '4'],
    'an empty id': ['1', '', '2'],
};

for (const [name, ids] of Object.entries(idStories)) {
    test(`ids come out as they went in: ${name}`, () => {
        const column = new IdColumn(new StopRecords(ids.length));
        for (const id of ids) column.take(bytesOf(`x${id}`), 1, id.length + 1);
        const told = ids.map((_, row) => {
            const target = new Uint8Array(16);
            return Buffer.from(target.subarray(0, column.write(row, target, 0))).toString();
        });
        assert.deepEqual(told, ids);
        const byLengthThenBytes = [...ids].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
        const order = [...ids.keys()].sort((a, b) => column.compare(a, b));
        assert.deepEqual(order.map(row => ids[row]), byLengthThenBytes);
    });
}

const times: Readonly<Record<string, string | undefined>> = {
    '2022-02-22T00:00:05+08:00': '2022-02-21T16:00:05Z',
    '2022-02-22T00:00:05Z': '2022-02-22T00:00:05Z',
    '2022-02-22T00:00:05.250-03:30': '2022-02-22T03:30:05.250Z',
    '2024-02-29T23:59:59+00:00': '2024-02-29T23:59:59Z',
    '2022-02-30T00:00:05+08:00': undefined,
    '2022-02-22T24:00:05+08:00': undefined,
    '2022-02-22T00:60:05+08:00': undefined,
    '2022-02-22T00:00:0x+08:00': undefined,
    '2022-02-22T00:00:05+08;00': undefined,
    '2022-02-22T00:00:05 08:00': undefined,
    '2022-02-22T00:00:05': undefined,
    '': undefined,
};

for (const [text, expected] of Object.entries(times)) {
    test(`the time ${JSON.stringify(text)} is ${expected ?? 'none'}`, () => {
        const field = new TimeField();
        const column = new Float64Array(1);
        const bytes = bytesOf(`1,${text},G1`);
        // A field remembers the day before: what it reads must not depend on it.
        const before = bytesOf('2021-01-01T00:00:00+05:00');
        field.read(before, wordsOf(before), 0, 25, column, 0);
        field.read(before, wordsOf(before), 0, 25, column, 0);
        const isTime = field.read(bytes, wordsOf(bytes), 2, 2 + text.length, column, 0);
        assert.equal(isTime, expected !== undefined);
        if (expected === undefined) return;
        const target = new Uint8Array(TIME_BYTES);
        const end = new TimeWriter().write(target, 0, column[0]!);
        assert.equal(Buffer.from(target.subarray(0, end)).toString(), expected);
    });
}
