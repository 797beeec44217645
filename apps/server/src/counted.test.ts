import assert from 'node:assert/strict';
import test from 'node:test';
import {counted} from './counted.ts';

test('one is one, and all other numbers are many', () => {
    const told = [0, 1, 2, 1_000, 1_234_567].map(count => counted(count, 'row'));
    assert.deepEqual(told, ['0 rows', '1 row', '2 rows', '1,000 rows', '1,234,567 rows']);
    const lost = [1, 2].map(count => counted(count, 'of them was', 'of them were'));
    assert.deepEqual(lost, ['1 of them was', '2 of them were']);
});
