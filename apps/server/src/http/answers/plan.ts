import Type from 'typebox';
import {count, flag, number, oneOf, orNull, status, text, texts} from './kinds.ts';

const kind = oneOf(['open', 'shut', 'build', 'reprice', 'restore'], 'EditKind');

const edit = Type.Object({
    kind, of: text, days: orNull(number), mode: orNull(text), factor: orNull(number),
    to: orNull(text), capital: orNull(text), first: orNull(number), years: orNull(number),
    owner: orNull(text), text, at: text,
}, {title: 'EditTold', description: 'null is what its kind does not take'});

const scenario = Type.Object({
    id: text, name: text, from: orNull(text), day: text, seed: count, yaml: text,
    own: Type.Array(edit), inherited: Type.Array(edit),
}, {title: 'ScenarioTold', description: 'a scenario of the corridor; `from` is what it builds on'});

const vocabulary = Type.Object({
    names: Type.Object({open: texts, shut: texts, build: texts, reprice: texts, restore: texts}),
    ways: Type.Record(text, texts), shutForDays: texts, modes: texts, inputs: texts,
    demands: texts, firstYear: count, lastYear: count,
});

const lonLat = Type.Array(number, {
    minItems: 2, maxItems: 2, title: 'LonLat', description: 'degrees east, degrees north'});

/** GET /v1/plan */
export const planAnswer = Type.Object({
    version: text, scenarios: Type.Array(scenario), vocabulary,
    inputs: Type.Array(Type.Object({
        id: text, low: number, value: number, high: number, unit: text, status, source: text,
    })),
    frame: Type.Object({
        unit: text, firstYear: count, years: count, rate: number, draws: count,
    }),
    lines: Type.Record(text, Type.Array(Type.Array(lonLat, {minItems: 2, maxItems: 2}))),
}, {title: 'PlanTold', description: 'all that a scenario can be made of'});

const states = ['waiting', 'running', 'done', 'cancelled', 'failed'] as const;

/** GET and DELETE /v1/plan/runs/{id}, POST /v1/plan/runs */
export const runAnswer = Type.Object({
    id: text, state: oneOf(states), before: count, done: count, draws: count, seconds: number,
    message: orNull(text),
}, {title: 'RunTold', description: 'how far a comparison is'});

/** POST /v1/plan/check */
export const checkAnswer = Type.Object({
    id: text, edits: texts, seed: count, draws: count, run: orNull(runAnswer),
}, {title: 'CheckTold', description: 'a question that can be run'});

const fault = Type.Object({
    file: text, line: count, column: count, what: text, found: text, expected: text,
}, {title: 'PlanFault', description: 'a fault of a scenario, with where it stands in its text'});

/** Where a scenario is none. */
export const faultyAnswer = Type.Object({
    error: text, message: text, faults: Type.Optional(Type.Array(fault)),
}, {title: 'PlanFaults'});

const share = Type.Object({of: text, worth: number}, {title: 'ShareOfWorth'});
const spread = Type.Object({
    p10: number, p50: number, p90: number, mean: number, shareBelowZero: number});
const effect = Type.Object({
    id: text, party: text, country: text, unit: text, worth: number, values: Type.Array(number),
    counts: texts, status,
}, {title: 'EffectTold'});
const input = Type.Object({
    id: text, low: number, value: number, high: number, unit: text, status, source: text,
    date: text, at: text, atLow: number, atHigh: number, switching: Type.Array(number),
    switchesWithin: flag,
}, {title: 'InputTold'});
const together = Type.Object({
    inputs: texts, rankCorrelation: number, status, source: text, date: text, at: text,
});
const claim = Type.Object({
    what: text, figure: text, year: count, commitment: orNull(text), low: orNull(number),
    value: orNull(number), high: orNull(number), unit: text, source: text, date: text, note: text,
    line: count, ours: orNull(number), difference: orNull(number), isWithin: orNull(flag),
}, {title: 'ClaimTold'});
const figure = Type.Object({
    id: text, unit: text, without: orNull(number), with: orNull(number),
}, {title: 'ComparedFigure'});

/** GET /v1/plan/runs/{id}/comparison */
export const comparisonAnswer = Type.Object({
    corridor: text, without: Type.Object({id: text, name: text}),
    with: Type.Object({
        id: text, name: text, edits: Type.Array(Type.Object({text, at: text})),
    }),
    unit: text, firstYear: count, years: count, rate: number, baseYear: text, ratesFrom: text,
    netPresentValue: number,
    atOtherRates: Type.Array(Type.Object({rate: number, netPresentValue: number})),
    internalRates: Type.Array(number), benefitCostRatio: orNull(number), draws: count,
    spread: orNull(spread),
    assumed: orNull(Type.Object({share: number, error: number, draws: count})),
    fan: Type.Array(Type.Object({year: count, p10: number, p50: number, p90: number})),
    byParty: Type.Array(share), byCountry: Type.Array(share),
    byEdit: Type.Array(Type.Object({edit: text, worth: number})), effects: Type.Array(effect),
    carbonTonnes: number, inputs: Type.Array(input), together: Type.Array(together),
    claims: Type.Array(claim), figures: Type.Array(figure),
    models: Type.Object({rounds: count, isStable: flag, tolerance: number, limit: number}),
}, {title: 'ComparisonTold', description: 'what `karwan plan compare --json` prints'});
