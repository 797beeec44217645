import assert from 'node:assert/strict';
import test from 'node:test';
import {normalPlate} from './plate.ts';

// Jurisdiction and serial as somebody wrote them, an arrow, and the plate that is meant.
const stories = {
    'as it is': 'PK-PB LEA1234 -> PK-PB LEA1234',
    'small letters and separators': 'pk-pb lea-12.34 -> PK-PB LEA1234',
    'a country is a jurisdiction': 'UZ 01A123BC -> UZ 01A123BC',
    'Urdu digits': 'PK-SD ABC۱۲۳ -> PK-SD ABC123',
    'Arabic digits': 'PK-SD ABC٤٥٦ -> PK-SD ABC456',
    'full-width letters': 'PK-PB ＬＥＡ１２ -> PK-PB LEA12',
    'Cyrillic with a Latin twin': 'RU а123вс77 -> RU A123BC77',
    'Arabic letters stay': 'IR 12ب345 -> IR 12ب345',
    'one letter is no plate': 'PK-PB L -> none',
    'thirteen are none': 'PK-PB ABCDEFGHIJKLM -> none',
    'nor is a question mark': 'PK-PB LEA?234 -> none',
    'a province by its name': 'Punjab LEA1234 -> none',
    'nothing but separators': 'PK-PB --- -> none',
};

for (const [name, story] of Object.entries(stories)) {
    test(`plate: ${name}`, () => {
        const [, jurisdiction, serial, expected] = /^(\S+) (.+) -> (.+)$/.exec(story)!;
        const plate = normalPlate({jurisdiction: jurisdiction!, serial: serial!});
        assert.equal(plate ? `${plate.jurisdiction} ${plate.serial}` : 'none', expected);
    });
}

test('what is normal stays as it is', () => {
    for (const serial of ['LEA1234', '12ب345', '01A123BC']) {
        const plate = {jurisdiction: 'PK-PB', serial};
        assert.deepEqual(normalPlate(normalPlate(plate)!), plate);
    }
});
