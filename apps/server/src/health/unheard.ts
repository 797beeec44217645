import {dayBeside} from '@karwan/base';
import type {Setting} from '@karwan/tolling';
import {textArray} from '../array-literal.ts';
import {counted} from '../counted.ts';
import {rowsOf, type Connection} from '../sql.ts';

/** A device of which nothing was heard on a day; `lastMs` is when it was before, if ever. */
export interface Unheard {
    device: string;
    lastMs: number | null;
}

// A heartbeat since the day began says that it lives, whenever the day is closed.
const unheardOnDay = {
    name: 'unheard-devices',
    text: `with heard as (
                select device from reading where at_ms >= $2 and at_ms < $3
                union select device from heartbeat where received_ms >= $2),
            before as (select device, max(at_ms) as last_ms from reading
                where at_ms < $2 group by device)
            select known.device, greatest(b.last_ms, h.received_ms) as "lastMs"
              from unnest($1::text[]) as known (device)
              left join before b on b.device = known.device
              left join heartbeat h on h.device = known.device
             where known.device not in (select device from heard) order by 1`,
};

/**
 * The devices of the corridor of which neither a reading nor a heartbeat came on a local day. What
 * is not built and never spoke is none of them.
 */
export async function unheardOn(
    connection: Connection, day: string, {scheme, zone}: Setting,
): Promise<Unheard[]> {
    const fromMs = zone.startOfDayMs(day);
    const untilMs = zone.startOfDayMs(dayBeside(day, 1));
    const {devices} = scheme.corridor;
    const unheard = await rowsOf<Unheard>(connection, unheardOnDay,
        [textArray(devices.map(({id}) => id)), fromMs, untilMs]);
    const planned = new Set(devices.filter(({isBuilt}) => isBuilt === false).map(({id}) => id));
    return unheard.filter(({device, lastMs}) => lastMs !== null || !planned.has(device));
}

const MOST_NAMED = 8;

/** The same in one line; empty where every device was heard. */
export function unheardText(unheard: readonly Unheard[]): string {
    if (unheard.length === 0) return '';
    const named = unheard.slice(0, MOST_NAMED).map(({device, lastMs}) =>
        lastMs === null ? `${device} (never heard yet)` : device);
    const more = unheard.length - named.length;
    return `nothing was heard all day of ${counted(unheard.length, 'device')}: ${named.join(', ')}`
        + (more > 0 ? ` and ${more} more (karwan health --all)` : '');
}
