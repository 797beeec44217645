import {setTimeout as wait} from 'node:timers/promises';
import type pg from 'pg';
import {sendNotices, type Receivers} from '../health/send.ts';
import type {HealthWatch} from '../health/watch.ts';

const REST_MS = 1_000;
const LONGEST_REST_MS = 30_000;

/** Watches the health of devices and tells alarms, as long as it runs. */
export async function watchHealth(
    watch: HealthWatch, receivers: Receivers, pool: () => pg.Pool, signal: AbortSignal,
    onFault: (error: unknown) => void,
): Promise<void> {
    for (let restMs = REST_MS; !signal.aborted;) {
        try {
            await watch.workOff();
            await sendNotices(pool(), receivers, Date.now());
            restMs = REST_MS;
        } catch (error) {
            onFault(error);
            restMs = Math.min(restMs * 2, LONGEST_REST_MS);
        }
        await wait(restMs, undefined, {signal}).catch(() => undefined);
    }
}
