import type {Post} from '@karwan/ledger';
import type {Paid} from '@karwan/tolling';
import {isMoney} from './load-wallets.ts';
import {isMoneyFact, type News} from './news.ts';

/** Money that a fact of the news pays into a wallet. */
export interface PaidIn extends Paid {
    transfer: Post;
}

/**
 * Opening balances and top-ups in the order of the log: each fact moves its money once, under its
 * own id.
 */
export function paidIn({facts, atMs}: News): PaidIn[] {
    return facts.filter(isMoneyFact).flatMap(fact => {
        const amountMinor = BigInt((fact.body as {amountMinor: string}).amountMinor);
        if (!isMoney({amountMinor})) return [];
        const credit = `wallet:${fact.token!}`;
        return [{
            seq: fact.seq, fromMs: fact.valid_from_ms, amountMinor, transfer:
                {kind: 'post', id: `fact:${fact.id}`, debit: 'bank', credit, amountMinor, atMs},
        }];
    });
}
