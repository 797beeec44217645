import {HOUR_MS, moneyText, type Currency, type Figure} from '@karwan/base';
import type {
    Commodity, DatedAnswer, DatedQuestion, Leg, Network, Opening, Quantiles, Route, RouteAnswer,
    RouteQuestion, Verdict,
} from '@karwan/network';
import {zoneAt} from './question.ts';
import {closuresOn, lastKnownIn, unusedOf, unusedTexts} from './warnings.ts';

/** What the wire says of hours: quantiles to a hundredth of an hour; null where it is never. */
export interface WireHours {
    p10: number | null;
    p50: number | null;
    p90: number | null;
}

/** A leg on the wire: money as decimal strings, instants in ISO 8601. */
export type WireLeg = ReturnType<typeof legJson>;
export type WireRoute = ReturnType<typeof routeJson>;

/** An answer without a day. */
export function answerJson(
    network: Network, {routes, commodity}: RouteAnswer, {opened}: RouteQuestion,
) {
    const unusedOpened = unusedOf(network, opened, routes);
    return {
        ...headOf(network), dated: false as const, values: valuesJson(commodity),
        routes: routes.map(route => sharedJson(network, route)),
        unusedOpened, lastKnown: [],
        warnings: [...closuresOn(network, routes), ...unusedTexts(unusedOpened)],
    };
}

/** An answer with a day: the way taken, others that differ, and what closures did to the first. */
export function datedJson(
    network: Network, {routes, verdict, commodity}: DatedAnswer,
    {departMs, opened, from, to}: DatedQuestion,
) {
    const lastKnown = lastKnownIn(verdict, departMs);
    const unusedOpened = unusedOf(network, opened, routes);
    return {
        ...headOf(network), dated: true as const,
        depart: new Date(departMs).toISOString(),
        fromZone: zoneAt(network, from), toZone: zoneAt(network, to),
        verdict: verdictJson(verdict), values: valuesJson(commodity),
        routes: routes.map(route => ({
            ...sharedJson(network, route), arrives: arrivalJson(route.hours, departMs),
        })),
        unusedOpened, lastKnown,
        warnings: [
            ...lastKnown.map(({of, knownTo}) =>
                `${of}: last known shut on ${knownTo}, counted as shut since`),
            ...unusedTexts(unusedOpened)],
    };
}

function sharedJson(network: Network, route: RouteAnswer['routes'][number]) {
    return {...routeJson(network, route), share: round(route.share, 4)};
}

function headOf({id, version, currency}: Network) {
    return {network: id, version, currency: currency.code};
}

/** What hours and goods are worth, by which ways are compared, each with its source. */
function valuesJson({id, name, tonnes, value, hour, spreadHour}: Commodity) {
    return {
        commodity: id, name, tonnes,
        goods: figureJson(value), hour: figureJson(hour), spreadHour: figureJson(spreadHour),
    };
}

function figureJson({value, low, high, status, source, date}: Figure) {
    return {value, low: low ?? null, high: high ?? null, status, source, date};
}

function verdictJson(verdict: Verdict) {
    const waits = 'waits' in verdict ? verdict.waits.map(wait => ({
        at: wait.of, from: new Date(wait.arriveMs).toISOString(), hours: round(wait.hours, 2),
        because: wait.because.map(becauseJson),
    })) : [];
    return {
        kind: verdict.kind, waits,
        insteadOf: 'instead' in verdict ? verdict.instead : [],
        taken: 'taken' in verdict ? verdict.taken : [],
        because: 'because' in verdict ? verdict.because.map(becauseJson) : [],
        free: 'free' in verdict ? {
            lengthKm: round(verdict.free.lengthKm, 1), hours: round(verdict.free.hours, 2),
        } : null,
    };
}

function becauseJson({id, of, rule, firstDay, lastDay, knownTo, open, known}: Opening) {
    return {
        opening: id, of, rule, firstDay: firstDay ?? null, lastDay: lastDay ?? null,
        knownTo: knownTo ?? null, open, source: known.source, status: known.status,
        date: known.date,
    };
}

function arrivalJson({p10, p50, p90}: Quantiles, departMs: number) {
    const at = (hours: number): string | null => hours === Infinity ? null
        : new Date(departMs + Math.round(hours * HOUR_MS)).toISOString();
    return {p10: at(p10), p50: at(p50), p90: at(p90)};
}

/** A route on the wire. */
export function routeJson(network: Network, route: Route) {
    const {currency} = network;
    return {
        lengthKm: round(route.lengthKm, 1),
        hours: hoursJson(route.hours), waitHours: round(route.waitHours, 2),
        money: moneyJson(route.money, currency),
        lossPermille: round(route.lossPermille, 3),
        cost: moneyText(BigInt(Math.round(route.costMinor)), currency),
        crossings: route.crossings, modes: route.modes, weakest: route.weakest,
        legs: route.legs.map(leg => legJson(network, leg)),
    };
}

function legJson(network: Network, leg: Leg) {
    const name = (id: string): string => network.places.find(place => place.id === id)!.name;
    return {
        kind: leg.kind, id: leg.id,
        from: leg.from, fromName: name(leg.from), to: leg.to, toName: name(leg.to),
        mode: leg.mode, toMode: leg.toMode,
        gaugeMm: leg.gaugeMm || null, toGaugeMm: leg.toGaugeMm || null,
        line: leg.line || null, lengthKm: round(leg.lengthKm, 2),
        hours: hoursJson(leg.hours), waitHours: round(leg.waitHours, 2),
        arrives: leg.arriveMs === undefined ? null : new Date(leg.arriveMs).toISOString(),
        money: moneyJson(leg.money, network.currency),
        lossPermille: round(leg.lossPermille, 4),
        origins: leg.origins,
        observed: leg.observed.map(({what, year, value, side, direction, source}) =>
            ({what, year, value, side: side ?? null, direction, source})),
    };
}

function hoursJson({p10, p50, p90}: Quantiles): WireHours {
    const told = (hours: number): number | null => hours === Infinity ? null : round(hours, 2);
    return {p10: told(p10), p50: told(p50), p90: told(p90)};
}

function moneyJson({p10, p50, p90}: Quantiles, currency: Currency) {
    const text = (minor: number): string => moneyText(BigInt(Math.round(minor)), currency);
    return {low: text(p10), median: text(p50), high: text(p90)};
}

function round(value: number, digits: number): number {
    return Number(value.toFixed(digits));
}

