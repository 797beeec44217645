import Type from 'typebox';
import {decided, passage, registered} from './explained.ts';
import {atMs, count, flag, money, number, oneOf, orNull, text, texts} from './kinds.ts';

const item = Type.Object({
    id: text, passage: number, reason: text, day: text, worth: money, holdsBack: flag, state: text,
    vehicle: orNull(text), tag: orNull(text), plate: orNull(text), decidedBy: orNull(text),
    assigned: orNull(text), openedSeq: number,
}, {title: 'Item', description: 'what waits for a person'});

/** GET /v1/review */
export const queueAnswer = Type.Object({
    currency: text, items: Type.Array(item),
    counts: Type.Array(Type.Object({reason: text, count, worth: money})),
}, {title: 'Queue'});

const neighbour = Type.Object({
    passage: number, point: text, at: text, atMs, by: text, class: orNull(text),
}, {title: 'Neighbour', description: 'where a vehicle was seen around the time'});

const offer = Type.Object({
    as: oneOf(['accept', 'assign', 'reclass']), token: orNull(text), class: orNull(text),
    from: oneOf(['plate', 'tag', 'gap', 'beside', 'declared', 'measured']),
    sure: orNull(number), offMs: orNull(number), registered: orNull(registered),
    neighbours: Type.Array(neighbour),
}, {title: 'Offer', description: 'a decision that lies near, with what speaks for it'});

/** GET /v1/review/{id} */
export const caseAnswer = Type.Object({
    item, passage: orNull(passage), trip: orNull(number), offers: Type.Array(offer),
    decisions: Type.Array(decided), choices: texts,
    plates: Type.Record(Type.String(), text, {
        description: 'plates by their tokens, as far as the decision needs them; each was traced'}),
}, {title: 'Case', description: 'an item with all that speaks for one decision or the other'});
