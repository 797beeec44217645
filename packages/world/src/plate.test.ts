import assert from 'node:assert/strict';
import test from 'node:test';
import {chanceFrom} from '@karwan/base';
import {misread, plateKey, PlateOffice} from './plate.ts';

test('a plate read wrong differs in one character, or in two', () => {
    const chance = chanceFrom(7);
    const plate = {jurisdiction: 'PK-PB', serial: 'LEB1280'};
    for (const wrong of [1, 2]) {
        for (let i = 0; i < 500; i++) {
            const read = misread(plate, wrong, chance);
            const apart = [...plate.serial].filter((letter, at) => letter !== read.serial[at]);
            assert.equal(apart.length, wrong);
            assert.equal(read.serial.length, plate.serial.length);
        }
    }
});

test('no two plates are alike until the series is used up', () => {
    const office = new PlateOffice([{jurisdiction: 'X', share: 1, letters: 0, digits: 2}]);
    const chance = chanceFrom(7);
    const issued = Array.from({length: 90}, () => plateKey(office.issue(chance)));
    assert.equal(new Set(issued).size, 90);
    assert.throws(() => {
        for (let i = 0; i < 20; i++) office.issue(chance);
    }, /used up/);
});
