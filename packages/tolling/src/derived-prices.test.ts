import assert from 'node:assert/strict';
import test from 'node:test';
import {faultText, Refusal} from '@karwan/base';
import {loadScheme} from './load-scheme.ts';
import {schemeSkeleton} from './scheme-skeleton.ts';
import {priceOf} from './tariff.ts';

const RULES = `priceRules:
  - {id: read-back, status: estimated, source: the no-tag price, date: '2025'}
  - {id: rise, factor: 1.3, roundTo: 10, rounding: nearest, status: estimated, source: S, date: D}
  - {id: yearly, factor: 1.1, status: assumed, source: S, date: D}
  - {id: ladder, ladderOf: car, roundTo: 50, rounding: nearest, status: estimated, source: S,
     date: D}
`;
const HEAD = 'road,class,first_day,last_day,basis,from,to,amount,round_to,rounding,rule,of,status,'
    + 'source,source_date,note';

/** The small scheme with these price rows; cars and trucks always have one. */
function filesWith(rows: string): Map<string, string> {
    const files = schemeSkeleton('small');
    files.set('corridor.yaml', files.get('corridor.yaml')!
        .replace('directions: [east, west]}',
            `directions: [east, west], partOfRoad: {status: assumed, source: own, date: '2026'}}`)
        .replace('rules:', `${RULES}rules:`));
    const lines = rows.split('\n').map(row => row.trim()).filter(row => row !== '');
    files.set('tariffs.csv', [HEAD, ...lines].join('\n'));
    return files;
}

function linesOf(rows: string): string[] {
    const {tariffs} = loadScheme(filesWith(rows), '');
    return tariffs.map(({id, price, origin}) => {
        const amount = price.basis === 'share-of-road' ? `${price.wholeMinor}`
            : price.basis === 'per-km' ? `${price.rateMinorPerKm.digits}` : '';
        return `${id} ${amount} ${origin.status}${origin.note === '' ? '' : `: ${origin.note}`}`;
    });
}

function faultsOf(rows: string): string {
    try {
        loadScheme(filesWith(rows), '');
    } catch (error) {
        assert(error instanceof Refusal);
        return error.faults.map(faultText).join('\n');
    }
    return '';
}

// Cars are published twice, trucks once: before that they keep their distance to cars.
const JANUARY = `
    MY-1,car,2025-01-01,2025-03-31,share-of-road,,,700,10,nearest,,,published,N,2025,
    MY-1,car,2025-04-01,,share-of-road,,,800,10,nearest,,,published,N,2025,
    MY-1,truck,2025-04-01,,share-of-road,,,3200,10,nearest,read-back,,,,,printed 4800`;

test('a ladder keeps the distance to cars, a row by rule takes its source from the rule', () => {
    const derived = 'MY-1,truck,2025-01-01,2025-03-31,share-of-road,,,,10,nearest,ladder,'
        + 'MY-1/truck/2025-04-01,,,,';
    assert.deepEqual(linesOf(`${JANUARY}\n${derived}`), [
        'MY-1/car/2025-01-01 70000 published',
        'MY-1/car/2025-04-01 80000 published',
        'MY-1/truck/2025-04-01 320000 estimated: printed 4800',
        'MY-1/truck/2025-01-01 280000 estimated: 3200.00 of MY-1/truck/2025-04-01 x 700.00 / '
            + '800.00 (car), to 50.00 nearest = 2800.00',
    ]);
});

test('a rise is rounded where its rule says so, and a line may stand on a derived one', () => {
    const lines = linesOf(`
        MY-1,car,2024-07-01,2024-09-30,share-of-road,,,350,10,nearest,,,published,N,2024,
        MY-1,car,2024-10-01,2024-12-31,share-of-road,,,,10,nearest,rise,MY-1/car/2024-07-01,,,,
        MY-1,car,2025-01-01,,share-of-road,,,,10,nearest,yearly,MY-1/car/2024-10-01,,,,
        MY-1,truck,2024-01-01,2024-12-31,per-km,,,3.72,10,nearest,,,published,N,2024,
        MY-1,truck,2025-01-01,,per-km,,,,10,nearest,yearly,MY-1/truck/2024-01-01,,,,`);
    assert.deepEqual(lines.map(line => line.split(':')[0]), [
        'MY-1/car/2024-07-01 35000 published',
        'MY-1/car/2024-10-01 46000 estimated',   // 455, a tie
        'MY-1/car/2025-01-01 50600 assumed',
        'MY-1/truck/2024-01-01 372 published',
        'MY-1/truck/2025-01-01 4092 assumed',
    ]);
});

test('a price for a stretch is the whole of that stretch, and a share of it beyond', () => {
    const scheme = loadScheme(filesWith(`
        MY-1,car,2025-01-01,,share-of-road,a,b,60,10,nearest,,,published,N,2025,
        MY-1,truck,2025-01-01,,share-of-road,,,400,10,nearest,,,published,N,2025,`), '');
    const tollTo = (gantries: number): string => {
        const sections = scheme.corridor.sections.filter(s => s.direction === 'east')
            .slice(0, gantries);
        const atMs = Date.parse('2025-03-03');
        const {tollMinor, status} = priceOf(scheme, {road: 'MY-1', class: 'car', atMs, sections})!;
        return `${tollMinor} ${status}`;
    };
    assert.equal(tollTo(1), '6000 published');
    assert.equal(tollTo(2), '19000 assumed');   // 60 x 40 / 12.5 km = 192
});

// A row that is wrong, and the fault it makes.
const truck = 'MY-1,truck,2024-01-01,2025-03-31,share-of-road';
const stories: [name: string, row: string, told: string][] = [
    ['a rule that nobody wrote', `${truck},,,,10,nearest,rse,MY-1/car/2025-01-01,,,,`,
        'tariffs.csv:5:62 rule: found "rse", expected one of read-back, rise, yearly, ladder'],
    ['an amount beside the rule that makes it', `${truck},,,500,10,nearest,rise,x,,,,`,
        'tariffs.csv:5:50 amount, which rise makes: found "500", expected nothing'],
    ['a source beside the rule that has it',
        `${truck},,,,10,nearest,rise,MY-1/car/2025-01-01,published,,,`,
        'tariffs.csv:5:87 status, which the rule has: found "published", expected nothing'],
    ['a line that is not there', `${truck},,,,10,nearest,rise,MY-1/car/1999-01-01,,,,`,
        'tariffs.csv:5:67 of: found "MY-1/car/1999-01-01", expected a line that is share-of-road, '
        + 'named road/class/first_day'],
    ['a line that stands on itself', `${truck},,,,10,nearest,rise,MY-1/truck/2024-01-01,,,,`,
        'tariffs.csv:5:67 of: found MY-1/truck/2024-01-01, which stands on itself, expected a '
        + 'line with an amount at the end of the chain'],
    ['a ladder without its lowest step', `${truck},,,,10,nearest,ladder,MY-1/truck/2025-04-01,,,,`,
        'tariffs.csv:5:69 of: found "MY-1/car/2024-01-01", expected a line that is '
        + 'share-of-road, named road/class/first_day'],
    ['a stretch against the road', `${truck},b,a,60,10,nearest,,,published,N,2025,`,
        'tariffs.csv:5:48 from and to: found b to a, expected two interchanges of the MY-1, in '
        + 'their order'],
    ['a line to stand on and no rule', `${truck},,,60,10,nearest,,MY-1/x,published,N,2025,`,
        'tariffs.csv:5:65 of, where no rule derives the amount: found "MY-1/x", expected nothing'],
];

for (const [name, row, told] of stories) {
    test(name, () => assert(faultsOf(`${JANUARY}\n${row}`).startsWith(told),
        faultsOf(`${JANUARY}\n${row}`)));
}
