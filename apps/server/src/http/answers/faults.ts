import Type from 'typebox';
import {atMs, count, flag, number, orNull, text, texts} from './kinds.ts';

/** POST and DELETE /v1/world/faults */
export const faultAnswer = Type.Object({
    nth: count, kind: text, at: orNull(text), share: orNull(number), offsetMs: orNull(number),
    fromMs: atMs, toMs: orNull(atMs), takesHoldAtMidnight: flag,
}, {title: 'Fault', description: 'a fault of the simulated world; times by its clock'});

/** GET /v1/world/faults */
export const faultsAnswer = Type.Object({
    nowMs: atMs, kinds: texts, faults: Type.Array(faultAnswer),
}, {title: 'Faults'});
