import type {Statement} from '../sql.ts';

/** Every end of a hold has its hold, between the same accounts, and lets go what it held. */
export const HOLD_FAULTS: Statement = {name: 'ledger-hold-faults', text: `
    select 'hold-broken' as what, ended.id as where,
        coalesce(hold.id || ' with ' || hold.amount_minor, 'no such hold') as found,
        ended.hold_id || ' with ' || ended.released_minor as expected
    from transfer ended
    left join transfer hold on hold.id = ended.hold_id
        and hold.kind = 'hold' and hold.refusal is null
        and hold.debit = ended.debit and hold.credit = ended.credit
    where ended.hold_id is not null and ended.refusal is null
        and (hold.amount_minor is distinct from ended.released_minor
            or ended.amount_minor > hold.amount_minor)
    order by ended.id`};

const SIDES = `
    select debit as account, batch, posted_minor as pd, 0 as pc, held_minor as hd, 0 as hc
    from movement
    union all select credit, batch, 0, posted_minor, 0, held_minor from movement`;

/** No account is beyond its limit, by all its transfers and no snapshot. */
export const LIMIT_FAULTS: Statement = {name: 'ledger-limit-faults', text: `
    select 'limit-broken' as what, account.id as where,
        'debits ' || sum(pd) || ' + ' || sum(hd) || ' held, credits '
            || sum(pc) || ' + ' || sum(hc) || ' held' as found,
        "limit" as expected
    from account join (${SIDES}) as side on side.account = account.id
    where "limit" <> 'none'
    group by account.id, "limit"
    having case "limit"
        when 'debits-within-credits' then sum(pd) + sum(hd) > sum(pc)
        else sum(pc) + sum(hc) > sum(pd) end
    order by account.id`};

/** Each snapshot seals the batches between the one before it and its own number. */
export const SEAL_FAULTS: Statement = {name: 'ledger-seal-faults', text: `
    with snapshot as (
        select *, lag(up_to, 1, 0::bigint) over by_number as after,
            lag(digest) over by_number as earlier
        from ledger_snapshot window by_number as (order by up_to)
    ), found as (
        select snapshot.up_to, count(number) as batches, sha256(coalesce(earlier, '')
            || coalesce(string_agg(batch.digest, '' order by number), '')) as digest
        from snapshot
        left join ledger_batch batch on number > after and number <= snapshot.up_to
        group by snapshot.up_to, earlier
    )
    select 'seal-broken' as what, 'snapshot up to batch ' || up_to as where,
        found.batches || ' batches' || case when found.batches = snapshot.batches
            then ' with another digest' else '' end as found,
        snapshot.batches || ' batches as sealed' as expected
    from snapshot join found using (up_to)
    where (found.batches, found.digest) is distinct from (snapshot.batches, snapshot.digest)
    order by up_to`};

/** Each snapshot has a row for every account that moved since the one before it, and its sums. */
export const SNAPSHOT_FAULTS: Statement = {name: 'ledger-snapshot-faults', text: `
    with seal as (
        select coalesce(array_agg(up_to order by up_to), '{}') as ends from ledger_snapshot
    ), part as (
        -- The first snapshot that reaches the batch; none does for those since the last.
        select account, ends[1 + width_bucket(batch - 1, ends)] as up_to,
            sum(pd) as pd, sum(pc) as pc, sum(hd) as hd, sum(hc) as hc
        from (${SIDES}) as side, seal where batch <= ends[cardinality(ends)] group by 1, 2
    ), given as (
        select account, up_to, concat_ws(' ', sum(pd) over so_far, sum(pc) over so_far,
            sum(hd) over so_far, sum(hc) over so_far) as sums
        from part window so_far as (partition by account order by up_to)
    ), kept as (
        select account, up_to, concat_ws(' ', posted_debits_minor, posted_credits_minor,
            held_debits_minor, held_credits_minor) as sums
        from balance_snapshot
    )
    select 'snapshot-wrong' as what,
        account || ' in the snapshot up to batch ' || up_to as where,
        coalesce(kept.sums, 'no row') as found, coalesce(given.sums, 'no row') as expected
    from given full join kept using (account, up_to)
    where given.sums is distinct from kept.sums
    order by up_to, account`};
