import assert from 'node:assert/strict';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {type TestContext} from 'node:test';
import {Stop} from './exit-code.ts';
import {priceInScheme} from './scheme-price.ts';
import {newScheme} from './scheme.ts';

/** A folder with a scheme of the documentation. */
function schemeOf(t: TestContext, kind: string): string {
    const folder = mkdtempSync(join(tmpdir(), 'karwan-price-'));
    t.after(() => rmSync(folder, {recursive: true}));
    newScheme(join(folder, 'their-road'), kind);
    return join(folder, 'their-road');
}

const CAR = {from: 'mouth', to: 'falls', class: 'car', at: '2026-03-02T08:00', tag: 'valid'};

test('a price of a matrix, explained on one screen and without a reading', t => {
    const {text, json, exit} = priceInScheme(schemeOf(t, 'matrix'), CAR);
    assert.equal(exit, undefined);
    assert.deepEqual(text.split('\n').map(line => line.replace(/\(\w{12}\)/, '(…)')), [
        'mouth to falls, car, 2026-03-02 08:00:00 (Europe/Lisbon), tag valid: EUR 4.40',
        '',
        'window      R-5, mouth to falls, 52.0 km tolled over 2 sections',
        '            whole length 52.0 km, measured, between 52.0 and 52.0',
        'tariff      R-5/car/2026-01-01: published, Portaria 12, 2025-12-10 (tariffs.csv:2)',
        '            the weakest of them: published',
        'amount      4.40 from mouth to falls, as printed (matrix.csv:2:33)',
        '            EUR 4.40',
        '',
        'by          scheme their-road 1 (…); nothing was driven or charged',
    ]);
    assert.equal((json as {total: string}).total, '4.40');
});

// How the tag stands, and what is asked for it: 4.40 x 1.1 = 4.84, to 4.85, but 0.50 more at least.
for (const [tag, total] of [['valid', '4.40'], ['none', '4.90'], ['blocked', '4.90'],
    ['low', '4.40']] as const) {
    test(`with a tag that is ${tag}: ${total}`, t => {
        const {json} = priceInScheme(schemeOf(t, 'matrix'), {...CAR, tag});
        assert.equal((json as {total: string}).total, total);
    });
}

test('without a tag the day has its price, where a scheme says so', t => {
    const folder = schemeOf(t, 'city');
    const total = (tag: string): string => (priceInScheme(folder, {
        from: 'port', to: 'airport', class: 'car', at: '2026-03-02T08:00', tag,
    }).json as {total: string}).total;
    assert.deepEqual(['valid', 'none', 'blocked'].map(total), ['2790', '9000', '9000']);
});

test('the price of the day and the way that is asked for', t => {
    const folder = schemeOf(t, 'closed');
    const price = (from: string, to: string, at: string): string => (priceInScheme(
        folder, {from, to, class: 'car', at, tag: 'valid'}).json as {total: string}).total;
    assert.equal(price('port', 'hill', '2026-05-31'), '600.00');
    assert.equal(price('port', 'hill', '2026-06-01'), '660.00');
    // The last hour of May in Karachi is not yet June there, and the next one is.
    assert.equal(price('hill', 'port', '2026-05-31T23:59'), '600.00');
    assert.equal(price('hill', 'port', '2026-05-31T19:00:00Z'), '660.00');
    assert.equal(price('mill', 'ford', '2026-03-02'), '270.00');
});

test('over two roads each is told, and the sum', () => {
    const {text, json} = priceInScheme('pakistan', {
        from: 'pk-peshawar-ring', to: 'pk-chakri', class: 'car', at: '2025-03-03', tag: 'valid'});
    const {prices, total} = json as {prices: {road: string; amount: string}[]; total: string};
    assert.deepEqual(prices.map(price => price.road), ['M-1', 'M-2'], text);
    const sum = prices.reduce((minor, {amount}) => minor + Math.round(Number(amount) * 100), 0);
    assert.equal(sum, Math.round(Number(total) * 100));
    assert(text.split('\n').length <= 30, text);
});

test('before any price counts the answer is no', t => {
    const {text, exit} = priceInScheme(schemeOf(t, 'matrix'), {...CAR, at: '2025-12-31'});
    assert.equal(exit, 'no');
    assert.match(text, /^R-5: no tariff line gives a price for car then$/m);
});

// What is asked for, and what is told of it.
const refusals: [Partial<typeof CAR> & {road?: string}, RegExp][] = [
    [{from: 'mout'}, /found --from mout, expected one of mouth, abbey, falls; likely mouth/],
    [{to: 'sea'}, /found --to sea, expected one of mouth, abbey, falls$/],
    [{class: 'lory'}, /found --class lory, expected one of car, lorry; likely lorry/],
    [{road: 'R5'}, /found --road R5, expected one of R-5; likely R-5/],
    [{at: 'noon'}, /found --at noon, expected a day such as 2026-03-02/],
    [{to: 'mouth'}, /found mouth twice, expected two places/],
];

for (const [asked, told] of refusals) {
    test(`${JSON.stringify(asked)} is refused`, t => {
        const folder = schemeOf(t, 'matrix');
        assert.throws(() => priceInScheme(folder, {...CAR, ...asked}), (error: unknown) =>
            error instanceof Stop && told.test(error.message));
    });
}
