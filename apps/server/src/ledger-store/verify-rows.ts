import type {Statement} from '../sql.ts';
import {NAMING_BYTES} from './row-digest.ts';
import {ROW_DIGESTS} from './verify-batches.ts';

/**
 * The rows of the broken batches ($1) that were changed, added or taken away, by name. A row
 * without its batch is not named: the batch is.
 */
export const ROW_FAULTS: Statement = {name: 'ledger-row-faults', text: `
    with batch as (
        select * from ledger_batch where number = any($1::bigint[])
    ), found as (
        select row.*, batch.rows,
            substr(batch.row_digests, (nth - 1) * ${NAMING_BYTES} + 1, ${NAMING_BYTES}) as kept
        from (${ROW_DIGESTS}) as row join batch on row.batch = batch.number
    ), lost as (
        select batch.number, batch.of, batch.rows, place from batch
        cross join lateral generate_series(1, batch.rows) as place
        where not exists (
            select from found where found.batch = batch.number and found.nth = place)
    )
    select batch, of || case when nth between 1 and rows then '-changed' else '-added' end as what,
        id as where, 'another digest at ' || nth || ' of batch ' || batch as found,
        'the digest kept with the batch of ' || rows as expected
    from found where substr(digest, 1, ${NAMING_BYTES}) is distinct from kept
    union all
    select number, of || '-missing', place || ' of batch ' || number, 'no row', rows || ' rows'
    from lost
    order by 1, 3`};
