import {chanceFrom, type Chance} from '@karwan/base';
import type {Page} from 'playwright-core';
import type {Corridor, Gantry, Road} from '../../apps/web/src/data/corridor.ts';
import type {Seen} from '../../apps/web/src/data/moving.ts';

/** How much traffic the page is shown. */
export interface Load {
    vehicles: number;
    gantries: number;
    readingsPerSecond: number;
}

const ROADS = 10;
const LENGTH_METRES = 300_000;
const BEGIN_MS = Date.parse('2025-03-03T12:00:00+05:00');
/** A reading is one of three that a passage leaves. */
const READINGS_A_PASSAGE = 3;

/**
 * Answers a page's questions for the corridor and its vehicles as a server under this load would:
 * more gantries and traffic than the driven world has, given to the very page that users have.
 */
export async function underLoad(page: Page, load: Load, seed: number): Promise<void> {
    const chance = chanceFrom(seed);
    const corridor = corridorOf(load.gantries);
    const begunMs = performance.now();
    let nextId = 1;
    const passages = (count: number, nowMs: number, spreadMs: number): Seen['seen'] =>
        Array.from({length: count}, () => ({
            id: nextId++, gantry: chance.below(load.gantries),
            atMs: nowMs - chance.below(spreadMs), vehicle: `plate:${vehicleName(chance, load)}`,
        }));
    await page.route('**/v1/corridor', route => route.fulfill({json: corridor}));
    let askedMs = 0;
    await page.route('**/v1/moving*', route => {
        const nowMs = BEGIN_MS + performance.now() - begunMs;
        const isFirst = route.request().url().endsWith('after=0');
        const seen = isFirst ? everyVehicle(load, nowMs, chance, () => nextId++)
            : passages(Math.round((nowMs - askedMs) / 1000
                * load.readingsPerSecond / READINGS_A_PASSAGE), nowMs, 1_000);
        askedMs = nowMs;
        return route.fulfill({json: {nowMs, speed: 1, last: nextId, seen} satisfies Seen});
    });
}

function vehicleName(chance: Chance, {vehicles}: Load): string {
    return String(chance.below(vehicles)).padStart(16, 'a');
}

function everyVehicle(
    {vehicles, gantries}: Load, nowMs: number, chance: Chance, id: () => number,
): Seen['seen'] {
    return Array.from({length: vehicles}, (_, nth) => ({
        id: id(), gantry: chance.below(gantries), atMs: nowMs - chance.below(60_000),
        vehicle: `plate:${String(nth).padStart(16, 'a')}`,
    }));
}

function corridorOf(count: number): Corridor {
    const each = count / ROADS / 2;
    const roads = Array.from({length: ROADS}, (_, nth): Road => ({
        id: `R-${nth}`, name: `Road ${nth}`, directions: ['north', 'south'],
        lengthMetres: LENGTH_METRES,
        interchanges: Array.from({length: 16}, (_, i) => ({
            id: `r${nth}-${i}`, name: `Place ${nth} ${i}`, metres: i * LENGTH_METRES / 15,
            lat: 25 + i * 0.55, lon: 66 + nth * 0.8 + Math.sin(i) * 0.2, hasRamps: true,
        })),
    }));
    const gantries = roads.flatMap(({id, directions}) => directions.flatMap((direction, side) =>
        Array.from({length: each}, (_, i): Gantry => {
            const metres = (i + 0.5) * LENGTH_METRES / each;
            const half = LENGTH_METRES / each / 2;
            const sign = side === 0 ? 1 : -1;
            return {
                id: `${id}-${direction}-${i}`, name: `${id} ${i}`, road: id, direction, metres,
                lat: null, lon: null, fromMetres: metres - sign * half,
                toMetres: metres + sign * half,
            };
        })));
    return {id: 'load', name: 'Under load', zone: 'Asia/Karachi', currency: 'PKR', roads, gantries};
}
