import assert from 'node:assert/strict';
import test from 'node:test';
import {gantriesAhead, pairKey, roundTrips, routesOf} from './route.ts';
import {storyCorridor} from './story-world.ts';

const routes = routesOf(storyCorridor);
const route = (pair: string) => routes.find(each => pairKey(each) === pair);

test('a route over the fork is charged on both roads, by the tolled metres of each', () => {
    const legs = route('coast/mill hill/pass')!.legs.map(leg =>
        `${leg.road} ${leg.entry}>${leg.exit} ${leg.tolledMetres} ${leg.gantries.join(',')}`);
    assert.deepEqual(legs, [
        'coast mill>fork 25000 coast-up-mill', 'hill fork>pass 30000 hill-up-fork']);
});

test('the stretch before the plaza counts as driven and not as tolled', () => {
    const {metres, legs} = route('coast/harbour coast/mill')!;
    assert.equal(metres, 20_000);
    assert.equal(legs[0]!.tolledMetres, 16_000);
});

test('nobody comes on or goes off where there are no ramps', () => {
    assert.deepEqual(routes.filter(({from, to}) => from === 'plaza' || to === 'plaza'), []);
});

test('every route has its way back', () => {
    assert.equal(roundTrips(routes).length, routes.length);
    assert.equal(routes.length, 12);
});

test('ahead of a gantry lies what can still be passed, and nothing behind it', () => {
    const ahead = gantriesAhead(storyCorridor);
    assert.deepEqual(
        [...ahead.get('coast-up-harbour')!.keys()],
        ['coast-up-plaza', 'coast-up-mill', 'hill-up-fork']);
    assert.deepEqual([...ahead.get('hill-up-fork')!.keys()], []);
    assert.equal(ahead.get('hill-down-pass')!.has('coast-down-fork'), true);
});
