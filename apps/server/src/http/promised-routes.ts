import type {FastifyInstance} from 'fastify';
import Type from 'typebox';
import {ALL} from '../access/role.ts';
import {PromisedBoard, type PromisedSetting} from '../promised/board.ts';

const names = Type.Object({
    en: Type.String(), ur: Type.Optional(Type.String()), ru: Type.Optional(Type.String()),
});
const made = Type.Union([
    Type.Object({
        kind: Type.Literal('scenario'), scenario: Type.String(), name: Type.String(),
        figure: Type.String({description: 'as `karwan plan run` calls it'}),
        year: Type.Integer(), draws: Type.Integer(), seed: Type.Integer(),
        digest: Type.String({description: 'of every file that it was reckoned from'}),
        atMs: Type.Number({description: 'when it was reckoned'}),
    }),
    Type.Object({
        kind: Type.Literal('journeys'), figure: Type.String(), counted: Type.Number(),
        of: Type.Number(), firstDay: Type.String(), lastDay: Type.String(),
        from: Type.Array(Type.String(), {description: 'worlds, or who measured'}),
    }),
]);
const told = Type.Array(Type.Object({
    id: Type.String(),
    figure: Type.Optional(Type.Object({
        value: Type.Number(), low: Type.Number(), high: Type.Number(),
    }, {description: 'left out where it was said in words alone; of a scenario p10 and p90'})),
    due: Type.String(), party: Type.String(), date: Type.String(), source: Type.String(),
    status: Type.String(), note: Type.String(),
    at: Type.String({description: 'file and line in the corridor\'s folder'}),
    made: Type.Union([made, Type.Null()]),
}));
const table = Type.Object({
    corridor: Type.String(), name: Type.String(), version: Type.String(),
    pledges: Type.Array(Type.Object({
        id: Type.String(), names, projects: Type.Array(Type.String()),
    })),
    projects: Type.Array(Type.Object({
        id: Type.String(), names, status: Type.String(), description: Type.String(),
    })),
    aspects: Type.Array(names),
    rows: Type.Array(Type.Object({
        project: Type.String(), indicator: Type.String(), name: Type.String(),
        unit: Type.String(), aspect: Type.String(), countsAsMeasured: Type.String(),
        promised: told, planned: told,
        simulated: told,
        measured: told, isMeasured: Type.Boolean(),
        choice: Type.Union([Type.Object({
            rule: Type.String(), why: Type.String(),
            chosen: Type.Union([Type.String(), Type.Null()]),
        }), Type.Null()], {description: 'which of figures that disagree a scenario takes'}),
    })),
    plan: Type.Union([
        Type.Object({
            state: Type.Literal('kept'), atMs: Type.Number(), draws: Type.Integer(),
            seed: Type.Integer(), digest: Type.String(),
        }),
        Type.Object({
            state: Type.Literal('running'), done: Type.Integer(), of: Type.Integer(),
        }),
        Type.Object({state: Type.Literal('failed'), message: Type.String()}),
        Type.Object({state: Type.Literal('none')}),
    ], {description: 'the figures of scenarios: the first who asks has them reckoned'}),
    journeys: Type.Union([Type.Object({
        origin: Type.Union(
            [Type.Literal('world'), Type.Literal('readings'), Type.Literal('unknown')],
            {description: 'unknown: nobody said whose they are, so they stand in no column'}),
        from: Type.Array(Type.String()), firstDay: Type.String(), lastDay: Type.String(),
        passages: Type.Integer(),
    }), Type.Null()]),
});

/** What was promised, planned, simulated and measured, with the evidence of each figure. */
export function promisedRoutes(setting: PromisedSetting): (app: FastifyInstance) => void {
    const board = new PromisedBoard(setting, () => performance.now());
    return app => {
        app.addHook('onClose', () => setting.planning.stop());
        app.get('/v1/promised', {
            config: {roles: ALL},
            schema: {
                summary: 'What was promised, planned, simulated and measured, by indicator',
                description: 'What `karwan promised --json` prints. A figure of a simulated world '
                    + 'stands under simulated, and under measured never.',
                security: [{token: []}], response: {200: table},
            },
        }, async (_request, reply) =>
            reply.header('cache-control', 'no-store').send(await board.table()));
    };
}
