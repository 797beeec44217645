import swagger from '@fastify/swagger';
import fastify, {type FastifyError, type FastifyInstance} from 'fastify';
import {Admission, NotAdmitted} from '../door/admission.ts';
import type {Changes} from '../live.ts';
import {isServerGone} from '../server-gone.ts';
import {isDiskFull, StateWatch} from '../serve/service-state.ts';
import {RETIRED_KEY} from '../vault/rotate.ts';
import {ALL} from '../access/role.ts';
import {gate} from './access.ts';
import {changesRoute} from './changes-route.ts';
import {
    factsRoute, readingsRoute, type DoorSetting, type DoorWithQueue,
} from './door-routes.ts';
import {packed} from './packed.ts';
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
    /** What keeps the server from its work; told by /healthz. */
    state?: StateWatch;
    /** Told of each answer by its route, which names nobody. */
    onAnswered?(answered: Answered): void;
}

/** A request that was answered. */
export interface Answered {
    method: string;
    route: string;
    status: number;
    seconds: number;
}

const OPENAPI = {
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
} as const;

const REQUEST_LIMIT_MS = 60_000;

/** The HTTP server, ready to listen. */
export async function httpServer(setting: HttpSetting): Promise<FastifyInstance> {
    const app = fastify({
        requestTimeout: REQUEST_LIMIT_MS, forceCloseConnections: true,
        // A proxy before us, on this machine, says who asks and whether over TLS; nobody else may.
        trustProxy: 'loopback',
    });
    await app.register(swagger, {openapi: OPENAPI});
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
    app.addHook('onSend', packed);
    const state = setting.state ?? new StateWatch(() => Date.now());
    const admission = setting.admission ?? new Admission();
    const door = withQueue(setting, admission);
    tellFaults(app, setting, state);
    app.addHook('onResponse', async (request, reply) => setting.onAnswered?.({
        method: request.method, route: request.routeOptions.url ?? 'none',
        status: reply.statusCode, seconds: reply.elapsedTime / 1000,
    }));
    app.setNotFoundHandler((request, reply) => reply.code(404).send({
        error: 'not-found', found: `${request.method} ${request.url.split('?')[0]}`,
        expected: 'a path of /openapi.json',
    }));
    await app.register(async scope => sessionRoutes(scope, access));
    await app.register(async scope => readingsRoute(scope, door));
    await app.register(async scope => factsRoute(scope, door));
    await app.register(async scope => {
        changesRoute(scope, setting.changes);
        stateRoute(scope, setting, state);
        scope.get('/openapi.json', {config: {roles: ALL}, schema: {hide: true}},
            async () => app.swagger());
    });
    for (const page of setting.pages) await app.register(async scope => page(scope));
    await app.ready();
    return app;
}

function stateRoute(app: FastifyInstance, setting: HttpSetting, state: StateWatch): void {
    app.get('/healthz', {
        config: {isOpen: true},
        schema: {
            summary: 'Whether readings are taken, and if not why: 200, or 503 with the reason',
            security: [],
        },
    }, async (_request, reply) => {
        const now = await state.look(setting.pool);
        return reply.code(now.status === 'ok' ? 200 : 503).header('cache-control', 'no-store')
            .send(now);
    });
}

// The database can come back as another pool, so it is asked for each time.
function withQueue(setting: HttpSetting, admission: Admission): DoorWithQueue {
    const {vault, door, nowMs, onAppended, onTold} = setting;
    return {
        get pool() {
            return setting.pool;
        },
        vault, door, admission, nowMs, onAppended, ...onTold && {onTold},
    };
}

// A caller is told what they did wrong; what we did wrong goes to our own log.
function tellFaults(app: FastifyInstance, {onFault}: HttpSetting, state: StateWatch): void {
    app.setErrorHandler<FastifyError>((error, _request, reply) => {
        state.fault(error);
        const passing = passingFault(error);
        if (passing) {
            const {status, seconds, ...told} = passing;
            return reply.code(status).header('retry-after', String(seconds)).send(told);
        }
        const status = error.statusCode ?? 500;
        if (status >= 500) onFault(error);
        const message = status >= 500 ? 'a fault of ours; it is in our log' : error.message;
        return reply.code(status).send({error: status >= 500 ? 'own-fault' : 'refused', message});
    });
}

/** What passes by itself: the same request is taken later. */
function passingFault(
    error: FastifyError,
): {status: number; seconds: number; error: string; message: string} | undefined {
    if (error instanceof NotAdmitted) {
        const {statusCode: status, retryAfterSeconds: seconds, reason, message} = error;
        return {status, seconds, error: reason, message};
    }
    if (isServerGone(error)) {
        return {status: 503, seconds: 2, error: 'unavailable',
            message: 'the database is away; send all of it again'};
    }
    if (isDiskFull(error)) {
        return {status: 503, seconds: 30, error: 'disk-full',
            message: 'the database has no room left; nothing of it was taken, send it again'};
    }
    return error.code === RETIRED_KEY
        ? {status: 503, seconds: 1, error: 'unavailable',
            message: 'the vault\'s key is being changed; send all of it again'} : undefined;
}
