import assert from 'node:assert/strict';
import test from 'node:test';
import {total} from '../apps/web/src/data/amount.ts';
import type {Leg} from '../apps/web/src/data/network.ts';
import {queryOf, routeSearch, withPoint} from '../apps/web/src/route/search.ts';
import {stretchesOf} from '../apps/web/src/route/stretches.ts';

test('an address is a question; what is none of it is left out', () => {
    const search = {
        from: 'pk-karachi', to: 'uz-tashkent', shut: 'torkham,chaman=2025-10-12..2025-11-30',
        leave: '2025-11-01', way: 2, leg: '7', source: 'at:torkham',
    };
    assert.deepEqual(routeSearch(search), {...search, leg: 7});
    assert.deepEqual(routeSearch({
        from: '<b>', leave: 'soon', way: 9, leg: -1, shut: 'a b', source: 'plate', by: 'road,',
    }), {});
});

const questions: Record<string, [search: Parameters<typeof queryOf>[0], query: string]> = {
    'two ends': [{from: 'a', to: 'b'}, 'from=a&to=b&k=3'],
    'one end is no question': [{from: 'a'}, ''],
    'nor is the same twice': [{from: 'a', to: 'a'}, ''],
    'all of it': [
        {from: 'a', to: 'b', load: 'fruit', by: 'road,rail', leave: '2025-11-01',
            shut: 'c,d=2025-11-01..2025-11-09', open: 'e'},
        'from=a&to=b&k=3&commodity=fruit&modes=road,rail&depart=2025-11-01&shut=c'
            + '&shut=d=2025-11-01..2025-11-09&open=e'],
    'days say nothing without a departure': [
        {from: 'a', to: 'b', shut: 'c,d=2025-11-01..2025-11-09'}, 'from=a&to=b&k=3&shut=c'],
};

for (const [name, [search, expected]] of Object.entries(questions)) {
    test(`asked: ${name}`, () =>
        assert.equal(decodeURIComponent(queryOf(search) ?? ''), expected));
}

test('a point is switched, gets its days, and goes back', () => {
    const point = {id: 'torkham', first: undefined, last: undefined};
    const shut = withPoint('chaman', 'torkham', point);
    assert.equal(shut, 'chaman,torkham');
    const dated = withPoint(shut, 'torkham', {
        ...point, first: '2025-10-12', last: '2025-11-30'});
    assert.equal(dated, 'chaman,torkham=2025-10-12..2025-11-30');
    assert.equal(withPoint(withPoint(dated, 'torkham', undefined), 'chaman', undefined), undefined);
});

test('stretches of one line in a row are one, with all their money; a border stands alone', () => {
    const legs = ['N-25', 'N-25', 'border', 'N-25', 'AH7'].map((line, nth): Leg => ({
        kind: line === 'border' ? 'border' : 'link', id: String(nth), from: '', fromName: '',
        to: '', toName: '', mode: 'road', toMode: 'road', gaugeMm: null, toGaugeMm: null,
        line: line === 'border' ? null : line, lengthKm: 10, waitHours: 0, arrives: null,
        hours: {p10: 1, p50: 2, p90: nth === 4 ? null : 3},
        money: {low: '0.05', median: '9.99', high: '100.00'}, lossPermille: 0, origins: [],
        observed: [],
    }));
    const told = stretchesOf(legs).map(({legs: own, km, hours, money}) =>
        [own.length, km, hours.p50, hours.p90, money.low, money.median].join(' '));
    assert.deepEqual(told, ['2 20 4 6 0.10 19.98', '1 10 2 3 0.05 9.99', '1 10 2 3 0.05 9.99',
        '1 10 2  0.05 9.99']);
    assert.equal(total(['7', '5']), '12');
});
