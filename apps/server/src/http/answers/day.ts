import Type from 'typebox';
import {count, flag, money, number, orNull, status, text} from './kinds.ts';

const term = Type.Object({count, money}, {title: 'Term', description: 'a count with its money'});
export const currency = Type.Object({code: text, minorDigits: count}, {title: 'Currency'});

const charge = Type.Object({
    window: text, vehicle: text, road: text, entry: text, exit: text, class: text, state: text,
    surcharge_when: orNull(text), payer: text, status, at: text, amount: money,
}, {title: 'Charge', description: 'a charge as the list of a day shows it'});

const balances = Type.Object({
    detections: Type.Object({
        detections: count, identified: count, unidentifiable: count, false: count,
        difference: count,
    }),
    passages: Type.Object({
        charged: term, exempt: term, inReview: term, writtenOff: term,
        passages: count, inferred: count, stations: count, undetected: count, difference: count,
    }),
    charges: Type.Object({
        charges: term, paid: term, open: term, noticed: term, disputed: term, lost: term,
        free: count,
        difference: term,
    }),
});

const byStatus = Type.Object({
    measured: money, published: money, estimated: money, assumed: money,
});

/** GET /v1/day */
export const dayAnswer = Type.Object({
    day: text, isClosed: flag, isBalanced: flag,
    scheme: Type.Object({version: text, digest: text}),
    corridor: Type.Object({id: text, name: text, currency, zone: text}),
    balances, vehiclesCharged: count,
    hours: Type.Array(count, {description: 'passages of each hour of the day'}),
    shares: Type.Object({
        byStatus, byLength: byStatus, lengthsMove: money, sites: count, sitesUnsure: count,
    }),
    charges: Type.Array(charge),
    days: Type.Array(Type.Object({day: text, isClosed: flag})),
    cursor: count, head: count, now: text, today: text, simulatedSpeed: orNull(number),
}, {
    title: 'Day',
    description: 'the figures of a day, as they were when the log was worked off to `cursor`',
});
