import type {Corridor} from '@karwan/journey';
import type {Setting} from '@karwan/tolling';
import type {FastifyInstance} from 'fastify';
import type pg from 'pg';
import Type, {type Static} from 'typebox';
import {ALL} from '../access/role.ts';
import {gantriesOf, seenLately} from '../page/moving.ts';
import {ratesBefore} from '../page/rates.ts';
import {cursorOf} from '../thread/load.ts';
import {past} from './past.ts';

/** What the corridor's picture is drawn from. */
export interface CorridorSetting {
    pool(): pg.Pool;
    setting: Setting;
    nowMs(): number;
    simulatedSpeed: number | undefined;
}

const place = {
    id: Type.String(), name: Type.String(),
    metres: Type.Number({description: 'along the road in its first direction'}),
    lat: Type.Union([Type.Number(), Type.Null()]),
    lon: Type.Union([Type.Number(), Type.Null()]),
};
const corridorSchema = Type.Object({
    id: Type.String(), name: Type.String(), zone: Type.String(), currency: Type.String(),
    roads: Type.Array(Type.Object({
        id: Type.String(), name: Type.String(), directions: Type.Array(Type.String()),
        lengthMetres: Type.Number(),
        interchanges: Type.Array(
            Type.Object({...place, hasRamps: Type.Boolean()}, {title: 'Interchange'})),
    }, {title: 'Road'})),
    gantries: Type.Array(Type.Object({
        ...place, road: Type.String(), direction: Type.String(),
        fromMetres: Type.Number(), toMetres: Type.Number(),
    }, {title: 'Gantry', description: 'over a section from one chainage to another'}), {
        description: 'in the order to which /v1/moving refers'}),
}, {title: 'Corridor', description: 'what lies where; it changes with the scheme only'});
const movingSchema = Type.Object({
    nowMs: Type.Number(), speed: Type.Number({description: 'of the clock, ours is 1'}),
    last: Type.Number(),
    seen: Type.Array(Type.Object({
        id: Type.Number(), gantry: Type.Integer(), atMs: Type.Number(),
        vehicle: Type.Union([Type.String(), Type.Null()]),
    })),
}, {title: 'Seen'});

const ratesSchema = Type.Object({
    fromMs: Type.Number(), stepMs: Type.Number(),
    counts: Type.Array(Type.Array(Type.Integer()), {
        description: 'of each gantry of /v1/corridor, in its order, one number a step'}),
}, {title: 'Rates'});

/** Where everything lies, and which vehicles were seen lately. */
export function corridorRoutes(page: CorridorSetting): (app: FastifyInstance) => void {
    const {setting} = page;
    const told = corridorTold(setting.scheme.corridor);
    const gantries = gantriesOf(setting);
    return app => {
        app.get('/v1/corridor', {
            config: {roles: ALL},
            schema: {
                summary: 'Roads, interchanges and gantries with their chainage and places',
                security: [{token: []}], response: {200: corridorSchema},
            },
        }, async (_request, reply) => reply.header('cache-control', 'no-cache').send(told));
        app.get<{Querystring: {after?: number; past?: number}}>('/v1/moving', {
            config: {roles: ALL},
            schema: {
                summary: 'The passages of the last half hour, or those after one known already',
                security: [{token: []}], response: {200: movingSchema},
                querystring: Type.Object({
                    after: Type.Optional(Type.Integer({minimum: 0})), past,
                }),
            },
        }, async (request, reply) => {
            const {after = 0, past: thenMs} = request.query;
            const nowMs = thenMs ?? page.nowMs();
            const seq = thenMs === undefined ? (await cursorOf(page.pool(), 'main')).seq : 0;
            const seen = await seenLately(page.pool(), after, seq, nowMs, gantries);
            const last = Math.max(after, seen.at(-1)?.id ?? 0);
            return reply.header('cache-control', 'no-store')
                .send({
                nowMs, last, seen, speed: thenMs === undefined ? page.simulatedSpeed ?? 1 : 0,
            });
        });
        ratesRoute(app, page);
    };
}

function ratesRoute(app: FastifyInstance, page: CorridorSetting): void {
    const gantries = gantriesOf(page.setting);
    app.get<{Querystring: {past?: number}}>('/v1/rates', {
        config: {roles: ALL},
        schema: {
            summary: 'Passages under each gantry in the steps of the last two hours',
            security: [{token: []}], response: {200: ratesSchema},
            querystring: Type.Object({past}),
        },
    }, async (request, reply) => reply.header('cache-control', 'no-store').send(
        await ratesBefore(page.pool(), request.query.past ?? page.nowMs(), gantries)));
}

function corridorTold(corridor: Corridor): Static<typeof corridorSchema> {
    const metresOf = new Map(corridor.interchanges.map(
        each => [`${each.road} ${each.id}`, each.chainageMetres]));
    const points = new Map(corridor.points.map(point => [point.id, point]));
    return {
        id: corridor.id, name: corridor.name, zone: corridor.zone,
        currency: corridor.currency.code,
        roads: corridor.roads.map(({id, name, directions}) => {
            const interchanges = corridor.interchanges.filter(each => each.road === id);
            return {
                id, name, directions: [...directions],
                lengthMetres: Math.max(0, ...interchanges.map(each => each.chainageMetres)),
                interchanges: interchanges.map(each => ({
                    id: each.id, name: each.name, metres: each.chainageMetres,
                    hasRamps: each.hasRamps ?? true, lat: each.lat ?? null, lon: each.lon ?? null,
                })),
            };
        }),
        gantries: corridor.sections.map(({gantry, road, direction, from, to}) => {
            const point = points.get(gantry)!;
            return {
                id: gantry, name: point.name, road, direction, metres: point.chainageMetres,
                lat: point.lat ?? null, lon: point.lon ?? null,
                fromMetres: metresOf.get(`${road} ${from}`)!,
                toMetres: metresOf.get(`${road} ${to}`)!,
            };
        }),
    };
}
