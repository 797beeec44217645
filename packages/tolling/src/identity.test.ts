import assert from 'node:assert/strict';
import test from 'node:test';
import {doubts, identityOf, type Doubt, type IdentifiedBy} from './identity.ts';
import {Register} from './register.ts';
import {storyPassage, storyToken} from './story-passage.ts';
import {storyFacts} from './story-register.ts';
import {storySetting} from './story-scheme.ts';

// What the register holds, what the gantry read (the plate with how sure the camera is, in tenths;
// 8 is enough), and whose passage it was by which facts. Every way to be identified has a story.
const stories: Record<Exclude<IdentifiedBy, 'review'>, [name: string, story: string][]> = {
    'tag-and-plate': [
        ['tag and plate agree', 't1>p1 | t1 p1.9 -> p1 by fact 1'],
        ['they agree, however unsure the camera is', 't1>p1 | t1 p1.2 -> p1 by fact 1'],
    ],
    'tag': [
        ['only the tag was read', 't1>p1 | t1 -> p1 by fact 1'],
        ['a tag that was registered without a plate is its own vehicle',
            't1=car | t1 -> t1 by fact 1'],
    ],
    'plate': [
        ['only the plate was read', ' | p1.9 -> p1 by fact none'],
        ['as sure as it has to be', ' | p1.8 -> p1 by fact none'],
        ['a camera that does not say how sure it is, is believed', ' | p1 -> p1 by fact none'],
        ['a tag that nobody registered says nothing against it', ' | t1 p1.9 -> p1 by fact none'],
        ['nor does one that was registered later', 't1>p2 10.. | t1 p1.9 -> p1 by fact none'],
    ],
    'plate-against-tag': [
        ['the tag of another on the windscreen',
            't1>p1, p2=car | t1 p2.9 -> p2 by fact 1,2, tag-and-plate-differ'],
    ],
    'tag-against-plate': [
        ['a plate that nobody registered was misread', 't1>p1 | t1 p2.9 -> p1 by fact 1'],
        ['a plate that is too unsure', 't1>p1, p2=car | t1 p2.7 -> p1 by fact 1'],
        ['a plate that was registered later', 't1>p1, p2=car 10.. | t1 p2.9 -> p1 by fact 1'],
        ['a tag of which no vehicle is known cannot be on a wrong one',
            't1=car, p2=car | t1 p2.9 -> t1 by fact 1'],
    ],
    'unregistered-tag': [
        ['a road without a register charges the tag itself', 'charge: | t1 -> t1 by fact none'],
        ['rather than a plate that is too unsure', 'charge: | t1 p1.2 -> t1 by fact none'],
    ],
    'nobody': [
        ['nothing was read', ' | nothing -> nobody by fact none, nobody-identified'],
        ['a plate too unsure', ' | p1.7 -> nobody by fact none, plate-too-unsure'],
        ['a tag that nobody registered', ' | t1 -> nobody by fact none, tag-not-registered'],
        ['with a plate too unsure', ' | t1 p1.7 -> nobody by fact none, plate-too-unsure'],
    ],
};

for (const [by, [name, story]] of Object.entries(stories).flatMap(
    ([by, named]) => named.map(each => [by, each] as const))) {
    test(`${by}: ${name}`, () => assert.equal(told(story), `${by}: ${story.split(' -> ')[1]}`));
}

function told(story: string): string {
    const [facts, read] = story.split(' -> ')[0]!.split(' | ').map(side => side.trim());
    const words = read!.split(' ');
    const [, plate, tenths] = /\b(p\d)(?:\.(\d))?/.exec(read!) ?? [];
    const passage = storyPassage({
        tag: words[0]!.startsWith('t') ? storyToken(words[0]!) : undefined,
        plate: plate ? storyToken(plate) : undefined,
        confidence: tenths ? Number(tenths) / 10 : undefined,
    });
    const isCharged = facts === 'charge:';
    const rules = {
        ...storySetting.scheme.rules,
        unregisteredTag: isCharged ? 'charge' as const : 'as-no-tag' as const,
    };
    const register = new Register(isCharged ? [] : storyFacts(facts!));
    const {vehicle, by, doubt, basis} = identityOf(passage, register, rules);
    return `${by}: ${vehicle?.replace(/^\w+:/, '') ?? 'nobody'} by fact ${basis.join() || 'none'}`
        + (doubt ? `, ${doubt}` : '');
}

/** A doubt that holds back charges nobody; one that does not charges somebody all the same. */
const chargedTo: Record<Doubt, string> = {
    'nobody-identified': ' | nothing', 'plate-too-unsure': ' | p1.7',
    'tag-not-registered': ' | t1', 'tag-and-plate-differ': 't1>p1, p2=car | t1 p2.9',
};

for (const [doubt, story] of Object.entries(chargedTo) as [Doubt, string][]) {
    test(`${doubt} ${doubts[doubt].holdsBack ? 'holds back' : 'charges somebody'}`, () => {
        const said = told(`${story} -> `);
        assert(said.endsWith(`, ${doubt}`));
        assert.equal(said.includes('nobody by'), doubts[doubt].holdsBack);
    });
}
