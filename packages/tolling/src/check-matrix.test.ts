import assert from 'node:assert/strict';
import test from 'node:test';
import {faultText, Refusal} from '@karwan/base';
import {loadScheme} from './load-scheme.ts';
import {schemeSkeleton} from './scheme-skeleton.ts';

const TARIFFS = `road,class,first_day,last_day,basis,amount,status,source,source_date
MY-1,car,2025-01-01,,matrix,,published,own,2025
MY-1,truck,2025-01-01,,matrix,,published,own,2025
`;
const MATRIX = `road,class,first_day,entry,a,b,c
MY-1,car,2025-01-01,a,-,40,90
MY-1,car,2025-01-01,b,40,-,55
MY-1,car,2025-01-01,c,80,55,-
MY-1,truck,2025-01-01,a,-,100,200
MY-1,truck,2025-01-01,b,100,-,150
MY-1,truck,2025-01-01,c,200,150,-
`;

/** Every fault of the small scheme with this matrix, as a person reads it. */
function faultsOf(matrix: string, tariffs = TARIFFS, head: [string, string] = ['', '']): string {
    const files = schemeSkeleton('small').set('tariffs.csv', tariffs).set('matrix.csv', matrix);
    files.set('corridor.yaml', files.get('corridor.yaml')!.replace(...head));
    try {
        loadScheme(files, '');
    } catch (error) {
        assert(error instanceof Refusal);
        return error.faults.map(faultText).join('\n');
    }
    return '';
}

test('a whole matrix, there and back at different prices', () => {
    assert.equal(faultsOf(MATRIX), '');
});

// What is changed in the matrix, and what is told of it.
const stories: [name: string, from: string, to: string, told: string][] = [
    ['a pair without a price', 'a,-,40,90', 'a,-,40,',
        'matrix.csv:2:28 price from a to c: found nothing, expected an amount (0 where it is '
        + 'free)'],
    ['a pair without a price, in words', 'a,-,40,90', 'a,-,40,-',
        'matrix.csv:2:28 price from a to c: found nothing, expected an amount (0 where it is '
        + 'free)'],
    ['what is no amount', 'a,-,40,90', 'a,-,EUR 40,90',
        'matrix.csv:2:25 price to b: found "EUR 40", expected a decimal number such as 3.39'],
    ['finer than money is', 'a,-,40,90', 'a,-,40.005,90',
        'matrix.csv:2:25 price to b: found "40.005", expected an amount of PKR with at most 2 '
        + 'decimals'],
    ['thousands set apart', 'a,-,40,90', 'a,-,40.000,90',
        'matrix.csv:2:25 price to b: found "40.000", expected an amount of PKR with at most 2 '
        + 'decimals'],
    ['less than nothing', 'a,-,40,90', 'a,-,-40,90',
        'matrix.csv:2:25 price to b: found "-40", expected a number not below 0'],
    ['an amount where nobody drives', 'car,2025-01-01,b,40,-,55', 'car,2025-01-01,b,40,3,55',
        'matrix.csv:3:26 price from b to b: found an amount, expected nothing, or - : entry and '
        + 'exit are one'],
    ['an exit that is none', 'entry,a,b,c', 'entry,a,b,d',
        'matrix.csv:1:32 column: found "d", expected one of road, class, first_day, days, hours, '
        + 'entry, a, b, c'],
    ['an entry that is none', 'MY-1,car,2025-01-01,c', 'MY-1,car,2025-01-01,d',
        'matrix.csv:4:21 entry: found "d", expected one of a, b, c\n'
        + 'tariffs.csv:2:22 matrix of MY-1/car/2025-01-01: found no row from c, expected a row in '
        + 'matrix.csv for each interchange where one can come on'],
    ['an entry twice', 'MY-1,car,2025-01-01,c,80,55,-', 'MY-1,car,2025-01-01,b,40,-,55',
        'matrix.csv:4:21 entry of MY-1/car/2025-01-01: found "b" twice, expected it once\n'
        + 'tariffs.csv:2:22 matrix of MY-1/car/2025-01-01: found no row from c, expected a row in '
        + 'matrix.csv for each interchange where one can come on'],
    ['rows of a day that no tariff line has', 'MY-1,truck,2025-01-01,c', 'MY-1,truck,2026-01-01,c',
        'matrix.csv:7:12 matrix row: found no line MY-1/truck/2026-01-01 that is a matrix, '
        + 'expected a row in tariffs.csv with this road, class, first_day, days and hours, '
        + 'and basis matrix\n'
        + 'tariffs.csv:3:24 matrix of MY-1/truck/2025-01-01: found no row from c, '
        + 'expected a row in matrix.csv for each interchange where one can come on'],
];

for (const [name, from, to, told] of stories) {
    test(name, () => {
        assert(MATRIX.includes(from));
        assert.equal(faultsOf(MATRIX.replace(from, to)), told);
    });
}

test('an amount in the row of prices belongs into the matrix', () => {
    assert.equal(faultsOf(MATRIX, TARIFFS.replace('car,2025-01-01,,matrix,', '$&90')),
        'tariffs.csv:2:29 amount of a matrix, which stands in matrix.csv: found "90", expected '
        + 'nothing');
});

test('a road that is driven one way has no prices the other way', () => {
    const told = faultsOf(MATRIX, TARIFFS, ['[east, west]', '[east]']).split('\n')
        .filter(line => line.startsWith('matrix.csv'));
    assert.equal(told[0], 'matrix.csv:3:23 price from b to a: found an amount, expected nothing: '
        + 'the MY-1 is driven one way');
    assert.equal(told.length, 6);
});

test('a matrix whose table is not there', () => {
    const files = schemeSkeleton('small').set('tariffs.csv', TARIFFS);
    assert.throws(
        () => loadScheme(files, ''), /matrix of MY-1\/car\/2025-01-01: found no row from a/);
});

test('where interchanges are faulty a matrix is read by its header, whatever parts it', () => {
    for (const separator of [',', ';']) {
        const files = schemeSkeleton('small').set('tariffs.csv', TARIFFS).set('matrix.csv',
            MATRIX.replace('a,-,40,90', 'a,-,EUR 40,90').replaceAll(',', separator));
        files.set('interchanges.csv', files.get('interchanges.csv')!.replace(',yes,', ',perhaps,'));
        assert.throws(() => loadScheme(files, ''), (error: Refusal) => {
            const told = error.faults.map(faultText).filter(text => text.startsWith('matrix.csv'));
            assert.deepEqual(told, ['matrix.csv:2:25 price to b: found "EUR 40", expected a '
                + 'decimal number such as 3.39']);
            return true;
        });
    }
});

test('a faulty line of prices hides no fault of the matrix', () => {
    const told = faultsOf(MATRIX.replace('a,-,40,90', 'a,-,40,'),
        TARIFFS.replace('truck,2025-01-01,,matrix', 'truck,2025-01-01,,matrx'));
    assert.match(told, /^matrix\.csv:2:28 price from a to c: found nothing/);
    assert.match(told, /tariffs\.csv:3:24 basis: found "matrx", expected .*; likely matrix$/);
});
