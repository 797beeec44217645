import assert from 'node:assert/strict';
import test from 'node:test';
import {faultText, Refusal} from '@karwan/base';
import {loadScheme} from './load-scheme.ts';
import {schemeSkeleton} from './scheme-skeleton.ts';

const TARIFFS = `road,class,first_day,basis,symmetric,amount,status,source,source_date
MY-1,car,2025-01-01,matrix,yes,,published,own,2025
MY-1,truck,2025-01-01,matrix,,,published,own,2025
`;
const TRUCK = `MY-1,truck,2025-01-01,a,-,100,200
MY-1,truck,2025-01-01,b,100,-,150
MY-1,truck,2025-01-01,c,200,150,-
`;

/** What a car pays for each pair, or every fault, of these rows of its matrix. */
function told(rows: string, tariffs = TARIFFS, directions = '[east, west]'): string {
    const matrix = `road,class,first_day,entry,a,b,c\n${rows}${TRUCK}`;
    const files = schemeSkeleton('small').set('tariffs.csv', tariffs).set('matrix.csv', matrix);
    files.set('corridor.yaml',
        files.get('corridor.yaml')!.replace(/directions: \[.*?\]/, `directions: ${directions}`));
    try {
        const {price} = loadScheme(files, '').tariffs[0]!;
        assert(price.basis === 'matrix');
        return [...price.pairs].sort(([a], [b]) => a < b ? -1 : 1).map(
            ([pair, {amountMinor, place}]) => `${pair} ${amountMinor / 100n} (${place.line})`)
            .join(', ');
    } catch (error) {
        assert(error instanceof Refusal);
        return error.faults.map(faultText).join('\n');
    }
}

const car = (row: string): string => `MY-1,car,2025-01-01,${row}\n`;
const WHOLE = 'a b 40 (2), a c 90 (2), b a 40 (2), b c 55 (3), c a 90 (2), c b 55 (3)';

// Each pair with the line in which its price stands.
const stories: Record<string, [rows: string[], expected: string]> = {
    'the upper triangle, with its empty last row':
        [['a,-,40,90', 'b,,-,55', 'c,,,-'], WHOLE],
    'and without it': [['a,-,40,90', 'b,,-,55'], WHOLE],
    'the lower triangle': [['a,-,,', 'b,40,-,', 'c,90,55,-'],
        'a b 40 (3), a c 90 (4), b a 40 (3), b c 55 (4), c a 90 (4), c b 55 (4)'],
    'both ways, where they are the same': [['a,-,40,90', 'b,40,-,55', 'c,90,55,-'],
        'a b 40 (2), a c 90 (2), b a 40 (3), b c 55 (3), c a 90 (4), c b 55 (4)'],
    'both ways, where they differ': [['a,-,40,90', 'b,,-,55', 'c,80,,-'],
        'matrix.csv:4:23 price from c to a: found 80.00, expected 90.00 as for the way back, or '
        + 'a line without symmetric'],
    'a pair that stands nowhere': [['a,-,40,', 'b,,-,55', 'c,,,-'],
        'matrix.csv:2:28 price from a to c: found nothing, expected an amount (0 where it is '
        + 'free)\nmatrix.csv:4:23 price from c to a: found nothing, expected an amount (0 where it '
        + 'is free)'],
};

for (const [name, [rows, expected]] of Object.entries(stories)) {
    test(name, () => assert.equal(told(rows.map(car).join('')), expected));
}

test('a line that does not say so has a price for each way', () => {
    assert.match(told(['a,-,40,90', 'b,,-,55', 'c,,,-'].map(car).join(''),
        TARIFFS.replace('matrix,yes', 'matrix,')), /price from b to a: found nothing/);
});

test('where the tariff is not sound, what stands for the way back alone is no fault yet', () => {
    const rows = ['a,-,40,90', 'b,,-,55', 'c,,,-'].map(car).join('');
    assert.equal(told(rows, TARIFFS.replace('matrix,yes', 'matrix,maybe')),
        'tariffs.csv:2:28 symmetric: found "maybe", expected one of yes, no');
});

test('of a road that is driven one way nothing comes back, and no other basis has pairs', () => {
    assert.match(told(['a,-,40,90', 'b,,-,55'].map(car).join(''), TARIFFS, '[east]'),
        /tariffs\.csv:2:28 symmetric: found it for the MY-1, which is driven one way, expected/);
    assert.match(told('', TARIFFS.replace('matrix,yes,,', 'per-km,yes,3,')),
        /symmetric with per-km: found "yes", expected nothing/);
});
