import assert from 'node:assert/strict';
import test from 'node:test';
import {countedTwice} from '../effect.ts';
import {sharesBy} from '../share.ts';
import {appraiseRoad, roadEffects} from './appraise-road.ts';
import {conventions, roundedTo, stepsBetween} from './convention.ts';
import {readRoadCase} from './read-case.ts';
import {storyFiles} from './story-case.ts';

const svk = conventions['svk-2019']!;
const own = conventions['karwan']!;
const story = readRoadCase(storyFiles());
const flowsOf = (id: string, convention = own): string => roadEffects(story, convention)
    .find(effect => effect.id === id)!.values.map(value => value.toFixed(0)).join(' ');

// 182,500 cars a year save 0.1 h; an hour of a car is 15 (two people, half at 10, half at 5), and
// grows by half of 10 % a year.
test('time saved grows with the economy, year on year or by that year alone', () => {
    assert.equal(flowsOf('time'), [0, 1, 2, 3].map(year =>
        (year === 0 ? 0 : 182_500 * 0.1 * 15 * 1.05 ** year).toFixed(0)).join(' '));
    assert.equal(flowsOf('time', svk), '0 287438 287438 287438');
});

// 2 km less for 182,500 cars; a price of 2019 takes the inflation of 2020, or by svk-2019 of 2019.
test('operation is saved by the kilometre, at the price level of the case', () => {
    assert.equal(flowsOf('operation'), '0 43800 43800 43800');
    assert.equal(flowsOf('operation', svk), '0 40150 40150 40150');
});

test('fuel counts at what it is worth, and burns carbon and nitrogen oxides', () => {
    const kilograms = 182_500 * 2 * 0.1 * 0.8;
    assert.equal(flowsOf('fuel'), `0 ${[1, 2, 3].map(() => kilograms * 2 / 0.8 * 0.5).join(' ')}`);
    assert.equal(flowsOf('greenhouse'), `0 ${[1, 2, 3].map(() => kilograms * 0.15).join(' ')}`);
    assert.equal(flowsOf('emissions'), `0 ${[1, 2, 3].map(() => kilograms * 0.2).join(' ')}`);
    assert.equal(flowsOf('accidents'), '0 3650 3650 3650');
    assert.equal(flowsOf('noise'), '0 3650 3650 3650');
});

test('pavement is kept up each year, bridges every second one; a bridge is no pavement', () => {
    const [pavement, bridge] = [7 * 10_000 * 2 * 0.8, 10_000 * 500 * 0.5];
    assert.equal(flowsOf('upkeep'), `0 -${pavement} -${pavement + bridge} -${pavement}`);
    assert.equal(flowsOf('upkeep', svk).split(' ')[1], `-${8 * 10_000 * 2 * 0.8}`);
});

test('capital takes the factor of its words; what never was renewed keeps its worth', () => {
    assert.equal(flowsOf('capital'), '-900050 0 0 0');
    assert.equal(flowsOf('capital', svk), '-900090 0 0 0');
    assert.equal(flowsOf('residual'), '0 0 0 810000');
    assert.equal(flowsOf('residual', svk), '0 0 0 405000');
});

for (const convention of Object.values(conventions)) {
    test(`${convention.id}: a road against itself is worth nothing in every series`, () => {
        const same = {...story, with: story.without, capital: [],
            sections: story.sections.map(section => ({...section, isWith: section.isWithout}))};
        for (const {id, values} of roadEffects(same, convention)) {
            assert.ok(values.every(value => value === 0), `${id}: ${values.join(' ')}`);
        }
    });

    test(`${convention.id}: shares sum to the whole, and nothing is counted twice`, () => {
        const {effects, rate, netPresentValue} = appraiseRoad(story, convention);
        for (const by of ['party', 'country'] as const) {
            const sum = sharesBy(by, effects, rate, convention.baseYear)
                .reduce((total, {worth}) => total + worth, 0);
            assert.ok(Math.abs(sum - netPresentValue) < 1e-6 * Math.abs(netPresentValue));
        }
        assert.deepEqual(countedTwice(effects), []);
    });
}

test('rule by rule one comes from one convention to another', () => {
    const steps = stepsBetween(svk, own);
    assert.deepEqual({...steps.at(-1)!.convention, id: 'karwan'}, own);
    assert.equal(stepsBetween(own, own).length, 0);
});

test('a half is rounded to the even neighbour', () => assert.deepEqual(
    [0.125, 0.375, -0.125, 2.5, 2.71428].map(value => roundedTo(value, 2)),
    [0.12, 0.38, -0.12, 2.5, 2.71]));

test('a guide without a value for what drives is refused where it is missing', () => {
    const files = storyFiles({'parameters/voc.csv': 'vehicle,price_level,unit,value\n'});
    assert.throws(() => appraiseRoad(readRoadCase(files), own),
        /parameters\/voc.csv:1:1 table: found no row for car/);
});
