import Type from 'typebox';
import {count, flag, money, number, oneOf, orNull, status, text, texts} from './kinds.ts';

const opening = Type.Object({
    id: text, rule: oneOf(['shut', 'hours', 'season', 'slow']), firstDay: orNull(text),
    lastDay: orNull(text),
    knownTo: Type.Union([text, Type.Null()], {
        description: 'the last day on which somebody said that it was still so'}),
    open: text, from: orNull(text), to: orNull(text), source: text, status, date: text,
}, {title: 'OpeningTold', description: 'what the record has on when something is shut'});

const crossing = Type.Object({
    id: text, name: text, countries: Type.Array(text, {minItems: 2, maxItems: 2}), modes: texts,
    lat: Type.Optional(number), lon: Type.Optional(number), openings: Type.Array(opening),
}, {title: 'Crossing'});

const project = Type.Object({
    id: text, lines: texts, mode: text, states: texts, from: text, to: text, km: number,
    source: text, status,
}, {title: 'Project', description: 'lines that are not open yet and may count as open'});

const byStatus = Type.Object({
    measured: number, published: number, estimated: number, assumed: number});
const knownKm = Type.Object({
    mode: text, country: text, links: count, km: number, byStatus, readKm: number,
}, {title: 'KnownKm', description: 'kilometres by how well their lengths are known'});

const place = Type.Object({
    id: text, name: text, kind: text, country: text, partOf: orNull(text), lat: number, lon: number,
    status, source: text,
}, {title: 'NetworkPlace'});

/** GET /v1/network */
export const networkAnswer = Type.Object({
    id: text, name: text, version: text, currency: text, licences: Type.Array(Type.Unknown()),
    commodities: Type.Array(Type.Object({id: text, name: text})),
    vehicles: Type.Array(Type.Object({id: text, name: text, mode: text})),
    places: Type.Array(place), crossings: Type.Array(crossing), projects: Type.Array(project),
    known: Type.Object({rows: Type.Array(knownKm), all: knownKm}),
}, {title: 'NetworkTold'});

/** GET /v1/network/crossings */
export const crossingsAnswer = Type.Object({
    network: text, version: text, day: text,
    shut: Type.Array(Type.Object({id: text, isPartly: flag, because: Type.Array(opening)})),
}, {title: 'CrossingsOn', description: 'what the record has shut on a day'});

const hours = Type.Object({p10: orNull(number), p50: orNull(number), p90: orNull(number)}, {
    title: 'Hours', description: 'hours; null is never'});
const moneyRange = Type.Object({low: money, median: money, high: money}, {title: 'MoneyRange'});

const origin = Type.Object({
    what: text, status, source: text, date: text, file: text, line: count,
}, {title: 'Origin'});
const observed = Type.Object({
    what: text, year: number, value: number, side: orNull(text), direction: text, source: text,
}, {title: 'Observed'});

const leg = Type.Object({
    kind: oneOf(['link', 'border', 'gauge', 'port', 'terminal']), id: text, from: text,
    fromName: text, to: text, toName: text, mode: text, toMode: text, gaugeMm: orNull(number),
    toGaugeMm: orNull(number), line: orNull(text), lengthKm: number, hours, waitHours: number,
    arrives: orNull(text), money: moneyRange, lossPermille: number, origins: Type.Array(origin),
    observed: Type.Array(observed),
}, {title: 'Leg'});

const way = Type.Object({
    lengthKm: number, hours, waitHours: number, money: moneyRange, lossPermille: number,
    cost: money, crossings: texts, modes: texts, weakest: status, legs: Type.Array(leg),
    share: Type.Number({description: 'of who would take it, of eight ways, told or not'}),
    arrives: Type.Optional(Type.Object({
        p10: orNull(text), p50: orNull(text), p90: orNull(text),
    }, {title: 'Arrives', description: 'instants; with a departure'})),
}, {title: 'Way'});

const because = Type.Object({
    opening: text, of: text, rule: text, firstDay: orNull(text), lastDay: orNull(text),
    knownTo: orNull(text), open: text, source: text, status, date: text,
}, {title: 'Because', description: 'what was shut, and who says so'});

const verdict = Type.Object({
    kind: oneOf(['unhindered', 'waits', 'turns', 'gives-up', 'too-late', 'no-way']),
    waits: Type.Array(Type.Object({
        at: text, from: text, hours: number, because: Type.Array(because),
    })),
    insteadOf: texts, taken: texts, because: Type.Array(because),
    free: Type.Union([Type.Object({lengthKm: number, hours: number}), Type.Null()], {
        description: 'what it would take with nothing shut, by the medians'}),
}, {title: 'Verdict', description: 'what closures did to who leaves on a day'});

const figure = Type.Object({
    value: number, low: orNull(number), high: orNull(number), status, source: text, date: text,
}, {title: 'FigureTold'});
const values = Type.Object({
    commodity: text, name: text, tonnes: number, goods: figure, hour: figure, spreadHour: figure,
}, {title: 'Values', description: 'what goods and hours are worth, by which ways are compared'});

const unused = Type.Object({id: text, from: text, to: text, km: number}, {
    title: 'Unused', description: 'counts as open and lies on no way told; where it ends'});
const lastKnown = Type.Object({of: text, knownTo: text, source: text}, {
    title: 'LastKnown', description: 'last known shut on a day, counted as shut since'});

/** GET /v1/network/route, as JSON. */
export const routeAnswer = Type.Object({
    network: text, version: text, currency: text, dated: flag, depart: Type.Optional(text),
    fromZone: Type.Optional(text), toZone: Type.Optional(text),
    verdict: Type.Optional(verdict), values, routes: Type.Array(way),
    unusedOpened: Type.Array(unused), lastKnown: Type.Array(lastKnown), warnings: texts,
}, {title: 'RouteTold'});

/** A drawing in degrees, as RFC 7946 has it. */
const feature = Type.Object({
    type: Type.Literal('Feature'), id: Type.Optional(Type.Union([text, number])),
    properties: Type.Record(Type.String(), Type.Union([text, number, flag, Type.Null()])),
    geometry: Type.Object({type: text, coordinates: Type.Unknown()}),
}, {title: 'Feature'});

/** GET /v1/map */
export const groundAnswer = Type.Object({
    type: Type.Literal('FeatureCollection'), source: text, features: Type.Array(feature),
}, {
    title: 'Ground', additionalProperties: true,
    description: 'what lies below the roads, with where it is from',
});
