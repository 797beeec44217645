import assert from 'node:assert/strict';
import test from 'node:test';
import type {ChargeExplained, ExplainedSection} from './charge.ts';
import {chargeHead, groundsOf} from './charge-text.ts';

const known = {tag: 'none', class: 'not declared', exemption: 'none'};

const section: ExplainedSection = {
    gantry: 'G1', from: 'A', to: 'B', lengthMetres: 78_000, tolledMetres: 74_000,
    lowMetres: 77_000, highMetres: 79_000, status: 'assumed', isSeen: true,
};

const charge: ChargeExplained = {
    window: '7/C-1', trip: {id: 7, from: '', to: '', sure: 1, rule: '', steps: []}, day: '',
    vehicle: 'plate:p', road: 'C-1', entry: 'A', exit: 'B', from: '', to: '', state: 'charged',
    pass: null, windowRule: null, currency: {code: 'KES', minorDigits: 0}, decidedSeq: 9,
    scheme: {
        id: 'coast', version: '2', digest: 'bdbf', digestAtHand: 'bdbf', isSame: true,
        decidedVersion: '2',
    },
    class: {class: 'car', by: 'least-of-all'}, passages: [], sections: [section], inferred: [],
    beside: [], uploads: [],
    known: {atSighting: known, atDecision: known, today: known, isChanged: false},
    tariff: {id: 't1'}, surcharge: null, surchargeWhen: 'no-tag', tolledMetres: 74_000,
    steps: [
        {step: 'rate-times-length', ratePerKm: '50', metres: 74_000, exact: '3700'},
        {step: 'toll-times-factor', toll: '3700', factor: '1.4', exact: '5180'},
        {step: 'round', to: '100', rounding: 'nearest', result: '5200'},
        {step: 'at-least', least: '500', extra: '1500', result: '1500'},
    ],
    toll: '3700', surchargeAmount: '1500', amount: '5200', payer: 'owed:plate:p',
    status: 'assumed', basis: [], transfers: [], wallet: null, reviews: [],
    corrections: [],
};

function linesOf(label: string, more: Partial<ChargeExplained> = {}): string[] {
    return groundsOf({...charge, ...more}).find(ground => ground.label === label)!.lines;
}

test('a charge is owed by its vehicle or paid by a wallet, and an exempt one neither', () => {
    assert.equal(chargeHead(charge), 'charge 7/C-1: KES 5200, charged, owed by plate:p');
    assert.equal(chargeHead({...charge, payer: 'wallet:tag:T'}),
        'charge 7/C-1: KES 5200, charged, paid by wallet:tag:T');
    assert.equal(chargeHead({...charge, state: 'exempt', amount: '0'}),
        'charge 7/C-1: KES 0, exempt');
});

test('a surcharge is told as a difference, and the amount as a sum', () => {
    assert.deepEqual(linesOf('amount').slice(1), [
        'raised: 3700 x 1.4 = 5180', 'to the nearest 100 = 5200',
        'surcharge: 5200 - 3700 = 1500 (at least 500)', '3700 + 1500 = 5200', 'no-tag: KES 5200']);
    const least = {step: 'at-least', least: '2000', extra: '1500', result: '2000'} as const;
    const steps = [...charge.steps.slice(0, -1), least];
    const more = {steps, surchargeAmount: '2000', amount: '5700'};
    assert.deepEqual(linesOf('amount', more).slice(3), [
        'surcharge: 5200 - 3700 = 1500, but at least 2000: 2000', '3700 + 2000 = 5700',
        'no-tag: KES 5700']);
    const plain = {steps: charge.steps.slice(0, 1), surchargeWhen: null, amount: '3700'};
    assert.deepEqual(linesOf('amount', plain), ['50 per km x 74.0 km = 3700', 'KES 3700']);
});

test('the tolled length and the whole length are told apart', () => {
    assert.deepEqual(linesOf('window'), [
        'C-1, A to B, 74.0 km tolled over 1 section',
        'whole length 78.0 km, assumed, between 77.0 and 79.0']);
});

test('a gantry nobody reported was on the way, or beside it, and in doubt is not charged', () => {
    const edge = {gantry: 'G2', missed: 'G1', side: 'before', trips: 305, expected: 304,
        chance: 0.9967, isCharged: true} as const;
    const beside = (isCharged: boolean) => [{...edge, isCharged}];
    assert.deepEqual(linesOf('inferred'), ['nothing']);
    assert.deepEqual(linesOf('inferred', {inferred: ['G1', 'G3'], beside: beside(true)}), [
        'G3: on the only way, reported nothing',
        'G1: charged, since of 305 trips that begin at G2 without a ramp\'s record 304 are to be '
            + 'expected because G1 missed them (99.67 %)']);
    assert.deepEqual(linesOf('inferred', {beside: beside(false)}), ['nothing']);
    assert.deepEqual(linesOf('in doubt', {beside: beside(false)}), [
        'G1: not charged, the smaller of two charges, though of 305 trips that begin at G2 without '
            + 'a ramp\'s record 304 are to be expected because G1 missed them (99.67 %)']);
});

test('times of an upload are told to be none of a passage', () => {
    assert.deepEqual(linesOf('times', {uploads: ['G2', 'G3']}), [
        'G2, G3: faster than anyone drives, so of an upload and not of the passage']);
});

test('a class that nobody said is the cheapest', () => {
    assert.deepEqual(linesOf('class'), ['car, the cheapest: nobody declared or measured one']);
    assert.deepEqual(linesOf('class', {class: {class: 'bus', by: 'declared'}}), ['bus, declared']);
});

test('the version that decided stands with the charge, and which one is at hand', () => {
    assert.deepEqual(linesOf('decided'), ['at place 9 of the log, by scheme coast 2 (bdbf)']);
    const scheme = {...charge.scheme, digest: '3b4f', isSame: false, decidedVersion: '1'};
    assert.deepEqual(linesOf('decided', {scheme}), ['at place 9 of the log, by scheme coast 1 '
        + '(3b4f); at hand is version 2 (bdbf)']);
    assert.deepEqual(linesOf('decided', {scheme: {...scheme, decidedVersion: null}}), [
        'at place 9 of the log, by scheme coast of no version that was adopted here (3b4f); at '
            + 'hand is version 2 (bdbf)']);
});

test('the time of a transfer is that of its booking', () => {
    const at = '2026-01-01 18:35:00';
    const transfers = [{id: 't1', debit: 'a', credit: 'b', amount: '5200', at}];
    assert.deepEqual(linesOf('money', {transfers}),
        ['booked 2026-01-01 18:35:00  a > b  5200  (t1)']);
});

test('a price that follows from another one tells its arithmetic', () => {
    const origin = {
        place: {file: 'N-1/tariffs.csv', line: 5, column: 1}, source: 'ladder', sourceDate: '2026',
        status: 'estimated', note: '2000 of t0 x 550 / 500 (car) = 2200',
    };
    assert.deepEqual(linesOf('tariff', {tariff: {id: 't1', origin}}), [
        't1: estimated, ladder, 2026 (N-1/tariffs.csv:5)',
        'which is: 2000 of t0 x 550 / 500 (car) = 2200', 'the weakest of them: assumed']);
});

test('a balance is the one of today, and says so', () => {
    assert.deepEqual(linesOf('wallet', {wallet: {account: 'wallet:tag:T', balance: '360'}}),
        ['wallet:tag:T holds 360 today']);
});
