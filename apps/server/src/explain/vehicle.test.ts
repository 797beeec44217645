import assert from 'node:assert/strict';
import test from 'node:test';
import {tripText, type TripExplained} from './vehicle.ts';

const charge = {
    window: '7/C-1', road: 'C-1', entry: 'A', exit: 'B', class: 'car', state: 'charged',
    surchargeWhen: null, amount: '3700', payer: 'owed:plate:p', status: 'published',
};

const trip: TripExplained = {
    id: 7, vehicle: 'plate:p', day: '2026-01-05', from: '2026-01-05 09:29:00',
    to: '2026-01-05 09:40:00', sure: 1, path: ['G1'], inferred: [], charges: [charge],
};

test('a charge is owed or paid, and of an exempt one nobody owes anything', () => {
    const lineOf = (more: Partial<typeof charge>): string =>
        tripText({...trip, charges: [{...charge, ...more}]}).split('\n').at(-1)!;
    assert.equal(lineOf({}), '  7/C-1  A > B  car  3700  charged  owed');
    assert.equal(lineOf({payer: 'wallet:tag:T'}), '  7/C-1  A > B  car  3700  charged  wallet');
    assert.equal(lineOf({state: 'exempt', amount: '0'}), '  7/C-1  A > B  car  0  exempt');
});
