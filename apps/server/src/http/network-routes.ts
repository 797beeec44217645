import {knownKmOf, modes, Router, type Network} from '@karwan/network';
import type {FastifyInstance, FastifyReply, FastifyRequest} from 'fastify';
import Type, {type Static} from 'typebox';
import {ALL} from '../access/role.ts';
import {routesGeoJson} from '../network/geojson.ts';
import {crossingsOn, crossingsTold, projectsTold} from '../network/crossings.ts';
import {provenDated, provenRoutes} from '../network/proven.ts';
import {isDay, MOST_WAYS, placeOf, questionOf, Unanswerable} from '../network/question.ts';
import {answerJson, datedJson} from '../network/route-json.ts';
import {tableJson} from '../network/table-json.ts';
import {asItIs} from './answers/kinds.ts';
import {crossingsAnswer, networkAnswer, routeAnswer} from './answers/network.ts';

const CLOSED = {additionalProperties: false};
const words = Type.Union([Type.String(), Type.Array(Type.String(), {maxItems: 50})]);
const carried = {
    commodity: Type.Optional(Type.String({description: 'the first of the network where left out'})),
    modes: Type.Optional(Type.String({description: `with commas: ${modes.join(',')}`})),
    vehicle: Type.Optional(words),
    shut: Type.Optional(words),
    open: Type.Optional(words),
};
const routeQuery = Type.Object({
    from: Type.String({minLength: 1, maxLength: 100}),
    to: Type.String({minLength: 1, maxLength: 100}),
    ...carried,
    depart: Type.Optional(Type.String({description: 'a day or an instant with its offset'})),
    patience: Type.Optional(Type.Integer({minimum: 0, maximum: 100_000})),
    within: Type.Optional(Type.Integer({minimum: 0, maximum: 100_000})),
    k: Type.Optional(Type.Integer({minimum: 1, maximum: MOST_WAYS})),
    seed: Type.Optional(Type.Integer({minimum: 0})),
    format: Type.Optional(Type.Union([Type.Literal('json'), Type.Literal('geojson')])),
}, CLOSED);
const tableQuery = Type.Object({
    places: Type.String({description: 'ids or names with commas, at most 60', minLength: 1}),
    ...carried,
}, CLOSED);
const crossingsQuery = Type.Object(
    {day: Type.String({pattern: '^\\d{4}-\\d{2}-\\d{2}$'})}, CLOSED);
const MOST_PLACES = 60;

const refused = Type.Object({error: Type.String(), message: Type.String()});

/** How something gets from one place to another, and a table of many places; nothing is cached. */
export function networkRoutes(network: Network): (app: FastifyInstance) => void {
    const router = new Router(network);
    return app => {
        networkRoute(app, network);
        crossingsRoute(app, network);
        routeRoute(app, network, router);
        tableRoute(app, network, router);
    };
}

function networkRoute(app: FastifyInstance, network: Network): void {
    const {id, name, version, currency, commodities, vehicles, licences} = network;
    const told = {
        id, name, version, currency: currency.code, licences,
        commodities: commodities.map(each => ({id: each.id, name: each.name})),
        vehicles: vehicles.map(each => ({id: each.id, name: each.name, mode: each.mode})),
        places: network.places.map(place => ({
            id: place.id, name: place.name, kind: place.kind, country: place.country,
            partOf: place.partOf ?? null, lat: place.lat, lon: place.lon,
            status: place.known.status, source: place.known.source,
        })),
        crossings: crossingsTold(network), projects: projectsTold(network),
        known: knownKmOf(network),
    };
    app.get('/v1/network', {
        config: {roles: ALL}, serializerCompiler: asItIs,
        schema: {
            summary: 'Places, crossings with their closures, and how well lengths are known',
            security: [{token: []}], response: {200: networkAnswer},
        },
    }, async (_request, reply) => reply.header('cache-control', 'no-cache').send(told));
}

function crossingsRoute(app: FastifyInstance, network: Network): void {
    app.get<{Querystring: Static<typeof crossingsQuery>}>('/v1/network/crossings', {
        config: {roles: ALL}, serializerCompiler: asItIs, preValidation: knows(crossingsQuery),
        schema: {
            summary: 'Which crossings the record has shut on a day, since when, and who says so',
            security: [{token: []}], querystring: crossingsQuery,
            response: {200: crossingsAnswer, 400: refused},
        },
    }, async ({query: {day}}, reply) => answered(reply, () => {
        if (!isDay(day)) throw new Unanswerable('day', `"${day}"`, 'a day such as 2025-10-12');
        return {network: network.id, version: network.version, ...crossingsOn(network, day)};
    }));
}

function routeRoute(app: FastifyInstance, network: Network, router: Router): void {
    app.get<{Querystring: Static<typeof routeQuery>}>('/v1/network/route', {
        config: {roles: ALL}, serializerCompiler: asItIs, preValidation: knows(routeQuery),
        schema: {
            summary: 'How something gets from one place to another: hours, money, risk, sources',
            description: 'shut: a crossing, place, link or handover; with depart also '
                + 'torkham=2025-10-12..2025-11-30. format=geojson draws schematic lines.',
            security: [{token: []}], querystring: routeQuery,
            response: {200: routeAnswer, 400: refused},
        },
    }, async ({query}, reply) => answered(reply, () => {
        const question = questionOf(network, {
            from: query.from, to: query.to, ...carriedBy(query),
            depart: query.depart, patienceHours: query.patience, withinHours: query.within,
            k: query.k, seed: query.seed,
        });
        if ('departMs' in question) {
            const answer = provenDated(router, question);
            return query.format === 'geojson'
                ? routesGeoJson(network, answer.routes)
                : datedJson(network, answer, question);
        }
        const answer = provenRoutes(router, question);
        return query.format === 'geojson'
            ? routesGeoJson(network, answer.routes) : answerJson(network, answer, question);
    }));
}

function tableRoute(app: FastifyInstance, network: Network, router: Router): void {
    app.get<{Querystring: Static<typeof tableQuery>}>('/v1/network/table', {
        config: {roles: ALL}, preValidation: knows(tableQuery),
        schema: {
            summary: 'Hours, money, kilometres and crossings between many places',
            description: 'By what is open that is not said to be shut: a table has no departure, '
                + 'so no closure of the record counts and no days may be given.',
            security: [{token: []}], querystring: tableQuery, response: {400: refused},
        },
    }, async ({query}, reply) => answered(reply, () => {
        const names = query.places.split(',').map(name => name.trim());
        if (names.length > MOST_PLACES) {
            throw new Unanswerable('places', `${names.length}`, `at most ${MOST_PLACES}`);
        }
        mustHaveNoDays(query);
        const question = questionOf(network, {
            from: names[0]!, to: names[0]!, ...carriedBy(query)});
        const places = names.map(name => placeOf(network, name, 'places'));
        return tableJson(network, router, places, question);
    }));
}

function carriedBy(query: Pick<Static<typeof routeQuery>, keyof typeof carried>) {
    const list = (value: string | string[] | undefined): string[] | undefined =>
        typeof value === 'string' ? [value] : value;
    return {
        commodity: query.commodity, vehicles: list(query.vehicle), shut: list(query.shut),
        open: list(query.open), modes: query.modes?.split(',').map(mode => mode.trim()),
    };
}

function mustHaveNoDays({shut = [], open = []}: Static<typeof tableQuery>): void {
    for (const [what, given] of [['shut', shut], ['open', open]] as const) {
        const dated = [given].flat().find(each => each.includes('='));
        if (dated === undefined) continue;
        throw new Unanswerable(
            what, `"${dated}"`, 'an id without days, as a table has no departure');
    }
}

/** Refuses a parameter that the question does not have: a misspelt one would change nothing. */
function knows({properties}: {properties: object}) {
    const known = Object.keys(properties);
    return async ({query}: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
        const unknown = Object.keys(query as object).find(name => !known.includes(name));
        return unknown === undefined ? undefined : reply.code(400).send({
            error: 'refused',
            message: `found the parameter "${unknown}", expected one of ${known.join(', ')}`,
        });
    };
}

function answered(reply: FastifyReply, answer: () => unknown): FastifyReply {
    try {
        return reply.header('cache-control', 'no-store').send(answer());
    } catch (error) {
        if (!(error instanceof Unanswerable)) throw error;
        return reply.code(400).send({error: 'refused', message: error.message});
    }
}
