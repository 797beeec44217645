import assert from 'node:assert/strict';
import test from 'node:test';
import {findIndicator, indicators} from './indicator.ts';

test('each indicator stands once, has a unit, and says what counts as measured', () => {
    assert.equal(new Set(indicators.map(({id}) => id)).size, indicators.length);
    for (const {id, name, unit, countsAsMeasured} of indicators) {
        assert.match(id, /^[a-z]+(-[a-z]+)*$/);
        assert.ok(name !== '' && unit !== '' && countsAsMeasured !== '', id);
    }
});

test('an indicator is found by its id, and a name that is none is not', () => {
    assert.equal(findIndicator('tag-share')?.unit, '%');
    assert.equal(findIndicator('tag share'), undefined);
});
