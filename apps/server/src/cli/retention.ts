import {Zone} from '@karwan/base';
import {counted} from '../counted.ts';
import {deletePlates, reasons, type Reason, type Retention} from '../retention/delete-plates.ts';
import {RETENTION_FILE, retentionRuleFrom} from '../retention/rule.ts';
import type {Said} from './command.ts';
import {Stop} from './exit-code.ts';
import {corridorSession} from './session.ts';

/** Exits: `done`, `not-found` where the scheme has no rule, `wrong-usage`. */
export function run(options: Record<string, unknown>): Promise<Said> {
    return corridorSession(options['scheme'] as string | undefined, async session => {
        const {pool, folder, ingest, scheme} = session;
        const rule = retentionRuleFrom(folder);
        if (!rule) {
            throw new Stop('not-found', `found no ${RETENTION_FILE} in ${folder}, expected one `
                + 'that says how long plates are kept: nothing is deleted without it');
        }
        const zone = new Zone(scheme.corridor.zone);
        const asOfMs = asOfFrom(options['asOf'], day => zone.startOfDayMs(day));
        const isDry = options['dryRun'] === true;
        // What waits in the log may still concern a plate.
        if (!isDry) await ingest.workOff();
        const done = await deletePlates(pool, {rule, asOfMs, zone, isDry});
        return {json: {...done, isDry}, text: textOf(done, isDry)};
    });
}

function asOfFrom(given: unknown, startOfDayMs: (day: string) => number): number {
    const nowMs = Date.now();
    if (given === undefined) return nowMs;
    const day = String(given);
    const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(`${day}T00:00:00Z`));
    const atMs = isDay ? startOfDayMs(day) : Infinity;
    if (atMs <= nowMs) return atMs;
    throw new Stop('wrong-usage', `found --as-of ${day}, expected a day such as 2025-03-03 that is `
        + 'not later than today');
}

function textOf(
    {deleted, kept, settledBeforeMs, owingBeforeMs}: Retention, isDry: boolean,
): string {
    const day = (atMs: number): string => new Date(atMs).toISOString().slice(0, 16);
    return [
        `${counted(deleted, 'plate')} ${isDry ? 'would be deleted' : 'deleted'}: last seen before `
            + `${day(settledBeforeMs)}Z, or before ${day(owingBeforeMs)}Z where a toll is owed`,
        ...Object.entries(kept).map(([reason, count]) =>
            `${counted(count, 'plate')} kept: ${reasons[reason as Reason]}`),
    ].join('\n');
}
