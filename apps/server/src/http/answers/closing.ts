import Type from 'typebox';
import {atMs, count, money, oneOf, orNull, text} from './kinds.ts';

const refusal = Type.Object({
    answer: oneOf(['closed-already', 'not-over', 'behind', 'earlier-day-open', 'differs']),
    error: text, message: text, day: text,
    earlier: Type.Optional(text), digest: Type.Optional(text),
}, {
    title: 'Refusal', description: 'why a day cannot be closed, with what it rests on',
    additionalProperties: true,
});

/** GET /v1/day/{day}/close */
export const standingAnswer = Type.Object({
    day: text, refusal: orNull(refusal),
    waiting: Type.Array(Type.Object({reason: text, count, worth: money})),
    oldest: orNull(Type.Object({id: text, day: text, reason: text, atMs, worth: money})),
}, {title: 'Standing', description: 'what stands between a day and its close'});

/** POST /v1/day/{day}/close */
export const closedAnswer = Type.Object({digest: text}, {
    title: 'Closed', description: 'a closed day with its balances', additionalProperties: true,
});

/** GET /v1/day/{day}/items */
export const itemsAnswer = Type.Object({
    from: count,
    items: Type.Array(Type.Object({
        id: text, at: text, place: text, by: text,
        charge: orNull(text), review: orNull(text), amount: orNull(money),
    }, {title: 'DayItem', description: 'one of the things that a figure of a day counts'})),
}, {title: 'DayItems'});
