import type {Decision, Transfer} from '@karwan/ledger';

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
