import assert from 'node:assert/strict';
import test from 'node:test';
import {chanceFrom, type Chance} from '@karwan/base';
import {
    booleanArray, bytesArray, decimalArray, realArray, textArray, textLists, wholeArray,
    wholeLists,
} from './array-literal.ts';
import {freshDatabase} from './test-database.ts';

const LETTERS = [
    'a', 'NULL', '"', '\\', ',', '{', '}', ' ', '\n', '\t', '\'', '$1', 'ب', '😀', '\u0001',
];

function someText(chance: Chance): string {
    return Array.from({length: chance.below(6)}, () => chance.pick(LETTERS)).join('');
}

// Whatever goes in as a column comes out of PostgreSQL as the same rows.
for (const seed of [1, 2, 3]) {
    test(`columns come back as they went (seed ${seed})`, async () => {
        const {pool, drop} = await freshDatabase('array_literal');
        const chance = chanceFrom(seed);
        const column = <T>(make: () => T): (T | undefined)[] =>
            Array.from({length: 300}, () => chance.happens(0.1) ? undefined : make());
        const columns = {
            texts: column(() => someText(chance)),
            wholes: column(() => BigInt.asIntN(64,
                BigInt(chance.below(2 ** 32)) << 32n | BigInt(chance.below(2 ** 32)))),
            reals: column(() => Math.fround(chance.normal(0, 1e3))),
            truths: column(() => chance.happens(0.5)),
            bytes: column(() => Buffer.from(
                Array.from({length: chance.below(5)}, () => chance.below(256)))),
        };
        const {rows} = await pool.query<Record<keyof typeof columns, unknown>>(
            `select * from unnest($1::text[], $2::bigint[], $3::real[], $4::boolean[], $5::bytea[])
                as given (texts, wholes, reals, truths, bytes)`,
            [textArray(columns.texts), wholeArray(columns.wholes), realArray(columns.reals),
                booleanArray(columns.truths), bytesArray(columns.bytes)]);
        const back = (key: keyof typeof columns): unknown[] =>
            rows.map(row => row[key] ?? undefined);
        assert.deepEqual(back('texts'), columns.texts);
        assert.deepEqual(back('wholes'), columns.wholes.map(whole => whole?.toString()));
        const reals = back('reals') as (number | undefined)[];
        assert.deepEqual(reals.map(real => real && Math.fround(real)), columns.reals);
        assert.deepEqual(back('truths'), columns.truths);
        assert.deepEqual(back('bytes'), columns.bytes);
        await drop();
    });
}

for (const seed of [4, 5]) {
    test(`lists come back as they went (seed ${seed})`, async () => {
        const {pool, drop} = await freshDatabase('array_literal');
        const chance = chanceFrom(seed);
        const column = <T>(make: () => T): T[][] => Array.from({length: 200}, () =>
            Array.from({length: chance.below(4)}, make));
        const texts = column(() => chance.happens(0.5) ? chance.pick(['G1', 'null', 'M-2.e', ''])
            : someText(chance));
        const wholes = column(() => chance.below(2 ** 40) - 2 ** 39);
        const {rows} = await pool.query<{texts: string[]; wholes: string[]}>(
            `select texts::text[], wholes::bigint[] from unnest($1::text[], $2::text[])
                as given (texts, wholes)`, [textLists(texts), wholeLists(wholes)]);
        assert.deepEqual(rows.map(row => row.texts), texts);
        assert.deepEqual(rows.map(row => row.wholes.map(Number)), wholes);
        await drop();
    });
}

test('whole numbers are written digit by digit as the engine writes them', () => {
    const sizes = [0, 1, 9, 10, 999_999_999, 1e9, 1_000_000_001, 1e18 / 1e3, 2 ** 31, 2 ** 53 - 1];
    const wholes = [...sizes, ...sizes.map(size => -size), 2n ** 63n - 1n, -(2n ** 63n), undefined];
    const expected = wholes.map(whole => whole === undefined ? 'NULL' : `${whole}`);
    assert.equal(wholeArray(wholes), `{${expected.join(',')}}`);
    wholes.forEach((whole, i) => assert.equal(wholeArray([whole]), `{${expected[i]}}`));
});

test('what PostgreSQL cannot hold is a fault of ours', () => {
    assert.throws(() => textArray(['a\0b']), /NUL/);
    assert.throws(() => wholeArray([0.5]), /no whole number/);
    assert.equal(decimalArray(['100', '-2']), '{100,-2}');
    assert.throws(() => decimalArray(['1.5']), /no whole number/);
    assert.throws(() => wholeArray([2 ** 53]), /no whole number/);
    assert.throws(() => wholeArray(Array(40).fill(2 ** 53)), /no whole number/);
});
