import {compareText} from '@karwan/base';
import {type Account, accountKind, type Balances, NO_BALANCES} from './account.ts';
import type {Answer} from './answer.ts';
import {type Decided, type HoldState, judge, stateAfter, type Taken, type View} from './judge.ts';
import {after, type Limited, type Movement} from './movement.ts';
import {endsHold, type Transfer} from './transfer.ts';

/** The books in memory: the shape that a store on disk must answer alike. */
export class Ledger implements View {
    readonly decided = new Map<string, Decided>();
    readonly limited = new Map<string, Limited>();
    readonly holds = new Map<string, HoldState>();
    readonly #balances = new Map<string, Balances>();

    /** Accounts not named here have no limit. */
    constructor(accounts: readonly Account[]) {
        for (const {id, limit} of accounts) {
            if (limit !== 'none') this.limited.set(id, {limit, balances: NO_BALANCES});
        }
    }

    /** One answer per transfer, in the order of the batch. */
    post(batch: readonly Transfer[]): Answer[] {
        const {answers, taken} = judge(batch, this);
        taken.forEach(each => this.#keep(each));
        return answers;
    }

    balancesOf(account: string): Balances {
        return this.#balances.get(account) ?? NO_BALANCES;
    }

    /** The sums of every account that has moved, in the order of their ids. */
    balances(): [account: string, balances: Balances][] {
        return [...this.#balances].sort(([one], [other]) => compareText(one, other));
    }

    #keep(taken: Taken): void {
        const {transfer, movement} = taken;
        this.decided.set(transfer.id, taken);
        if (!movement) return;
        this.#move(movement.debit, movement);
        this.#move(movement.credit, movement);
        if (endsHold(transfer)) this.holds.set(transfer.holdId, stateAfter(transfer));
    }

    #move(account: string, movement: Movement): void {
        const balances = after(this.balancesOf(account), account, movement);
        this.#balances.set(account, balances);
        const limited = this.limited.get(account);
        if (limited) this.limited.set(account, {limit: limited.limit, balances});
    }
}

/** The sums of all accounts of one kind. */
export interface KindBalances {
    readonly kind: string;
    readonly balances: Balances;
}

/** The books by kind of account; over all kinds debits equal credits, both posted and held. */
export function trialBalanceOf(
    balances: Iterable<readonly [account: string, balances: Balances]>,
): KindBalances[] {
    const kinds = new Map<string, Balances>();
    for (const [account, each] of balances) {
        const kind = accountKind(account);
        kinds.set(kind, plus(kinds.get(kind) ?? NO_BALANCES, each));
    }
    return [...kinds].map(([kind, sums]) => ({kind, balances: sums}))
        .sort((one, other) => compareText(one.kind, other.kind));
}

function plus(one: Balances, other: Balances): Balances {
    return {
        postedDebitsMinor: one.postedDebitsMinor + other.postedDebitsMinor,
        postedCreditsMinor: one.postedCreditsMinor + other.postedCreditsMinor,
        heldDebitsMinor: one.heldDebitsMinor + other.heldDebitsMinor,
        heldCreditsMinor: one.heldCreditsMinor + other.heldCreditsMinor,
    };
}

/** Throws where the books do not balance, which nothing that was posted can bring about. */
export function assertBalanced(kinds: readonly KindBalances[]): void {
    const sum = kinds.map(each => each.balances).reduce(plus, NO_BALANCES);
    const postedMinor = sum.postedDebitsMinor - sum.postedCreditsMinor;
    const heldMinor = sum.heldDebitsMinor - sum.heldCreditsMinor;
    if (postedMinor !== 0n || heldMinor !== 0n) {
        throw new Error(`the books are off by ${postedMinor} posted and ${heldMinor} held`);
    }
}
