import assert from 'node:assert/strict';
import test from 'node:test';
import {keyFrom} from '../vault-key.ts';
import {Vault} from '../vault.ts';
import {judgeFact, type FactAnswer, type FactDoor} from './fact.ts';

const vault = new Vault(keyFrom(new Uint8Array(32)));
const door: FactDoor = {
    classes: new Set(['car', 'truck']), currency: {code: 'PKR', minorDigits: 2},
    tokenOf: plate => vault.token(plate),
};
const plate = {jurisdiction: 'PK-PB', serial: 'LEA1234'};
const common = {id: 'f1', validFrom: '2025-03-03T00:00:00+05:00'};
const topup = {...common, fact: 'topup', tag: 'T1', amount: '500.00'};

// What somebody says, and what he is told. Every answer has a line; `repeated` and
// `id-used-for-another-fact` are the log's to say and stand in its test.
const stories: Record<Exclude<FactAnswer, 'repeated' | 'id-used-for-another-fact'>, object[]> = {
    'accepted': [
        topup,
        {...common, fact: 'register', tag: 'T1', class: 'car'},
        {...common, fact: 'register', plate, class: 'car', exemption: 'ambulance'},
        {...common, fact: 'tag-status', tag: 'T1', status: 'blocked', reason: 'stolen'},
        {...common, fact: 'class', plate, class: 'truck', validTo: '2025-03-04T00:00:00+05:00'},
        {...common, fact: 'exemption', tag: 'T1', reason: 'fire engine', isExempt: true},
        {...common, fact: 'review', item: '7/no-tag', decision: 'write-off', reason: 'a deer'},
        {...common, fact: 'review', item: '7/no-tag', decision: 'assign', plate, reason: 'video'},
    ],
    'malformed': [
        {}, {...topup, fact: 'gift'}, {...topup, tag: ''}, {...topup, id: 'a#b'},
        {...topup, amount: 500},
        {...topup, validFrom: 'yesterday'}, {...common, fact: 'register', tag: 'T1'},
        {...common, fact: 'tag-status', tag: 'T1', status: 'lost', reason: 'x'},
    ],
    'time-without-offset': [{...topup, validFrom: '2025-03-03T00:00:00'}],
    'ends-before-it-begins': [{...topup, validTo: common.validFrom}],
    'names-nobody': [
        {...common, fact: 'class', class: 'car'},
        {...common, fact: 'review', item: '7', decision: 'assign', reason: 'x'},
        {...common, fact: 'register', plate, class: 'car', openingBalance: '5'},
    ],
    'malformed-plate': [{...common, fact: 'class', plate: {...plate, serial: '?'}, class: 'tank'}],
    'unknown-class': [{...common, fact: 'class', plate, class: 'tank'}],
    'malformed-amount': [
        {...topup, amount: '0'}, {...topup, amount: '-5'}, {...topup, amount: '1.234'},
        {...topup, amount: 'five'}, {...topup, amount: '99999999999999999'},
        {...common, fact: 'register', tag: 'T1', class: 'car', openingBalance: '-1'},
    ],
};

for (const [answer, facts] of Object.entries(stories)) {
    test(`a fact is answered ${answer}`, () => {
        for (const fact of facts) {
            const judged = judgeFact(fact, door);
            const told = judged.kind === 'refused' ? judged.answer : 'accepted';
            assert.equal(told, answer, JSON.stringify(fact));
        }
    });
}

test('a register entry becomes what it says: carriage, class, exemption, opening balance', () => {
    const judged = judgeFact({
        ...common, fact: 'register', tag: 'T1', plate, class: 'car', exemption: 'ambulance',
        openingBalance: '12.50',
    }, door);
    assert(judged.kind === 'fact');
    const token = vault.token(plate);
    const rows = judged.rows.map(row => [row.id, row.kind, row.token, row.other, row.body]);
    assert.deepEqual(rows, [
        ['f1#carriage', 'carriage', 'tag:T1', token, {}],
        ['f1#class', 'class', token, undefined, {class: 'car'}],
        ['f1#exemption', 'exemption', token, undefined, {reason: 'ambulance', isExempt: true}],
        ['f1#opening', 'opening', 'tag:T1', undefined, {amountMinor: '1250'}],
    ]);
    assert(judged.rows.every(row => row.validFromMs === Date.parse(common.validFrom)));
});
