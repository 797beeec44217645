import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {DAY_MS, Zone} from '@karwan/base';
import type {Scheme} from '@karwan/tolling';
import {defaultRates, worldFrom, type World} from '@karwan/world';
import type pg from 'pg';
import {trafficFrom} from '../traffic-file.ts';
import {worldTariffFrom} from '../world-tariff.ts';
import {WorldFaults} from './world-faults.ts';

/** M-1, M-2 and M-5 have published tag tolls for every class then; the +25 % rule is in force. */
const FIRST_DAY = '2025-03-03';
/** Driven as fast as it goes, so that there is something to see. */
const DAYS_AT_ONCE = 3;

/** A world to drive, from when it is live, and the name under which its standing is kept. */
export interface SeededWorld {
    world: World;
    source: string;
    startMs: number;
    liveFromMs: number;
    faults: WorldFaults;
}

/** The seeded world of a scheme; undefined where its folder does not say who drives there. */
export function seededWorld(
    {scheme, folder}: {scheme: Scheme; folder: string}, seed: number, vehiclesPerDay: number,
): SeededWorld | undefined {
    if (!existsSync(join(folder, 'traffic.yaml'))) return undefined;
    const {corridor} = scheme;
    const startMs = new Zone(corridor.zone).startOfDayMs(FIRST_DAY);
    const source = `world:${scheme.id}:seed ${seed}:${vehiclesPerDay} vehicles a day`;
    const faults = new WorldFaults(source, new Set(
        corridor.devices.flatMap(({id, point, site}) => [id, point, site])));
    const world = worldFrom({
        seed, corridor, startMs, vehiclesPerDay, rates: defaultRates, days: Infinity,
        traffic: trafficFrom(folder, corridor), tariff: worldTariffFrom(scheme), heartbeats: true,
        faults: faults.board,
    });
    return {
        world, startMs, source, faults, liveFromMs: startMs + DAYS_AT_ONCE * DAY_MS,
    };
}

/** The world that this database has begun to hold, if it is another than this one. */
export async function findOtherWorld(
    pool: pg.Pool, {source}: SeededWorld,
): Promise<string | undefined> {
    const {rows: [row]} = await pool.query<{source: string}>(
        `select source from feed where source >= 'world:' and source < 'world;' and source <> $1`,
        [source]);
    return row?.source;
}
