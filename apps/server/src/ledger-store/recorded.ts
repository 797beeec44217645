import type {Decision, Transfer} from '@karwan/ledger';
import {textArray} from '../array-literal.ts';
import {type Connection, rowsOf, type Statement} from '../sql.ts';

/** The columns of a transfer, in the order in which its digest reads them. */
export interface TransferRow {
    readonly nth: number;
    readonly id: string;
    readonly kind: Transfer['kind'];
    readonly debit: string | null;
    readonly credit: string | null;
    readonly amount_minor: string;
    readonly hold_id: string | null;
    readonly window: string | null;
    readonly at_ms: number;
    readonly refusal: Exclude<Decision, 'accepted'> | null;
}

/** The columns that make a transfer again, for a select list. */
export const TRANSFER_COLUMNS = `id, kind, debit, credit, amount_minor::text as amount_minor,
    hold_id, "window", at_ms, refusal`;

/** A transfer as it stands in the books; its place there is (batch, nth). */
export interface Recorded {
    readonly transfer: Transfer;
    readonly decision: Decision;
    readonly batch: number;
    readonly nth: number;
}

/** The transfer which a row was made from. */
export function transferOf(row: Omit<TransferRow, 'nth'>): Transfer {
    const said = {
        id: row.id,
        atMs: row.at_ms,
        ...(row.window !== null && {window: row.window}),
    };
    const amountMinor = BigInt(row.amount_minor);
    switch (row.kind) {
        case 'post':
        case 'hold':
            return {kind: row.kind, ...said, debit: row.debit!, credit: row.credit!, amountMinor};
        case 'post-hold':
            return {kind: row.kind, ...said, holdId: row.hold_id!, amountMinor};
        case 'void-hold':
            return {kind: row.kind, ...said, holdId: row.hold_id!};
    }
}

const FOR_WINDOWS: Statement = {
    name: 'ledger-for-windows',
    text: `select batch, nth, ${TRANSFER_COLUMNS} from transfer
        where "window" = any($1::text[]) order by batch, nth`,
};

/** All that was posted or refused for these windows, in the order of the books. */
export async function listTransfersFor(
    client: Connection, windows: readonly string[],
): Promise<Recorded[]> {
    const rows = await rowsOf<TransferRow & {batch: number}>(
        client, FOR_WINDOWS, [textArray(windows)]);
    return rows.map(row => ({
        transfer: transferOf(row),
        decision: row.refusal ?? 'accepted',
        batch: row.batch,
        nth: row.nth,
    }));
}
