import {textArray} from '../array-literal.ts';
import {rowsOf, type Connection} from '../sql.ts';
import type {Difference} from './difference.ts';
import type {LowWindow} from './vehicles.ts';

// Just before some transfer that put the window on account its wallet held less than the toll.
// Where the window was priced anew since, the toll of then is not known: less than what was asked.
const neverLow = {
    name: 'verify-never-low',
    text: `with asked as (
               select * from unnest($1::text[], $2::bigint[], $3::text[])
                   as a ("window", toll_minor, wallet)),
           wallet as (select distinct wallet as id from asked),
           moved as (
               select wallet.id as wallet, t.batch, t.nth,
                      case when t.credit = wallet.id then t.amount_minor
                           else -t.amount_minor end as minor
                 from wallet join transfer t on t.credit = wallet.id or t.debit = wallet.id
                where t.refusal is null),
           charged as (
               select a."window", a.wallet, t.batch, t.nth, greatest(a.toll_minor,
                      case when d.amount_minor = t.amount_minor then 0 else t.amount_minor end)
                      as asked_minor
                 from asked a join due d on d."window" = a."window"
                 join transfer t on t."window" = a."window" and t.debit like 'owed:%'
                where t.refusal is null)
           select 'due' as table, "window" as key, 'surcharge_when' as column,
                  'low-balance' as found,
                  wallet || ' to have held less than ' || min(asked_minor)
                      || ' when it was decided; it held ' || min(held_minor) as expected
             from (select c.*, coalesce((select sum(m.minor) from moved m
                       where m.wallet = c.wallet and (m.batch, m.nth) < (c.batch, c.nth)), 0)
                       as held_minor
                     from charged c) as held
            group by "window", wallet having bool_and(held_minor >= asked_minor)
            order by 2`,
};

/**
 * A low balance cannot be derived from the facts as they stand: it was decided by what was known.
 * The books know what each wallet held in what order, and have to bear it out.
 */
export async function lowDifferences(
    connection: Connection, low: readonly LowWindow[],
): Promise<Difference[]> {
    if (low.length === 0) return [];
    return rowsOf<Difference>(connection, neverLow, [
        textArray(low.map(window => window.window)),
        `{${low.map(window => window.tollMinor).join(',')}}`,
        textArray(low.map(window => window.wallet)),
    ]);
}
