import type {FastifyInstance, FastifyReply, FastifyRequest} from 'fastify';
import rateLimit from '@fastify/rate-limit';
import Type from 'typebox';
import {passwordFault} from '../access/password.ts';
import {personBy, setPassword, useLink, type Person} from '../access/people.ts';
import {ALL, roles} from '../access/role.ts';
import {beginSession, endSession} from '../access/sessions.ts';
import {noAccess, sessionCookie, sessionKeyOf, type GateSetting} from './access.ts';
import {oneOf} from './answers/kinds.ts';

/** Tries from one address in a minute; whoever types has enough, whoever guesses has not. */
const MOST_TRIES = 10;
const name = Type.String({minLength: 1, maxLength: 60});
const password = Type.String({minLength: 1, maxLength: 400});
const person = Type.Object({name: Type.String(), role: oneOf(roles, 'Role')}, {title: 'Person'});

/** Signing in by link or password, who one is, a new password, signing out. */
export async function sessionRoutes(app: FastifyInstance, setting: GateSetting): Promise<void> {
    await app.register(rateLimit, {
        global: false,
        errorResponseBuilder: (_request, {after}) => Object.assign(
            new Error(`too many tries, expected none for ${after}`), {statusCode: 429}),
    });
    const tries = {rateLimit: {max: MOST_TRIES, timeWindow: '1 minute'}, isOpen: true};
    const begin = async (
        request: FastifyRequest, reply: FastifyReply, found: Person | undefined,
    ): Promise<FastifyReply> => {
        if (!found) {
            return reply.code(401).send({
                error: 'no-access', found: 'a name and password, or a link, that do not open',
                expected: 'those of a person of `karwan person list`; a link opens once',
            });
        }
        const key = await beginSession(setting.pool, found.name, setting.wallMs());
        return reply.header('set-cookie', sessionCookie(request, key)).send(found);
    };
    app.post<{Body: {name: string; password: string}}>('/v1/session', {
        config: tries,
        schema: {
            summary: 'Sign in by name and password', security: [],
            body: Type.Object({name, password}), response: {200: person, 401: noAccess},
        },
    }, async (request, reply) => {
        const {body} = request;
        return begin(request, reply, await personBy(setting.pool, body.name, body.password));
    });
    app.post<{Body: {key: string}}>('/v1/session/link', {
        config: tries,
        schema: {
            summary: 'Sign in by a link, which opens once', security: [],
            body: Type.Object({key: Type.String({minLength: 1, maxLength: 100})}),
            response: {200: person, 401: noAccess},
        },
    }, async (request, reply) =>
        begin(request, reply, await useLink(setting.pool, request.body.key, setting.wallMs())));
    ownRoutes(app, setting);
}

function ownRoutes(app: FastifyInstance, setting: GateSetting): void {
    app.get('/v1/session', {
        config: {roles: ALL},
        schema: {summary: 'Who is signed in', response: {200: person, 401: noAccess}},
    }, async request => request.person!);
    app.delete('/v1/session', {
        config: {roles: ALL}, schema: {summary: 'Sign out', response: {204: Type.Null()}},
    }, async (request, reply) => {
        const key = sessionKeyOf(request);
        if (key !== undefined) await endSession(setting.pool, key, setting.wallMs());
        return reply.header('set-cookie', sessionCookie(request, undefined)).code(204).send();
    });
    app.post<{Body: {password: string}}>('/v1/session/password', {
        config: {roles: ALL},
        schema: {
            summary: 'Set one\'s own password; every other session of the person ends',
            body: Type.Object({password}), response: {204: Type.Null(), 422: noAccess},
        },
    }, async (request, reply) => {
        const key = sessionKeyOf(request);
        const {password} = request.body;
        const refused = key === undefined
            ? {found: 'a token of programs', expected: 'a session'} : passwordFault(password);
        if (refused || key === undefined) {
            return reply.code(422).send({error: 'no-password', ...refused});
        }
        await setPassword(setting.pool, request.person!.name, password, key, setting.wallMs());
        return reply.code(204).send();
    });
}
