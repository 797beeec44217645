import assert from 'node:assert/strict';
import test from 'node:test';
import {chanceFrom} from '@karwan/base';
import {Draws} from './draws.ts';
import {normalShare} from './normal.ts';
import {shareDueTo} from './provenance.ts';
import {drawnWorths, spreadOf, switchingValues, tornado} from './uncertainty.ts';
import {quantile, type Uncertain} from './uncertain.ts';

const input = (
    id: string, low: number, value: number, high: number, part: Partial<Uncertain> = {},
) =>
    ({id, low, value, high, shape: 'triangular', status: 'estimated', ...part}) as const;

const trucks = input('trucks', 50, 100, 200);
const cost = input('cost', 500, 1000, 1500, {status: 'assumed'});
const worth = ([n, c]: readonly number[]): number => 12 * n! - c!;

test('where one input alone turns the answer', () => assert.deepEqual(
    switchingValues([trucks, cost], worth).map(({id, values, isWithinRange}) =>
        `${id} ${values.map(v => v.toFixed(3)).join(' ')} ${isWithinRange}`),
    ['trucks 83.333 true', 'cost 1200.000 true']));

test('a sign that turns twice has two switching values, one that never turns none', () => {
    const told = (of: (x: number) => number): string =>
        switchingValues([input('x', 0, 1, 3)], ([x]) => of(x!))[0]!.values
            .map(v => v.toFixed(3)).join(' ');
    assert.equal(told(x => (x - 0.55) * (x - 4.45)), '0.550 4.450');
    assert.equal(told(x => x * x + 1), '');
});

test('the widest bar comes first', () => assert.deepEqual(
    tornado([cost, trucks], ([c, n]) => worth([n!, c!])), [
    {id: 'trucks', atLow: -400, atHigh: 1400}, {id: 'cost', atLow: 700, atHigh: -300}]));

test('the normal distribution at printed places', () => {
    for (const [x, share] of [[0, 0.5], [1, 0.841344746], [-1.959963985, 0.025], [3, 0.998650102],
        [-8, 6.22096e-16]] as const) {
        assert.ok(Math.abs(normalShare(x) / share - 1) < 1e-6, `${x}: ${normalShare(x)}`);
    }
});

test('a triangle\'s quantiles', () => {
    const points = [0, 1 / 3, 0.5, 1].map(share => quantile(trucks, share).toFixed(3));
    assert.deepEqual(points, ['50.000', '100.000', (200 - Math.sqrt(7500)).toFixed(3), '200.000']);
    assert.equal(quantile({...trucks, shape: 'uniform'}, 0.5), 125);
    assert.equal(quantile(input('fixed', 3, 3, 3), 0.7), 3);
});

test('quantiles lie between neighbours', () => assert.deepEqual(
    spreadOf([4, 0, 1, 2, 3, -5, 6, 7, 8, 9, 10]),
    {p10: 0, p50: 4, p90: 9, mean: 45 / 11, shareBelowZero: 1 / 11}));

test('inputs and correlations that cannot be are refused', () => {
    assert.throws(() => new Draws([input('a', 1, 5, 3)], []), /a: 5 lies outside 1 to 3/);
    assert.throws(() => new Draws([trucks, trucks], []), /one name/);
    assert.throws(() => new Draws([trucks], [{a: 'trucks', b: 'x', correlation: 0}]), /names x/);
    const third = input('c', 0, 1, 2);
    const contradiction = [
        ['trucks', 'cost', 0.9], ['trucks', 'c', 0.9], ['cost', 'c', -0.9]] as const;
    assert.throws(() => new Draws([trucks, cost, third],
        contradiction.map(([a, b, correlation]) => ({a, b, correlation}))), /contradict/);
});

// Var(12 n) by Var(12 n - c): triangular variances (a² + b² + c² - ab - ac - bc) / 18.
test('the share that rests on assumed inputs is the share of the variance', () => {
    const variance = (a: number, b: number, c: number) =>
        (a * a + b * b + c * c - a * b - a * c - b * c) / 18;
    const assumed = variance(500, 1000, 1500);
    const whole = assumed + 144 * variance(50, 100, 200);
    const found = shareDueTo(
        each => each.status === 'assumed', [trucks, cost], [], worth, 20_000, chanceFrom(7));
    assert.ok(Math.abs(found.share - assumed / whole) < 4 * found.error, JSON.stringify(found));
    assert.ok(found.error < 0.01);
});

test('all inputs together are the whole, none of them nothing', () => {
    const share = (isAmong: boolean): number =>
        shareDueTo(() => isAmong, [trucks, cost], [], worth, 4_000, chanceFrom(7)).share;
    assert.ok(share(true) > 1 - 1e-9);
    assert.ok(share(false) < 0.06);
    assert.equal(shareDueTo(() => true, [trucks], [], () => 5, 10, chanceFrom(7)).share, 0);
});

test('what an estimated input shares with an assumed one counts for the assumed one', () => {
    const both = [{a: 'trucks', b: 'cost', correlation: 1}];
    const found = shareDueTo(
        each => each.id === 'cost', [trucks, cost], both, worth, 2_000, chanceFrom(7));
    assert.ok(found.share > 1 - 1e-9);
});

test('correlated draws are correlated', () => {
    const draws = new Draws([trucks, cost], [{a: 'cost', b: 'trucks', correlation: 0.8}]);
    const chance = chanceFrom(3);
    const pairs = Array.from({length: 5_000}, () => draws.values(draws.normals(chance)));
    const mean = (at: 0 | 1) => pairs.reduce((sum, p) => sum + p[at]!, 0) / pairs.length;
    const [a, b] = [mean(0), mean(1)];
    const moment = (i: 0 | 1, j: 0 | 1) => pairs.reduce((sum, p) =>
        sum + (p[i]! - (i ? b : a)) * (p[j]! - (j ? b : a)), 0);
    const found = moment(0, 1) / Math.sqrt(moment(0, 0) * moment(1, 1));
    assert.ok(found > 0.74 && found < 0.82, String(found));
});

test('the same seed gives the same bytes, another one others', () => {
    const bytes = (seed: number): string =>
        JSON.stringify(drawnWorths([trucks, cost], [], worth, 100, chanceFrom(seed)));
    assert.equal(bytes(5), bytes(5));
    assert.notEqual(bytes(5), bytes(6));
});
