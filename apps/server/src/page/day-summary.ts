import {moneyText} from '@karwan/base';
import type {Setting} from '@karwan/tolling';
import {rowsOf, type Connection} from '../sql.ts';
import type {Extent} from '../verify/balance-terms.ts';
import {balancesByDay, isBalanced, together, type Balances, type Term} from '../verify/balances.ts';
import {oneDay} from '../verify/verify.ts';
import {sharesOf} from './shares.ts';

const MOST_CHARGES = 60;
/** Later than any moment: nothing is left out. */
const ALWAYS = Number.MAX_SAFE_INTEGER;

/**
 * What the page shows of a day; money as decimal strings, figures as they were at `cursor`. With a
 * moment only what was seen before it: passages by their time, charges by the end of their window.
 */
export async function daySummary(
    connection: Connection, day: string, setting: Setting, beforeMs: number | undefined,
): Promise<object> {
    const extent = dayBefore(oneDay(setting, day), beforeMs);
    const {corridor, version, digest} = setting.scheme;
    const {currency} = corridor;
    const before = beforeMs ?? ALWAYS;
    const [found] = await balancesByDay(connection, extent);
    const balances = found ?? {...together([]), day};
    const shares = await sharesOf(connection, day, setting, beforeMs);
    const money = (minor: bigint): string => moneyText(minor, currency);
    const [vehicles] = await rowsOf<{count: number}>(connection, vehiclesSeen, [day, before]);
    return {
        day, isClosed: (await rowsOf(connection, isClosed, [day])).length > 0,
        corridor: {id: corridor.id, name: corridor.name, currency, zone: corridor.zone},
        scheme: {version, digest},
        balances: balancesOut(balances, money), isBalanced: isBalanced(balances),
        vehiclesCharged: vehicles!.count,
        hours: await hoursOf(connection, extent),
        shares: {
            byStatus: mapped(shares.byStatus, money), byLength: mapped(shares.byLength, money),
            lengthsMove: money(shares.lengthsMoveMinor), ...sitesOf(setting),
        },
        charges: (await rowsOf<ChargeRow>(
            connection, newestCharges(beforeMs !== undefined), [day, MOST_CHARGES, before]))
            .map(({at_ms, minor, ...row}) => ({
                ...row, at: setting.zone.text(at_ms).slice(11), amount: money(BigInt(minor)),
            })),
    };
}

function dayBefore(extent: Extent, beforeMs: number | undefined): Extent {
    if (beforeMs === undefined) return extent;
    return {...extent, toMs: Math.min(extent.toMs, beforeMs), chargesBeforeMs: beforeMs};
}

const isClosed = {name: 'page-is-closed', text: 'select from closed_day where day = $1'};

const vehiclesSeen = {
    name: 'page-vehicles',
    text: `select count(distinct vehicle) as count
             from due where day = $1 and state = 'charged' and to_ms < $2`,
};

interface ChargeRow {
    window: string;
    vehicle: string;
    road: string;
    entry: string;
    exit: string;
    class: string;
    state: string;
    surcharge_when: string | null;
    payer: string;
    status: string;
    at_ms: number;
    minor: string;
}

// As they were decided; of the past as they ended, since what was decided when is told by the log.
const newestCharges = (isPast: boolean): {name: string; text: string} => ({
    name: isPast ? 'page-last-charges' : 'page-newest-charges',
    text: `select "window", vehicle, road, entry, exit, class, state, surcharge_when,
                  split_part(payer, ':', 1) as payer, status, to_ms as at_ms,
                  amount_minor::text as minor
             from due where day = $1 and to_ms < $3
            order by ${isPast ? '' : 'decided_seq desc, '}to_ms desc, "window" limit $2`,
});

const byHour = {
    name: 'page-hours',
    text: `select extract(hour from to_timestamp(at_ms / 1000.0) at time zone $1)::int as hour,
                  count(*) as count
             from passage where at_ms >= $2 and at_ms < $3 and kind = 'gantry' group by 1`,
};

async function hoursOf(
    connection: Connection, {zone, fromMs, toMs}: {zone: string; fromMs: number; toMs: number},
): Promise<number[]> {
    const rows = await rowsOf<{hour: number; count: number}>(
        connection, byHour, [zone, fromMs, toMs]);
    const counts = new Map(rows.map(row => [row.hour, row.count]));
    return Array.from({length: 24}, (_, hour) => counts.get(hour) ?? 0);
}

// A gantry counts for the section that it stands over, so where exactly it stands moves no money.
function sitesOf({scheme}: Setting): {sites: number; sitesUnsure: number} {
    const gantries = scheme.corridor.points.filter(point => point.kind === 'gantry');
    const isUnsure = (status: string): boolean => status === 'assumed' || status === 'estimated';
    return {
        sites: gantries.length,
        sitesUnsure: gantries.filter(point => isUnsure(point.chainageStatus)).length,
    };
}

type Money = (minor: bigint) => string;

function balancesOut({detections, passages, charges}: Balances, money: Money): object {
    const out = (terms: object): object => Object.fromEntries(Object.entries(terms)
        .map(([name, value]: [string, number | Term]) => [name, typeof value === 'number'
            ? value : {count: value.count, money: money(value.minor)}]));
    return {detections, passages: out(passages), charges: out(charges)};
}

function mapped<K extends string>(terms: Record<K, bigint>, money: Money): Record<string, string> {
    return Object.fromEntries(
        Object.entries<bigint>(terms).map(([name, minor]) => [name, money(minor)]));
}

const days = {
    name: 'page-days',
    text: `with recursive known as (
               (select day from due order by day desc limit 1)
               union all
               select (select due.day from due where due.day < known.day
                        order by due.day desc limit 1) from known where known.day is not null)
           select known.day, closed_day.day is not null as "isClosed"
             from known left join closed_day using (day) where known.day is not null limit 60`,
};

/** The days that have charges, newest first. */
export function daysKnown(connection: Connection): Promise<{day: string; isClosed: boolean}[]> {
    return rowsOf(connection, days, []);
}
