import type {Leg, Mode, Quantiles, Router} from '@karwan/network';

/** A way by given places, with what it takes in all. Money in whole units. */
export interface Travel {
    km: number;
    hours: Quantiles;
    money: Quantiles;
    legs: readonly Leg[];
}

/** The cheapest way by these places in their order, or undefined where one is not reached. */
export function travelBy(
    router: Router, modes: readonly Mode[], places: readonly string[],
): Travel | undefined {
    const travel: Travel = {
        km: 0, hours: {p10: 0, p50: 0, p90: 0}, money: {p10: 0, p50: 0, p90: 0}, legs: []};
    for (const [i, to] of places.slice(1).entries()) {
        const route = router.routes({from: places[i]!, to, modes}).routes[0];
        if (!route) return undefined;
        travel.km += route.lengthKm;
        for (const key of ['p10', 'p50', 'p90'] as const) {
            travel.hours[key] += route.hours[key];
            travel.money[key] += route.money[key] / 100;
        }
        travel.legs = [...travel.legs, ...route.legs];
    }
    return travel;
}

/** Legs told in the order of the way, what lies on one line together. */
export function legLines({legs}: Travel): string[] {
    const told: {name: string; from: string; to: string; km: number; h: number; usd: number}[] = [];
    for (const leg of legs) {
        const name = leg.kind === 'link' ? leg.line || leg.mode : `${leg.kind} ${leg.id}`;
        const last = told.at(-1);
        if (last?.name !== name || leg.kind !== 'link') {
            told.push({name, from: leg.from, to: leg.to, km: 0, h: 0, usd: 0});
        }
        const at = told.at(-1)!;
        at.to = leg.to;
        at.km += leg.lengthKm;
        at.h += leg.hours.p50;
        at.usd += leg.money.p50 / 100;
    }
    return told.map(({name, from, to, km, h, usd}) =>
        `      ${from} - ${to}, ${name}: ${km.toFixed(0)} km, ${h.toFixed(1)} h, `
            + `${usd.toFixed(0)} USD`);
}
