import type {FastifyInstance, FastifyReply, FastifyRequest} from 'fastify';
import Type from 'typebox';
import type pg from 'pg';
import type {Arrival, Outcome} from '../arrivals.ts';
import type {Admission, Stay} from '../door/admission.ts';
import {judge, type Door, type Judged} from '../door.ts';
import {factAnswers, judgeFact, type FactDoor, type JudgedFact} from '../door/fact.ts';
import {answers} from '@karwan/journey';
import {heartbeatSchema, readingSchema} from '../door/wire.ts';
import {factSchemas} from '../door/wire-fact.ts';
import {Unreadable} from '../feed/unreadable.ts';
import {append} from '../log.ts';
import {findSiteOf} from '../sites.ts';
import type {Vault} from '../vault.ts';
import {OPERATORS} from '../access/role.ts';
import {bearerOf, noAccess} from './access.ts';
import {takeBodies, valuesOf, type Sent} from './body.ts';

/** What the two doors work with. */
export interface DoorSetting {
    pool: pg.Pool;
    vault: Vault;
    door: Door & FactDoor;
    nowMs(): number;
    /** Called after each append, so that the worker need not wait for its next look. */
    onAppended(headSeq: number): void;
    /** The queue before the door; one of its own where none is given. */
    admission?: Admission;
    /** Called after each commit with what the door is about to tell. */
    onTold?(outcomes: readonly Outcome[]): void;
}

/** A setting with its queue. */
export type DoorWithQueue = DoorSetting & {admission: Admission};

/** What every route says of itself beside its schema. */
declare module 'fastify' {
    interface FastifyContextConfig {
        /** True where a site's key opens it and not the token. */
        isDeviceDoor?: boolean;
    }
    interface FastifyRequest {
        site?: string;
    }
}

const refusal = {
    at: Type.Optional(Type.String({description: 'which value: /3 in JSON, line 4 in NDJSON'})),
    field: Type.Optional(Type.String({description: 'which field of it, as a JSON pointer'})),
    found: Type.Optional(Type.String()),
    expected: Type.Optional(Type.String()),
};

function replySchema(named: readonly string[]) {
    return Type.Object({
        answers: Type.Array(Type.Object({
            answer: Type.Unsafe<string>({type: 'string', enum: [...named]}), ...refusal,
        }), {description: 'one for each value, in its order'}),
        accepted: Type.Integer(),
        repeated: Type.Integer(),
        refused: Type.Integer(),
        headSeq: Type.Integer({description: 'how far the log reaches now'}),
    });
}

// The schema is for the OpenAPI page; values are checked one by one, so a bad one hurts no other.
const unchecked = {validatorCompiler: () => () => true};

/** POST /v1/readings, for devices: a site's key opens it. */
export function readingsRoute(app: FastifyInstance, setting: DoorWithQueue): void {
    takeBodies(app);
    const reading = Type.Union([readingSchema, heartbeatSchema]);
    app.post('/v1/readings', {
        ...unchecked,
        config: {isDeviceDoor: true},
        schema: {
            summary: 'Readings and heartbeats of a site\'s devices',
            description: 'A JSON array or object, or NDJSON; gzip if you like. What is answered '
                + 'accepted, repeated or refused need not be sent again; after any other status '
                + 'send all of it again. With 429 and 503 Retry-After says in how many seconds.',
            security: [{siteKey: []}],
            body: Type.Union([Type.Array(reading), reading]),
            response: {200: replySchema(answers), 400: replySchema(answers), 401: noAccess},
        },
        onRequest: async (request, reply) => {
            const stay = letIn(request, reply, setting.admission);
            const key = bearerOf(request);
            const site = key && await findSiteOf(setting.pool, key, setting.nowMs());
            if (site) {
                request.site = site;
                stay.takeShare(site);
            } else return reply.code(401).header('www-authenticate', 'Bearer').send(NO_KEY);
        },
    }, async (request, reply) => {
        const receipt = {site: request.site!, nowMs: setting.nowMs(), isHistorical: false};
        const told = await take(request, `site:${request.site}`, setting,
            value => judge(value, setting.door, receipt));
        return reply.code(told.isUnreadable ? 400 : 200).send(told.reply);
    });
}

const NO_KEY = {
    error: 'no-site-key', found: 'no valid site key',
    expected: 'Authorization: Bearer … with the key that `karwan site add` printed',
};

/** POST /v1/facts, for people and systems: the token opens it. */
export function factsRoute(app: FastifyInstance, setting: DoorWithQueue): void {
    takeBodies(app);
    const fact = Type.Union(Object.values(factSchemas));
    app.post('/v1/facts', {
        ...unchecked,
        config: {roles: OPERATORS},
        schema: {
            summary: 'Register entries, tag status, classes, exemptions, top-ups, decisions',
            description: 'A JSON array or object, or NDJSON; gzip if you like. The same fact said '
                + 'twice is said once.',
            security: [{token: []}],
            body: Type.Union([Type.Array(fact), fact]),
            response: {
                200: replySchema(factAnswers), 400: replySchema(factAnswers), 401: noAccess,
            },
        },
        onRequest: async (request, reply) => void letIn(request, reply, setting.admission),
    }, async (request, reply) => {
        const told = await take(request, 'facts', setting, value => judgeFact(value, setting.door));
        return reply.code(told.isUnreadable ? 400 : 200).send(told.reply);
    });
}

/** What a body may have that does not say its length. */
const UNKNOWN_BYTES = 8 << 20;

// Before the body is read. Its place is free again when the answer has gone out, or nobody waits
// for it any more.
function letIn(request: FastifyRequest, {raw}: FastifyReply, admission: Admission): Stay {
    const length = Number(request.headers['content-length'] ?? UNKNOWN_BYTES);
    const stay = admission.enter(Number.isFinite(length) ? length : UNKNOWN_BYTES);
    // Answered, or the line broke before: whichever comes first.
    raw.once('finish', () => stay.leave()).once('close', () => stay.leave());
    return stay;
}

function take(
    request: FastifyRequest, source: string, setting: DoorWithQueue,
    judgeOne: (value: unknown) => Judged | JudgedFact,
): Promise<{reply: object; isUnreadable: boolean}> {
    return setting.admission.inTurn(() => takeNow(request, source, setting, judgeOne));
}

// The answer is made of what was committed: nothing is acknowledged that is not on the disk.
async function takeNow(
    request: FastifyRequest, source: string, setting: DoorWithQueue,
    judgeOne: (value: unknown) => Judged | JudgedFact,
): Promise<{reply: object; isUnreadable: boolean}> {
    const receivedMs = setting.nowMs();
    const sent = await valuesOf(request);
    const items = sent.map(({value, place}): Arrival => ({
        judged: value instanceof Unreadable ? unreadable(value) : judgeOne(value),
        place, receivedMs,
    }));
    const {outcomes, headSeq} = await append(setting.pool, setting.vault, {source, items});
    setting.onTold?.(outcomes);
    setting.onAppended(headSeq);
    const isUnreadable = sent.length === 1 && sent[0]!.value instanceof Unreadable;
    return {reply: {...told(outcomes, sent), headSeq}, isUnreadable};
}

function unreadable({found, expected}: Unreadable): Judged {
    return {kind: 'refused', answer: 'malformed', field: '', found, expected};
}

function told(outcomes: readonly Outcome[], sent: readonly Sent[]): object {
    const count = {accepted: 0, repeated: 0, refused: 0};
    const all = outcomes.map(({answer, refusal: why}, index) => {
        if (!why) {
            count[answer === 'repeated' ? 'repeated' : 'accepted']++;
            return {answer};
        }
        count.refused++;
        const {field, found, expected} = why;
        return {answer, at: sent[index]!.place, field, found, expected};
    });
    return {answers: all, ...count};
}
