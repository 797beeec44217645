import {faultKinds} from '@karwan/world';
import type {FastifyInstance, FastifyReply} from 'fastify';
import type pg from 'pg';
import Type from 'typebox';
import {ALL, OPERATORS} from '../access/role.ts';
import type {FaultAsked, FaultRefused, FaultTold, WorldFaults} from '../serve/world-faults.ts';
import {faultAnswer, faultsAnswer} from './answers/faults.ts';
import {asItIs} from './answers/kinds.ts';

/** What the routes of the simulated world work with. */
export interface WorldSetting {
    pool(): pg.Pool;
    /** Undefined where no world is simulated: then there is nothing to break. */
    faults: WorldFaults | undefined;
    nowMs(): number;
}

const HOUR_MS = 3_600_000;

const asked = Type.Object({
    kind: Type.Unsafe<FaultAsked['kind']>({type: 'string', enum: [...faultKinds]}),
    at: Type.Optional(Type.String({
        maxLength: 100, description: 'a device, a gantry or a site; all where it is left out'})),
    share: Type.Optional(Type.Number({description: 'of vehicles or messages; all if left out'})),
    offsetMs: Type.Optional(Type.Integer({description: 'of a drifting clock'})),
    hours: Type.Optional(Type.Number({
        exclusiveMinimum: 0, maximum: 10_000, description: 'how long, of the world\'s clock'})),
}, {additionalProperties: false});

const statuses = {'starting': 409, 'not-found': 404, 'bad-value': 400} as const;

/** Breaking and mending the simulated world while it runs. */
export function worldRoutes({pool, faults, nowMs}: WorldSetting): (app: FastifyInstance) => void {
    const answer = (reply: FastifyReply, made: FaultTold | FaultRefused, status: number): unknown =>
        'error' in made ? reply.code(statuses[made.error]).send(
            {error: made.error, found: made.found, expected: made.expected})
            : reply.code(status).send(made);
    const noWorld = (reply: FastifyReply): unknown => reply.code(409).send({
        error: 'no-world', found: 'real devices',
        expected: 'a simulated world: only there anything is broken on purpose'});
    return app => {
        app.get('/v1/world/faults', {
            config: {roles: ALL}, serializerCompiler: asItIs,
            schema: {
                summary: 'The faults of the simulated world, on and over, and the kinds there are',
                security: [{token: []}], response: {200: faultsAnswer},
            },
        }, async (_request, reply) => faults
            ? reply.header('cache-control', 'no-store').send(
                {nowMs: nowMs(), kinds: faultKinds, faults: faults.list()})
            : noWorld(reply));
        app.post<{Body: Omit<FaultAsked, 'lastsMs'> & {hours?: number}}>('/v1/world/faults', {
            config: {roles: OPERATORS}, serializerCompiler: asItIs,
            schema: {
                summary: 'Switches a fault of the simulated world on', security: [{token: []}],
                body: asked, response: {201: faultAnswer},
            },
        }, async (request, reply) => {
            if (!faults) return noWorld(reply);
            const {hours, ...rest} = request.body;
            const lastsMs = hours === undefined ? undefined : hours * HOUR_MS;
            return answer(reply, await faults.switchOn(pool(), {...rest, lastsMs}), 201);
        });
        app.delete<{Params: {nth: number}}>('/v1/world/faults/:nth', {
            config: {roles: OPERATORS}, serializerCompiler: asItIs,
            schema: {
                summary: 'Switches a fault off; what a line held back comes in one flood',
                security: [{token: []}], params: Type.Object({nth: Type.Integer()}),
                response: {200: faultAnswer},
            },
        }, async (request, reply) => faults
            ? answer(reply, await faults.switchOff(pool(), request.params.nth), 200)
            : noWorld(reply));
    };
}
