import Type from 'typebox';
import {currency} from './day.ts';
import {priceStep, tariffLine, tariffOrigin} from './price.ts';
import {atMs, count, flag, money, number, oneOf, orNull, text, texts} from './kinds.ts';

const reading = Type.Object({
    seq: number, device: text, kind: text, point: text, lane: count, atMs, at: text, received: text,
    tag: orNull(text), plate: orNull(text), isUnreadable: flag, confidence: orNull(number),
    class: orNull(text),
}, {title: 'SeenReading', description: 'what one device said, as it stands in the log'});

export const passage = Type.Object({
    id: number, point: text, kind: text, lane: count, atMs, at: text, vehicle: orNull(text),
    by: text, basis: texts, readings: Type.Array(reading),
}, {title: 'SeenPassage', description: 'a passage and by which evidence it was identified'});

export const registered = Type.Object({tag: text, class: text, exemption: text}, {
    title: 'Registered', description: 'what the register says of a vehicle at one moment'});

const section = Type.Object({
    gantry: text, from: text, to: text, lengthMetres: number, tolledMetres: number,
    lowMetres: number, highMetres: number, status: text, isSeen: flag,
}, {title: 'ExplainedSection'});

const beside = Type.Object({
    gantry: text, missed: text, side: oneOf(['before', 'after']), trips: number, expected: number,
    chance: number, isCharged: flag,
}, {title: 'Beside', description: 'a gantry at an end that likely missed the vehicle'});

const scheme = Type.Object({
    id: text, version: text, digest: text, digestAtHand: text, isSame: flag,
    decidedVersion: orNull(text),
});

export const decided = Type.Object({
    fact: text, item: text, decision: text, token: orNull(text), reason: text, class: orNull(text),
    receivedMs: atMs,
}, {title: 'Decided', description: 'a decision as the log holds it'});

const review = Type.Object({
    id: text, state: text, worth: money,
    decision: orNull(decided),
});

const charge = Type.Object({
    window: text, trip: Type.Object({
        id: number, from: text, to: text, sure: number, rule: text, steps: texts}),
    day: text, vehicle: text, road: text, entry: text, exit: text, from: text, to: text,
    state: text, currency,
    pass: Type.Optional(orNull(Type.Object({
        pass: text, fact: text, from: text, to: orNull(text)}))),
    windowRule: Type.Optional(orNull(Type.Object({
        id: text, kind: text, roads: texts, lateness: text, origin: tariffOrigin,
    }, {additionalProperties: true}))),
    scheme, decidedSeq: number, class: Type.Object({class: text, by: text}),
    passages: Type.Array(passage), sections: Type.Array(section), inferred: texts,
    beside: Type.Array(beside), uploads: texts,
    known: Type.Object({
        atSighting: registered, atDecision: registered, today: registered, isChanged: flag}),
    tariff: tariffLine, surcharge: orNull(Type.Object({id: text, origin: tariffOrigin}, {
        title: 'SurchargeRule', additionalProperties: true})),
    surchargeWhen: orNull(text), steps: Type.Array(priceStep), tolledMetres: number, toll: money,
    surchargeAmount: money, amount: money, payer: text, status: text, basis: texts,
    transfers: Type.Array(Type.Object({
        id: text, debit: text, credit: text, amount: money, at: text})),
    wallet: orNull(Type.Object({account: text, balance: money})),
    corrections: Type.Array(Type.Object({
        correction: text, amount: orNull(money), reason: text, at: text, fact: text})),
    reviews: Type.Array(review),
}, {title: 'ChargeGrounds', description: 'a charge taken back to all that it rests on'});

const chargeTold = Type.Object({
    window: text, road: text, entry: text, exit: text, class: text, state: text,
    surchargeWhen: orNull(text), amount: money, payer: text, status: text,
}, {title: 'ChargeTold', description: 'what was charged for one window'});

const trip = Type.Object({
    id: number, vehicle: text, day: text, from: text, to: text, sure: number, path: texts,
    inferred: texts, charges: Type.Array(chargeTold),
}, {title: 'TripTold'});

const fact = Type.Object({
    id: text, kind: text, about: text, says: text, validFrom: text, place: number});

const token = Type.Object({
    token: text, vehicles: texts, facts: Type.Array(fact),
    wallets: Type.Array(Type.Object({account: text, balance: money})),
    passes: Type.Optional(Type.Array(chargeTold)), trips: Type.Array(trip), hasMore: flag,
});

const tag = Type.Object({
    token: text, seen: count, inReview: count, unidentified: count,
    vehicles: Type.Array(Type.Object({vehicle: text, passages: count})),
});

/** POST /v1/explain */
export const explainedAnswer = Type.Union([
    Type.Object({
        about: Type.Literal('charge'), charge, head: text,
        grounds: Type.Array(Type.Object({label: text, lines: texts}), {
            description: 'the grounds in English words, in the order of the thread'}),
    }, {title: 'ChargeExplained', description: 'a charge with every ground for it'}),
    Type.Object({about: Type.Literal('trip'), trip}, {title: 'TripExplained'}),
    Type.Object({about: Type.Literal('token'), token}, {title: 'TokenExplained'}),
    Type.Object({about: Type.Literal('unregistered'), tag}, {
        title: 'UnregisteredExplained',
        description: 'a tag that was read and is registered nowhere: where its passages went'}),
], {title: 'Explained'});
