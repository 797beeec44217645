import type {FastifyInstance, FastifyReply} from 'fastify';
import type {Plate, Token} from '@karwan/journey';
import type {Setting} from '@karwan/tolling';
import type pg from 'pg';
import Type from 'typebox';
import {ALL} from '../access/role.ts';
import {chargeHead, groundsOf} from '../explain/charge-text.ts';
import {reasonFrom, traceLookUp} from '../audit/look-up.ts';
import {explain, findPlate} from '../explain/explain.ts';
import {DayBoard} from '../page/day-board.ts';
import {dayAnswer} from './answers/day.ts';
import {explainedAnswer} from './answers/explained.ts';
import {asItIs} from './answers/kinds.ts';
import {noReason} from './audit-routes.ts';
import {past} from './past.ts';

/** What the page shows and by which clock. */
export interface PageSetting {
    /** Asked for anew each time: a database can come back as another pool. */
    pool(): pg.Pool;
    setting: Setting;
    tokenOf(plate: Plate): Token;
    nowMs(): number;
    /** How many times faster than ours the simulated clock runs; undefined where none does. */
    simulatedSpeed: number | undefined;
}

/** What the console shows: the figures of a day, and what `explain` tells. */
export function pageRoutes(page: PageSetting): (app: FastifyInstance) => void {
    return app => {
        dayRoute(app, new DayBoard(page), page);
        explainRoute(app, page);
    };
}

function dayRoute(app: FastifyInstance, board: DayBoard, page: PageSetting): void {
    app.get<{Querystring: {day?: string; past?: number}}>('/v1/day', {
        config: {roles: ALL}, serializerCompiler: asItIs,
        schema: {
            summary: 'The figures of a local day: three balances, shares, the newest charges',
            security: [{token: []}], response: {200: dayAnswer},
            querystring: Type.Object({
                day: Type.Optional(Type.String({pattern: String.raw`^\d{4}-\d{2}-\d{2}$`})),
                past,
            }),
        },
    }, async (request, reply: FastifyReply) => {
        const {day, past: thenMs} = request.query;
        if (day !== undefined && !isDay(day)) {
            return reply.code(400).send({error: 'refused', message: 'found no calendar day'});
        }
        const {zone} = page.setting;
        const nowMs = page.nowMs();
        return reply.header('cache-control', 'no-store').send({
            ...await board.figures(day, thenMs), now: zone.text(nowMs), today: zone.day(nowMs),
            simulatedSpeed: page.simulatedSpeed ?? null,
        });
    });
}

/** A day of the calendar; the engine's own reading rolls 31 February over into March. */
function isDay(text: string): boolean {
    const atMs = Date.parse(`${text}T00:00:00Z`);
    return !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(text);
}

// Asked by POST, so that a plate comes to stand in no address, history or log.
function explainRoute(app: FastifyInstance, {pool, setting, tokenOf}: PageSetting): void {
    app.post<{Body: {what: string; reason?: string}}>('/v1/explain', {
        config: {roles: ALL}, serializerCompiler: asItIs,
        schema: {
            summary: 'A charge, a trip or a token, back to every sighting, rule and transfer',
            security: [{token: []}], response: {200: explainedAnswer},
            description: 'A plate is explained for a reason only, which is kept with who asked.',
            body: Type.Object({
                what: Type.String({minLength: 1, maxLength: 100}),
                reason: Type.Optional(Type.String({maxLength: 500})),
            }),
        },
    }, async (request, reply) => {
        const {what} = request.body;
        const plate = findPlate(what);
        const reason = reasonFrom(request.body.reason);
        if (plate && !reason) return reply.code(400).send(noReason);
        const client = await pool().connect();
        try {
            const found = await explain(client, what, setting, tokenOf);
            if (plate) {
                const {name: who, role} = request.person!;
                await traceLookUp(client, {
                    who, role, reason: reason!, what: 'plate-to-token', token: tokenOf(plate),
                    found: found !== undefined,
                }, Date.now());
            }
            if (!found) {
                return reply.code(404).send({
                    error: 'not-found', found: 'nothing of that name',
                    expected: 'a charge, a trip, a token, a tag, or a plate with its jurisdiction',
                });
            }
            const told = found.about === 'charge'
                ? {...found, head: chargeHead(found.charge), grounds: groundsOf(found.charge)}
                : found;
            return reply.header('cache-control', 'no-store').send(told);
        } finally {
            client.release();
        }
    });
}
