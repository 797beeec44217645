import {moneyText, type Currency} from '@karwan/base';
import type {
    DatedAnswer, Leg, Network, Quantiles, Route, RouteAnswer, Verdict,
} from '@karwan/network';

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
export function answerJson(network: Network, {routes}: RouteAnswer) {
    return {
        ...headOf(network), dated: false as const,
        routes: sharedJson(network, routes),
        warnings: routes[0] ? closuresOn(network, routes[0]) : [],
    };
}

/** An answer with a day: the way taken, others that differ, and what closures did to the first. */
export function datedJson(network: Network, {routes, verdict}: DatedAnswer, departMs: number) {
    return {
        ...headOf(network), dated: true as const,
        depart: new Date(departMs).toISOString(),
        verdict: verdictJson(verdict),
        routes: sharedJson(network, routes),
        warnings: unknownIn(verdict, departMs),
    };
}

function sharedJson(network: Network, routes: RouteAnswer['routes']) {
    return routes.map(route => ({...routeJson(network, route), share: round(route.share, 4)}));
}

function headOf({id, version, currency}: Network) {
    return {network: id, version, currency: currency.code};
}

function verdictJson(verdict: Verdict) {
    const waits = 'waits' in verdict ? verdict.waits.map(wait => ({
        at: wait.of, from: new Date(wait.arriveMs).toISOString(), hours: round(wait.hours, 2),
        because: wait.because.map(({id, rule, firstDay, lastDay, known}) =>
            ({opening: id, rule, firstDay, lastDay, source: known.source})),
    })) : [];
    return {
        kind: verdict.kind, waits,
        insteadOf: 'instead' in verdict ? verdict.instead : [],
        taken: 'taken' in verdict ? verdict.taken : [],
    };
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

// Without a day nothing dated counts; who asks is told what there was.
function closuresOn(network: Network, {crossings}: Route): string[] {
    return network.openings
        .filter(({of, rule, lastDay}) => rule === 'shut' && crossings.includes(of)
            && lastDay === undefined)
        .map(({of, firstDay, knownTo, known}) => `${of} has been shut since ${firstDay}`
            + `${knownTo === undefined ? '' : `, known to hold on ${knownTo}`} (${known.source}); `
            + 'with --depart it counts');
}

function unknownIn(verdict: Verdict, departMs: number): string[] {
    const day = new Date(departMs).toISOString().slice(0, 10);
    const seen = 'waits' in verdict ? verdict.waits.flatMap(wait => wait.because) : [];
    return seen.filter(({knownTo}) => knownTo !== undefined && knownTo < day)
        .map(({of, knownTo}) => `${of}: last known shut on ${knownTo}, counted as shut since`);
}
