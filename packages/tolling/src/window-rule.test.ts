import assert from 'node:assert/strict';
import test from 'node:test';
import {storySetting} from './story-scheme.ts';
import {WindowRules, windowRulesOf, type WindowKind, type WindowRule} from './window-rule.ts';

const {origin} = storySetting.scheme.tariffs[0]!;

function rulesIn(text: string): WindowRules {
    return new WindowRules(text.split(', ').filter(Boolean).map((each): WindowRule => {
        const [id, kind, roads] = each.split(' ');
        return {id: id!, kind: kind as WindowKind, roads: roads!.split('+'), origin,
            lateness: id === 'known' ? 'asKnown' : 'byEventTime'};
    }));
}

// The rules, and what is asked of them: by what a section of a road is priced, and whether its
// window takes in other trips. `!` is a trip without a tag, `?` one that has found it since.
const stories: Record<string, string> = {
    'a road of no rule is priced by itself': ' | coast -> coast, alone',
    'each gantry alone': 'g passage coast | coast -> coast, alone',
    'from entry to exit': 'e entry-exit coast | coast -> coast, alone',
    'there and back take in the trip back': 'b return coast | coast -> coast, shared',
    'a day has a price of its own': 'd vehicle-day coast+hill | hill -> d, shared',
    'the tariff\'s name of a day is a day too': 'd vehicle-day coast | d -> d, shared',
    'a road beside it is not': 'd vehicle-day coast | hill -> hill, alone',
    'the day of who has no tag is not his who has': 'n untagged-day coast | coast -> coast, alone',
    'it is his who has none': 'n untagged-day coast | coast! -> n, shared',
    'who has found it since has one': 'n untagged-day coast | coast? -> coast, alone',
    'but where it counts what was known': 'known untagged-day coast | coast? -> known, shared',
    'beside another rule, whoever has a tag goes by that':
        'b return coast, n untagged-day coast | coast -> coast, shared',
    'and whoever has none by his day': 'd vehicle-day coast, n untagged-day coast | coast! '
        + '-> n, shared',
    'a pass prices no road': 'm pass coast | coast -> coast, alone',
};

for (const [name, story] of Object.entries(stories)) {
    test(`what a window is priced by: ${name}`, () => {
        const [given, asked, expected] = story.split(/ ?\| | -> /);
        const rules = rulesIn(given!);
        const road = asked!.replace(/[!?]$/, '');
        const untagged = asked === road ? undefined
            : {byEventTime: asked!.endsWith('!'), asKnown: true};
        // What the tariff calls a day is asked for by that name and not by a road.
        const priced = rules.dayNamed(road)?.id ?? rules.pricedAs(road, untagged);
        const isShared = rules.isShared(road, untagged);
        assert.equal(`${priced}, ${isShared ? 'shared' : 'alone'}`, expected);
    });
}

// What a whole scheme asks for: that trips be cut, joined, asked for tags, or passes be known.
const schemes: Record<string, string> = {
    '': 'nothing', 'e entry-exit coast': 'nothing', 'g passage coast': 'cut',
    'b return coast': 'cut joined', 'd vehicle-day coast': 'cut joined',
    'n untagged-day coast': 'cut joined tags', 'm pass coast': 'm',
    'e entry-exit coast, d vehicle-day hill, m pass coast': 'cut joined m',
};

for (const [rules, expected] of Object.entries(schemes)) {
    test(`a window rule asks no more than it needs: ${rules || 'none'}`, () => {
        const {cut, joinTrips, askForTags, passes} = rulesIn(rules);
        const told = [cut && 'cut', joinTrips && 'joined', askForTags && 'tags',
            ...passes.map(({id}) => id)].filter(Boolean);
        assert.equal(told.join(' ') || 'nothing', expected);
    });
}

test('the window rules of a scheme are made once', () => {
    const {scheme} = storySetting;
    assert.equal(windowRulesOf(scheme), windowRulesOf(scheme));
    assert.notEqual(windowRulesOf(scheme), windowRulesOf({...scheme}));
    assert.equal(windowRulesOf({...scheme, windows: []}).cut, false);
});
