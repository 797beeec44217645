import type {Balances, KindBalances} from '@karwan/ledger';
import {textArray} from '../array-literal.ts';
import {type Connection, rowsOf, type Statement} from '../sql.ts';

/** Beyond every batch: the books as they stand. */
const NOW = Number.MAX_SAFE_INTEGER;

interface SumsRow {
    readonly of: string;
    readonly posted_debits: string;
    readonly posted_credits: string;
    readonly held_debits: string;
    readonly held_credits: string;
}

const SEAL = `
    seal as materialized (
        select coalesce(max(up_to), 0) as up_to from ledger_snapshot where up_to <= $1
    )`;

const SIDE = (side: 'debit' | 'credit') => `lateral (
        select coalesce(sum(posted_minor), 0) as posted, coalesce(sum(held_minor), 0) as held
        from movement, seal
        where ${side} = asked.id and batch > seal.up_to and batch <= $1
    ) ${side}s`;

// Three index look-ups per account: its last snapshot, and its transfers since on either side.
// Account by account, because PostgreSQL then finds the right indexes also in a table that has
// grown from nothing within the hour and of which it has no statistics yet.
const BY_ACCOUNT: Statement = {name: 'ledger-by-account', text: `
    with ${SEAL}
    select asked.id as of,
        coalesce(last.posted_debits_minor, 0) + debits.posted as posted_debits,
        coalesce(last.posted_credits_minor, 0) + credits.posted as posted_credits,
        coalesce(last.held_debits_minor, 0) + debits.held as held_debits,
        coalesce(last.held_credits_minor, 0) + credits.held as held_credits
    from unnest($2::text[]) as asked(id)
    left join lateral (
        select * from balance_snapshot
        where account = asked.id and up_to <= $1 order by up_to desc limit 1
    ) last on true
    cross join ${SIDE('debit')} cross join ${SIDE('credit')}`};

/** The balances of these accounts, as they stand or up to a batch and with it. */
export async function balancesOf(
    client: Connection, accounts: readonly string[], upTo = NOW,
): Promise<Map<string, Balances>> {
    const distinct = [...new Set(accounts)];
    const rows = distinct.length === 0 ? []
        : await rowsOf<SumsRow>(client, BY_ACCOUNT, [upTo, textArray(distinct)]);
    return new Map(rows.map(row => [row.of, balancesFrom(row)]));
}

// The last snapshot of every account, then all transfers since. A kind is what `accountKind` of
// the ledger gives, here in SQL.
const BY_KIND: Statement = {name: 'ledger-by-kind', text: `
    with ${SEAL}, kept as (
        select distinct on (account) account, posted_debits_minor as posted_debits,
            posted_credits_minor as posted_credits, held_debits_minor as held_debits,
            held_credits_minor as held_credits
        from balance_snapshot where up_to <= $1 order by account, up_to desc
    ), tail as (
        select * from movement where batch > (select up_to from seal) and batch <= $1
    ), parts as (
        select * from kept
        union all select debit, posted_minor, 0, held_minor, 0 from tail
        union all select credit, 0, posted_minor, 0, held_minor from tail
    )
    select split_part(account, ':', 1) as of, sum(posted_debits) as posted_debits,
        sum(posted_credits) as posted_credits, sum(held_debits) as held_debits,
        sum(held_credits) as held_credits
    from parts group by 1 order by 1`};

/** The books by kind of account: over all kinds debits equal credits, or the books are wrong. */
export async function trialBalance(client: Connection, upTo = NOW): Promise<KindBalances[]> {
    const rows = await rowsOf<SumsRow>(client, BY_KIND, [upTo]);
    return rows.map(row => ({kind: row.of, balances: balancesFrom(row)}));
}

function balancesFrom(row: SumsRow): Balances {
    return {
        postedDebitsMinor: BigInt(row.posted_debits),
        postedCreditsMinor: BigInt(row.posted_credits),
        heldDebitsMinor: BigInt(row.held_debits),
        heldCreditsMinor: BigInt(row.held_credits),
    };
}
