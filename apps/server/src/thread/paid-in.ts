import type {Post} from '@karwan/ledger';
import type {Token} from '@karwan/journey';
import type {News} from './news.ts';

/** Money that a fact of the news pays into a wallet. */
export interface PaidIn {
    /** The fact's place in the log. */
    seq: number;
    tag: Token;
    /** From when on it was there, which may lie before we heard of it. */
    fromMs: number;
    transfer: Post;
}

/**
 * Opening balances and top-ups in the order of the log: each fact moves its money once, under its
 * own id.
 */
export function paidIn({facts, atMs}: News): PaidIn[] {
    return facts.filter(fact => fact.kind === 'opening' || fact.kind === 'topup').flatMap(fact => {
        const amountMinor = BigInt((fact.body as {amountMinor: string}).amountMinor);
        if (amountMinor <= 0n) return [];
        const credit = `wallet:${fact.token!}`;
        return [{
            seq: fact.seq, tag: fact.token!, fromMs: fact.valid_from_ms, transfer:
                {kind: 'post', id: `fact:${fact.id}`, debit: 'bank', credit, amountMinor, atMs},
        }];
    });
}
