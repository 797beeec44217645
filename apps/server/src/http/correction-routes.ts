import type {FastifyInstance} from 'fastify';
import type pg from 'pg';
import Type from 'typebox';
import {CASE_WORKERS} from '../access/role.ts';
import {correctCharge} from '../correct/say.ts';
import type {FactDoor} from '../door/fact.ts';
import type {Vault} from '../vault.ts';

/** What the route that corrects charges works with. */
export interface CorrectionRoutesSetting {
    pool(): pg.Pool;
    vault: Vault;
    door: FactDoor;
    nowMs(): number;
    onAppended(headSeq: number): void;
}

const body = Type.Object({
    charge: Type.String({pattern: String.raw`^\d{1,15}/.{1,120}$`}),
    as: Type.String({
        maxLength: 40, description: 'exempt, reassign, write-off, reprice or restore'}),
    to: Type.Optional(Type.String({maxLength: 140, description: 'with reassign: whose it was'})),
    amount: Type.Optional(Type.String({maxLength: 40, description: 'with reprice'})),
    reason: Type.String({minLength: 1, maxLength: 400}),
}, {additionalProperties: false});

/** What a person says of one charge, with a reason and in their name. */
export function correctionRoutes(
    {pool, vault, door, nowMs, onAppended}: CorrectionRoutesSetting,
): (app: FastifyInstance) => void {
    return app => {
        app.post<{Body: {
            charge: string; as: string; to?: string; amount?: string; reason: string;
        }}>('/v1/corrections', {
            config: {roles: CASE_WORKERS},
            schema: {
                summary: 'Corrects a charge: a fact of the log, which a later one outweighs',
                security: [{token: []}], body,
            },
        }, async (request, reply) => {
            const {charge, reason, ...wish} = request.body;
            const said = await correctCharge(
                charge, {...wish, reason: `${reason} (${request.person!.name})`},
                {pool: pool(), vault, door, nowMs: nowMs()});
            if (said.answer === 'said') {
                onAppended(said.headSeq);
                return {charge, facts: said.facts, headSeq: said.headSeq};
            }
            const {answer: error, found, expected} = said;
            return reply.code(error === 'not-found' ? 404 : 422).send({error, found, expected});
        });
    };
}
