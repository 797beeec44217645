import {
    type Decided, endsHold, type HoldState, holdIdOf, type Limit, type Limited, stateAfter,
    type Transfer, type View,
} from '@karwan/ledger';
import {textArray} from '../array-literal.ts';
import {type Connection, rowsOf, type Statement} from '../sql.ts';
import {balancesOf} from './balances.ts';
import type {Vouched} from './post-batch.ts';
import {TRANSFER_COLUMNS, transferOf, type TransferRow} from './recorded.ts';

/** The latest batch that can be seen; the next one will name it. */
export interface Head {
    readonly number: number;
    readonly digest: Buffer;
}

/** What the books know of a batch before it is judged. */
export interface Known {
    readonly view: View;
    readonly head: Head | undefined;
}

/** At most three statements for any batch: lock, then read what the locks have made certain. */
export async function knownFor(
    client: Connection, batch: readonly Transfer[], vouched: Vouched,
): Promise<Known> {
    const {areNew, mayBeLimited} = vouched;
    const holdIds = [...new Set(batch.flatMap(transfer => holdIdOf(transfer) ?? []))];
    if (areNew && holdIds.length > 0) throw new Error(`${holdIds[0]!} is a hold that ends here`);
    const accounts = accountsOf(batch).filter(mayBeLimited);
    const {limits, head} = await lockLimited(client, accounts, holdIds);
    const {decided, holds} = areNew ? {decided: new Map(), holds: new Map()}
        : await decisionsOf(client, batch.map(({id}) => id), holdIds);
    const balances = vouched.balancesOf ? undefined
        : await balancesOf(client, [...limits.keys()]);
    const limited = new Map<string, Limited>();
    for (const [id, limit] of limits) {
        limited.set(id, {limit, balances: balances?.get(id) ?? vouched.balancesOf!(id)});
    }
    return {view: {decided, holds, limited}, head};
}

function accountsOf(batch: readonly Transfer[]): string[] {
    const accounts = new Set<string>();
    for (const transfer of batch) {
        if (endsHold(transfer)) continue;
        accounts.add(transfer.debit);
        accounts.add(transfer.credit);
    }
    return [...accounts];
}

// Only accounts with a limit are locked, and the holds that end here: whoever else touches the
// same wallet waits, and nobody waits for the operator's account. In the order of ids, so that
// two batches never wait for each other. Reading comes in later statements, since a statement
// does not see what was committed while it waited.
const LOCK: Statement = {name: 'ledger-lock', text: `
    with ended as materialized (
        select debit, credit from transfer where id = any($2::text[]) order by id for update
    ), locked as materialized (
        select id, "limit" from account
        where id = any($1::text[] || array(select debit from ended union select credit from ended))
            and "limit" <> 'none' order by id for update
    )
    select current_setting('transaction_isolation') as isolation, head.number, head.digest,
        (select array_agg(id) from locked) as ids,
        (select array_agg("limit") from locked) as limits
    from (select) as one
    left join (select number, digest from ledger_batch order by number desc limit 1) head on true`};

interface LockRow {
    readonly isolation: string;
    readonly number: number | null;
    readonly digest: Buffer | null;
    readonly ids: string[] | null;
    readonly limits: Limit[] | null;
}

async function lockLimited(
    client: Connection, accounts: readonly string[], holdIds: readonly string[],
): Promise<{limits: Map<string, Limit>; head: Head | undefined}> {
    const [row] = await rowsOf<LockRow>(
        client, LOCK, [textArray(accounts), textArray(holdIds)]);
    const {isolation, number, digest, ids, limits} = row!;
    // A transaction with one snapshot for all would not see what it has waited for.
    if (isolation !== 'read committed') {
        throw new Error(`found a ${isolation} transaction, expected read committed`);
    }
    return {
        limits: new Map(ids?.map((id, i) => [id, limits![i]!])),
        head: number === null ? undefined : {number, digest: digest!},
    };
}

const DECISIONS: Statement = {name: 'ledger-decisions', text: `
    select ${TRANSFER_COLUMNS} from transfer where id = any($1::text[])
    union all
    select ${TRANSFER_COLUMNS} from transfer
    where hold_id = any($2::text[]) and hold_id is not null and refusal is null`};

async function decisionsOf(
    client: Connection, ids: readonly string[], holdIds: readonly string[],
): Promise<{decided: Map<string, Decided>; holds: Map<string, HoldState>}> {
    const rows = await rowsOf<Omit<TransferRow, 'nth'>>(
        client, DECISIONS, [textArray([...ids, ...holdIds]), textArray(holdIds)]);
    const decided = new Map<string, Decided>();
    const holds = new Map<string, HoldState>();
    for (const row of rows) {
        const transfer = transferOf(row);
        decided.set(row.id, {transfer, decision: row.refusal ?? 'accepted'});
        if (endsHold(transfer) && row.refusal === null) {
            holds.set(transfer.holdId, stateAfter(transfer));
        }
    }
    return {decided, holds};
}
