import {Refusal} from '@karwan/base';
import {editText, type Edit} from '@karwan/plan';
import type {FastifyInstance, FastifyReply} from 'fastify';
import Type, {type Static} from 'typebox';
import {ALL} from '../access/role.ts';
import {NotTaken, type PlanRuns} from '../plan/runs/plan-runs.ts';
import {faultsOf, UnknownScenario, type PlanQuestion} from '../plan/runs/question.ts';
import {NoStudy} from '../plan/runs/study-thread.ts';
import type {PlanGround} from '../plan/runs/told-ground.ts';
import {asItIs} from './answers/kinds.ts';
import {
    checkAnswer, comparisonAnswer, faultyAnswer, planAnswer, runAnswer,
} from './answers/plan.ts';

const name = Type.String({minLength: 1, maxLength: 100});
const askedBody = Type.Object({
    without: name,
    with: Type.Optional(name),
    yaml: Type.Optional(Type.String({
        maxLength: 8_000, description: 'the text of a scenario, in place of a name'})),
    draws: Type.Optional(Type.Integer({
        minimum: 0, maximum: 2_000, description: 'the corridor\'s own where left out'})),
}, {additionalProperties: false});
const byId = Type.Object({id: Type.String({maxLength: 100})});

const refused = Type.Object({error: Type.String(), message: Type.String()});
const underWay = Type.Object({
    error: Type.String(), message: Type.String(), other: Type.Optional(Type.String()),
});
const SECONDS_TO_A_PLACE = 30;

/** Scenarios of the corridor, and comparisons that are run for people, never on this thread. */
export function planRoutes(runs: PlanRuns): (app: FastifyInstance) => void {
    return app => {
        app.addHook('onClose', () => runs.stop());
        groundRoute(app, runs);
        askRoutes(app, runs);
        runRoutes(app, runs);
    };
}

function groundRoute(app: FastifyInstance, runs: PlanRuns): void {
    app.get('/v1/plan', {
        config: {roles: ALL}, serializerCompiler: asItIs,
        schema: {
            summary: 'Scenarios with their edits, and what an edit may name',
            security: [{token: []}], response: {200: planAnswer, 503: refused},
        },
    }, async (_request, reply) => answered(reply, async () =>
        reply.header('cache-control', 'no-cache').send(groundTold(await runs.ground()))));
}

function groundTold({version, scenarios, vocabulary, inputs, frame, lines}: PlanGround) {
    return {
        version, inputs, frame, lines,
        scenarios: scenarios.map(({own, inherited, ...told}) =>
            ({...told, own: own.map(editTold), inherited: inherited.map(editTold)})),
        vocabulary: {...vocabulary, ways: Object.fromEntries(vocabulary.ways)},
    };
}

function editTold(edit: Edit) {
    const {kind, of, days, mode, factor, to, capital, first, years, owner, at} = edit;
    return {
        kind, of, days: kind === 'shut' ? days : null, mode: mode ?? null,
        factor: kind === 'reprice' ? factor : null, to: to ?? null, capital: capital ?? null,
        first: first ?? null, years: first === undefined ? null : years,
        owner: owner ? `${owner.party} ${owner.country}` : null, text: editText(edit),
        at: `${at.file}:${at.line}`,
    };
}

function askRoutes(app: FastifyInstance, runs: PlanRuns): void {
    const told = (question: PlanQuestion) => ({
        id: question.id, edits: question.edits, seed: question.scenario.seed,
        draws: question.draws, run: runs.told(question.id) ?? null,
    });
    app.post<{Body: Static<typeof askedBody>}>('/v1/plan/check', {
        config: {roles: ALL}, serializerCompiler: asItIs,
        schema: {
            summary: 'Whether a comparison can be asked: its id, or each fault with its line',
            security: [{token: []}], body: askedBody,
            response: {200: checkAnswer, 422: faultyAnswer, 503: refused},
        },
    }, async ({body}, reply) => answered(reply, async () =>
        reply.header('cache-control', 'no-store').send(told(await runs.question(body)))));
    app.post<{Body: Static<typeof askedBody>}>('/v1/plan/runs', {
        config: {roles: ALL}, serializerCompiler: asItIs,
        schema: {
            summary: 'Runs a comparison: one at a time for each person, a few wait',
            description: 'The same question has the same id and the same bytes; what is known is '
                + 'not run again. Ask /v1/plan/runs/{id} how far it is.',
            security: [{token: []}], body: askedBody,
            response: {202: runAnswer, 409: underWay, 422: faultyAnswer, 503: refused},
        },
    }, async ({body, person}, reply) => answered(reply, async () => {
        const run = runs.run(person?.name ?? '', await runs.question(body));
        return reply.code(202).header('cache-control', 'no-store').send(run);
    }));
}

function runRoutes(app: FastifyInstance, runs: PlanRuns): void {
    const unknown = {error: 'not-found', message: 'no run of this id is known here'};
    app.get<{Params: {id: string}}>('/v1/plan/runs/:id', {
        config: {roles: ALL}, serializerCompiler: asItIs,
        schema: {
            summary: 'How far a comparison is', security: [{token: []}], params: byId,
            response: {200: runAnswer, 404: refused},
        },
    }, async ({params}, reply) => {
        const run = runs.told(params.id);
        return run ? reply.header('cache-control', 'no-store').send(run)
            : reply.code(404).send(unknown);
    });
    app.get<{Params: {id: string}}>('/v1/plan/runs/:id/comparison', {
        config: {roles: ALL}, serializerCompiler: asItIs,
        schema: {
            summary: 'What came out of a comparison: what `karwan plan compare --json` prints',
            security: [{token: []}], params: byId,
            response: {200: comparisonAnswer, 404: refused},
        },
    }, async ({params}, reply) => {
        const json = runs.comparison(params.id);
        if (json === undefined) return reply.code(404).send(unknown);
        return reply.header('cache-control', 'private, max-age=86400, immutable')
            .type('application/json; charset=utf-8').send(json);
    });
    app.delete<{Params: {id: string}}>('/v1/plan/runs/:id', {
        config: {roles: ALL}, serializerCompiler: asItIs,
        schema: {
            summary: 'Cancels a comparison of one\'s own; another\'s who asked the same goes on',
            security: [{token: []}], params: byId, response: {200: runAnswer, 404: refused},
        },
    }, async ({params, person}, reply) => {
        const run = await runs.cancel(person?.name ?? '', params.id);
        return run ?? reply.code(404).send(unknown);
    });
}

async function answered(reply: FastifyReply, answer: () => Promise<unknown>): Promise<unknown> {
    try {
        return await answer();
    } catch (error) {
        if (error instanceof Refusal) {
            return reply.code(422).send(
                {error: 'refused', message: error.message, faults: faultsOf(error)});
        }
        if (error instanceof UnknownScenario) {
            return reply.code(422).send({error: 'unknown-scenario', message: error.message});
        }
        if (error instanceof NotTaken) {
            const {reason, message, other} = error;
            return reason === 'busy'
                ? reply.code(503).header('retry-after', String(SECONDS_TO_A_PLACE))
                    .send({error: reason, message})
                : reply.code(409).send({error: reason, message, ...other && {other}});
        }
        if (error instanceof NoStudy) {
            return reply.code(503).send({error: 'no-study', message: error.message});
        }
        throw error;
    }
}
