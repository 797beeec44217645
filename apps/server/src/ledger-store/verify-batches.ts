import {type Connection, rowsOf, type Statement} from '../sql.ts';
import {FIELD_SEPARATOR, NAMING_BYTES, NULL_MARK} from './row-digest.ts';

const quoted = (text: string) => `chr(${text.charCodeAt(0)})`;
const orNull = (column: string) => `coalesce(${column}, ${quoted(NULL_MARK)})`;

/** What the digest of a transfer is taken from; `digestOf` in post-batch.ts has the same order. */
const TRANSFER_TEXT = `concat_ws(${quoted(FIELD_SEPARATOR)}, nth, id, kind, ${orNull('debit')},
    ${orNull('credit')}, amount_minor, released_minor, ${orNull('hold_id')},
    ${orNull('"window"')}, at_ms, ${orNull('refusal')})`;

/** What the digest of an account is taken from; `keep` in open-accounts.ts has the same order. */
const ACCOUNT_TEXT = `concat_ws(${quoted(FIELD_SEPARATOR)}, nth, id, "limit")`;

/** Every row of the books with its place and its digest, as a query. */
export const ROW_DIGESTS = `
    select batch, nth, id, 'transfer' as of,
        sha256(convert_to(${TRANSFER_TEXT}, 'UTF8')) as digest from transfer
    union all
    select batch, nth, id, 'account',
        sha256(convert_to(${ACCOUNT_TEXT}, 'UTF8')) from account`;

/** A batch which its rows or its predecessor do not bear out. */
export interface BrokenBatch {
    readonly number: number;
    /** There are rows of the batch, but not the batch. */
    readonly isMissing: boolean;
    readonly previous: number | null;
    readonly previousIsMissing: boolean;
}

const BROKEN: Statement = {name: 'ledger-broken', text: `
    with found as (
        select batch, count(*) as rows,
            string_agg(substr(digest, 1, ${NAMING_BYTES}), '' order by nth) as row_digests,
            string_agg(digest, '' order by nth) as digests
        from (${ROW_DIGESTS}) as row group by batch
    )
    select coalesce(batch.number, found.batch) as number, batch.number is null as "isMissing",
        batch.previous as previous,
        batch.previous is not null and earlier.number is null as "previousIsMissing"
    from ledger_batch batch
    full join found on found.batch = batch.number
    left join ledger_batch earlier on earlier.number = batch.previous
    where batch.number is null or found.batch is null
        or batch.rows <> found.rows or batch.row_digests <> found.row_digests
        or (batch.previous is not null and earlier.number is null)
        or batch.digest <> sha256(
            coalesce(earlier.digest, '') || convert_to(batch.of, 'UTF8') || found.digests)
    order by 1`};

/** The batches that are not as they were written; every row is read and digested again. */
export async function findBrokenBatches(client: Connection): Promise<BrokenBatch[]> {
    return rowsOf<BrokenBatch>(client, BROKEN, []);
}
