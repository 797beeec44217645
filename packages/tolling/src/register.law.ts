import assert from 'node:assert/strict';
import test from 'node:test';
import {chanceFrom, type Chance} from '@karwan/base';
import type {RegisterFact, Token} from '@karwan/journey';
import {Register} from './register.ts';

function factsFor(chance: Chance): RegisterFact[] {
    return Array.from({length: 40}, (_, nth) => {
        const validFromMs = chance.below(100);
        const validToMs = chance.happens(0.4) ? validFromMs + chance.below(60) : Infinity;
        const known = {seq: nth + 1, validFromMs, validToMs};
        const tag: Token = `tag:${chance.below(4)}`;
        const plate: Token = `plate:${chance.below(4)}`;
        const token = chance.pick([tag, plate]);
        return chance.pick<() => RegisterFact>([
            () => ({...known, kind: 'carriage', tag, plate}),
            () => ({...known, kind: 'class', token, class: chance.pick(['car', 'bus'])}),
            () => ({...known, kind: 'status', token: tag, reason: '',
                status: chance.pick(['active', 'blocked'] as const)}),
            () => ({...known, kind: 'exemption', token, reason: '', isExempt: chance.happens(0.5)}),
        ])();
    });
}

const tokens: Token[] = [0, 1, 2, 3].flatMap(n => [`tag:${n}`, `plate:${n}`] as const);

/** All that the register says at a moment. */
function saidAt(register: Register, atMs: number): unknown[] {
    return tokens.map(token => [
        register.carriageOf(token, atMs), register.tagOf(token, atMs),
        register.classOf(token, atMs), register.statusOf(token, atMs),
        register.exemptionOf(token, atMs), register.registrationOf(token, atMs),
    ]);
}

for (let seed = 1; seed <= 40; seed++) {
    test(`the order in which facts are handed in is of no account (seed ${seed})`, () => {
        const chance = chanceFrom(seed);
        const facts = factsFor(chance);
        const turned = facts.map(fact => ({fact, place: chance.uniform()}))
            .sort((a, b) => a.place - b.place).map(({fact}) => fact);
        for (const atMs of [0, 25, 50, 99, 160]) {
            assert.deepEqual(saidAt(new Register(turned), atMs), saidAt(new Register(facts), atMs));
        }
    });

    test(`an answer is valid then and was known then (seed ${seed})`, () => {
        const facts = factsFor(chanceFrom(seed));
        for (const upTo of [10, 20, 40]) {
            const register = new Register(facts.filter(fact => fact.seq <= upTo));
            for (const atMs of [0, 25, 50, 99, 160]) {
                for (const token of tokens) {
                    const said = [
                        register.carriageOf(token, atMs), register.tagOf(token, atMs),
                        register.classOf(token, atMs), register.statusOf(token, atMs),
                        register.exemptionOf(token, atMs)];
                    for (const fact of said.filter(each => each !== undefined)) {
                        assert(fact.seq <= upTo);
                        assert(fact.validFromMs <= atMs && atMs < fact.validToMs);
                    }
                }
            }
        }
    });

    test(`what begins later than a moment changes nothing at it (seed ${seed})`, () => {
        const facts = factsFor(chanceFrom(seed));
        const begun = new Register(facts.filter(fact => fact.validFromMs <= 50));
        assert.deepEqual(saidAt(begun, 50), saidAt(new Register(facts), 50));
    });

    test(`a tag and its vehicle name each other (seed ${seed})`, () => {
        const register = new Register(factsFor(chanceFrom(seed)));
        for (const atMs of [0, 25, 50, 99]) {
            for (const token of tokens) {
                const carriage = register.tagOf(token, atMs);
                if (!carriage) continue;
                assert.equal(carriage.plate, token);
                assert.equal(register.carriageOf(carriage.tag, atMs)?.plate, token);
            }
        }
    });
}
