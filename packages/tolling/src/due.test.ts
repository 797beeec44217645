import assert from 'node:assert/strict';
import test from 'node:test';
import {dueOf, usableTag, type Due, type UsableTag} from './due.ts';
import {Register} from './register.ts';
import type {Scheme, SurchargeWhen} from './scheme.ts';
import {storyPassages, storyToken} from './story-passage.ts';
import {storyFacts} from './story-register.ts';
import {storySetting} from './story-scheme.ts';
import {classOf} from './vehicle-class.ts';
import type {Lateness} from './window-rule.ts';
import {windowsFrom} from './window.ts';

// What the register holds of p1, what lies in its wallet (Rs), what was seen of it, and what it
// owes: toll + surcharge from which account, by which facts. A car pays Rs 10 a section; without a
// tag half as much again, with a low balance a quarter.
const stories: Record<'none' | SurchargeWhen, [name: string, story: string][]> = {
    'none': [
        ['a tag with money pays the toll', 't1>p1 | 100 | U1@0 U2@7 -> 20 from wallet t1 by 1'],
        ['just enough is enough', 't1>p1 | 20 | U1@0 U2@7 -> 20 from wallet t1 by 1'],
        ['the class that was declared', 't1>p1, p1=truck | 100 | U1@0 -> 20 from wallet t1 by 2,1'],
        ['a tag that was blocked and is no more',
            't1>p1, t1:blocked, t1:active | 100 | U1@0 -> 10 from wallet t1 by 1,3'],
        ['blocked later', 't1>p1, t1:blocked 10.. | 100 | U1@0 -> 10 from wallet t1 by 1'],
        ['exempt: the toll is told and not asked',
            't1>p1, p1:exempt | 0 | U1@0 -> 10, exempt, from wallet t1 by 1,2'],
        ['exempt without a tag', 'p1:exempt |  | U1@0 -> 10, exempt, from owed p1 by 1'],
    ],
    'no-tag': [
        ['no tag', ' |  | U1@0 U2@7 -> 20 + 10 from owed p1 by none'],
        ['a blocked tag is none',
            't1>p1, t1:blocked | 100 | U1@0 -> 10 + 5 from owed p1 by 1,2'],
        ['a tag that was fitted later is none yet',
            't1>p1 10.. | 100 | U1@0 -> 10 + 5 from owed p1 by none'],
        ['a tag that another carries now',
            't1>p1, t1>p2 | 100 | U1@0 -> 10 + 5 from owed p1 by none'],
    ],
    'low-balance': [
        ['less than the toll', 't1>p1 | 19 | U1@0 U2@7 -> 20 + 5 from owed p1 by 1'],
        ['an empty wallet', 't1>p1 | 0 | U1@0 -> 10 + 2.50 from owed p1 by 1'],
        ['low once stays low', 't1>p1 | low 100 | U1@0 -> 10 + 2.50 from owed p1 by 1'],
    ],
};

function dueIn(story: string): Due | 'no-tariff' {
    const [facts, wallet, seen] = story.split(/ ?\| ?/);
    const register = new Register(storyFacts(facts!));
    const [window] = windowsFrom(7, storyPassages(seen!), storySetting.ways);
    const vehicle = 'plate:p1';
    return dueOf(window!, {
        vehicle, register, tripFromMs: 0,
        class: classOf(vehicle, window!.passages, 0, register, ['car', 'bus', 'truck']),
        spendableMinor: tag => tag === 'tag:t1' ? BigInt(wallet!.replace('low ', '')) * 100n : 0n,
        wasLow: wallet!.startsWith('low'),
    }, storySetting.scheme, '2025-03-03');
}

const rupees = (minor: bigint) => `${minor / 100n}${minor % 100n ? `.${minor % 100n}` : ''}`;

for (const [when, [name, story]] of Object.entries(stories).flatMap(
    ([when, named]) => named.map(each => [when, each] as const))) {
    test(`${when === 'none' ? 'no surcharge' : when}: ${name}`, () => {
        const [given, expected] = story.split(' -> ');
        const due = dueIn(given!) as Due;
        const payer = due.payer.replace(/:(tag|plate):/, ' ');
        const isExempt = due.state === 'exempt';
        assert.equal([
            rupees(due.tollMinor), due.surcharge ? ` + ${rupees(due.surchargeMinor)}` : '',
            isExempt ? ', exempt,' : '', ` from ${payer} by ${due.basis.join() || 'none'}`,
        ].join(''), expected);
        assert.equal(due.surchargeWhen ?? 'none', when);
        assert.equal(due.amountMinor, isExempt ? 0n : due.tollMinor + due.surchargeMinor);
    });
}

test('a due is as well known as the weakest of its line and its rule', () => {
    assert.equal((dueIn(' |  | U1@0') as Due).status, 'published');
    assert.equal((dueIn('t1>p1 | 0 | U1@0') as Due).status, 'assumed');
});

test('where the toll is nothing no balance is too low', () => {
    const [driven] = windowsFrom(7, storyPassages('U1@0'), storySetting.ways);
    const sections = driven!.sections.map(section => ({...section, tolledMetres: 0}));
    const due = dueOf({...driven!, sections}, {
        vehicle: 'plate:p1', register: new Register(storyFacts('t1>p1')), tripFromMs: 0,
        class: {class: 'car', by: 'declared', basis: []}, spendableMinor: () => -1n, wasLow: true,
    }, storySetting.scheme, '2025-03-03') as Due;
    assert.deepEqual([due.amountMinor, due.payer, due.surchargeWhen],
        [0n, 'wallet:tag:t1', undefined]);
});

test('a toll of one paisa is a toll', () => {
    const [driven] = windowsFrom(7, storyPassages('U1@0'), storySetting.ways);
    const sections = driven!.sections.map(section => ({...section, tolledMetres: 10}));
    const due = dueOf({...driven!, sections}, {
        vehicle: 'plate:p1', register: new Register(storyFacts('t1>p1')), tripFromMs: 0,
        class: {class: 'car', by: 'declared', basis: []}, spendableMinor: () => 0n, wasLow: false,
    }, storySetting.scheme, '2025-03-03') as Due;
    assert.deepEqual([due.tollMinor, due.surchargeWhen], [1n, 'low-balance']);
});

test('where nothing is published for the class no price is asked', () => {
    assert.equal(dueIn('p1=truck |  | H1@0'), 'no-tariff');
});

const uses: Record<UsableTag['use'], [name: string, story: string][]> = {
    active: [
        ['fitted', 't1>p1 | p1 -> t1 by 1'],
        ['the new one of two', 't1>p1, t2>p1 | p1 -> t2 by 2'],
        ['a tag that was registered without a plate is its own', 't1=car | t1 -> t1 by none'],
    ],
    blocked: [
        ['fitted and blocked', 't1>p1, t1:blocked | p1 -> t1 by 1,2'],
        ['its own, and blocked', 't1=car, t1:blocked | t1 -> t1 by 2'],
    ],
    none: [
        ['nothing fitted', 't1>p2 | p1 -> none by none'],
        ['a tag that nobody registered', ' | t1 -> none by none'],
    ],
};

for (const [use, [name, story]] of Object.entries(uses).flatMap(
    ([use, named]) => named.map(each => [use, each] as const))) {
    test(`the tag of a vehicle, ${use}: ${name}`, () => {
        const [facts, vehicle, expected] = story.split(/ ?\| | -> /);
        const usable = usableTag(storyToken(vehicle!), 5, new Register(storyFacts(facts!)));
        assert.equal(usable.use, use);
        const tag = usable.use === 'none' ? 'none' : usable.tag.replace('tag:', '');
        assert.equal(`${tag} by ${usable.basis.join() || 'none'}`, expected);
    });
}

// What a clerk said of the charge 7/coast of p1, and what it owes since, in paisa.
const corrections: Record<string, string> = {
    'exempt: the toll is told and nothing asked':
        't1>p1, p1!exempt | 100 | U1@0 -> 1000 + 0, asks 0 of wallet:tag:t1, exempt, by 1,2',
    'exempt without a tag: no surcharge either':
        'p1!exempt |  | U1@0 -> 1000 + 0, asks 0 of owed:plate:p1, exempt, by 1',
    'another price':
        't1>p1, p1!reprice | 100 | U1@0 -> 7 + 0, asks 7 of wallet:tag:t1, charged, by 1,2',
    'another price without a tag is all there is to pay':
        'p1!reprice |  | U1@0 -> 7 + 0, asks 7 of owed:plate:p1, charged, no-tag, by 1',
    'another price of who is exempt is not asked':
        'p1:exempt, p1!reprice |  | U1@0 -> 7 + 0, asks 0 of owed:plate:p1, exempt, by 1,2',
    'taken back': 'p1!exempt, p1!restore |  | U1@0 '
        + '-> 1000 + 500, asks 1500 of owed:plate:p1, charged, no-tag, by none',
    'written off: it is owed still, and lost': 'p1!write-off |  | U1@0 '
        + '-> 1000 + 500, asks 1500 of lost:plate:p1, charged, no-tag, by 1',
};

for (const [name, story] of Object.entries(corrections)) {
    test(`a due that was corrected: ${name}`, () => {
        const [given, expected] = story.split(' -> ');
        const {amountMinor, basis, payer, state, ...due} = dueIn(given!) as Due;
        assert.equal([
            `${due.tollMinor} + ${due.surchargeMinor}`, `asks ${amountMinor} of ${payer}`, state,
            ...due.surchargeWhen ? [due.surchargeWhen] : [], `by ${basis.join() || 'none'}`,
        ].join(', '), expected);
        assert.equal(due.surcharge !== undefined, due.surchargeMinor > 0n);
    });
}

// What the register holds of p1, which drove without a tag on trip 2, how the rule takes lateness,
// and what the day of Rs 50 owes: no surcharge, on account, whatever has been found since.
const untaggedDays: Record<string, [facts: string, lateness: Lateness, owes: string]> = {
    'no tag': ['', 'byEventTime', '5000 + 0 of owed:plate:p1 by none'],
    'a blocked one': ['t1>p1, t1:blocked', 'byEventTime', '5000 + 0 of owed:plate:p1 by 1,2'],
    'a tag that was told of later': ['p1=car, p1=car, t1>p1', 'asKnown',
        '5000 + 0 of owed:plate:p1 by none'],
};

for (const [name, [facts, lateness, owes]] of Object.entries(untaggedDays)) {
    test(`a due of a day without a tag: ${name}`, () => {
        const {scheme, ways} = storySetting;
        const [line] = scheme.tariffs;
        const given: Scheme = {
            ...scheme,
            tariffs: [{...line!, road: 'no-tag', price: {basis: 'flat', amountMinor: 5_000n}}],
            windows: [{id: 'no-tag', kind: 'untagged-day', roads: ['coast'], lateness,
                origin: line!.origin}],
        };
        const [window] = windowsFrom(2, storyPassages('U1@0'), ways);
        const due = dueOf({...window!, road: 'no-tag'}, {
            vehicle: 'plate:p1', class: {class: 'car', by: 'declared', basis: []}, tripFromMs: 0,
            register: new Register(storyFacts(facts)), spendableMinor: () => 9_999n, wasLow: false,
        }, given, '1970-01-01') as Due;
        assert.equal(`${due.tollMinor} + ${due.surchargeMinor} of ${due.payer} by `
            + (due.basis.join() || 'none'), owes);
        assert.equal(due.surchargeWhen, 'no-tag');
    });
}
