import assert from 'node:assert/strict';
import test from 'node:test';
import {Check, Refusal} from '@karwan/base';
import {readInputs} from './input.ts';
import {correlationsAmong, readTogether} from './moving-together.ts';

const inputs = readInputs('inputs.csv', [
    'id,low,value,high,unit,status,source,source_date,note',
    ...['a', 'b', 'c', 'd'].map(id => `${id},1,2,3,t,assumed,own,2025,`),
].join('\n'), new Check());

const read = (...rows: string[]) => {
    const check = new Check();
    const groups = readTogether('together.csv', [
        'inputs,rank_correlation,status,source,source_date,note', ...rows].join('\n'), inputs,
    check);
    check.refuseIfFaulty();
    return groups;
};

test('a group is each pair of it, and of those that are drawn alone', () => {
    const groups = read('a;b;c,0.5,assumed,own,2025,');
    assert.equal(correlationsAmong(groups, () => true).length, 3);
    const [only, ...others] = correlationsAmong(groups, id => id !== 'b');
    assert.deepEqual([only!.a, only!.b, others.length], ['a', 'c', 0]);
    assert.ok(Math.abs(only!.correlation - 2 * Math.sin(Math.PI / 12)) < 1e-15);
});

const broken = {
    'a name that is none': ['a;x,0.5,assumed,own,2025,'],
    'one alone': ['a,0.5,assumed,own,2025,'],
    'a pair that stands twice': ['a;b,0.5,assumed,own,2025,', 'b;a;c,0.2,assumed,own,2025,'],
    'more than all': ['a;b,1.5,assumed,own,2025,'],
    'what no draws can be': ['a;b;c,-0.9,assumed,own,2025,'],
    'what contradicts the one above': ['a;b,0.6,assumed,own,2025,',
        'b;c,0.6,assumed,own,2025,', 'a;c,-0.6,assumed,own,2025,'],
};

for (const [name, rows] of Object.entries(broken)) {
    test(`${name} is refused in its line`, () => {
        assert.throws(() => read(...rows), (error: unknown) => error instanceof Refusal
            && error.faults.every(({place}) => place.line === rows.length + 1));
    });
}
