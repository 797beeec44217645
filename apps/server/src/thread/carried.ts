import {dayBeside, type Zone} from '@karwan/base';
import type {Post} from '@karwan/ledger';
import {decimalArray, textArray} from '../array-literal.ts';
import {changedBy, rowsOf, type Connection} from '../sql.ts';

/** A difference for a closed day, posted in an open one. */
export interface CarriedRow {
    transfer: string;
    closed_day: string;
    open_day: string;
    minor: bigint;
}

const closedOf = {
    name: 'thread-closed-days',
    text: 'select day from closed_day where day = any($1::text[])',
};

/**
 * Which of these transfers are for windows of days that are closed already; `dayOf` names the day
 * of each. `lastClosed` is the
 * last closed day there is: of what lies behind it alone anybody has to ask.
 */
export async function carriedOf(
    connection: Connection, transfers: readonly Post[], dayOf: readonly (string | undefined)[],
    lastClosed: string | null, atMs: number, zone: Zone,
): Promise<CarriedRow[]> {
    if (lastClosed === null) return [];
    const late = transfers.flatMap((transfer, i) => {
        const day = dayOf[i];
        return day !== undefined && day <= lastClosed ? [{transfer, day}] : [];
    });
    if (late.length === 0) return [];
    const days = textArray([...new Set(late.map(({day}) => day))]);
    const closed = new Set((await rowsOf<{day: string}>(connection, closedOf, [days]))
        .map(row => row.day));
    const openDay = openDayOf(lastClosed, atMs, zone);
    return late.filter(({day}) => closed.has(day)).map(({transfer, day}) => ({
        transfer: transfer.id, closed_day: day, open_day: openDay,
        minor: transfer.credit.startsWith('revenue:')
            ? transfer.amountMinor : -transfer.amountMinor,
    }));
}

/** The day in which money moves now: that of the news, and never one that is closed. */
export function openDayOf(lastClosed: string, atMs: number, zone: Zone): string {
    const next = dayBeside(lastClosed, 1);
    const today = zone.day(atMs);
    return today > next ? today : next;
}

const putCarried = {
    name: 'thread-put-carried',
    text: `insert into carried (transfer, closed_day, open_day, minor)
           select * from unnest($1::text[], $2::text[], $3::text[], $4::bigint[])`,
};

/** Writes them down: one statement, and none where there is nothing. */
export async function storeCarried(
    connection: Connection, rows: readonly CarriedRow[],
): Promise<void> {
    if (rows.length === 0) return;
    await changedBy(connection, putCarried, [
        textArray(rows.map(row => row.transfer)), textArray(rows.map(row => row.closed_day)),
        textArray(rows.map(row => row.open_day)),
        decimalArray(rows.map(row => `${row.minor}`)),
    ]);
}

/** Batches hold it together, the close alone: no batch is under way while a day is sealed. */
export const CLOSING_LOCK = [0x6b61_7277, 9] as const;
