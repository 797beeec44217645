import type {Answer, Decision, TransferRefusal} from './answer.ts';
import {after, brokenLimit, type Limited, type Movement, movementOf} from './movement.ts';
import {
    amountMinorOf, endsHold, type Hold, isSameTransfer, MOST_MINOR, type PostHold, type Transfer,
    type VoidHold,
} from './transfer.ts';

/** A transfer that was decided, and how. */
export interface Decided {
    readonly transfer: Transfer;
    readonly decision: Decision;
}

/** How a hold stands. */
export type HoldState = 'held' | 'posted' | 'voided';

/**
 * All that has to be known to judge a batch, and no more: whoever keeps the books hands it in.
 * An account without a limit is never asked for, so nobody waits for its balance.
 */
export interface View {
    /** The decision under each id of the batch, and of the holds it ends, that was used before. */
    readonly decided: ReadonlyMap<string, Decided>;
    /** Every account with a limit that the batch, or a hold it ends, touches. */
    readonly limited: ReadonlyMap<string, Limited>;
    /** How each hold that the batch ends stands; one that is not here is held. */
    readonly holds: ReadonlyMap<string, HoldState>;
}

/** A decision taken now, to be kept: `movement` is there where it was accepted. */
export interface Taken extends Decided {
    readonly movement?: Movement;
    /** The hold it ends, where that was found. */
    readonly hold?: Hold;
}

/** One answer per transfer of the batch, in its order, and what is new and must be kept. */
export interface Judgement {
    readonly answers: Answer[];
    readonly taken: Taken[];
}

/** A batch is judged one by one, in its order: splitting it anywhere changes no answer. */
export function judge(batch: readonly Transfer[], view: View): Judgement {
    const books = new Overlay(view);
    const taken: Taken[] = [];
    const answers = batch.map(transfer => {
        const earlier = books.decidedOf(transfer.id);
        if (earlier) return again(earlier, transfer);
        const now = decide(transfer, books);
        books.keep(now);
        taken.push(now);
        return now.decision;
    });
    return {answers, taken};
}

function again({transfer: earlier, decision}: Decided, transfer: Transfer): Answer {
    if (!isSameTransfer(earlier, transfer)) return 'id-used-for-another-transfer';
    return decision === 'accepted' ? 'already-accepted' : decision;
}

function decide(transfer: Transfer, books: Overlay): Taken {
    const malformed = malformation(transfer);
    if (malformed) return {transfer, decision: malformed};
    if (!endsHold(transfer)) return moved(transfer, undefined, books);
    const hold = books.decidedOf(transfer.holdId);
    if (hold?.decision !== 'accepted') return {transfer, decision: 'hold-not-found'};
    if (hold.transfer.kind !== 'hold') return {transfer, decision: 'not-a-hold'};
    const refusal = holdRefusal(transfer, hold.transfer, books.stateOf(transfer.holdId));
    if (refusal) return {transfer, decision: refusal, hold: hold.transfer};
    return moved(transfer, hold.transfer, books);
}

function malformation(transfer: Transfer): TransferRefusal | undefined {
    const amountMinor = amountMinorOf(transfer);
    if (amountMinor > MOST_MINOR || amountMinor < -MOST_MINOR) {
        throw new RangeError(`transfer ${transfer.id}: ${amountMinor} is more than 64 bits hold`);
    }
    if (transfer.kind !== 'void-hold' && amountMinor <= 0n) return 'amount-must-be-positive';
    const isCircular = !endsHold(transfer) && transfer.debit === transfer.credit;
    return isCircular ? 'accounts-must-differ' : undefined;
}

function holdRefusal(
    transfer: PostHold | VoidHold, hold: Hold, state: HoldState,
): TransferRefusal | undefined {
    if (state === 'posted') return 'hold-already-posted';
    if (state === 'voided') return 'hold-already-voided';
    return amountMinorOf(transfer) > hold.amountMinor ? 'more-than-held' : undefined;
}

function moved(transfer: Transfer, hold: Hold | undefined, books: Overlay): Taken {
    const movement = movementOf(transfer, hold);
    const broken = brokenLimit(movement, account => books.limitedOf(account));
    if (broken) return {transfer, decision: broken, ...hold && {hold}};
    return hold ? {transfer, decision: 'accepted', hold, movement}
        : {transfer, decision: 'accepted', movement};
}

/** What is known, with what this batch has decided so far laid over it; the view stays as it is. */
class Overlay {
    readonly #view: View;
    readonly #decided = new Map<string, Decided>();
    readonly #limited = new Map<string, Limited>();
    readonly #holds = new Map<string, HoldState>();

    constructor(view: View) {
        this.#view = view;
    }

    decidedOf(id: string): Decided | undefined {
        return this.#decided.get(id) ?? this.#view.decided.get(id);
    }

    limitedOf(account: string): Limited | undefined {
        return this.#limited.get(account) ?? this.#view.limited.get(account);
    }

    stateOf(holdId: string): HoldState {
        return this.#holds.get(holdId) ?? this.#view.holds.get(holdId) ?? 'held';
    }

    keep(taken: Taken): void {
        const {transfer, movement} = taken;
        this.#decided.set(transfer.id, taken);
        if (!movement) return;
        this.#move(movement.debit, movement);
        this.#move(movement.credit, movement);
        if (endsHold(transfer)) this.#holds.set(transfer.holdId, stateAfter(transfer));
    }

    #move(account: string, movement: Movement): void {
        const limited = this.limitedOf(account);
        if (!limited) return;
        const balances = after(limited.balances, account, movement);
        this.#limited.set(account, {limit: limited.limit, balances});
    }
}

/** How a hold stands after the transfer that ended it. */
export function stateAfter(ended: PostHold | VoidHold): HoldState {
    return ended.kind === 'post-hold' ? 'posted' : 'voided';
}
