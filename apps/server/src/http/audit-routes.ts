import type {Token} from '@karwan/journey';
import type {FastifyInstance} from 'fastify';
import type pg from 'pg';
import Type from 'typebox';
import {CASE_WORKERS, type Role} from '../access/role.ts';
import {LEAST_REASON, listLookUps, LONGEST_REASON, reasonFrom} from '../audit/look-up.ts';
import {plateOf} from '../audit/plate-of.ts';
import type {Vault} from '../vault.ts';

/** What the routes of the audit work with. */
export interface AuditSetting {
    pool(): pg.Pool;
    vault: Vault;
}

/** Who reads the trace; whoever looks up may not be the only one who sees it. */
const READERS: readonly Role[] = ['auditor', 'administrator'];

const plateAnswer = Type.Object(
    {jurisdiction: Type.String(), serial: Type.String()}, {title: 'Plate'});

/** Where a reason is missing: what was expected. */
export const noReason = {
    error: 'reason-needed', found: 'no reason',
    expected: `why this plate is looked up, in ${LEAST_REASON} to ${LONGEST_REASON} characters; `
        + 'it is kept with your name',
};

/** A plate for a reason, and the trace of all such look-ups. */
export function auditRoutes({pool, vault}: AuditSetting): (app: FastifyInstance) => void {
    return app => {
        // Asked by POST: it writes a trace, and a reason belongs in no address.
        app.post<{Body: {token: string; reason?: string}}>('/v1/look-up', {
            config: {roles: CASE_WORKERS},
            schema: {
                summary: 'The plate behind a token, for a reason; leaves a trace',
                security: [{token: []}],
                body: Type.Object({
                    token: Type.String({pattern: '^plate:[a-z2-7]{16}$'}),
                    reason: Type.Optional(Type.String({maxLength: LONGEST_REASON})),
                }),
                response: {200: plateAnswer},
            },
        }, async (request, reply) => {
            const reason = reasonFrom(request.body.reason);
            if (!reason) return reply.code(400).send(noReason);
            const {name: who, role} = request.person!;
            const token = request.body.token as Token;
            const plate = await plateOf(pool(), vault, {who, role, reason, token}, Date.now());
            if (!plate) {
                return reply.code(404).send({
                    error: 'not-found', found: 'no plate of that token',
                    expected: 'a token whose plate is still in the vault'});
            }
            return reply.header('cache-control', 'no-store').send(plate);
        });
        app.get<{Querystring: {most?: number; token?: string}}>('/v1/look-ups', {
            config: {roles: READERS},
            schema: {
                summary: 'Who looked up whose plate, when and why; the newest first',
                security: [{token: []}],
                querystring: Type.Object({
                    most: Type.Optional(Type.Integer({minimum: 1, maximum: 1000})),
                    token: Type.Optional(Type.String({maxLength: 100})),
                }),
            },
        }, async (request, reply) => reply.header('cache-control', 'no-store').send(
            {lookUps: await listLookUps(pool(), request.query.most ?? 100, request.query.token)}));
    };
}
