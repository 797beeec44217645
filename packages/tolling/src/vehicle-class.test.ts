import assert from 'node:assert/strict';
import test from 'node:test';
import {Register} from './register.ts';
import {storyPassage} from './story-passage.ts';
import {storyFacts} from './story-register.ts';
import {classOf, type ChargedClass} from './vehicle-class.ts';

// What is declared of p1, what was measured on its trip, and the class that is charged.
const stories: Record<ChargedClass['by'], [name: string, story: string][]> = {
    'declared': [
        ['declared, and measured alike', 'p1=truck | truck truck -> truck by fact 1'],
        ['declared, whatever was measured', 'p1=car | truck truck truck -> car by fact 1'],
        ['declared for the time of the trip', 'p1=car, p1=truck 5.. | car -> truck by fact 2'],
    ],
    'measured': [
        ['nothing declared: what was measured most often', ' | car truck truck -> truck'],
        ['of equals the cheaper', ' | truck car bus -> car'],
        ['of equals the cheaper, and not one that was measured less often',
            ' | truck bus bus truck car -> bus'],
        ['lasers that saw no class have no voice', ' | - - truck -> truck'],
        ['declared only later', 'p1=car 6.. | truck -> truck'],
        ['what another declared', 'p2=car | truck -> truck'],
    ],
    'least-of-all': [
        ['nobody knows: the cheapest of all', ' | - - -> car'],
        ['what is no class of the scheme is not known', ' | tank -> car'],
    ],
};

for (const [by, [name, story]] of Object.entries(stories).flatMap(
    ([by, named]) => named.map(each => [by, each] as const))) {
    test(`${by}: ${name}`, () => {
        const [facts, measured, expected] = story.split(/ ?\| | -> /);
        const passages = measured!.split(' ').map(
            name => storyPassage({measuredClass: name === '-' ? undefined : name}));
        const charged = classOf('plate:p1', passages, 5, new Register(storyFacts(facts!)),
            ['car', 'bus', 'truck']);
        assert.equal(charged.by, by);
        const basis = charged.basis.length > 0 ? ` by fact ${charged.basis.join()}` : '';
        assert.equal(charged.class + basis, expected);
    });
}
