import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'node:test';
import {checkoutFolder} from '../apps/server/src/checkout.ts';
import type {ChargeGrounds} from '../apps/web/src/data/wire-explained.ts';
import {decisionReason} from '../apps/web/src/review/told.ts';
import {groundLines} from '../apps/web/src/vehicle/grounds.ts';
import type {Words} from '../apps/web/src/words/words.ts';

const english = JSON.parse(readFileSync(
    join(checkoutFolder(), 'apps', 'web', 'src', 'words', 'en.json'), 'utf8',
)) as Record<string, string>;

/** Says a word with its plain blanks filled in; one that nobody wrote is a fault. */
const words = {
    t: (word: string, values: Record<string, string | number> = {}) => {
        assert(Object.hasOwn(english, word), `nobody wrote ${word}`);
        const hasForms = /, (select|plural),/.test(english[word]!);
        return english[word]!.replace(/\{(\w+)\}/g, (blank, name: string) => {
            assert(hasForms || name in values, `${word} is not told {${name}}`);
            return String(values[name] ?? blank);
        });
    },
    className: (id: string) => id, money: (text: string) => text,
    kilometres: (metres: number) => (metres / 1000).toFixed(1),
    percent: (share: number) => `${share * 100} %`,
} as unknown as Words;

const known = {tag: 'tag:T1 active (f1)', class: 'car (f2)', exemption: 'none'};
const origin = {
    place: {file: 'tariffs.csv', line: 12}, source: 'gazette', sourceDate: '2024-08-26',
    status: 'published', note: '',
} as const;
const charge = {
    pass: null, uploads: ['G4'], inferred: ['G2'], beside: [{
        gantry: 'G3', missed: 'G4', side: 'after', trips: 40, expected: 39, chance: 0.97,
        isCharged: false}],
    vehicle: 'plate:x', passages: [{by: 'tag', basis: ['f1']}],
    class: {class: 'car', by: 'declared'},
    known: {atSighting: known, atDecision: known, today: known, isChanged: true},
    trip: {id: 7, from: '10:00', to: '11:00', sure: 0.99995, rule: 'one drive'},
    road: 'M-2', entry: 'a', exit: 'b', tolledMetres: 5_000, sections: [
        {lengthMetres: 5_000, lowMetres: 4_900, highMetres: 5_100, status: 'estimated'}],
    tariff: {id: 'M-2/car', origin}, surcharge: {id: 'no-tag', origin}, status: 'published',
    steps: [
        {step: 'rate-times-length', ratePerKm: '4.00', metres: 5_000, exact: '20.00'},
        {step: 'round', to: '10.00', rounding: 'nearest', result: '20.00'},
        {step: 'toll-times-factor', toll: '20.00', factor: '1.5', exact: '30.00'},
        {step: 'at-least', least: '50.00', extra: '10.00', result: '50.00'},
    ],
    toll: '20.00', surchargeAmount: '50.00', amount: '70.00', currency: {code: 'PKR'},
    surchargeWhen: 'no-tag', wallet: {account: 'wallet:tag:T1', balance: '5.00'},
    reviews: [{id: '9:no-tariff', state: 'assigned', worth: '70.00', decision: {
        reason: 'seen on the page of review: by tag (amina)', fact: 'f9'}}],
    corrections: [{correction: 'reprice', amount: '60.00', reason: 'agreed', at: '12:00',
        fact: 'f10'}],
    decidedSeq: 88, scheme: {
        id: 'pakistan', version: '2', digest: 'a1', digestAtHand: 'b2', isSame: false,
        decidedVersion: '1'},
} as unknown as ChargeGrounds;

const stories: Record<string, RegExp> = {
    'times': /^G4: faster than anyone drives/,
    'inferred': /^G2: on the only way, reported nothing$/,
    'in doubt': /^G4: not charged, the smaller of two charges, though of 40 trips/,
    'vehicle': /^plate:x, by tag; facts f1$/,
    'class': /^car, /,
    'valid then': /known at the decision: declared car · tag T1$/,
    'trip': /^7: 10:00 to 11:00, 99.99 % sure\none drive$/,
    'window': /^M-2, a to b, 5.0 km tolled.*\nwhole length 5.0 km, estimated, between 4.9 /,
    'tariff': /published, gazette, 2024-08-26 \(tariffs.csv:12\)\nsurcharge no-tag: published/,
    'amount': /= 20.00\n.*\n.*\nsurcharge 10.00, at least 50.00: 50.00\n20.00 \+ 50.00 = 70.00\n/,
    'wallet': /^wallet:tag:T1 holds 5.00 today$/,
    'review': /^9:no-tariff: given to a vehicle, worth 70.00; “.*this tag was read \(amina\)”/,
    'corrected': /^12:00 {2}priced anew 60.00: “agreed” \(f10\)$/,
    'decided': /by scheme pakistan 1 \(a1\); at hand is version 2 \(b2\)$/,
};

for (const [label, told] of Object.entries(stories)) {
    test(`the ground ${label} in the console's words`, () => {
        assert.match(groundLines(words, label, charge)!.join('\n'), told);
        assert(Object.hasOwn(english, `ground.${label.replace(' ', '')}`), 'it has no name');
    });
}

test('a reason that a person wrote stays as it is, with their name', () => {
    assert.equal(decisionReason(words, 'he showed me (amina)'), 'he showed me (amina)');
    assert.equal(decisionReason(words, 'no vehicle (amina)'), 'no vehicle (amina)');
});
