import swagger from '@fastify/swagger';
import fastify, {type FastifyError, type FastifyInstance} from 'fastify';
import type {Changes} from '../live.ts';
import {isServerGone} from '../server-gone.ts';
import {ALL} from '../access/role.ts';
import {gate} from './access.ts';
import {changesRoute} from './changes-route.ts';
import {factsRoute, readingsRoute, type DoorSetting} from './door-routes.ts';
import {sessionRoutes} from './session-routes.ts';

/** All that the HTTP doors need. */
export interface HttpSetting extends DoorSetting {
    /** What programs show to be let in. */
    token: string;
    changes: Changes;
    /** Routes of others, behind the token like everything that is not a device's door. */
    pages: readonly ((app: FastifyInstance) => void)[];
    /** Told of faults of our own; what a caller did wrong is told to the caller. */
    onFault(error: Error): void;
}

const REQUEST_LIMIT_MS = 60_000;

/** The HTTP server, ready to listen. */
export async function httpServer(setting: HttpSetting): Promise<FastifyInstance> {
    const app = fastify({requestTimeout: REQUEST_LIMIT_MS, forceCloseConnections: true});
    await app.register(swagger, {
        openapi: {
            openapi: '3.1.0',
            info: {
                title: 'Karwan', version: '1',
                description: 'Readings of devices go in, settled tolls come out.',
            },
            components: {
                securitySchemes: {
                    siteKey: {type: 'http', scheme: 'bearer', description: 'karwan site add'},
                    token: {type: 'http', scheme: 'bearer', description: 'printed by karwan start'},
                },
            },
        },
    });
    const access = {
        token: setting.token, wallMs: () => Date.now(),
        get pool() {
            return setting.pool;
        },
    };
    app.decorateRequest('person', null);
    app.addHook('onRequest', gate(access));
    app.addHook('onSend', async (_request, reply) => {
        reply.header('x-content-type-options', 'nosniff').header('x-frame-options', 'DENY');
    });
    tellFaults(app, setting);
    app.setNotFoundHandler((request, reply) => reply.code(404).send({
        error: 'not-found', found: `${request.method} ${request.url.split('?')[0]}`,
        expected: 'a path of /openapi.json',
    }));
    await app.register(async scope => sessionRoutes(scope, access));
    await app.register(async scope => readingsRoute(scope, setting));
    await app.register(async scope => factsRoute(scope, setting));
    await app.register(async scope => {
        changesRoute(scope, setting.changes);
        scope.get('/healthz', {
            config: {isOpen: true},
            schema: {summary: 'Whether server and database answer', security: []},
        }, async () => {
            await setting.pool.query('select 1');
            return {status: 'ok'};
        });
        scope.get('/openapi.json', {config: {roles: ALL}, schema: {hide: true}},
            async () => app.swagger());
    });
    for (const page of setting.pages) await app.register(async scope => page(scope));
    await app.ready();
    return app;
}

// A caller is told what they did wrong; what we did wrong goes to our own log.
function tellFaults(app: FastifyInstance, {onFault}: HttpSetting): void {
    app.setErrorHandler<FastifyError>((error, _request, reply) => {
        if (isServerGone(error)) {
            return reply.code(503).header('retry-after', '2').send({
                error: 'unavailable', message: 'the database is away; send all of it again'});
        }
        const status = error.statusCode ?? 500;
        if (status >= 500) onFault(error);
        const message = status >= 500 ? 'a fault of ours; it is in our log' : error.message;
        return reply.code(status).send({error: status >= 500 ? 'own-fault' : 'refused', message});
    });
}
