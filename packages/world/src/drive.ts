import {HOUR_MS, type Chance} from '@karwan/base';
import type {Rates} from './rates.ts';
import type {Route} from './route.ts';
import type {Passage} from './trip.ts';

const MOST_LOST_MS = 14 * 60_000;
/** Vehicles in one lane keep at least this distance in time. */
export const LEAST_HEADWAY_MS = 900;
const CLOSE_MS = 2_000;
const SHORTEST_REST_MS = 3 * 60_000;
const LONGEST_REST_MS = 22 * 60_000;
const LATEST_MS = HOUR_MS;
/** A late passage comes at least so long after the one that followed it. */
const CLEARLY_LATER_MS = 20_000;

/** Drives a route without leaving it: never silent for longer than a section takes and a bit. */
export function drive(
    route: Route, departMs: number, metresPerSecond: number, lanes: number, rates: Rates,
    chance: Chance,
): Passage[] {
    let atMs = departMs;
    const lane = 1 + chance.below(lanes);
    return route.sections.map((section, nth) => {
        const pace = Math.min(Math.max(chance.normal(1, 0.05), 0.8), 1.2) * metresPerSecond;
        const isSlow = chance.happens(rates.slowSections.value);
        const lostMs = isSlow ? chance.uniform() * MOST_LOST_MS : 0;
        const changes = chance.happens(0.3);
        const passage: Passage = {
            gantry: section.gantry,
            atMs: Math.round(atMs + route.gantryMetres[nth]! / pace * 1_000),
            lane: changes ? 1 + chance.below(lanes) : lane,
            delayMs: 0,
            left: undefined,
        };
        atMs += section.lengthMetres / pace * 1_000 + lostMs;
        return passage;
    });
}

/** Drives with another vehicle: behind it in its lane, or beside it in the next. */
export function driveClose(
    leader: readonly Passage[], lanes: number, rates: Rates, chance: Chance,
): Passage[] {
    const isBehind = lanes === 1 || chance.happens(rates.closeBehind.value);
    const least = isBehind ? LEAST_HEADWAY_MS : 0;
    return leader.map(({gantry, atMs, lane}) => ({
        gantry,
        atMs: atMs + least + chance.below(CLOSE_MS - least),
        lane: isBehind ? lane : lane === lanes ? lane - 1 : lane + 1,
        delayMs: 0,
        left: undefined,
    }));
}

/**
 * Rests once on the way, at a service area between two gantries, for as long as an operator allows
 * for. Whoever rests is held up nowhere else: both together would look like two trips.
 */
export function rest(passages: readonly Passage[], chance: Chance): void {
    if (passages.length < 2) return;
    const nth = 1 + chance.below(passages.length - 1);
    const restMs = SHORTEST_REST_MS + chance.below(LONGEST_REST_MS - SHORTEST_REST_MS);
    for (const passage of passages.slice(nth)) passage.atMs += restMs;
}

/** Holds back what one gantry says of a trip until after the next gantry has spoken. */
export function delayOne(passages: readonly Passage[], chance: Chance): void {
    const nth = chance.below(passages.length - 1);
    const followsMs = passages[nth + 1]!.atMs - passages[nth]!.atMs + CLEARLY_LATER_MS;
    if (followsMs >= LATEST_MS) return;
    passages[nth]!.delayMs = followsMs + chance.below(LATEST_MS - followsMs);
}
