import {rowsOf, type Connection} from '../sql.ts';
import type {Difference} from './difference.ts';

// Batches are numbered without a gap, reach further each, and each fits the one before it.
const batches = {
    name: 'verify-batches',
    text: `with chain as (
               select *, lag(nth, 1, 0::bigint) over past as before,
                      lag(to_seq, 1, 0::bigint) over past as from_seq,
                      lag(digest) over past as previous
                 from batch window past as (partition by partition order by nth))
           select 'batch' as table, partition || ' ' || nth as key,
                  case when nth <> before + 1 then 'nth' when to_seq <= from_seq then 'to_seq'
                       else 'digest' end as column,
                  case when nth <> before + 1 then 'batch ' || nth || ' after ' || before
                       when to_seq <= from_seq then to_seq || ' after ' || from_seq
                       else 'place ' || to_seq || ' with another digest' end as found,
                  case when nth <> before + 1 then 'batch ' || before + 1
                       when to_seq <= from_seq then 'a place further on'
                       else 'the digest of what was written' end as expected
             from chain
            where nth <> before + 1 or to_seq <= from_seq
               or digest is distinct from batch_digest(previous, partition, nth, to_seq)
            order by 2 limit 1000`,
};

// The cursor stands where the last batch ended.
const cursors = {
    name: 'verify-cursors',
    text: `select 'cursor' as table, c.partition as key, 'seq' as column,
                  'batch ' || c.batches || ' to ' || c.seq as found,
                  'batch ' || coalesce(b.nth, 0) || ' to ' || coalesce(b.to_seq, 0) as expected
             from cursor c left join lateral (
                  select nth, to_seq from batch where batch.partition = c.partition
                   order by nth desc limit 1) as b on true
            where (c.seq, c.batches) is distinct from (coalesce(b.to_seq, 0), coalesce(b.nth, 0))
            union all
           select 'cursor', partition, 'row', 'no such row', 'one for each partition of the log'
             from log_head where partition not in (select partition from cursor)
            union all
           select 'cursor', partition, 'row', 'a row', 'none: the log has no such partition'
             from cursor where partition not in (select partition from log_head)
            order by 2`,
};

// A decision was made in some batch, by what that batch and those before it knew.
const undecided = {
    name: 'verify-undecided',
    text: `select 'due' as table, d."window" as key, 'decided_seq' as column,
                  d.decided_seq::text as found, 'the end of a batch that knew all it rests on'
                      as expected
             from due d left join batch b on b.to_seq = d.decided_seq
            where b.nth is null or d.decided_seq < any(d.basis)
               or d.decided_seq < any(d.passages)
            union all
           select 'review', r.id, 'opened_seq', r.opened_seq::text,
                  'the end of a batch that knew its passage'
             from review r left join batch b on b.to_seq = r.opened_seq
            where b.nth is null or r.opened_seq < r.passage
            order by 1, 2 limit 1000`,
};

/** What cursor, batches and places of decisions must say for the log to have been worked off. */
export async function standingDifferences(connection: Connection): Promise<Difference[]> {
    return [
        ...await rowsOf<Difference>(connection, batches, []),
        ...await rowsOf<Difference>(connection, cursors, []),
        ...await rowsOf<Difference>(connection, undecided, []),
    ];
}
