import {
    amountMinorOf, type Answer, type Balances, holdIdOf, judge, type Taken, type Transfer,
} from '@karwan/ledger';
import {textArray, wholeArray} from '../array-literal.ts';
import {changedBy, type Connection, type Statement} from '../sql.ts';
import {errorOfInsert} from './posted-elsewhere.ts';
import {batchDigest, namingBytes, rowDigest} from './row-digest.ts';
import {type Head, knownFor} from './view.ts';

/**
 * What a caller knows of its transfers, so that it need not be looked up. Who vouches wrongly for
 * new ids gets `PostedElsewhere`; who names too few accounts, or balances that are not theirs, lets
 * a limit be broken.
 */
export interface Vouched {
    /** No id of the batch was ever used, and none of its transfers ends a hold. */
    readonly areNew: boolean;
    /** False for accounts that never had a limit. */
    mayBeLimited(account: string): boolean;
    /** What the account holds in this transaction; without it the books are asked. */
    balancesOf?(account: string): Balances;
}

const NOTHING_VOUCHED: Vouched = {areNew: false, mayBeLimited: () => true};

/**
 * Judges a batch and writes what is new, inside the caller's transaction (read committed): four
 * statements, or three where nothing is new, however long the batch. One answer per transfer, in
 * its order. Throws `PostedElsewhere` where the transaction has to be run again.
 */
export async function postBatch(
    client: Connection, batch: readonly Transfer[], vouched = NOTHING_VOUCHED,
): Promise<Answer[]> {
    if (batch.length === 0) return [];
    const {view, head} = await knownFor(client, batch, vouched);
    const {answers, taken} = judge(batch, view);
    if (taken.length > 0) await keep(client, rowsFrom(taken), head);
    return answers;
}

/** A transfer with all that its row says. */
interface Row {
    readonly nth: number;
    readonly transfer: Transfer;
    readonly debit: string | undefined;
    readonly credit: string | undefined;
    readonly releasedMinor: bigint;
    readonly refusal: string | undefined;
    readonly digest: Buffer;
}

function rowsFrom(taken: readonly Taken[]): Row[] {
    return taken.map(({transfer, decision, hold}, i) => {
        const {debit, credit} = hold ?? sidesOf(transfer);
        const nth = i + 1;
        const releasedMinor = hold && decision === 'accepted' ? hold.amountMinor : 0n;
        const refusal = decision === 'accepted' ? undefined : decision;
        const digest = digestOf({nth, transfer, debit, credit, releasedMinor, refusal});
        return {nth, transfer, debit, credit, releasedMinor, refusal, digest};
    });
}

function sidesOf(transfer: Transfer): {debit: string | undefined; credit: string | undefined} {
    return 'debit' in transfer ? transfer : {debit: undefined, credit: undefined};
}

// The order of the fields is that of TRANSFER_TEXT in verify.ts.
function digestOf(row: Omit<Row, 'digest'>): Buffer {
    const {transfer} = row;
    return rowDigest([
        row.nth, transfer.id, transfer.kind, row.debit, row.credit, amountMinorOf(transfer),
        row.releasedMinor, holdIdOf(transfer), transfer.window, transfer.atMs, row.refusal,
    ]);
}

const INSERT: Statement = {name: 'ledger-insert', text: `
    with one as (
        insert into ledger_batch (of, rows, row_digests, previous, digest)
        values ('transfer', $1, $2, $3, $4) returning number
    )
    insert into transfer (batch, nth, id, kind, debit, credit, amount_minor, released_minor,
        hold_id, "window", at_ms, refusal)
    select one.number, row.* from one, unnest($5::integer[], $6::text[], $7::text[], $8::text[],
        $9::text[], $10::bigint[], $11::bigint[], $12::text[], $13::text[], $14::bigint[],
        $15::text[]) as row`};

async function keep(
    client: Connection, rows: readonly Row[], head: Head | undefined,
): Promise<void> {
    const digests = rows.map(({digest}) => digest);
    const batch = [
        rows.length, namingBytes(digests), head?.number,
        batchDigest(head?.digest, 'transfer', digests),
    ];
    try {
        await changedBy(client, INSERT, [...batch, ...columnsOf(inOrderOfIds(rows))]);
    } catch (error) {
        throw errorOfInsert(error);
    }
}

// Two connections that write the same new ids then meet at the first of them and not crosswise.
function inOrderOfIds(rows: readonly Row[]): Row[] {
    return [...rows].sort((one, other) => one.transfer.id < other.transfer.id ? -1 : 1);
}

function columnsOf(rows: readonly Row[]): string[] {
    return [
        wholeArray(rows.map(({nth}) => nth)),
        textArray(rows.map(({transfer}) => transfer.id)),
        textArray(rows.map(({transfer}) => transfer.kind)),
        textArray(rows.map(({debit}) => debit)),
        textArray(rows.map(({credit}) => credit)),
        wholeArray(rows.map(({transfer}) => amountMinorOf(transfer))),
        wholeArray(rows.map(({releasedMinor}) => releasedMinor)),
        textArray(rows.map(({transfer}) => holdIdOf(transfer))),
        textArray(rows.map(({transfer}) => transfer.window)),
        wholeArray(rows.map(({transfer}) => transfer.atMs)),
        textArray(rows.map(({refusal}) => refusal)),
    ];
}
