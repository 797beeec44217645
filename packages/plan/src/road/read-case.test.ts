import assert from 'node:assert/strict';
import test from 'node:test';
import {Refusal, faultText} from '@karwan/base';
import {readRoadCase} from './read-case.ts';
import {storyFiles} from './story-case.ts';

const whole = storyFiles();
const changed = (file: string, from: string, to: string): Map<string, string> => {
    const text = whole.get(file)!;
    assert.ok(text.includes(from), `${file} has no ${from}`);
    return storyFiles({[file]: text.replace(from, to)});
};
const without = (file: string): Map<string, string> =>
    new Map([...whole].filter(([name]) => name !== file));

// What is broken, and where it is said.
const stories: [name: string, files: Map<string, string>, told: string][] = [
    ['a number that is none', changed('capex.csv', '1000000', '1 million'),
        'capex.csv:2:22 2020: found "1 million", expected a number'],
    ['a section that is not there', changed('intensities_1.csv', 'new,car', 'newer,car'),
        'intensities_1.csv:3:1 id_section: found "newer", expected a section'],
    ['traffic that stands', changed('velocities_0.csv', '50,50,50,50', '50,0,50,50'),
        'intensities_0.csv:2:1 row: found traffic without speed, expected in velocities_0.csv'],
    ['traffic without a row of speeds', changed('velocities_1.csv', 'new,car', 'new,bus'),
        'intensities_1.csv:3:1 row: found traffic without speed, expected in velocities_1.csv'],
    ['another unit', changed('parameters/voc.csv', 'eur/vehkm', 'eur/km'),
        'parameters/voc.csv:2:10 unit: found "eur/km", expected one of eur/vehkm'],
    ['another vehicle', changed('parameters/voc.csv', 'car', 'cart'),
        'parameters/voc.csv:2:1 vehicle: found "cart", expected one of car, lgv, hgv, bus'],
    ['a table that is missing', without('parameters/noise.csv'),
        'parameters/noise.csv:1:1 table: found no such file, expected a table of values'],
    ['a file that is missing', without('velocities_1.csv'),
        'velocities_1.csv:1:1 case: found no such file, '
        + 'expected one file named …_velocities_1.csv'],
    ['a misspelt setting', changed('parameters/sample_input.csv', 'start-year', 'begin-year'),
        'parameters/sample_input.csv:1:1 setting: found no start-year, expected start-year,…'],
    ['more years of building than years', changed(
        'parameters/sample_input.csv', 'construction-time,1', 'construction-time,9'),
    'parameters/sample_input.csv:4:19 construction-time: found "9", '
    + 'expected whole years from 0 to 4'],
    ['a year too few', changed('intensities_0.csv', ',2023', ''),
        'intensities_0.csv:1:1 header: found no column 2023, '
        + 'expected id_section,vehicle,2020,2021,2022,2023'],
    ['a price younger than the price level', changed('parameters/voc.csv', '2019', '2021'),
        'parameters/voc.csv:2:1 price_level: found "2021", expected a year up to 2020'],
];

for (const [name, files, told] of stories) {
    test(`a case is refused: ${name}`, () => assert.throws(() => readRoadCase(files), error => {
        assert.ok(error instanceof Refusal);
        assert.ok(error.faults.map(faultText).includes(told), error.message);
        return true;
    }));
}

test('files may have a name before theirs', () => {
    const named = new Map([...whole].map(([file, text]) =>
        [file.includes('/') ? file : `bypass_${file}`, text]));
    assert.equal(readRoadCase(named).sections.length, 2);
});
