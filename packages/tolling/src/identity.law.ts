import assert from 'node:assert/strict';
import test from 'node:test';
import {chanceFrom, type Chance} from '@karwan/base';
import type {RegisterFact, Token} from '@karwan/journey';
import {doubts, identityOf} from './identity.ts';
import {Register} from './register.ts';
import {storyPassage} from './story-passage.ts';
import {storySetting} from './story-scheme.ts';

const ALWAYS = {validFromMs: 0, validToMs: Infinity};

function registerFor(chance: Chance): RegisterFact[] {
    return Array.from({length: 8}, (_, nth) => {
        const tag: Token = `tag:${chance.below(4)}`;
        const plate: Token = `plate:${chance.below(4)}`;
        const known = {...ALWAYS, seq: nth + 1};
        return chance.happens(0.5) ? {...known, kind: 'carriage', tag, plate}
            : {...known, kind: 'class', token: chance.pick([tag, plate]), class: 'car'};
    });
}

for (let seed = 1; seed <= 200; seed++) {
    test(`whoever is charged was read, and surely enough (seed ${seed})`, () => {
        const chance = chanceFrom(seed);
        const facts = registerFor(chance);
        const register = new Register(facts);
        const tag: Token | undefined = chance.happens(0.7) ? `tag:${chance.below(4)}` : undefined;
        const plate: Token | undefined =
            chance.happens(0.7) ? `plate:${chance.below(4)}` : undefined;
        const confidence = plate && chance.happens(0.9) ? chance.below(11) / 10 : undefined;
        const rules = {
            ...storySetting.scheme.rules, leastPlateConfidence: chance.below(11) / 10,
            unregisteredTag: chance.pick(['charge', 'as-no-tag'] as const),
        };
        const {vehicle, by, doubt, basis} =
            identityOf(storyPassage({tag, plate, confidence}), register, rules);

        const isHeldBack = doubt !== undefined && doubts[doubt].holdsBack;
        assert.equal(vehicle === undefined, isHeldBack);
        if (by === 'plate' || by === 'plate-against-tag') {
            assert.equal(vehicle, plate);
            assert((confidence ?? 1) >= rules.leastPlateConfidence, 'below the least confidence');
        } else if (vehicle) {
            const carried = tag && register.carriageOf(tag, 0)?.plate;
            assert.equal(vehicle, carried ?? tag);
        }
        if (by === 'unregistered-tag') {
            assert(!register.registrationOf(tag!, 0) && rules.unregisteredTag === 'charge');
        }
        // Without the facts that it does not rest on, the answer for this vehicle stays.
        const resting = new Register(facts.filter(fact => basis.includes(fact.seq)));
        const again = identityOf(storyPassage({tag, plate, confidence}), resting, rules);
        if (by !== 'plate' && by !== 'nobody' && by !== 'unregistered-tag') {
            assert.deepEqual(again, {vehicle, by, doubt, basis});
        }
    });
}
