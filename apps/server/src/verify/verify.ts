import {dayBeside} from '@karwan/base';
import type {Setting} from '@karwan/tolling';
import type pg from 'pg';
import {deviceKindsOf} from '../thread/news.ts';
import type {Extent} from './balance-terms.ts';
import {balancesByDay, isBalanced, together, type Balances} from './balances.ts';
import {carriedDifferences} from './carried.ts';
import {carriedIn, closedDayDifferences, type CarriedIn} from './closed-days.ts';
import {Differences, type Difference} from './difference.ts';
import {digestDerived, type DerivedDigest} from './digest.ts';
import {placeDifferences, placesOf, type Places} from './places.ts';
import {rederive, type Rederived} from './rederive.ts';
import {bookDifferences} from './settled.ts';
import {standingDifferences} from './standing.ts';

/** All that `verify` found; `isSound` where there is no difference anywhere. */
export interface Verified {
    isSound: boolean;
    places: Places;
    days: Balances[];
    total: Balances;
    /** The first differences of each table, named. */
    differences: readonly Difference[];
    /** How many by table. */
    counts: ReadonlyMap<string, number>;
    /** Closed days that later facts changed. */
    carriedIn: CarriedIn[];
    /** Undefined where rows were not derived anew. */
    rederived: Rederived | undefined;
    digest: DerivedDigest | undefined;
}

export interface VerifyOptions {
    /** Places, balances and books only. */
    isQuick?: boolean;
    withDigest?: boolean;
}

/**
 * Looks at everything that is derived and names what is not as it must be. Reads one snapshot of
 * the database and writes nothing, so the thread goes on meanwhile.
 */
export async function verify(
    pool: pg.Pool, setting: Setting, options: VerifyOptions = {},
): Promise<Verified> {
    const client = await pool.connect();
    try {
        await client.query('begin isolation level repeatable read read only');
        await client.query(`set local jit = off; set local work_mem = '128MB'`);
        return await verifyIn(client, setting, options);
    } finally {
        await client.query('rollback').catch(() => undefined);
        client.release();
    }
}

/** The same inside the caller's transaction, which has to see one snapshot throughout. */
export async function verifyIn(
    client: pg.ClientBase, setting: Setting, {isQuick, withDigest}: VerifyOptions,
): Promise<Verified> {
    const differences = new Differences();
    const places = await placesOf(client);
    differences.addAll(await placeDifferences(client));
    differences.addAll(await standingDifferences(client));
    differences.addAll(await bookDifferences(client));
    differences.addAll(await closedDayDifferences(client));
    differences.addAll(await carriedDifferences(client));
    const days = await balancesByDay(client, allDays(setting));
    const total = together(days);
    for (const balances of days) differences.addAll(balanceDifferences(balances));
    const kinds = deviceKindsOf(setting.scheme);
    const rederived = isQuick ? undefined
        : await rederive(client, places.cursor, setting, kinds, differences);
    return {
        isSound: differences.counts.size === 0,
        places, days, total, rederived,
        differences: differences.named,
        counts: differences.counts,
        carriedIn: await carriedIn(client, days),
        digest: withDigest ? await digestDerived(client) : undefined,
    };
}

/** All days there are, and the devices that count vehicles. */
export function allDays(setting: Setting): Extent {
    return {
        zone: setting.zone.name, detectors: detectorsOf(setting),
        fromMs: -8e15, toMs: 8e15, firstDay: '', lastDay: '9999-12-31',
    };
}

/** One local day. */
export function oneDay(setting: Setting, day: string): Extent {
    const fromMs = setting.zone.startOfDayMs(day);
    return {
        zone: setting.zone.name, detectors: detectorsOf(setting),
        fromMs, toMs: setting.zone.startOfDayMs(dayBeside(day, 1)), firstDay: day, lastDay: day,
    };
}

function detectorsOf({scheme}: Setting): string[] {
    return scheme.corridor.devices
        .filter(({kind}) => kind === 'laser' || kind === 'gantry').map(({id}) => id);
}

function balanceDifferences(balances: Balances): Difference[] {
    if (isBalanced(balances)) return [];
    const {day, detections, passages, charges} = balances;
    const open: [string, number | bigint][] = [
        ['detections', detections.difference], ['passages', passages.difference],
        ['charges', charges.difference.count], ['charges in money', charges.difference.minor],
    ];
    return open.filter(([, left]) => left !== 0 && left !== 0n).map(([column, left]) => ({
        table: 'balance', key: day ?? 'all days', column, found: `difference ${left}`,
        expected: 'difference 0',
    }));
}
