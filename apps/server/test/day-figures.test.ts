import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {DAY_MS, HOUR_MS} from '@karwan/base';
import {settingOf} from '../src/ingest.ts';
import {dayItems, dayTerms, type DayTerm} from '../src/page/day-items.ts';
import {daySummary} from '../src/page/day-summary.ts';
import {gantriesOf} from '../src/page/moving.ts';
import {ratesBefore} from '../src/page/rates.ts';
import {ThreadUnderTest} from './thread-under-test.ts';
import {driveThrough} from './world-feed.ts';

// Figures of a driven day are what they count, at its end and at every minute before.

const DAY = '2025-03-03';
const SEED = 3;

interface Summary {
    isBalanced: boolean;
    balances: Record<string, Record<string, number | {count: number; money: string}>>;
}

let thread: ThreadUnderTest;

before(async () => {
    thread = await ThreadUnderTest.open('day_figures', 'pakistan');
    await driveThrough(thread, {seed: SEED, days: 1, vehiclesPerDay: 120, meanTripMetres: 40_000});
});

after(() => thread.database.drop());

async function summaryAt(beforeMs: number | undefined): Promise<Summary> {
    const {pool} = thread.database;
    return await daySummary(pool, DAY, settingOf(thread.scheme), beforeMs) as Summary;
}

function countOf({balances}: Summary, term: string): number {
    const [balance, name] = term.split('.') as [string, string];
    const value = balances[balance]![name]!;
    return typeof value === 'number' ? value : value.count;
}

test(`each figure opens down to as many items as it says (seed ${SEED})`, async () => {
    const summary = await summaryAt(undefined);
    const counts = new Map<DayTerm, number>();
    for (const term of dayTerms) {
        const found: string[] = [];
        for (let from = 0; ; from += 50) {
            const items = await dayItems(thread.database.pool, DAY, term, {from, most: 50},
                settingOf(thread.scheme));
            found.push(...items.map(({id}) => id));
            if (items.length < 50) break;
        }
        assert.equal(new Set(found).size, found.length, `${term} lists one twice`);
        counts.set(term, found.length);
        assert.equal(found.length, countOf(summary, term), term);
    }
    for (const term of ['detections.identified', 'passages.charged', 'charges.paid'] as const) {
        assert(counts.get(term)! > 50, `${term}: ${counts.get(term)}`);
    }
});

test(`at every past hour the difference is 0 and no figure falls (seed ${SEED})`, async () => {
    const startMs = settingOf(thread.scheme).zone.startOfDayMs(DAY);
    let last = 0;
    for (let hour = 1; hour <= 24; hour++) {
        const summary = await summaryAt(startMs + hour * HOUR_MS);
        assert(summary.isBalanced, `at ${hour}:00`);
        const passages = countOf(summary, 'passages.passages');
        assert(passages >= last, `at ${hour}:00 ${passages}, an hour before ${last}`);
        last = passages;
    }
    const [end, whole] = [await summaryAt(startMs + DAY_MS), await summaryAt(undefined)];
    assert.deepEqual(end.balances['passages']!['passages'],
        whole.balances['passages']!['passages']);
    assert(last > 100);
    const noon = await summaryAt(startMs + 12 * HOUR_MS);
    assert(countOf(noon, 'charges.charges') < countOf(whole, 'charges.charges'));
});

test(`the rates of all steps of a day are its passages (seed ${SEED})`, async () => {
    const {scheme, database: {pool}} = thread;
    const startMs = settingOf(scheme).zone.startOfDayMs(DAY);
    let sum = 0;
    for (let hour = 2; hour <= 24; hour += 2) {
        const rates = await ratesBefore(
            pool, startMs + hour * HOUR_MS + 1, gantriesOf(settingOf(scheme)));
        sum += rates.counts.flat().reduce((all, each) => all + each, 0);
    }
    assert.equal(sum, countOf(await summaryAt(undefined), 'passages.passages'));
});
