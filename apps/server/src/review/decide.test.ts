import assert from 'node:assert/strict';
import test from 'node:test';
import type {Token} from '@karwan/journey';
import type {ReviewReason} from '@karwan/tolling';
import {decisionFact, type Wish} from './decide.ts';
import type {Item} from './items.ts';

function item(reason: ReviewReason, state = 'open', assigned: Token | null = null): Item {
    const isHeld = reason !== 'tag-and-plate-differ' && reason !== 'class-differs';
    return {
        id: `12:${reason}`, passage: 12, reason, holds_back: isHeld,
        vehicle: isHeld ? null : 'plate:p1', tag: 'tag:t1', plate: 'plate:p1', day: '2025-03-03',
        worth_minor: '6000', state, decided_by: state === 'open' ? null : 40, assigned,
        opened_seq: 12,
    };
}

const trip = {id: 12, vehicle: 'plate:p1', fromMs: 1_000, toMs: 5_000};

function told(of: Item, wish: Partial<Wish>): string {
    const made = decisionFact(of, trip, {
        as: 'accept', to: undefined, class: undefined, reason: 'seen', nowMs: 0, ...wish,
    });
    if ('answer' in made) {
        return made.answer === 'cannot' ? `${made.found} / ${made.expected}` : made.answer;
    }
    const {decision, token, class: name, validFrom, validTo} = made.fact;
    return [decision, token, name, name && `${validFrom} ${validTo}`].filter(Boolean).join(' ');
}

const stories: [string, Item, Partial<Wish>, string][] = [
    ['the plate was read rightly', item('plate-too-unsure'), {}, 'accept plate:p1'],
    ['the tag was read rightly', item('tag-not-registered'), {}, 'accept tag:t1'],
    ['the plate counts, as it did', item('tag-and-plate-differ'), {}, 'accept plate:p1'],
    ['the declared class is right', item('class-differs'), {}, 'accept'],
    ['nobody was read: nothing is there to accept', item('nobody-identified'), {},
        '--as accept for an item that is nobody-identified / one of assign, not-chargeable'],
    ['somebody else', item('nobody-identified'), {as: 'assign', to: 'tag:t9'}, 'assign tag:t9'],
    ['somebody, but whom?', item('nobody-identified'), {as: 'assign'},
        'no --to / whose it was: --to "PK-PB LEA1234", a tag or a token'],
    ['not chargeable', item('no-tariff'), {as: 'not-chargeable'}, 'write-off'],
    ['not chargeable to whom?', item('no-tariff'), {as: 'not-chargeable', to: 'tag:t9'},
        '--to with --as not-chargeable / --to only with --as assign'],
    ['another class, for its trip alone', item('class-differs'), {as: 'reclass', class: 'bus'},
        'reclass plate:p1 bus 1970-01-01T00:00:01.000Z 1970-01-01T00:00:05.001Z'],
    ['another class, but which?', item('class-differs'), {as: 'reclass'},
        'no --class / the class that it was: --class bus'],
    ['a class without reclass', item('class-differs'), {class: 'bus'},
        '--class with --as accept / --class only with --as reclass'],
    ['a class is no question of whom', item('class-differs'), {as: 'not-chargeable'},
        '--as not-chargeable for an item that is class-differs / one of accept, reclass, assign'],
    ['a word of the machine\'s own', item('class-differs'), {as: 'constructor'},
        '--as constructor for an item that is class-differs / one of accept, reclass, assign'],
    ['decided so already', item('plate-too-unsure', 'accepted', 'plate:p1'), {},
        'decided-so-already'],
    ['decided otherwise before', item('plate-too-unsure', 'written-off'), {}, 'accept plate:p1'],
];

for (const [name, of, wish, expected] of stories) {
    test(name, () => assert.equal(told(of, wish), expected));
}

test('a passage of nobody has no class of its own', () => {
    const made = decisionFact(item('class-differs'), undefined, {
        as: 'reclass', to: undefined, class: 'bus', reason: 'seen', nowMs: 0,
    });
    assert('answer' in made && made.answer === 'cannot');
});

test('said again it is the same fact, decided back it is another', () => {
    const idOf = (of: Item): string => {
        const made = decisionFact(of, trip, {
            as: 'not-chargeable', to: undefined, class: undefined, reason: 'towed', nowMs: 0,
        });
        assert('fact' in made);
        return made.fact.id;
    };
    assert.equal(idOf(item('no-tariff')), idOf(item('no-tariff')));
    assert.notEqual(idOf(item('no-tariff')), idOf(item('no-tariff', 'reclassed')));
});
