import {rowsOf, type Connection} from '../sql.ts';
import type {Balances} from './balances.ts';
import {balancesAsJson} from './balances-json.ts';
import type {Difference} from './difference.ts';

// A day was closed by a statement in the log; the row repeats it.
const misclosed = {
    name: 'verify-misclosed',
    text: `with said as (
               select body->>'day' as day, body from fact
                where kind = 'closing')
           select 'closed_day' as table, coalesce(c.day, said.day) as key,
                  case when c.day is null or said.day is null then 'row'
                       when c.totals <> (said.body->>'totals')::jsonb then 'totals'
                       when c.digest <> said.body->>'digest' then 'digest'
                       else 'closed_seq' end as column,
                  case when c.day is null then 'no such row' when said.day is null then 'a row'
                       when c.totals <> (said.body->>'totals')::jsonb then c.totals::text
                       when c.digest <> said.body->>'digest' then c.digest
                       else c.closed_seq || ' at ' || c.closed_ms end as found,
                  case when c.day is null then 'one: the log says that the day was closed'
                       when said.day is null then 'none: the log does not say that it was closed'
                       when c.totals <> (said.body->>'totals')::jsonb then said.body->>'totals'
                       when c.digest <> said.body->>'digest' then said.body->>'digest'
                       else (said.body->>'closedSeq') || ' at ' || (said.body->>'closedMs')
                  end as expected
             from closed_day c full join said on said.day = c.day
            where c.day is null or said.day is null or c.totals <> (said.body->>'totals')::jsonb
               or c.digest <> said.body->>'digest'
               or c.closed_seq::text <> said.body->>'closedSeq'
               or c.closed_ms::text <> said.body->>'closedMs'
            order by 2`,
};

/** Days whose row and whose statement in the log do not say the same. */
export function closedDayDifferences(connection: Connection): Promise<Difference[]> {
    return rowsOf<Difference>(connection, misclosed, []);
}

/** A closed day that reads differently now: what it was closed with, and what came after. */
export interface CarriedIn {
    day: string;
    /** The figures that differ, as `charges.charges.minor`: then and now. */
    figures: {name: string; closed: string; now: string}[];
}

const closedDays = {
    name: 'verify-closed-days',
    text: 'select day, totals from closed_day order by day',
};

/** What later facts changed about closed days: no fault, and for a day that is open to carry. */
export async function carriedIn(
    connection: Connection, days: readonly Balances[],
): Promise<CarriedIn[]> {
    const now = new Map(days.map(balances => [balances.day, figuresOf(balancesAsJson(balances))]));
    const closed = await rowsOf<{day: string; totals: unknown}>(connection, closedDays, []);
    return closed.flatMap(({day, totals}) => {
        const then = figuresOf({...totals as object, carriedIn: undefined});
        const is = now.get(day) ?? new Map<string, string>();
        const names = [...new Set([...then.keys(), ...is.keys()])];
        const figures = names.flatMap(name => {
            const [was, now] = [then.get(name) ?? '0', is.get(name) ?? '0'];
            return was === now ? [] : [{name, closed: was, now}];
        });
        return figures.length === 0 ? [] : [{day, figures}];
    });
}

function figuresOf(value: unknown, path = ''): Map<string, string> {
    if (value === undefined) return new Map();
    if (typeof value !== 'object' || value === null) return new Map([[path, String(value)]]);
    return new Map(Object.entries(value).flatMap(([name, inner]) =>
        [...figuresOf(inner, path === '' ? name : `${path}.${name}`)]));
}
