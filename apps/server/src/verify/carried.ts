import {rowsOf, type Connection} from '../sql.ts';
import type {Difference} from './difference.ts';

/** What an open day carries for one closed day. */
export interface Carried {
    closedDay: string;
    /** How many transfers. */
    count: number;
    /** Net: above 0 where more is owed for the closed day than it was sealed with. */
    minor: bigint;
}

const carriedIn = {
    name: 'carried-in',
    text: `select closed_day as "closedDay", count(*)::int as count, sum(minor)::text as minor
             from carried where open_day = $1 group by 1 order by 1`,
};

/** What a day carries for days that were closed before: told apart from what is its own. */
export async function carriedInto(connection: Connection, day: string): Promise<Carried[]> {
    const rows = await rowsOf<{closedDay: string; count: number; minor: string}>(
        connection, carriedIn, [day]);
    return rows.map(row => ({...row, minor: BigInt(row.minor)}));
}

// What a closed day owes now is what it was sealed with and what was carried for it since.
const miscarried = {
    name: 'verify-miscarried',
    text: `with now as (
               select c.day, (c.totals->'charges'->'charges'->>'minor')::numeric as sealed,
                      coalesce((select sum(minor) from carried where closed_day = c.day), 0)
                          as carried,
                      coalesce((select sum(amount_minor) from due where day = c.day), 0) as owed
                 from closed_day c)
           select 'carried' as table, day as key, 'minor' as column,
                  carried || ' carried since it was closed with ' || sealed as found,
                  (owed - sealed) || ': its windows owe ' || owed || ' now' as expected
             from now where owed <> sealed + carried
           union all
           select 'carried', x.transfer, 'row', 'a row',
                  'none: no such transfer after the day was closed'
             from carried x left join transfer t on t.id = x.transfer
            where t.id is null and x.transfer <> 'closing:' || x.closed_day
            order by 2 limit 1000`,
};

/** Differences that a closed day carries and cannot account for. */
export function carriedDifferences(connection: Connection): Promise<Difference[]> {
    return rowsOf<Difference>(connection, miscarried, []);
}
