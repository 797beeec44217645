import assert from 'node:assert/strict';
import test from 'node:test';
import type {RegisterFact} from '@karwan/journey';
import {Register} from './register.ts';
import {storyToken} from './story-passage.ts';
import {storyFacts} from './story-register.ts';

// The facts in the order recorded, a question with its moment, and the answer. story-register.ts
// says how facts are written.
const stories: Record<RegisterFact['kind'], [name: string, story: string][]> = {
    carriage: [
        ['a tag is fitted to a vehicle', 't1>p1 | vehicle of t1 @5 -> p1'],
        ['and the vehicle carries it', 't1>p1 | tag of p1 @5 -> t1'],
        ['not before it was fitted', 't1>p1 10.. | vehicle of t1 @9 -> nobody'],
        ['from that moment on', 't1>p1 10.. | vehicle of t1 @10 -> p1'],
        ['until it was taken off', 't1>p1 ..20 | vehicle of t1 @19 -> p1'],
        ['and then no more', 't1>p1 ..20 | vehicle of t1 @20 -> nobody'],
        ['of two that hold, the one recorded last', 't1>p1, t1>p2 | vehicle of t1 @5 -> p2'],
        ['recorded last, and not begun last',
            't1>p1 10.., t1>p2 5.. | vehicle of t1 @15 -> p2'],
        ['a tag fitted elsewhere is no longer this one\'s',
            't1>p1, t1>p2 | tag of p1 @5 -> nothing'],
        ['before that it was', 't1>p1, t1>p2 10.. | tag of p1 @5 -> t1'],
        ['a new tag takes the place of the old', 't1>p1, t2>p1 | tag of p1 @5 -> t2'],
        ['the old one still leads to its vehicle', 't1>p1, t2>p1 | vehicle of t1 @5 -> p1'],
    ],
    class: [
        ['a declared class', 'p1=truck | class of p1 @5 -> truck'],
        ['what is declared of a tag is declared of its vehicle',
            't1>p1, t1=truck | class of p1 @5 -> truck'],
        ['the later word counts, whichever of them it names',
            't1>p1, t1=truck, p1=bus | class of p1 @5 -> bus'],
        ['nothing declared', 'p1=truck | class of p2 @5 -> nothing'],
        ['said of its tag', 't1>p1, t1=truck | class of p1 @5 -> truck'],
        ['of two that were said, of itself and of its tag, the later one',
            't1>p1, p1=car, t1=truck | class of p1 @5 -> truck'],
        ['whichever that is', 't1>p1, t1=truck, p1=car | class of p1 @5 -> car'],
        ['not of a tag that was fitted later', 't1>p1 10.., t1=truck | class of p1 @5 -> nothing'],
        ['nor of one that another carries', 't1>p1, t1=truck, t1>p2 | class of p1 @5 -> nothing'],
        ['a correction counts for all its time',
            'p1=car, p1=truck 10.. | class of p1 @10 -> truck'],
        ['and leaves what was before', 'p1=car, p1=truck 10.. | class of p1 @9 -> car'],
    ],
    status: [
        ['blocked', 't1:blocked 10.. | status of t1 @10 -> blocked'],
        ['not yet blocked', 't1:blocked 10.. | status of t1 @9 -> nothing'],
        ['unblocked again', 't1:blocked, t1:active 10.. | status of t1 @10 -> active'],
    ],
    exemption: [
        ['exempt', 'p1:exempt | exemption of p1 @5 -> exempt'],
        ['said of its tag', 't1>p1, t1:exempt | exemption of p1 @5 -> exempt'],
        ['taken back of its tag', 't1>p1, p1:exempt, t1:liable | exemption of p1 @5 -> nothing'],
        ['exempt by its tag', 't1>p1, t1:exempt | exemption of p1 @5 -> exempt'],
        ['taken back', 'p1:exempt, p1:liable 10.. | exemption of p1 @10 -> nothing'],
        ['and before that it held', 'p1:exempt, p1:liable 10.. | exemption of p1 @9 -> exempt'],
    ],
    pass: [
        ['a pass that was bought', 'p1*month | pass of p1 @5 -> month'],
        ['not before it begins', 'p1*month 10.. | pass of p1 @9 -> nothing'],
        ['nor once it has ended', 'p1*month ..10 | pass of p1 @10 -> nothing'],
        ['bought for its tag', 't1>p1, t1*month | pass of p1 @5 -> month'],
        ['by another rule', 'p1*year | pass of p1 @5 -> nothing'],
    ],
    correction: [
        ['what was said of a charge', 'p1!exempt | correction of p1 @5 -> exempt'],
        ['the last word counts', 'p1!exempt, p1!reprice | correction of p1 @5 -> reprice'],
        ['whatever its time', 'p1!exempt ..2 | correction of p1 @5 -> exempt'],
        ['taken back', 'p1!exempt, p1!restore | correction of p1 @5 -> nothing'],
        ['of another vehicle', 'p2!exempt | correction of p1 @5 -> nothing'],
    ],
};

const known: [name: string, story: string][] = [
    ['a fitted tag is known', 't1>p1 | knows t1 @5 -> yes'],
    ['a vehicle is known by its class alone', 'p1=car | knows p1 @5 -> yes'],
    ['a vehicle is known by its tag alone', 't1>p1 | knows p1 @5 -> yes'],
    ['nobody is known before his time', 't1>p1 10.., p1=car 10.. | knows p1 @5 -> no'],
    ['a status alone registers nobody', 't1:blocked | knows t1 @5 -> no'],
];

function answerTo(register: Register, question: string): string {
    const [, what, name, at] = /^(.+) (\w+) @(\d+)$/.exec(question)!;
    const [token, atMs] = [storyToken(name!), Number(at)];
    const bare = (said: string | undefined) => said?.replace(/^\w+:/, '');
    switch (what) {
        case 'vehicle of': return bare(register.carriageOf(token, atMs)?.plate) ?? 'nobody';
        case 'tag of': return bare(register.tagOf(token, atMs)?.tag) ?? 'nothing';
        case 'class of': return register.classOf(token, atMs)?.class ?? 'nothing';
        case 'status of': return register.statusOf(token, atMs)?.status ?? 'nothing';
        case 'exemption of': return register.exemptionOf(token, atMs) ? 'exempt' : 'nothing';
        case 'pass of': return register.passOf(token, 'month', 'car', atMs)?.pass ?? 'nothing';
        case 'correction of':
            return register.correctionOf(token, '7/coast')?.correction ?? 'nothing';
        case 'knows': return register.registrationOf(token, atMs) ? 'yes' : 'no';
        default: throw new Error(`no such question: ${question}`);
    }
}

const named = Object.entries(stories).flatMap(([kind, told]) =>
    told.map(([name, story]) => [`${kind}: ${name}`, story] as const));

for (const [name, story] of [...named, ...known]) {
    test(name, () => {
        const [facts, question, expected] = story.split(/ \| | -> /);
        assert.equal(answerTo(new Register(storyFacts(facts!)), question!), expected);
    });
}

test('what was known then: the facts up to there, and what was valid is asked as before', () => {
    const facts = storyFacts('t1>p1, t1>p2 10..');
    const knownThen = new Register(facts.filter(fact => fact.seq <= 1));
    assert.equal(answerTo(knownThen, 'vehicle of t1 @15'), 'p1');
    assert.equal(answerTo(new Register(facts), 'vehicle of t1 @15'), 'p2');
});
