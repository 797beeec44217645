import {trialBalance, verifyLedger} from '../ledger-store.ts';
import {rowsOf, type Connection} from '../sql.ts';
import {PAID, PAYER} from './balance-terms.ts';
import type {Difference} from './difference.ts';

// A due's money is posted from its payer's account and no other, and no window without a due
// has kept any.
const unsettled = {
    name: 'verify-unsettled',
    text: `with posted as (
               select t."window", ${PAYER} as payer, sum(${PAID}) as minor
                 from transfer t where t."window" is not null and t.refusal is null
                group by 1, 2 having sum(${PAID}) <> 0)
           select 'due' as table, coalesce(d."window", p."window") as key, 'amount_minor' as column,
                  case when d."window" is null then 'no due'
                       else coalesce(d.amount_minor, 0) || ' of ' || d.payer end as found,
                  'what the ledger says was posted: ' || case when p."window" is null then 'nothing'
                      else p.minor || ' of ' || p.payer end as expected
             from due d
             full join posted p on p."window" = d."window" and p.payer = d.payer
            where coalesce(d.amount_minor, 0) <> coalesce(p.minor, 0)
            order by 2 limit 1000`,
};

// Money comes in by what somebody said was paid, each fact once, and by nothing else.
const uncredited = {
    name: 'verify-uncredited',
    text: `with said as (
               select f.id, f.token, (f.body->>'amountMinor')::numeric as minor
                 from fact f, cursor c
                where c.partition = 'main' and f.seq <= c.seq and f.kind in ('opening', 'topup')
                  and (f.body->>'amountMinor')::numeric > 0),
           moved as (
               select t.id, t.debit, t.credit, t.amount_minor, t.kind, t.refusal from transfer t
                where t."window" is null)
           select 'transfer' as table, coalesce(moved.id, 'fact:' || said.id) as key,
                  'row' as column,
                  case when moved.id is null then 'no such row'
                       else moved.amount_minor || ' from ' || coalesce(moved.debit, 'nobody')
                           || ' to ' || coalesce(moved.credit, 'nobody') end as found,
                  case when said.id is null then 'none: no fact implies it'
                       else said.minor || ' from bank to wallet:' || said.token end as expected
             from said full join moved on moved.id = 'fact:' || said.id
            where said.id is null or moved.id is null or moved.debit <> 'bank'
               or moved.credit <> 'wallet:' || said.token or moved.amount_minor <> said.minor
               or moved.refusal is not null
            order by 2 limit 1000`,
};

// A toll transfer moves money between a payer and the revenue of the window's road.
const misposted = {
    name: 'verify-misposted',
    text: `select 'transfer' as table, t.id as key, 'row' as column,
                  t.kind || ' from ' || t.debit || ' to ' || t.credit
                      || coalesce(', ' || t.refusal, '') as found,
                  'an accepted post between a payer and revenue:'
                      || split_part(t."window", '/', 2) as expected
             from transfer t
            where t."window" is not null
              and (t.kind <> 'post' or t.refusal is not null
                   or (t.credit = 'revenue:' || split_part(t."window", '/', 2))::int
                    + (t.debit = 'revenue:' || split_part(t."window", '/', 2))::int <> 1
                   or case when t.credit like 'revenue:%' then t.debit else t.credit end
                      !~ '^(wallet|owed|noticed|disputed|lost):')
            order by 2 limit 1000`,
};

/** The ledger against itself, against the dues, and against the money that was paid in. */
export async function bookDifferences(connection: Connection): Promise<Difference[]> {
    const faults = (await verifyLedger(connection)).map(fault => ({
        table: fault.what.startsWith('account') ? 'account' : tableOf[fault.what] ?? 'transfer',
        key: fault.where, column: 'row', found: `${fault.what}, ${fault.found}`,
        expected: fault.expected,
    }));
    return [
        ...faults,
        ...await trialDifferences(connection),
        ...await rowsOf<Difference>(connection, unsettled, []),
        ...await rowsOf<Difference>(connection, uncredited, []),
        ...await rowsOf<Difference>(connection, misposted, []),
    ];
}

const tableOf: Readonly<Record<string, string>> = {
    'batch-changed': 'ledger_batch', 'batch-missing': 'ledger_batch',
    'seal-broken': 'ledger_snapshot', 'snapshot-wrong': 'balance_snapshot',
};

async function trialDifferences(connection: Connection): Promise<Difference[]> {
    let debits = 0n;
    let credits = 0n;
    for (const {balances} of await trialBalance(connection)) {
        debits += balances.postedDebitsMinor;
        credits += balances.postedCreditsMinor;
    }
    if (debits === credits) return [];
    return [{
        table: 'transfer', key: 'all accounts', column: 'sum',
        found: `debits ${debits}, credits ${credits}`, expected: 'the same sum on both sides',
    }];
}
