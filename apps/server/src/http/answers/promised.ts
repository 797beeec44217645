import Type from 'typebox';
import {atMs, count, flag, number, oneOf, orNull, status, text, texts} from './kinds.ts';

const names = Type.Object({
    en: text, ur: Type.Optional(text), ru: Type.Optional(text),
}, {title: 'Names', description: 'in each language that has it'});

const made = Type.Union([
    Type.Object({
        kind: Type.Literal('scenario'), scenario: text, name: text,
        figure: Type.String({description: 'as `karwan plan run` calls it'}),
        year: count, draws: count, seed: count,
        digest: Type.String({description: 'of every file that it was reckoned from'}),
        atMs: Type.Number({description: 'when it was reckoned'}),
    }),
    Type.Object({
        kind: Type.Literal('journeys'), figure: text, counted: number, of: number,
        firstDay: text, lastDay: text,
        from: Type.Array(text, {description: 'worlds, or who measured'}),
    }),
], {title: 'Made', description: 'what a figure was made of that stands in no file'});

const told = Type.Object({
    id: text,
    figure: Type.Optional(Type.Object({value: number, low: number, high: number}, {
        description: 'left out where it was said in words alone; of a scenario p10 and p90'})),
    due: text, party: text, date: text, source: text, status, note: text,
    at: Type.String({description: 'file and line in the corridor\'s folder'}), made: orNull(made),
}, {title: 'Told', description: 'a figure with its evidence'});

const row = Type.Object({
    project: text, indicator: text, name: text, unit: text, aspect: text, countsAsMeasured: text,
    promised: Type.Array(told), planned: Type.Array(told), simulated: Type.Array(told),
    measured: Type.Array(told), isMeasured: flag,
    choice: Type.Union([Type.Object({rule: text, why: text, chosen: orNull(text)}), Type.Null()], {
        description: 'which of figures that disagree a scenario takes'}),
}, {title: 'PromisedRow', description: 'one indicator of one project'});

const plan = Type.Union([
    Type.Object({
        state: Type.Literal('kept'), atMs, draws: count, seed: count, digest: text,
    }),
    Type.Object({state: Type.Literal('running'), done: count, of: count}),
    Type.Object({state: Type.Literal('failed'), message: text}),
    Type.Object({state: Type.Literal('none')}),
], {
    title: 'PlanStanding',
    description: 'the figures of scenarios: the first who asks has them reckoned',
});

const pledge = Type.Object({id: text, names, projects: texts}, {title: 'Pledge'});

/** GET /v1/promised */
export const promisedAnswer = Type.Object({
    corridor: text, name: text, version: text, pledges: Type.Array(pledge),
    projects: Type.Array(Type.Object({id: text, names, status: text, description: text})),
    aspects: Type.Array(names), rows: Type.Array(row), plan,
    journeys: orNull(Type.Object({
        origin: Type.Unsafe<'world' | 'readings' | 'unknown'>({
            ...oneOf(['world', 'readings', 'unknown']),
            description: 'unknown: nobody said whose they are, so they stand in no column',
        }),
        from: texts, firstDay: text, lastDay: text, passages: count,
    })),
}, {title: 'PromisedTold'});
