import {rowsOf, type Connection} from '../sql.ts';
import type {Gantries} from './moving.ts';

/** How many passages each gantry had in equal steps of time. */
export interface Rates {
    fromMs: number;
    stepMs: number;
    /** By the place of the gantry in the corridor's list. */
    counts: number[][];
}

const STEP_MS = 5 * 60_000;
const STEPS = 24;

const byStep = {
    name: 'page-rates',
    text: `select point, ((at_ms - $1) / $3)::int as step, count(*) as count
             from passage where at_ms >= $1 and at_ms < $2 and kind = 'gantry' group by 1, 2`,
};

/** The steps that were over before a moment; one that still runs would look like a fall. */
export async function ratesBefore(
    connection: Connection, beforeMs: number, gantries: Gantries,
): Promise<Rates> {
    const toMs = Math.floor(beforeMs / STEP_MS) * STEP_MS;
    const fromMs = toMs - STEPS * STEP_MS;
    const counts = Array.from({length: gantries.size}, () => new Array<number>(STEPS).fill(0));
    const rows = await rowsOf<{point: string; step: number; count: number}>(
        connection, byStep, [fromMs, toMs, STEP_MS]);
    for (const {point, step, count} of rows) {
        const nth = gantries.get(point);
        if (nth !== undefined) counts[nth]![step] = count;
    }
    return {fromMs, stepMs: STEP_MS, counts};
}
