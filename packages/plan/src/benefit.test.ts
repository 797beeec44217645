import assert from 'node:assert/strict';
import test from 'node:test';
import {harmAvoided, surplusOf, tollPaid, type Market} from './benefit.ts';

const market = (
    trips: [number, number], without: [number, number, number], withIt: [number, number, number],
): Market => {
    const cost = ([time, operation, toll]: [number, number, number]) => ({time, operation, toll});
    return {
        id: 'a', tripsWithout: trips[0], tripsWith: trips[1],
        costWithout: cost(without), costWith: cost(withIt),
    };
};

// Trips without and with, cost of each as time, operation, toll; what users gain in all, staying
// and moving, and what is paid in tolls more.
const stories: Record<string, [Market[], told: string]> = {
    'nobody moves: the whole difference': [
        [market([100, 100], [10, 5, 0], [8, 4, 0])], '300 = 300 + 0, tolls 0'],
    'generated traffic gains half': [
        [market([100, 140], [10, 5, 0], [8, 5, 0])], '240 = 200 + 40, tolls 0'],
    'a dearer road drives some away, who lose half': [
        [market([100, 60], [10, 5, 0], [10, 5, 4])], '-320 = -240 + -80, tolls 240'],
    'a toll that nobody avoids costs users what the owner receives': [
        [market([100, 100], [10, 5, 1], [10, 5, 3])], '-200 = -200 + 0, tolls 200'],
    // 50 leave a road whose cost stays, for a railway that was too dear for them by 6 or less.
    'diverted traffic is counted where it goes': [
        [market([100, 50], [10, 0, 0], [10, 0, 0]), market([0, 50], [16, 0, 0], [10, 0, 0])],
        '150 = 0 + 150, tolls 0'],
    'a scenario against itself': [
        [market([100, 100], [10, 5, 1], [10, 5, 1])], '0 = 0 + 0, tolls 0'],
};

for (const [name, [markets, told]] of Object.entries(stories)) {
    test(`what users gain: ${name}`, () => {
        const {whole, staying, moving, time, operation, toll} = surplusOf(markets);
        assert.equal(`${whole} = ${staying} + ${moving}, tolls ${tollPaid(markets)}`, told);
        assert.equal(time + operation + toll, whole);
    });
}

test('a market without a finite cost before is refused', () =>
    assert.throws(() => surplusOf([market([0, 50], [Infinity, 0, 0], [10, 0, 0])]), /market a/));

test('harm counts whole, by kilometre', () => assert.deepEqual(
    harmAvoided([
        {kmWithout: 100, kmWith: 60, harmPerKm: {accidents: 3, emissions: 2, noise: 1}},
        {kmWithout: 0, kmWith: 50, harmPerKm: {accidents: 1, emissions: 2, noise: 0}},
    ]), {accidents: 70, emissions: -20, noise: 40}));
