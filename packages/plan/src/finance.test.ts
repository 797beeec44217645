import assert from 'node:assert/strict';
import test from 'node:test';
import {debtOf, ownerCash, type Loan, type Owner} from './finance.ts';

const loan = (part: Partial<Loan> = {}): Loan => ({
    drawn: [100], interest: 0.1, repaidFrom: 1, years: 2, manner: 'equal principal', ...part,
});

// What is lent, and what is paid and owed year by year.
const stories: [name: string, loan: Loan, paid: string, owed: string][] = [
    ['equal principal', loan(), '0.00 60.00 55.00 0.00', '100.00 50.00 0.00 0.00'],
    ['level', loan({manner: 'level'}), '0.00 57.62 57.62 0.00', '100.00 52.38 0.00 0.00'],
    ['level without interest', loan({manner: 'level', interest: 0}), '0.00 50.00 50.00 0.00',
        '100.00 50.00 0.00 0.00'],
    ['interest is added in the grace time', loan({repaidFrom: 2}), '0.00 0.00 66.00 60.50',
        '100.00 110.00 55.00 0.00'],
    ['longer than the series', loan({years: 5}), '0.00 30.00 28.00 26.00',
        '100.00 80.00 60.00 40.00'],
];

for (const [name, lent, paid, owed] of stories) {
    test(`a loan: ${name}`, () => {
        const debt = debtOf(lent, 4);
        assert.equal(debt.debtService.map(v => v.toFixed(2)).join(' '), paid);
        assert.equal(debt.owed.map(v => v.toFixed(2)).join(' '), owed);
    });
}

const owner: Owner = {
    revenue: [0, 100, 100], running: [0, 10, 34], capital: [150, 0, 0], grants: [20, 0, 0],
    loan: loan(),
};

test('the owner\'s cash, and how safe the bank is', () => {
    const cash = ownerCash(owner, 0.1, 'first-year-is-0');
    assert.deepEqual(cash.toOwner.map(v => v.toFixed(2)), ['-30.00', '30.00', '11.00']);
    assert.deepEqual(cash.dscr.map(v => v?.toFixed(2)), [undefined, '1.50', '1.20']);
    assert.equal(cash.leastDscr?.toFixed(2), '1.20');
    assert.equal(cash.worth.toFixed(2), (-30 + 30 / 1.1 + 11 / 1.21).toFixed(2));
    assert.deepEqual(cash.internalRates.map(r => r.toFixed(3)), ['0.285']);
});

test('series of other lengths and a loan repaid while it is drawn are refused', () => {
    assert.throws(() => ownerCash({...owner, grants: [1]}, 0.1, 'first-year-is-0'), /3 years each/);
    const early = {...owner, loan: loan({repaidFrom: 0})};
    assert.throws(() => ownerCash(early, 0.1, 'first-year-is-0'), /after it is drawn/);
});
