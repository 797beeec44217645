import assert from 'node:assert/strict';
import test from 'node:test';
import {deviceText, shapeText, timeText, wordText} from './told-value.ts';

test('a text is told by its length and shape', () => {
    assert.deepEqual(['LEA1234', 'LEA', '1234', 'LEA 1234', 'ЛЕА12', ''].map(shapeText), [
        '7 letters and digits', '3 letters', '4 digits', '8 letters, digits and other signs',
        '5 letters and digits', '0 characters']);
});

const devices = ['E1.antenna', 'E1.camera', 'mouth-in.tag', 'W12.gantry'];

// What stands in the column of devices, and whether it is quoted.
for (const [name, isQuoted] of [
    ['E9.antenna', true], ['E12.antena', true], ['mouth-out.tag', false], ['E1.lazer', false],
    ['LEA1234', false], ['LEA 1234', false], ['LEA-12', false], ['E1', false], ['W12', false],
    ['LEA1234.antenna', false], ['E-12 34', false], ['Ali Khan', false], ['W3 gantry', true],
    ['PK-PB LEA 1234', false], ['E1234.antenna', false], ['E.123', false],
] as const) {
    test(`${name} as a device is ${isQuoted ? '' : 'not '}quoted`, () => {
        assert.equal(deviceText(name, devices) === `"${name}"`, isQuoted);
    });
}

test('a class is quoted where it is a slip of one', () => {
    assert.equal(wordText('lory', ['car', 'lorry']), '"lory"');
    assert.equal(wordText('LEA1234', ['car', 'lorry']), '7 letters and digits');
});

test('a time is quoted where it is made of what clocks say', () => {
    assert.equal(timeText('03/03/2025 08:00'), '"03/03/2025 08:00"');
    assert.equal(timeText('LEA 12:34'), '9 letters, digits and other signs');
    assert.equal(timeText('12345678'), '8 digits');
});
