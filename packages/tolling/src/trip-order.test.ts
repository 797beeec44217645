import assert from 'node:assert/strict';
import test from 'node:test';
import {inferOrder} from './trip-order.ts';

/** Drives as places a minute apart, one vehicle each. */
function inferred(drives: readonly string[]): {order: string; agreeing: number} {
    const names = [...new Set(drives.join(''))].sort();
    const starts = Uint32Array.from([0, ...drives.keys()].map((_, at) =>
        drives.slice(0, at).join('').length));
    const stops = drives.flatMap(drive => [...drive].map((name, at) => ({name, at})));
    const {order, agreeing} = inferOrder({
        atMs: Float64Array.from(stops, ({at}) => at * 60_000),
        place: Uint16Array.from(stops, ({name}) => names.indexOf(name)),
    }, starts, names.length);
    return {order: order.map(at => names[at]).join(''), agreeing};
}

test('the order of a road is found in the drives along it', () => {
    assert.deepEqual(inferred(['cab', 'abd', 'ca', 'bd']), {order: 'cabd', agreeing: 1});
});

test('a few drives that contradict do not change it', () => {
    const {order, agreeing} = inferred(['abc', 'abc', 'abc', 'ba']);
    assert.equal(order, 'abc');
    assert.equal(agreeing, 9 / 10);
});

test('a road driven both ways has no order', () => {
    assert.equal(inferred(['abc', 'cba']).agreeing, 0.5);
});
