import type {FastifyInstance} from 'fastify';
import {ALL} from '../access/role.ts';
import {PromisedBoard, type PromisedSetting} from '../promised/board.ts';
import {asItIs} from './answers/kinds.ts';
import {promisedAnswer} from './answers/promised.ts';

/** What was promised, planned, simulated and measured, with the evidence of each figure. */
export function promisedRoutes(setting: PromisedSetting): (app: FastifyInstance) => void {
    const board = new PromisedBoard(setting, () => performance.now());
    return app => {
        app.addHook('onClose', () => setting.planning.stop());
        app.get('/v1/promised', {
            config: {roles: ALL}, serializerCompiler: asItIs,
            schema: {
                summary: 'What was promised, planned, simulated and measured, by indicator',
                description: 'What `karwan promised --json` prints. A figure of a simulated world '
                    + 'stands under simulated, and under measured never.',
                security: [{token: []}], response: {200: promisedAnswer},
            },
        }, async (_request, reply) =>
            reply.header('cache-control', 'no-store').send(await board.table()));
    };
}
